/** Between the player and its transcript panel, which is loaded when somebody wants to read. */
import type { TemplateResult } from 'lit';
import type { Transcript } from '../../model/recording.js';
import type { TranscriptHost, TranscriptOptions, TranscriptPanel } from './transcript-panel.js';

export interface LinkOptions extends TranscriptOptions {
  /** Of the present recording; nothing while that is not known, or where it has none. */
  readonly transcript: () => Transcript | null | undefined;
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
      const { TranscriptPanel } = await import('./transcript-panel.js');
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

  render(position: number): TemplateResult | null | undefined {
    const { shown } = this;
    return shown && this.#panel?.render(shown, position);
  }
}
