import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import {
  DownloadController,
  type DownloadState,
} from '../../controllers/download/download-controller.js';
import type { QueueRequest } from '../../controllers/download/download-queue.js';
import type { DownloadRecord } from '../../controllers/download/download-record.js';
import { downloadsAllowed } from '../../controllers/download/save-target.js';
import { wordKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatDuration, formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { DialogController } from '../shared/dialog-controller.js';
import { renderRequestId } from '../shared/error-details.js';
import { icon } from '../shared/icons.js';
import { AuditEvent, BeforeDownloadEvent, DownloadedEvent } from '../shared/workflow-events.js';
import { BatchDownload } from './batch-download.js';
import { styles } from './download-dialog.styles.js';
import { RecordCopy, recordText, renderRecord } from './download-record.js';
import { canRetryDownload, doneText, downloadCauseKey, formatSize } from './download-text.js';
import { PurposeFields } from './purpose-fields.js';

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
  /** Several messages, to be saved one after another; while there are any, `message` is ignored. */
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
    // The primary button of the moment: Yes, or Retry after a failure.
    () => this.renderRoot.querySelector<HTMLElement>('.dialog-footer .primary')?.click(),
  );
  readonly #copy = new RecordCopy(this, (text) => this.#announcer.announce(text));
  readonly #batch: BatchDownload = new BatchDownload(this, {
    i18n: () => this.#i18n,
    fields: this.#fields,
    copy: this.#copy,
    request: () => this.#request,
    onDone: (record) => this.#emitDone(record),
    onFailed: ({ error }) => error && this.emitError(error),
    announce: (text) => this.#announcer.announce(text),
    close: () => this.#handleNo(),
  });

  @query('dialog') private readonly _dialog!: HTMLDialogElement | null;

  #shownPhase = 'confirm';
  #shownIds = '[]';

  @state() private _capabilities: Capabilities = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('message') && !changed.has('messages')) return;
    // Another message: the download of the one before ends.
    const ids = JSON.stringify(this.#targets.map(({ id }) => id));
    if (ids !== this.#shownIds && this.#shownIds !== '[]') this.#reset();
    this.#shownIds = ids;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const phase = this.#phase;
    if (phase !== this.#shownPhase) {
      this.#shownPhase = phase;
      // The pressed button is gone: the focus moves to one of the new buttons.
      if (this.#dialog.isOpen) this.#focusButton();
    }
    if (!changed.has('open')) return;
    if (this.open) void this.#open();
    else if (changed.get('open') === true) this.#dialog.close(this.returnValue || 'cancel');
  }

  /** True while a download runs. */
  get hasPendingWork(): boolean {
    return this.#download.isBusy || this.#batch.isRunning;
  }

  /** Opens the dialog as a modal. */
  show(): void {
    this.open = true;
  }

  /** Closes it, and stops a running download. Does nothing when it is closed. */
  close(returnValue = 'cancel'): void {
    this.#dialog.close(returnValue);
    this.open = false;
  }

  /** The messages to save. */
  get #targets(): readonly Message[] {
    if (this.messages?.length) return this.messages;
    return this.message ? [this.message] : [];
  }

  get #isBatch(): boolean {
    return this.#targets.length > 1;
  }

  get #i18n(): I18n {
    return {
      t: this.t,
      locale: this.locale.tag,
      timeZone: this._capabilities.timeZone,
    };
  }

  /** Changes when the buttons do. */
  get #phase(): string {
    if (!this.#isBatch) return this.#download.state.phase;
    return `batch-${this.#batch.phase}`;
  }

  async #open(): Promise<void> {
    this.returnValue = '';
    this.#fields.clearErrors();
    this.#reset();
    const { client } = this;
    void client?.capabilities().then((capabilities) => (this._capabilities = capabilities));
    await this.#dialog.open();
    if (!this.#dialog.isOpen) this.open = false;
    else this.#focusButton();
  }

  /** The values of every request; `null` while one is missing. */
  get #request(): QueueRequest | null {
    const { client } = this;
    if (!client || !this.#fields.validate()) return null;
    return {
      client,
      ...this.#fields.values,
      mayStart: ({ id }) => new BeforeDownloadEvent({ messageId: id }).ask(this),
      maxMemoryBytes: this.maxMemoryBytes,
    };
  }

  /** Returns to the question: stops a running download, and removes its results. */
  #reset(): void {
    this.#announcer.clear();
    this.#copy.reset();
    this.#download.cancel();
    this.#batch.reset();
  }

  /** A running batch is stopped first, so that its results can be read. */
  #mayClose(): boolean {
    if (!this.#isBatch || !this.#batch.isRunning) return true;
    this.#batch.stop();
    return false;
  }

  get #outcome(): string {
    if (this.#isBatch) return this.#batch.outcome;
    const { state: now } = this.#download;
    return now.phase === 'done' ? now.record.outcome : 'cancel';
  }

  #handleClosed(returnValue: string): void {
    this.returnValue = returnValue || this.#outcome;
    this.#reset();
    this.#fields.clear();
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }

  #handleNo(): void {
    this.#dialog.requestClose(this.#outcome);
  }

  #handleYes(): void {
    const [message] = this.#targets;
    if (!message || this.#disabledReason() !== null) return;
    const request = this.#request;
    if (!request) return;
    const mayStart = (): Promise<boolean> => request.mayStart(message);
    void this.#download.start({ ...request, message, mayStart });
  }

  #handleEnd(ended: DownloadState): void {
    if (ended.phase === 'done') {
      this.#announcer.announce(doneText(ended.record, this.t));
      this.#emitDone(ended.record);
    } else if (ended.phase === 'failed') {
      this.#announcer.announce(this.t(downloadCauseKey(ended.cause)));
      if (ended.error) this.emitError(ended.error);
      this.#fields.showErrors(ended.error);
    }
  }

  #emitDone(record: DownloadRecord): void {
    // A person typed the reason: only the record on screen and the backend have it.
    const { reason: _typed, ...detail } = record;
    this.dispatchEvent(new DownloadedEvent(detail));
    this.dispatchEvent(new AuditEvent('download', detail.messageId, detail.employeeId));
  }

  /** The first focus is on the least harmful button: No before Yes, Cancel, Close, or Retry after a failure. */
  #focusButton(): void {
    this.renderRoot.querySelector<HTMLElement>('.dialog-footer [data-first-focus]')?.focus();
  }

  #disabledReason(): string | null {
    if (!this.currentAdapter) return this.t('noAdapter');
    const [message] = this.#targets;
    if (!message) return this.t('downloadNoMessage');
    const permission = actionPermission(message, 'download');
    if (this.#isBatch || permission.allowed) return null;
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

  #renderDone(message: Message, record: DownloadRecord): TemplateResult {
    // In a frame of another origin only the person can see whether the file arrived.
    const mayBeBlocked =
      record.outcome === 'started' &&
      downloadsAllowed(this.ownerDocument.defaultView ?? window) === 'unknown';
    return html`<div class="notice" data-tone="success" part="receipt">
        ${icon('check')}
        <div class="grow">
          <p>${doneText(record, this.t)}</p>
          ${mayBeBlocked ? html`<p>${this.t('downloadMayBeBlocked')}</p>` : nothing}
        </div>
      </div>
      ${renderRecord(this.#i18n, message, record)} ${this.#copy.renderText(this.#i18n)}
      <p class="muted">${this.t('downloadCaution')}</p>`;
  }

  #recordText(message: Message, record: DownloadRecord): string {
    const result = doneText(record, this.t);
    return recordText([{ message, result, record }], this.#i18n);
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
    return html`<div class="notice" data-tone="danger" part="failure">
        ${icon('warning')}
        <div class="grow">
          <p>${this.t(downloadCauseKey(now.cause))}</p>
          ${renderRequestId(this.#i18n, now.error)}
        </div>
      </div>
      ${this.#fields.render(this.#i18n)}`;
  }

  #renderBody(now: DownloadState): TemplateResult {
    const [message] = this.#targets;
    const disabledReason = this.#disabledReason();
    if (!message || disabledReason !== null) {
      return html`<p class="notice" data-tone="info">${icon('info')}<span>${disabledReason}</span></p>`;
    }
    if (this.#isBatch) return this.#batch.renderBody(this.#targets);
    switch (now.phase) {
      case 'confirm':
        return this.#renderQuestion(message);
      case 'choosing':
      case 'receiving':
        return this.#renderProgress(now);
      case 'choose-again':
        return html`<p>${this.t('downloadChooseAgain', { name: now.fileName })}</p>`;
      case 'done':
        return this.#renderDone(message, now.record);
      case 'failed':
        return this.#renderFailure(now);
    }
  }

  #renderFooter(now: DownloadState): TemplateResult {
    const close = (label: string, isFirstFocus: boolean): TemplateResult =>
      html`<button class="button" type="button" ?data-first-focus=${isFirstFocus} @click=${this.#handleNo}>
        ${label}
      </button>`;
    const [message] = this.#targets;
    if (!message || this.#disabledReason() !== null) return close(this.t('close'), true);
    if (this.#isBatch) return this.#batch.renderFooter(this.#targets);
    switch (now.phase) {
      case 'confirm':
        return html`<button class="button" type="button" data-first-focus @click=${this.#handleNo}>
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
            data-first-focus
            @click=${() => this.#download.chooseAgain()}
          >
            ${this.t('downloadSave')}
          </button>`;
      case 'done':
        return html`${this.#copy.renderButton(this.#i18n, () =>
          this.#recordText(message, now.record),
        )}
        ${close(this.t('close'), true)}`;
      case 'failed':
        return canRetryDownload(now.cause)
          ? html`${close(this.t('close'), false)} ${this.#renderRetry(() => this.#handleYes())}`
          : close(this.t('close'), true);
    }
  }

  #renderRetry(act: () => void): TemplateResult {
    return html`<button class="button primary" type="button" data-first-focus @click=${act}>
      ${icon('refresh')}${this.t('retry')}
    </button>`;
  }

  protected override render(): TemplateResult {
    const { state: now } = this.#download;
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        class=${this.#isBatch ? 'batch' : nothing}
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
