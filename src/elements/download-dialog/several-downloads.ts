/** Several recordings in the download dialog. Loaded when the dialog is given more than one. */
import type { I18n } from '../../i18n/i18n.js';
import {
  html,
  nothing,
  type CSSResult,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { FailedDownload } from '../../controllers/download/download-failure.js';
import {
  DownloadQueue,
  type QueueItem,
  type QueueRequest,
} from '../../controllers/download/download-queue.js';
import type { Receipt } from '../../controllers/download/receipt.js';
import { canChooseFolder } from '../../controllers/download/save-folder.js';
import { downloadsAllowed } from '../../controllers/download/save-target.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import { canRetryDownload } from './download-text.js';
import type { PurposeFields } from './purpose-fields.js';
import type { ReceiptCopy } from './receipt-copy.js';
import { receiptText } from './receipt-text.js';
import {
  countsOf,
  receiptEntries,
  renderProgress,
  renderResults,
  renderSummary,
  summaryText,
} from './result-list.js';
import { severalStyles } from './several-downloads.styles.js';
import { renderLeftOut, renderSeveralQuestion } from './several-question.js';

export interface SeveralOptions {
  readonly i18n: () => I18n;
  readonly fields: PurposeFields;
  readonly copy: ReceiptCopy;
  /** `null` without an adapter, or while something is missing. */
  readonly request: () => QueueRequest | null;
  readonly onDone: (receipt: Receipt) => void;
  readonly onFailed: (failed: FailedDownload) => void;
  readonly say: (text: string) => void;
  readonly close: () => void;
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
}

export class SeveralDownloads {
  readonly #queue: DownloadQueue;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: SeveralOptions;

  constructor(host: ReactiveControllerHost & HTMLElement, options: SeveralOptions) {
    this.#host = host;
    this.#options = options;
    this.#queue = new DownloadQueue(host, {
      onDone: options.onDone,
      onFailed: options.onFailed,
      onOver: () => this.#handleOver(),
    });
    options.adoptStyles([severalStyles]);
  }

  get phase(): DownloadQueue['phase'] {
    return this.#queue.phase;
  }

  get isRunning(): boolean {
    return this.#queue.isRunning;
  }

  /** What the dialog is closed with. */
  get outcome(): 'saved' | 'started' | 'cancel' {
    const { saved, started } = countsOf(this.#queue.items);
    return saved > 0 ? 'saved' : started > 0 ? 'started' : 'cancel';
  }

  reset(): void {
    this.#queue.reset();
  }

  /** The present one and what follows; what is done stays done. */
  stop(): void {
    this.#queue.stop();
  }

  readonly #handleOver = (): void => {
    const { i18n, say, fields } = this.#options;
    say(summaryText(this.#queue.items, i18n()));
    fields.blame(this.#queue.stopped?.error ?? null);
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

  /** What the button below all of them would try again. */
  get #again(): readonly QueueItem[] {
    const { undone, stopped } = this.#queue;
    return undone.filter(({ state }) =>
      state.kind === 'failed' ? canRetryDownload(state.cause) : stopped !== null,
    );
  }

  renderBody(messages: readonly Message[]): TemplateResult {
    const { i18n: speechNow, fields, copy } = this.#options;
    const i18n = speechNow();
    const { items, phase, stopped } = this.#queue;
    const { targets, leftOut } = sorted(messages);
    if (phase === 'question') {
      if (targets.length === 0) return html`${renderLeftOut(i18n, leftOut)}`;
      return renderSeveralQuestion(
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
    ${stopped?.cause === 'invalid' || fields.isAskedAgain ? fields.render(i18n) : nothing} ${copy.renderText(i18n)}
    ${phase === 'over' ? html`<p class="muted">${i18n.t('downloadSeveralCaution')}</p>` : nothing}`;
  }

  renderFooter(messages: readonly Message[]): TemplateResult {
    const { i18n: speechNow, close, copy } = this.#options;
    const i18n = speechNow();
    const { t } = i18n;
    const { targets } = sorted(messages);
    const { items, phase, isRunning, stopped } = this.#queue;
    const button = (label: string, isWayOn: boolean, act: () => void): TemplateResult =>
      html`<button class="button" type="button" ?data-way-on=${isWayOn} @click=${act}>${label}</button>`;
    if (isRunning) return button(t('cancel'), true, () => this.stop());
    if (phase === 'question') {
      if (targets.length === 0) return button(t('close'), true, close);
      return html`${button(t('downloadNo'), true, close)}
        <button class="button primary" type="button" @click=${() => this.#start(targets)}>
          ${t('downloadYes')}
        </button>`;
    }
    const again = this.#again;
    return html`${copy.renderButton(i18n, () => receiptText(receiptEntries(items, i18n), i18n))}
    ${button(t('close'), again.length === 0, close)}
    ${
      again.length === 0
        ? nothing
        : html`<button class="button primary" type="button" data-way-on @click=${() => this.#retry(again)}>
          ${icon('refresh')}${t(stopped ? 'downloadRetryRest' : 'downloadRetryFailed', { n: again.length })}
        </button>`
    }`;
  }
}

/** Each message once: those that can be downloaded, and the others. */
function sorted(messages: readonly Message[]): {
  readonly targets: readonly Message[];
  readonly leftOut: readonly Message[];
} {
  const each = [...new Map(messages.map((message) => [message.id, message])).values()];
  const may = (message: Message): boolean => actionPermission(message, 'download').allowed;
  return { targets: each.filter(may), leftOut: each.filter((message) => !may(message)) };
}
