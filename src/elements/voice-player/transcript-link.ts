/** Between the player and its transcript panel, which is loaded when somebody wants to read. */
import { nothing, type CSSResult, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Transcript } from '../../model/recording.js';
import type { Strings } from '../../i18n/strings.js';
import type { TranscriptOptions, TranscriptPanel } from './transcript-panel.js';

export interface LinkOptions extends TranscriptOptions {
  /** Takes in the words and the looks of what was loaded. */
  readonly adopt: (words: Partial<Strings>, styles: readonly CSSResult[]) => void;
}

export class TranscriptLink {
  readonly #host: ReactiveControllerHost;
  readonly #options: LinkOptions;
  #panel: TranscriptPanel | null = null;

  constructor(host: ReactiveControllerHost, options: LinkOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** False when it could not be loaded; the next call tries again. */
  async load(): Promise<boolean> {
    try {
      const { TranscriptPanel, laterWords, laterStyles } = await import('./transcript-panel.js');
      this.#options.adopt(laterWords, laterStyles);
      this.#panel ??= new TranscriptPanel(this.#host, this.#options);
      return true;
    } catch {
      return false;
    }
  }

  render(transcript: Transcript, position: number): TemplateResult | typeof nothing {
    return this.#panel?.render(transcript, position) ?? nothing;
  }
}
