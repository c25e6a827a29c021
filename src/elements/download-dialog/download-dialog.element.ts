import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import {
  passwordFault,
  PASSWORD_MAX,
  type PasswordFault,
} from '../../controllers/download/archive-password.js';
import {
  DownloadController,
  type DownloadState,
  type Receipt,
} from '../../controllers/download/download-controller.js';
import { REASON_KEYS, wordKey } from '../../i18n/words.js';
import { formatDuration, formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { AiccElement } from '../base/aicc-element.js';
import { Announcer } from '../base/announcer.js';
import { DialogController } from '../base/dialog.js';
import { icon } from '../base/icons.js';
import { AuditEvent, BeforeDownloadEvent, DownloadedEvent } from '../workflow-events.js';
import { styles } from './download-dialog.styles.js';
import { canRetryDownload, downloadCauseKey, formatSize, PASSWORD_KEYS } from './download-text.js';
import { common } from '../../i18n/en/common.js';
import { errors } from '../../i18n/en/errors.js';
import { player } from '../../i18n/en/player.js';
import { download } from '../../i18n/en/download.js';

/**
 * Says that a recording holds personal data, and saves it: where the person chooses if the browser
 * lets them, else among the browser's downloads.
 *
 * @element aicc-download-dialog
 * @csspart dialog - The native dialog.
 * @csspart warning - The notice about personal data.
 * @csspart receipt - What was saved.
 * @csspart failure - The notice that says why nothing was saved.
 * @csspart status - The live region.
 * @cssproperty --aicc-download-dialog-width - Widest inline size of the dialog.
 * @fires {BeforeDownloadEvent} aicc-before-download - Before anything is asked of the adapter; cancelable, `waitUntil`.
 * @fires {DownloadedEvent} aicc-downloaded - The file was saved, or handed to the browser.
 * @fires {AuditEvent} aicc-audit - `download`, once per file.
 * @fires {ErrorEvent} aicc-error - The adapter refused or failed.
 * @fires {Event} close - The dialog has closed; does not bubble.
 */
export class DownloadDialogElement extends AiccElement {
  static override readonly elementName = 'download-dialog';
  static override readonly english = { ...common, ...errors, ...player, ...download };
  static override readonly styles = [tokens, base, controls, dialogs, styles];

  /** The message whose recording is to be saved. */
  @property({ attribute: false }) message?: Message | null | undefined;
  /** Whether the dialog is open. Setting it is the same as `show()` and `close()`. */
  @property({ type: Boolean, reflect: true }) open = false;
  /**
   * Largest recording that is gathered in memory where no place can be chosen, in bytes.
   * @default 268435456
   */
  @property({ type: Number, attribute: 'max-memory-bytes' }) maxMemoryBytes = 256 * 2 ** 20;

  /** What the dialog was closed with: `saved`, `started`, `cancel` or what `close()` was given. */
  returnValue = '';

  readonly #announcer = new Announcer(this);
  readonly #download = new DownloadController(this, (state) => this.#handleEnd(state));
  readonly #dialog = new DialogController(this, {
    dialog: () => this._dialog,
    onClosed: (returnValue) => this.#handleClosed(returnValue),
  });

  @query('dialog') private readonly _dialog!: HTMLDialogElement | null;
  @query('#reason') private readonly _reason!: HTMLTextAreaElement | null;
  @query('#password') private readonly _password!: HTMLInputElement | null;

  #shownPhase: DownloadState['phase'] = 'confirm';
  #reasonText = '';
  #passwordText = '';

  @state() private _capabilities: Capabilities = {};
  @state() private _reasonMissing = false;
  @state() private _passwordFault: PasswordFault | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another message: what goes on for the former one ends.
    if (changed.has('message') && changed.get('message')?.id !== this.message?.id) {
      if (changed.get('message')) this.#download.cancel();
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { phase } = this.#download.state;
    if (phase !== this.#shownPhase) {
      this.#shownPhase = phase;
      // The button that was pressed has gone: the focus goes to the one that leads on.
      if (this.#dialog.isOpen) this.#focusWayOn();
    }
    if (!changed.has('open')) return;
    if (this.open) void this.#open();
    else if (changed.get('open') === true) this.#dialog.close(this.returnValue || 'cancel');
  }

  /** Opens the dialog as a modal. */
  show(): void {
    this.open = true;
  }

  /** Closes it; a download that goes on stops. Does nothing when it is closed. */
  close(returnValue = 'cancel'): void {
    this.#dialog.close(returnValue);
    this.open = false;
  }

  async #open(): Promise<void> {
    this.returnValue = '';
    this._reasonMissing = false;
    this._passwordFault = null;
    this.#announcer.clear();
    this.#download.cancel();
    const { client } = this;
    void client?.capabilities().then((capabilities) => (this._capabilities = capabilities));
    await this.#dialog.open();
    if (!this.#dialog.isOpen) this.open = false;
    else this.#focusWayOn();
  }

  #handleClosed(returnValue: string): void {
    const { state: now } = this.#download;
    this.returnValue = returnValue || (now.phase === 'done' ? now.receipt.outcome : 'cancel');
    this.#download.cancel();
    this.#reasonText = this.#passwordText = '';
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }

  #handleNo(): void {
    const { state: now } = this.#download;
    this.#dialog.requestClose(now.phase === 'done' ? now.receipt.outcome : 'cancel');
  }

  #handleYes(): void {
    const { client, message } = this;
    if (!client || !message || this.#refusal() !== null || !this.#checkFields()) return;
    const reason = this.#reasonText.trim();
    const password = this.#passwordText;
    void this.#download.start({
      client,
      message,
      ...(this._capabilities.downloadNeedsReason && reason ? { reason } : {}),
      ...(this._capabilities.downloadNeedsPassword && password
        ? { archivePassword: password }
        : {}),
      mayStart: () => new BeforeDownloadEvent({ messageId: message.id }).ask(this),
      maxMemoryBytes: this.maxMemoryBytes,
    });
  }

  /** True when nothing is missing; else the first faulty field has the focus. */
  #checkFields(): boolean {
    const { downloadNeedsReason, downloadNeedsPassword } = this._capabilities;
    this._reasonMissing = downloadNeedsReason === true && this.#reasonText.trim() === '';
    this._passwordFault = downloadNeedsPassword === true ? passwordFault(this.#passwordText) : null;
    if (this._reasonMissing) this._reason?.focus();
    else if (this._passwordFault) this._password?.focus();
    return !this._reasonMissing && this._passwordFault === null;
  }

  #handleEnd(ended: DownloadState): void {
    if (ended.phase === 'done') {
      void this.#tellDone(ended.receipt);
    } else if (ended.phase === 'failed') {
      this.#announcer.say(this.t(downloadCauseKey(ended.cause)));
      if (ended.error) this.tellError(ended.error);
      const fields = ended.error?.fields ?? [];
      this._reasonMissing = fields.some(({ code }) => code === 'purpose-required');
      if (fields.some(({ code }) => code === 'password-required')) this._passwordFault = 'empty';
    }
  }

  async #tellDone(receipt: Receipt): Promise<void> {
    const { message, client } = this;
    this.#announcer.say(this.#doneText(receipt));
    if (!message) return;
    const { outcome, fileName, sizeBytes, sha256 } = receipt;
    this.dispatchEvent(
      new DownloadedEvent({ messageId: message.id, outcome, fileName, sizeBytes, sha256 }),
    );
    const { employeeId } = (await client?.capabilities()) ?? {};
    this.dispatchEvent(new AuditEvent('download', message.id, employeeId ?? null));
  }

  /** Least harmful first: No before Yes, Cancel, Close, or Retry after a failure. */
  #focusWayOn(): void {
    this.renderRoot.querySelector<HTMLElement>('.dialog-footer [data-way-on]')?.focus();
  }

  #refusal(): string | null {
    if (!this.currentAdapter) return this.t('noAdapter');
    if (!this.message) return this.t('downloadNoMessage');
    const permission = actionPermission(this.message, 'download');
    if (permission.allowed) return null;
    const key = wordKey(REASON_KEYS, permission.reason) ?? 'reasonUnsupported';
    return this.t(key, { owner: this.message.lease?.ownerName ?? '' });
  }

  #doneText({ outcome, fileName }: Receipt): string {
    return this.t(outcome === 'saved' ? 'downloadSaved' : 'downloadStarted', { name: fileName });
  }

  #renderFacts(message: Message): TemplateResult {
    const ending = numberEnding(message.contactNumber);
    const timeZone = this._capabilities.timeZone;
    return html`<dl>
      <dt>${this.t('downloadVoice')}</dt>
      <dd>
        ${ending === null ? this.t('unknownCaller') : this.t('downloadNumberEnding', { ending })}
      </dd>
      <dt>${this.t('downloadLeft')}</dt>
      <dd>
        <bdi>${formatInstant(message.createdAt, this.locale.tag, timeZone)}</bdi>
      </dd>
      <dt>${this.t('downloadLength')}</dt>
      <dd><bdi dir="ltr">${formatDuration(message.durationSeconds)}</bdi></dd>
    </dl>`;
  }

  #renderFields(): TemplateResult | typeof nothing {
    const { downloadNeedsReason, downloadNeedsPassword } = this._capabilities;
    if (!downloadNeedsReason && !downloadNeedsPassword) return nothing;
    const fault = this._passwordFault;
    return html`${
      downloadNeedsReason
        ? html`<div class="field">
          <label class="label" for="reason">${this.t('downloadReason')}</label>
          <textarea
            id="reason"
            rows="2"
            maxlength="200"
            required
            .value=${this.#reasonText}
            @input=${(event: Event) =>
              (this.#reasonText = (event.target as HTMLTextAreaElement).value)}
            aria-invalid=${this._reasonMissing ? 'true' : nothing}
            aria-describedby="reason-error"
          ></textarea>
          <p class="field-error" id="reason-error">
            ${this._reasonMissing ? this.t('downloadReasonMissing') : nothing}
          </p>
        </div>`
        : nothing
    }
    ${
      downloadNeedsPassword
        ? html`<div class="field">
          <label class="label" for="password">${this.t('downloadPassword')}</label>
          <input
            id="password"
            type="password"
            autocomplete="new-password"
            dir="ltr"
            required
            .value=${this.#passwordText}
            @input=${(event: Event) =>
              (this.#passwordText = (event.target as HTMLInputElement).value)}
            aria-invalid=${fault ? 'true' : nothing}
            aria-describedby="password-hint password-error"
          />
          <p class="muted" id="password-hint">
            ${this.t('downloadPasswordHint', { n: PASSWORD_MAX })}
            ${this.t('downloadPasswordNote')}
          </p>
          <p class="field-error" id="password-error">
            ${fault ? this.t(PASSWORD_KEYS[fault]) : nothing}
          </p>
        </div>`
        : nothing
    }`;
  }

  #renderQuestion(message: Message): TemplateResult {
    return html`<div class="notice" data-tone="warning" part="warning">
        ${icon('warning')}
        <div class="grow">
          <p><strong>${this.t('downloadWarning')}</strong></p>
          <p>${this.t('downloadCaution')}</p>
        </div>
      </div>
      ${this.#renderFacts(message)} ${this.#renderFields()}
      <p class="question">${this.t('downloadQuestion')}</p>`;
  }

  #renderReceipt(receipt: Receipt): TemplateResult {
    const { sizeBytes, sha256 } = receipt;
    return html`<div class="notice" data-tone="success" part="receipt">
        ${icon('check')}
        <p class="grow">${this.#doneText(receipt)}</p>
      </div>
      <dl>
        ${
          sizeBytes === null
            ? nothing
            : html`<dt>${this.t('downloadSize')}</dt>
              <dd><bdi>${formatSize(sizeBytes, this.locale.wordsTag)}</bdi></dd>`
        }
        ${
          sha256 === null
            ? nothing
            : html`<dt>${this.t('downloadDigest')}</dt>
              <dd><bdi class="digest" dir="ltr">${sha256}</bdi></dd>`
        }
      </dl>
      <p class="muted">${this.t('downloadCaution')}</p>`;
  }

  #renderProgress(now: DownloadState): TemplateResult {
    if (now.phase !== 'receiving') return html`<p>${this.t('downloadChoosing')}</p>`;
    const { received, total } = now;
    const locale = this.locale.wordsTag;
    const size = formatSize(received, locale);
    return html`<div class="progress">
      <span id="progress-name">${this.t('downloadReceiving')}</span>
      ${
        total === null
          ? html`<progress aria-labelledby="progress-name"></progress>`
          : html`<progress
            aria-labelledby="progress-name"
            max=${total}
            .value=${Math.min(received, total)}
          ></progress>`
      }
      <span class="muted tabular">
        ${
          total === null
            ? this.t('downloadReceivedUnknown', { received: size })
            : this.t('downloadReceived', { received: size, total: formatSize(total, locale) })
        }
      </span>
    </div>`;
  }

  #renderFailure(now: Extract<DownloadState, { phase: 'failed' }>): TemplateResult {
    const requestId = now.error?.requestId;
    return html`<div class="notice" data-tone="danger" part="failure">
        ${icon('warning')}
        <div class="grow">
          <p>${this.t(downloadCauseKey(now.cause))}</p>
          ${
            requestId
              ? html`<p class="muted">${this.t('errorRequestId', { id: requestId })}</p>`
              : nothing
          }
        </div>
      </div>
      ${this.#renderFields()}`;
  }

  #renderBody(now: DownloadState): TemplateResult {
    const { message } = this;
    const refusal = this.#refusal();
    if (!message || refusal !== null) {
      return html`<p class="notice" data-tone="info">${icon('info')}<span>${refusal}</span></p>`;
    }
    switch (now.phase) {
      case 'confirm':
        return this.#renderQuestion(message);
      case 'choosing':
      case 'receiving':
        return this.#renderProgress(now);
      case 'choose-again':
        return html`<p>${this.t('downloadChooseAgain', { name: now.fileName })}</p>`;
      case 'done':
        return this.#renderReceipt(now.receipt);
      case 'failed':
        return this.#renderFailure(now);
    }
  }

  #renderFooter(now: DownloadState): TemplateResult {
    const close = (label: string, wayOn: boolean): TemplateResult =>
      html`<button class="button" type="button" ?data-way-on=${wayOn} @click=${this.#handleNo}>
        ${label}
      </button>`;
    if (this.#refusal() !== null) return close(this.t('close'), true);
    switch (now.phase) {
      case 'confirm':
        return html`<button class="button" type="button" data-way-on @click=${this.#handleNo}>
            ${this.t('downloadNo')}
          </button>
          <button class="button primary" type="button" @click=${this.#handleYes}>
            ${this.t('downloadYes')}
          </button>`;
      case 'choosing':
      case 'receiving':
        return close(this.t('cancel'), true);
      case 'choose-again':
        return html`${close(this.t('cancel'), false)}
          <button
            class="button primary"
            type="button"
            data-way-on
            @click=${() => this.#download.chooseAgain()}
          >
            ${this.t('downloadSave')}
          </button>`;
      case 'done':
        return close(this.t('close'), true);
      case 'failed':
        return canRetryDownload(now.cause)
          ? html`${close(this.t('close'), false)}
              <button
                class="button primary"
                type="button"
                data-way-on
                @click=${this.#handleYes}
              >
                ${icon('refresh')}${this.t('retry')}
              </button>`
          : close(this.t('close'), true);
    }
  }

  protected override render(): TemplateResult {
    const { state: now } = this.#download;
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        aria-labelledby="title"
        @cancel=${this.#dialog.handleCancel}
        @close=${this.#dialog.handleClose}
      >
        <div class="dialog-header"><h2 id="title">${this.t('downloadTitle')}</h2></div>
        <div class="dialog-body" tabindex="0">${this.#renderBody(now)}</div>
        <div class="dialog-footer">${this.#renderFooter(now)}</div>
        ${this.#announcer.render()}
      </dialog>
    </div>`;
  }
}
