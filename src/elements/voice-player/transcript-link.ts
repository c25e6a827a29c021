/** Between the player and its transcript panel, which is loaded when somebody wants to read. */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Transcript } from '../../model/recording.js';
import type { TranscriptOptions, TranscriptPanel } from './transcript-panel.js';

export class TranscriptLink {
  readonly #host: ReactiveControllerHost;
  readonly #options: TranscriptOptions;
  #panel: TranscriptPanel | null = null;

  constructor(host: ReactiveControllerHost, options: TranscriptOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** False when it could not be loaded; the next call tries again. */
  async load(): Promise<boolean> {
    try {
      const { TranscriptPanel } = await import('./transcript-panel.js');
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
