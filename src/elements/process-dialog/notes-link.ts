/** Between the Process dialog and its notes while listening, whose code comes with the first recording. */
import { html, type CSSResult, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ShowText } from '../shared/message-details.js';
import { LateCode } from '../message-list/late-code.js';
import type { NotesOptions, NotesView, NoteTaking } from './note-taking.js';

export interface NotesLinkOptions extends NotesOptions {
  /** Takes in the styles that came with the code. */
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
}

export class NotesLink {
  readonly #options: NotesLinkOptions;
  readonly #late: LateCode<typeof import('./note-taking.js')>;
  #taking: NoteTaking | null = null;

  constructor(
    host: ReactiveControllerHost,
    options: NotesLinkOptions,
    load = () => import('./note-taking.js'),
  ) {
    this.#options = options;
    this.#late = new LateCode(load, (code) => {
      if (code) {
        options.adoptStyles(code.laterStyles);
        this.#taking ??= new code.NoteTaking(host, options);
      }
      host.requestUpdate();
    });
  }

  /** For key presses inside the comments. */
  readonly handleKey = (event: KeyboardEvent): void => this.#taking?.handleKey(event);

  /** Another message, or the same once more. */
  reset(): void {
    this.#taking?.reset();
  }

  /** How a displayed text is shown: with its times as buttons, once the code for it is here. */
  texts(announcedSeconds: number | null): ShowText | null {
    return this.#taking?.texts(announcedSeconds) ?? null;
  }

  render(view: NotesView): TemplateResult {
    if (this.#taking) return this.#taking.render(view);
    if (!this.#late.hasFailed) {
      void this.#late.load();
      return html`<div class="note-tools"></div>`;
    }
    const { t } = this.#options;
    return html`<p class="note-tools muted">
      <span>${t('processNotesFailed')}</span>
      <button type="button" class="link" @click=${() => this.#late.load()}>${t('retry')}</button>
    </p>`;
  }
}
