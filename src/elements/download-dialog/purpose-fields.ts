/** The fields that the backend's policy requires before a download: a reason, an archive password. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import {
  passwordFault,
  PASSWORD_MAX,
  type PasswordFault,
} from '../../controllers/download/archive-password.js';
import type { I18n } from '../../i18n/i18n.js';
import { PASSWORD_KEYS } from './download-text.js';

export class PurposeFields {
  readonly #host: ReactiveControllerHost;
  readonly #capabilities: () => Capabilities;
  readonly #onEnter: () => void;
  readonly #reason = createRef<HTMLTextAreaElement>();
  readonly #password = createRef<HTMLInputElement>();
  #reasonText = '';
  #passwordText = '';
  #reasonMissing = false;
  #fault: PasswordFault | null = null;
  #hadErrors = false;
  #isPasswordShown = false;

  /** @param onEnter called for Enter in the password */
  constructor(host: ReactiveControllerHost, capabilities: () => Capabilities, onEnter: () => void) {
    this.#host = host;
    this.#capabilities = capabilities;
    this.#onEnter = onEnter;
  }

  /** The values for the request, as far as the backend requires them. */
  get values(): { readonly reason?: string; readonly archivePassword?: string } {
    const { downloadNeedsReason, downloadNeedsPassword } = this.#capabilities();
    const reason = this.#reasonText.trim();
    return {
      ...(downloadNeedsReason && reason ? { reason } : {}),
      ...(downloadNeedsPassword && this.#passwordText
        ? { archivePassword: this.#passwordText }
        : {}),
    };
  }

  /** The last try showed an error; typing does not change this. */
  get hadErrors(): boolean {
    return this.#hadErrors;
  }

  get #isInvalid(): boolean {
    return this.#reasonMissing || this.#fault !== null;
  }

  /** True when the values are complete: the password is hidden again. Else the first wrong field gets the focus. */
  validate(): boolean {
    const { downloadNeedsReason, downloadNeedsPassword } = this.#capabilities();
    this.#reasonMissing = downloadNeedsReason === true && this.#reasonText.trim() === '';
    this.#fault = downloadNeedsPassword === true ? passwordFault(this.#passwordText) : null;
    const isValid = !this.#isInvalid;
    this.#hadErrors = !isValid;
    if (isValid) this.#isPasswordShown = false;
    this.#host.requestUpdate();
    // The fields may come on screen only now.
    if (!isValid) void this.#host.updateComplete.then(() => this.#focusError());
    return isValid;
  }

  #focusError(): void {
    if (this.#reasonMissing) this.#reason.value?.focus();
    else this.#password.value?.focus();
  }

  /** Shows what the backend says about the fields. */
  showErrors(error: AdapterError | null): void {
    const codes = new Set(error?.fields.map(({ code }) => code));
    this.#reasonMissing = codes.has('purpose-required');
    if (codes.has('password-required')) this.#fault = 'empty';
    else if (codes.has('password-rule')) this.#fault = passwordFault(this.#passwordText) ?? 'kinds';
    this.#hadErrors = this.#isInvalid;
    this.#host.requestUpdate();
  }

  /** Removes the errors, and hides the password. */
  clearErrors(): void {
    this.#isPasswordShown = false;
    this.#reasonMissing = false;
    this.#fault = null;
    this.#hadErrors = false;
  }

  /** Removes the values. */
  clear(): void {
    this.#reasonText = this.#passwordText = '';
    this.#isPasswordShown = false;
  }

  readonly #handleReason = (event: Event): void => {
    this.#reasonText = (event.target as HTMLTextAreaElement).value;
    if (!this.#reasonMissing || this.#reasonText.trim() === '') return;
    this.#reasonMissing = false;
    this.#host.requestUpdate();
  };

  readonly #handlePassword = (event: Event): void => {
    this.#passwordText = (event.target as HTMLInputElement).value;
    if (this.#fault === null || passwordFault(this.#passwordText) !== null) return;
    this.#fault = null;
    this.#host.requestUpdate();
  };

  /** A press with the pointer leaves the focus in the password. */
  readonly #handlePress = (event: Event): void => {
    if (this.#password.value?.matches(':focus')) event.preventDefault();
  };

  readonly #handleToggle = (): void => {
    this.#isPasswordShown = !this.#isPasswordShown;
    this.#host.requestUpdate();
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.repeat) return;
    event.preventDefault();
    this.#onEnter();
  };

  render({ t }: Pick<I18n, 't'>): TemplateResult | typeof nothing {
    const { downloadNeedsReason, downloadNeedsPassword } = this.#capabilities();
    if (!downloadNeedsReason && !downloadNeedsPassword) return nothing;
    const fault = this.#fault;
    const isShown = this.#isPasswordShown;
    return html`${
      downloadNeedsReason
        ? html`<div class="field">
          <label class="label" for="reason">${t('downloadReason')}</label>
          <textarea
            ${ref(this.#reason)}
            id="reason"
            rows="2"
            maxlength="200"
            dir="auto"
            required
            .value=${this.#reasonText}
            @input=${this.#handleReason}
            aria-invalid=${this.#reasonMissing ? 'true' : nothing}
            aria-describedby="reason-error"
          ></textarea>
          <p class="field-error" id="reason-error">
            ${this.#reasonMissing ? t('downloadReasonMissing') : nothing}
          </p>
        </div>`
        : nothing
    }
    ${
      downloadNeedsPassword
        ? html`<div class="field">
          <label class="label" id="password-label" for="password">${t('downloadPassword')}</label>
          <div class="password">
            <input
              ${ref(this.#password)}
              id="password"
              type=${isShown ? 'text' : 'password'}
              autocomplete="new-password"
              spellcheck="false"
              autocapitalize="none"
              dir="ltr"
              required
              .value=${this.#passwordText}
              @input=${this.#handlePassword}
              @keydown=${this.#handleKey}
              aria-invalid=${fault ? 'true' : nothing}
              aria-describedby="password-hint password-error"
            />
            <button
              class="button"
              id="password-toggle"
              type="button"
              aria-labelledby="password-toggle password-label"
              @mousedown=${this.#handlePress}
              @click=${this.#handleToggle}
            >
              ${t(isShown ? 'downloadPasswordHide' : 'downloadPasswordShow')}
            </button>
          </div>
          <p class="muted" id="password-hint">
            ${t('downloadPasswordHint', { n: PASSWORD_MAX })} ${t('downloadPasswordNote')}
          </p>
          <p class="field-error" id="password-error">
            ${fault ? t(PASSWORD_KEYS[fault]) : nothing}
          </p>
        </div>`
        : nothing
    }`;
  }
}
