/** Copies the receipt; where the frame has no clipboard its text stands there to be copied by hand. */
import type { I18n } from '../../i18n/i18n.js';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { icon } from '../shared/icons.js';

export class ReceiptCopy implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #say: (text: string) => void;
  readonly #field = createRef<HTMLTextAreaElement>();
  #isCopied = false;
  #text: string | null = null;

  constructor(host: ReactiveControllerHost, say: (text: string) => void) {
    this.#host = host;
    this.#say = say;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  reset(): void {
    this.#isCopied = false;
    this.#text = null;
    this.#host.requestUpdate();
  }

  renderButton({ t }: Pick<I18n, 't'>, text: () => string): TemplateResult {
    return html`<button class="button" type="button" @click=${() => void this.#copy(t, text())}>
      ${icon(this.#isCopied ? 'check' : 'copy')}${
        this.#isCopied ? t('downloadCopied') : t('downloadCopy')
      }
    </button>`;
  }

  /** The text itself, where it could not be copied. */
  renderText({ t }: Pick<I18n, 't'>): TemplateResult | typeof nothing {
    if (this.#text === null) return nothing;
    return html`<label class="field">
      <span class="label">${t('downloadCopyByHand')}</span>
      <textarea ${ref(this.#field)} class="digest" dir="ltr" rows="4" readonly .value=${this.#text}></textarea>
    </label>`;
  }

  async #copy(t: I18n['t'], text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#isCopied = true;
      this.#say(t('downloadCopied'));
    } catch {
      this.#text = text;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.#text === null) return;
    this.#field.value?.focus();
    this.#field.value?.select();
  }
}
