/** Between the player and its transcript panel, which is loaded when somebody wants to read. */
import { nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Transcript } from '../../model/recording.js';
import type { Strings } from '../../i18n/strings.js';
import type { TranscriptHost, TranscriptOptions, TranscriptPanel } from './transcript-panel.js';

export interface LinkOptions extends TranscriptOptions {
  /** Of the present recording; nothing while that is not known, or where it has none. */
  readonly transcript: () => Transcript | null | undefined;
  /** Takes in the words and the looks of what was loaded. */
  readonly adopt: (words: Partial<Strings>, styles: readonly CSSResult[]) => void;
  readonly onPartFailed: () => void;
}

export class TranscriptLink {
  readonly #host: TranscriptHost;
  readonly #options: LinkOptions;
  #panel: TranscriptPanel | null = null;
  /** Somebody has opened it: that holds for the recordings that follow, until it is closed. */
  #isWanted = false;

  constructor(host: TranscriptHost, options: LinkOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** What is open now. */
  get shown(): Transcript | null | undefined {
    return this.#isWanted && this.#panel ? this.#options.transcript() : null;
  }

  /** Opens or closes it by hand. When it could not be loaded, the next call tries again. */
  async toggle(): Promise<void> {
    this.#isWanted = !this.#isWanted;
    try {
      const { TranscriptPanel, laterWords, laterStyles } = await import('./transcript-panel.js');
      this.#options.adopt(laterWords, laterStyles);
      this.#panel ??= new TranscriptPanel(this.#host, this.#options);
      this.#panel.isKept = false;
    } catch {
      this.#isWanted = false;
      this.#options.onPartFailed();
    }
    this.#host.requestUpdate();
  }

  /** Another recording; with `isWiped` nobody wants to read any more. */
  change(isWiped: boolean): void {
    this.#isWanted &&= !isWiped;
    this.#panel?.forget();
  }

  render(position: number): TemplateResult | typeof nothing {
    const { shown } = this;
    return (shown && this.#panel?.render(shown, position)) ?? nothing;
  }
}
