/** The download dialog with more than one message: question, progress, results. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { FailedDownload } from '../../controllers/download/download-failure.js';
import {
  DownloadQueue,
  type QueueItem,
  type QueueRequest,
} from '../../controllers/download/download-queue.js';
import type { DownloadRecord } from '../../controllers/download/download-record.js';
import { canChooseFolder } from '../../controllers/download/save-folder.js';
import { downloadsAllowed } from '../../controllers/download/save-target.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import { renderBatchQuestion, renderLeftOut } from './batch-question.js';
import {
  countsOf,
  recordEntries,
  renderProgress,
  renderResults,
  renderSummary,
  summaryText,
} from './batch-results.js';
import { recordText, type RecordCopy } from './download-record.js';
import { canRetryDownload } from './download-text.js';
import type { PurposeFields } from './purpose-fields.js';

export interface BatchOptions {
  readonly i18n: () => I18n;
  readonly fields: PurposeFields;
  readonly copy: RecordCopy;
  /** `null` without an adapter, or while a value is missing. */
  readonly request: () => QueueRequest | null;
  readonly onDone: (record: DownloadRecord) => void;
  readonly onFailed: (failed: FailedDownload) => void;
  readonly announce: (text: string) => void;
  readonly close: () => void;
}

export class BatchDownload {
  readonly #queue: DownloadQueue;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: BatchOptions;

  constructor(host: ReactiveControllerHost & HTMLElement, options: BatchOptions) {
    this.#host = host;
    this.#options = options;
    this.#queue = new DownloadQueue(host, {
      onDone: options.onDone,
      onFailed: options.onFailed,
      onOver: () => this.#handleOver(),
    });
  }

  get phase(): DownloadQueue['phase'] {
    return this.#queue.phase;
  }

  get isRunning(): boolean {
    return this.#queue.isRunning;
  }

  /** The return value of the dialog. */
  get outcome(): 'saved' | 'started' | 'cancel' {
    const { saved, started } = countsOf(this.#queue.items);
    return saved > 0 ? 'saved' : started > 0 ? 'started' : 'cancel';
  }

  reset(): void {
    this.#queue.reset();
  }

  /** Stops the present download and all that follow. */
  stop(): void {
    this.#queue.stop();
  }

  readonly #handleOver = (): void => {
    const { i18n, announce, fields } = this.#options;
    announce(summaryText(this.#queue.items, i18n()));
    fields.showErrors(this.#queue.stopped?.error ?? null);
  };

  get #view(): Window {
    return this.#host.ownerDocument.defaultView ?? window;
  }

  #start(targets: readonly Message[]): void {
    const request = this.#options.request();
    if (request) void this.#queue.start(targets, request);
  }

  #retry(items: readonly QueueItem[]): void {
    const request = this.#options.request();
    if (!request) return;
    this.#options.copy.reset();
    void this.#queue.retry(new Set(items.map(({ message }) => message.id)), request);
  }

  /** The items that the Retry of the footer tries again. */
  get #retryable(): readonly QueueItem[] {
    const { undone, stopped } = this.#queue;
    return undone.filter(({ state }) =>
      state.kind === 'failed' ? canRetryDownload(state.cause) : stopped !== null,
    );
  }

  renderBody(messages: readonly Message[]): TemplateResult {
    const { i18n: getI18n, fields, copy } = this.#options;
    const i18n = getI18n();
    const { items, phase, stopped } = this.#queue;
    const { targets, leftOut } = partition(messages);
    if (phase === 'question') {
      if (targets.length === 0) return html`${renderLeftOut(i18n, leftOut)}`;
      return renderBatchQuestion(
        { i18n, targets, leftOut, canChooseFolder: canChooseFolder(this.#view) },
        fields.render(i18n),
      );
    }
    return html`${
      this.#queue.isRunning
        ? renderProgress(this.#queue, i18n)
        : renderSummary(this.#queue, i18n, downloadsAllowed(this.#view) === 'unknown')
    }
    ${renderResults(items, i18n, this.#queue.isRunning ? null : (item) => this.#retry([item]))}
    ${stopped?.cause === 'invalid' || fields.hadErrors ? fields.render(i18n) : nothing} ${copy.renderText(i18n)}
    ${phase === 'over' ? html`<p class="muted">${i18n.t('downloadSeveralCaution')}</p>` : nothing}`;
  }

  renderFooter(messages: readonly Message[]): TemplateResult {
    const { i18n: getI18n, close, copy } = this.#options;
    const i18n = getI18n();
    const { t } = i18n;
    const { targets } = partition(messages);
    const { items, phase, isRunning, stopped } = this.#queue;
    const button = (label: string, isFirstFocus: boolean, act: () => void): TemplateResult =>
      html`<button class="button" type="button" ?data-first-focus=${isFirstFocus} @click=${act}>${label}</button>`;
    if (isRunning) return button(t('cancel'), true, () => this.stop());
    if (phase === 'question') {
      if (targets.length === 0) return button(t('close'), true, close);
      return html`${button(t('downloadNo'), true, close)}
        <button class="button primary" type="button" @click=${() => this.#start(targets)}>
          ${t('downloadYes')}
        </button>`;
    }
    const retryable = this.#retryable;
    return html`${copy.renderButton(i18n, () => recordText(recordEntries(items, i18n), i18n))}
    ${button(t('close'), retryable.length === 0, close)}
    ${
      retryable.length === 0
        ? nothing
        : html`<button class="button primary" type="button" data-first-focus @click=${() => this.#retry(retryable)}>
          ${icon('refresh')}${t(stopped ? 'downloadRetryRest' : 'downloadRetryFailed', { n: retryable.length })}
        </button>`
    }`;
  }
}

/** Each message once: those that can be downloaded, and the others. */
function partition(messages: readonly Message[]): {
  readonly targets: readonly Message[];
  readonly leftOut: readonly Message[];
} {
  const each = [...new Map(messages.map((message) => [message.id, message])).values()];
  const isAllowed = (message: Message): boolean => actionPermission(message, 'download').allowed;
  return {
    targets: each.filter(isAllowed),
    leftOut: each.filter((message) => !isAllowed(message)),
  };
}
