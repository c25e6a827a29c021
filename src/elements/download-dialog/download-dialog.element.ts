import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import {
  DownloadController,
  loadTransfer,
  type DownloadState,
} from '../../controllers/download/download-controller.js';
import type { QueueRequest } from '../../controllers/download/download-queue.js';
import type { Receipt } from '../../controllers/download/receipt.js';
import { downloadsAllowed } from '../../controllers/download/save-target.js';
import { wordKey } from '../../i18n/code-key.js';
import { formatDuration, formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { DialogController } from '../shared/dialog-controller.js';
import { icon } from '../shared/icons.js';
import { AuditEvent, BeforeDownloadEvent, DownloadedEvent } from '../shared/workflow-events.js';
import { styles } from './download-dialog.styles.js';
import { canRetryDownload, doneText, downloadCauseKey, formatSize } from './download-text.js';
import { PurposeFields } from './purpose-fields.js';
import { ReceiptCopy } from './receipt-copy.js';
import { receiptText, renderReceiptFacts } from './receipt-text.js';
import type { SeveralDownloads } from './several-downloads.js';

/**
 * Says that a recording holds personal data, and saves it: where the person chooses if the browser
 * lets them, else among the browser's downloads. Several are saved one after another, each with a
 * result of its own.
 *
 * @element aicc-download-dialog
 * @csspart dialog - The native dialog.
 * @csspart warning - The notice about personal data.
 * @csspart left-out - Those of several that cannot be downloaded, and why.
 * @csspart receipt - What was saved.
 * @csspart summary - What became of several.
 * @csspart results - The result of each of several.
 * @csspart failure - The notice that says why nothing was saved.
 * @csspart status - The live region.
 * @cssproperty --aicc-download-dialog-width - Widest inline size of the dialog.
 * @fires {BeforeDownloadEvent} aicc-before-download - Before anything is asked of the adapter, for each message; cancelable, `waitUntil`.
 * @fires {DownloadedEvent} aicc-downloaded - The file was saved, or handed to the browser; for each file, with its receipt.
 * @fires {AuditEvent} aicc-audit - `download`, once per file.
 * @fires {AdapterErrorEvent} aicc-error - The adapter refused or failed.
 * @fires {Event} close - The dialog has closed; does not bubble.
 */
export class DownloadDialogElement extends AiccElement {
  static override readonly elementName = 'download-dialog';
  static override readonly styles = [tokens, base, controls, dialogs, styles];

  /** The message whose recording is to be saved. */
  @property({ attribute: false }) message?: Message | null | undefined;
  /** Several, to be saved one after another; `message` is not looked at while there are any. */
  @property({ attribute: false }) messages?: readonly Message[] | null | undefined;
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
    onRequestClose: () => this.#mayClose(),
    onClosed: (returnValue) => this.#handleClosed(returnValue),
  });
  readonly #fields = new PurposeFields(
    this,
    () => this._capabilities,
    // What leads on at this point: Yes, or Retry after a failure.
    () => this.renderRoot.querySelector<HTMLElement>('.dialog-footer .primary')?.click(),
  );
  readonly #copy = new ReceiptCopy(this, (text) => this.#announcer.say(text));

  @query('dialog') private readonly _dialog!: HTMLDialogElement | null;

  #shownPhase = 'confirm';
  #shownIds = '[]';
  #several: SeveralDownloads | null = null;

  @state() private _capabilities: Capabilities = {};
  @state() private _severalFailed = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('message') && !changed.has('messages')) return;
    // Another message: what goes on for the former one ends.
    const ids = JSON.stringify(this.#given.map(({ id }) => id));
    if (ids !== this.#shownIds && this.#shownIds !== '[]') this.#forget();
    this.#shownIds = ids;
    if (this.open && this.#isSeveral) void this.#loadSeveral();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const phase = this.#phase;
    if (phase !== this.#shownPhase) {
      this.#shownPhase = phase;
      // The button that was pressed has gone: the focus goes to the one that leads on.
      if (this.#dialog.isOpen) this.#focusWayOn();
    }
    if (!changed.has('open')) return;
    if (this.open) void this.#open();
    else if (changed.get('open') === true) this.#dialog.close(this.returnValue || 'cancel');
  }

  /** True while something is being fetched. */
  get hasPendingWork(): boolean {
    return this.#download.isBusy || this.#several?.isRunning === true;
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

  /** What is to be saved. */
  get #given(): readonly Message[] {
    if (this.messages?.length) return this.messages;
    return this.message ? [this.message] : [];
  }

  get #isSeveral(): boolean {
    return this.#given.length > 1;
  }

  get #i18n(): I18n {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this._capabilities.timeZone,
    };
  }

  /** Changes when the buttons do. */
  get #phase(): string {
    if (!this.#isSeveral) return this.#download.state.phase;
    return this.#several ? `several-${this.#several.phase}` : `loading-${this._severalFailed}`;
  }

  async #open(): Promise<void> {
    this.returnValue = '';
    this.#fields.forgive();
    this.#forget();
    const { client } = this;
    void client?.capabilities().then((capabilities) => (this._capabilities = capabilities));
    // Needed after Yes; told then if it does not come.
    loadTransfer().catch(() => undefined);
    if (this.#isSeveral) void this.#loadSeveral();
    await this.#dialog.open();
    if (!this.#dialog.isOpen) this.open = false;
    else this.#focusWayOn();
  }

  async #loadSeveral(): Promise<void> {
    this._severalFailed = false;
    if (this.#several) return;
    try {
      const { SeveralDownloads } = await import('./several-downloads.js');
      this.#several ??= new SeveralDownloads(this, {
        i18n: () => this.#i18n,
        fields: this.#fields,
        copy: this.#copy,
        request: () => this.#request,
        onDone: (receipt) => this.#tellDone(receipt),
        onFailed: ({ error }) => error && this.tellError(error),
        say: (text) => this.#announcer.say(text),
        close: () => this.#handleNo(),
        adoptStyles: (later) => this.adoptStyles(later),
      });
    } catch {
      this._severalFailed = true;
    }
    this.requestUpdate();
  }

  /** What goes with every request; `null` while something is missing. */
  get #request(): QueueRequest | null {
    const { client } = this;
    if (!client || !this.#fields.check()) return null;
    return {
      client,
      ...this.#fields.given,
      mayStart: ({ id }) => new BeforeDownloadEvent({ messageId: id }).ask(this),
      maxMemoryBytes: this.maxMemoryBytes,
    };
  }

  /** Stops what goes on and takes back what was said. */
  #forget(): void {
    this.#announcer.clear();
    this.#copy.reset();
    this.#download.cancel();
    this.#several?.reset();
  }

  /** Several that go on are stopped first, so that the results can be read. */
  #mayClose(): boolean {
    if (!this.#isSeveral || !this.#several?.isRunning) return true;
    this.#several.stop();
    return false;
  }

  get #outcome(): string {
    if (this.#isSeveral) return this.#several?.outcome ?? 'cancel';
    const { state: now } = this.#download;
    return now.phase === 'done' ? now.receipt.outcome : 'cancel';
  }

  #handleClosed(returnValue: string): void {
    this.returnValue = returnValue || this.#outcome;
    this.#forget();
    this.#fields.clear();
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }

  #handleNo(): void {
    this.#dialog.requestClose(this.#outcome);
  }

  #handleYes(): void {
    const [message] = this.#given;
    if (!message || this.#refusal() !== null) return;
    const request = this.#request;
    if (!request) return;
    const mayStart = (): Promise<boolean> => request.mayStart(message);
    void this.#download.start({ ...request, message, mayStart });
  }

  #handleEnd(ended: DownloadState): void {
    if (ended.phase === 'done') {
      this.#announcer.say(doneText(ended.receipt, this.#i18n.t));
      this.#tellDone(ended.receipt);
    } else if (ended.phase === 'failed') {
      this.#announcer.say(this.t(downloadCauseKey(ended.cause)));
      if (ended.error) this.tellError(ended.error);
      this.#fields.blame(ended.error);
    }
  }

  #tellDone(receipt: Receipt): void {
    // The reason is what somebody typed: it stays in the receipt and with the backend.
    const { reason: _typed, ...detail } = receipt;
    this.dispatchEvent(new DownloadedEvent(detail));
    this.dispatchEvent(new AuditEvent('download', detail.messageId, detail.employeeId));
  }

  /** Least harmful first: No before Yes, Cancel, Close, or Retry after a failure. */
  #focusWayOn(): void {
    this.renderRoot.querySelector<HTMLElement>('.dialog-footer [data-way-on]')?.focus();
  }

  #refusal(): string | null {
    if (!this.currentAdapter) return this.t('noAdapter');
    const [message] = this.#given;
    if (!message) return this.t('downloadNoMessage');
    const permission = actionPermission(message, 'download');
    if (this.#isSeveral || permission.allowed) return null;
    const key = wordKey('reason', permission.reason) ?? 'reasonUnsupported';
    return this.t(key, { owner: message.lease?.ownerName ?? '' });
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

  #renderQuestion(message: Message): TemplateResult {
    return html`<div class="notice" data-tone="warning" part="warning">
        ${icon('warning')}
        <div class="grow">
          <p><strong>${this.t('downloadWarning')}</strong></p>
          <p>${this.t('downloadCaution')}</p>
        </div>
      </div>
      ${this.#renderFacts(message)} ${this.#fields.render(this.#i18n)}
      <p class="question">${this.t('downloadQuestion')}</p>`;
  }

  #renderReceipt(message: Message, receipt: Receipt): TemplateResult {
    // Where the frame cannot be looked at, only the person can see whether anything came.
    const mayBeBlocked =
      receipt.outcome === 'started' &&
      downloadsAllowed(this.ownerDocument.defaultView ?? window) === 'unknown';
    return html`<div class="notice" data-tone="success" part="receipt">
        ${icon('check')}
        <div class="grow">
          <p>${doneText(receipt, this.#i18n.t)}</p>
          ${mayBeBlocked ? html`<p>${this.t('downloadMayBeBlocked')}</p>` : nothing}
        </div>
      </div>
      ${renderReceiptFacts(this.#i18n, message, receipt)} ${this.#copy.renderText(this.#i18n)}
      <p class="muted">${this.t('downloadCaution')}</p>`;
  }

  #receiptText(message: Message, receipt: Receipt): string {
    const result = doneText(receipt, this.#i18n.t);
    return receiptText([{ message, result, receipt }], this.#i18n);
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
      ${this.#fields.render(this.#i18n)}`;
  }

  #renderBody(now: DownloadState): TemplateResult {
    const [message] = this.#given;
    const refusal = this.#refusal();
    if (!message || refusal !== null) {
      return html`<p class="notice" data-tone="info">${icon('info')}<span>${refusal}</span></p>`;
    }
    if (this.#isSeveral) return this.#several?.renderBody(this.#given) ?? this.#renderLoading();
    switch (now.phase) {
      case 'confirm':
        return this.#renderQuestion(message);
      case 'choosing':
      case 'receiving':
        return this.#renderProgress(now);
      case 'choose-again':
        return html`<p>${this.t('downloadChooseAgain', { name: now.fileName })}</p>`;
      case 'done':
        return this.#renderReceipt(message, now.receipt);
      case 'failed':
        return this.#renderFailure(now);
    }
  }

  /** The part for several is on its way, or did not come. */
  #renderLoading(): TemplateResult {
    if (!this._severalFailed) return html`<p class="muted">${this.t('loading')}</p>`;
    return html`<p class="notice" data-tone="danger" part="failure">
      ${icon('warning')}<span class="grow">${this.t('downloadNotLoaded')}</span>
    </p>`;
  }

  #renderFooter(now: DownloadState): TemplateResult {
    const close = (label: string, wayOn: boolean): TemplateResult =>
      html`<button class="button" type="button" ?data-way-on=${wayOn} @click=${this.#handleNo}>
        ${label}
      </button>`;
    const [message] = this.#given;
    if (!message || this.#refusal() !== null) return close(this.t('close'), true);
    if (this.#isSeveral && this.#several) return this.#several.renderFooter(this.#given);
    if (this.#isSeveral) {
      return html`${close(this.t(this._severalFailed ? 'close' : 'cancel'), !this._severalFailed)}
      ${this._severalFailed ? this.#renderRetry(() => void this.#loadSeveral()) : nothing}`;
    }
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
        return html`${this.#copy.renderButton(this.#i18n, () =>
          this.#receiptText(message, now.receipt),
        )}
        ${close(this.t('close'), true)}`;
      case 'failed':
        return canRetryDownload(now.cause)
          ? html`${close(this.t('close'), false)} ${this.#renderRetry(() => this.#handleYes())}`
          : close(this.t('close'), true);
    }
  }

  #renderRetry(act: () => void): TemplateResult {
    return html`<button class="button primary" type="button" data-way-on @click=${act}>
      ${icon('refresh')}${this.t('retry')}
    </button>`;
  }

  protected override render(): TemplateResult {
    const { state: now } = this.#download;
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        class=${this.#isSeveral ? 'several' : nothing}
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
