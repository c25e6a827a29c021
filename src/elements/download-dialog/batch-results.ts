/** The progress and the results of a batch download. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DownloadQueue, QueueItem } from '../../controllers/download/download-queue.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatInstant } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import { renderRequestId } from '../shared/error-details.js';
import { callerText } from './batch-question.js';
import { renderRecord, type RecordEntry } from './download-record.js';
import { canRetryDownload, doneText, downloadCauseKey, formatSize } from './download-text.js';

type Counts = Readonly<Record<'saved' | 'started' | 'failed' | 'skipped' | 'open', number>>;

export function countsOf(items: readonly QueueItem[]): Counts {
  const counts = { saved: 0, started: 0, failed: 0, skipped: 0, open: 0 };
  for (const { state } of items) {
    if (state.kind === 'done') counts[state.record.outcome] += 1;
    else if (state.kind === 'failed' || state.kind === 'skipped') counts[state.kind] += 1;
    else counts.open += 1;
  }
  return counts;
}

/** `3 files saved. 1 failed.` */
export function summaryText(items: readonly QueueItem[], { t }: Pick<I18n, 't'>): string {
  const { saved, started, failed, skipped } = countsOf(items);
  return [
    saved > 0 ? t('downloadSavedCount', { n: saved }) : '',
    started > 0 ? t('downloadStartedCount', { n: started }) : '',
    failed > 0 ? t('downloadFailedCount', { n: failed }) : '',
    skipped > 0 ? t('downloadSkippedCount', { n: skipped }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The state of one download, in words. */
function stateText({ state }: QueueItem, i18n: Pick<I18n, 't' | 'locale'>): string {
  const { t, locale } = i18n;
  switch (state.kind) {
    case 'waiting':
      return t('downloadWaiting');
    case 'receiving':
      return state.total === null
        ? t('downloadReceivedUnknown', { received: formatSize(state.received, locale) })
        : t('downloadReceivingPercent', {
            n: Math.min(100, Math.floor((100 * state.received) / Math.max(1, state.total))),
          });
    case 'done':
      return doneText(state.record, t);
    case 'failed':
      return t(downloadCauseKey(state.cause));
    case 'skipped':
      return t('downloadSkipped');
  }
}

/** A line for every message, also for those that were not saved, with the reason. */
export function recordEntries(
  items: readonly QueueItem[],
  i18n: Pick<I18n, 't' | 'locale'>,
): readonly RecordEntry[] {
  return items.map((item) => ({
    message: item.message,
    result: stateText(item, i18n),
    record: item.state.kind === 'done' ? item.state.record : null,
  }));
}

export function renderProgress(
  { items, phase }: DownloadQueue,
  { t }: I18n,
): TemplateResult | string {
  if (phase === 'choosing') return html`<p>${t('downloadChoosingFolder')}</p>`;
  const { open } = countsOf(items);
  const done = items.length - open;
  return html`<div class="progress">
    <span id="progress-name" class="tabular"
      >${t('downloadSeveralProgress', { n: Math.min(done + 1, items.length), total: items.length })}</span
    >
    <progress aria-labelledby="progress-name" max=${items.length} .value=${done}></progress>
  </div>`;
}

/** The result of the batch, with the failure that stopped it. */
export function renderSummary(
  { items, stopped }: DownloadQueue,
  i18n: I18n,
  mayBeBlocked: boolean,
): TemplateResult {
  const { saved, started, failed, skipped } = countsOf(items);
  const isDone = failed + skipped === 0;
  const tone = isDone ? 'success' : saved + started === 0 ? 'danger' : 'warning';
  return html`<div class="notice" data-tone=${tone} part="summary">
    ${icon(isDone ? 'check' : 'warning')}
    <div class="grow">
      <p><strong>${summaryText(items, i18n)}</strong></p>
      ${started > 0 && mayBeBlocked ? html`<p>${i18n.t('downloadMayBeBlocked')}</p>` : nothing}
      ${
        stopped
          ? html`<p>${i18n.t('downloadStopped')} ${i18n.t(downloadCauseKey(stopped.cause))}</p>
              ${renderRequestId(i18n, stopped.error)}`
          : nothing
      }
    </div>
  </div>`;
}

/** @param onRetry `null` while the batch runs */
export function renderResults(
  items: readonly QueueItem[],
  i18n: I18n,
  onRetry: ((item: QueueItem) => void) | null,
): TemplateResult {
  return html`<ul class="results" role="list" aria-label=${i18n.t('downloadResults')} part="results">
    ${repeat(
      items,
      ({ message }) => message.id,
      (item) => renderItem(item, i18n, onRetry),
    )}
  </ul>`;
}

function renderItem(
  item: QueueItem,
  i18n: I18n,
  onRetry: ((item: QueueItem) => void) | null,
): TemplateResult {
  const { message, state } = item;
  const { t, locale, timeZone } = i18n;
  const time = formatInstant(message.createdAt, locale, timeZone);
  const caller = callerText(message, i18n);
  const error = state.kind === 'failed' ? state.error : null;
  const mayRetry =
    onRetry !== null &&
    (state.kind === 'skipped' || (state.kind === 'failed' && canRetryDownload(state.cause)));
  return html`<li data-kind=${state.kind} data-id=${message.id}>
    <span class="mark">${renderMark(state.kind)}</span>
    <div class="what">
      <p class="whose"><bdi>${caller}</bdi> <bdi class="muted tabular">${time}</bdi></p>
      <p class="state tabular"><bdi>${stateText(item, i18n)}</bdi></p>
      ${error ? renderRequestId(i18n, error) : nothing}
      ${
        state.kind === 'done'
          ? html`<details>
            <summary>${t('downloadReceipt')}</summary>
            ${renderRecord(i18n, message, state.record)}
          </details>`
          : nothing
      }
    </div>
    ${
      mayRetry
        ? html`<button
          class="button"
          type="button"
          aria-label=${`${t('retry')}, ${t('messageFrom', { caller, time })}`}
          @click=${() => onRetry(item)}
        >
          ${icon('refresh')}${t('retry')}
        </button>`
        : nothing
    }
  </li>`;
}

function renderMark(kind: QueueItem['state']['kind']): TemplateResult | typeof nothing {
  switch (kind) {
    case 'done':
      return icon('check');
    case 'failed':
      return icon('warning');
    case 'receiving':
      return icon('download');
    case 'waiting':
    case 'skipped':
      return nothing;
  }
}
