/** The line above the table: the count or the selection, and how fresh the rows are. */
import { html, nothing, type TemplateResult } from 'lit';
import { MAX_NEW, presentTotal, staleCount } from '../../controllers/list/list-state.js';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import { canAllocate, canDownload } from '../../controllers/list/selection.js';
import { codeKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatInstant, formatNumber, formatTimeOfDay, instantFormat } from '../../model/format.js';
import type { TimeRange } from '../../model/time-range.js';
import { icon } from '../shared/icons.js';
import { callerText } from '../shared/message-fields.js';

export interface ToolbarOptions {
  /** The result of the last act in a dialog; `null` after the next act. */
  readonly result: string | null;
  readonly onAllocate: () => void;
  readonly onDownload: () => void;
}

/** One line of one height, whatever it says, so that the table does not move when its content changes. */
export function renderToolbar(
  i18n: I18n,
  list: MessageListController,
  options: ToolbarOptions,
): TemplateResult {
  const { isActive } = list.selection;
  return html`<div class="bar" part="bar" ?data-selecting=${isActive}>
    ${isActive ? renderSelection(i18n, list, options) : renderCount(i18n, list, options)}
    ${renderWarnings(i18n, list)} ${renderUpdatesButton(i18n, list)}
  </div>`;
}

function renderCount(
  i18n: I18n,
  list: MessageListController,
  { result }: ToolbarOptions,
): TemplateResult {
  const text = countText(i18n, list);
  return html`<p class="count">
    ${
      text === null
        ? html`<span class="skeleton short"></span>`
        : text === ''
          ? nothing
          : html`<strong>${text}</strong>`
    }
    <span class="muted">${timeRangeText(i18n, list.filters.time)}</span>
    ${renderLeft(i18n, list)}
    ${result === null ? nothing : html`<span class="result">${icon('check')}${result}</span>`}
  </p>`;
}

/** Rows that left this view stay in their places until the next query. */
function renderLeft({ t }: I18n, list: MessageListController): TemplateResult | typeof nothing {
  const n = staleCount(list.state);
  if (n === 0) return nothing;
  return html`<button type="button" class="link" part="left" @click=${list.refresh}>${t('listLeftCount', { n })}</button>`;
}

/** How many messages match, as far as the backend says; `null` until it answers. */
export function countText({ t }: I18n, { state }: MessageListController): string | null {
  const { totalIsEstimate, rows, phase } = state;
  const total = presentTotal(state);
  if (phase === 'failed') return '';
  if (total !== null) return t(totalIsEstimate ? 'listCountAbout' : 'listCount', { n: total });
  return phase === 'loading' || phase === 'idle' ? null : t('listCountShown', { n: rows.length });
}

/** The time range in force, in words. */
function timeRangeText({ t, locale, timeZone }: I18n, range: TimeRange): string {
  if (range.kind === 'last') {
    return range.hours % 24 === 0
      ? t('listLastDays', { n: range.hours / 24 })
      : t('listLastHours', { n: range.hours });
  }
  return `${formatInstant(range.from, locale, timeZone)} – ${formatInstant(range.to, locale, timeZone)}`;
}

function renderSelection(
  i18n: I18n,
  list: MessageListController,
  { onAllocate, onDownload }: ToolbarOptions,
): TemplateResult {
  const { t, locale } = i18n;
  const { chosen, dropped, leftOut, progress } = list.selection;
  if (progress) {
    const { seen, total } = progress;
    return html`<div class="selection">
      <strong
        >${
          total === null
            ? t('listCollectingUncounted', { n: seen })
            : t('listCollecting', { n: Math.min(seen, total), total: formatNumber(total, locale) })
        }</strong
      >
      <button type="button" class="button" @click=${() => list.selection.cancel()}>${t('listStop')}</button>
    </div>`;
  }
  const { total, rows, hasMore } = list.state;
  const onPage = list.messages.filter(({ id }) => chosen.has(id)).length;
  const elsewhere = chosen.size - onPage;
  const max = list.maxAssignments;
  const selected = [...chosen.values()];
  // "All that match" is for allocating: nobody downloads hundreds of files one by one.
  const offersAll =
    selected.some(canAllocate) &&
    elsewhere === 0 &&
    onPage > 0 &&
    (total === null ? hasMore === true : total > rows.length);
  return html`<div class="selection">
    <strong>${t('listSelected', { n: chosen.size })}</strong>
    ${elsewhere > 0 ? html`<span class="muted">${t('listOnOtherPages', { n: elsewhere })}</span>` : nothing}
    ${
      selected.some(canAllocate)
        ? html`<button type="button" class="button primary" part="allocate-button" @click=${onAllocate}>
          ${t('allocate')}
        </button>`
        : nothing
    }
    ${
      selected.some(canDownload)
        ? html`<button type="button" class="button" part="download-button" @click=${onDownload}>
          ${t('download')}
        </button>`
        : nothing
    }
    <button type="button" class="button" @click=${() => list.selection.clear()}>${t('listClear')}</button>
    ${
      offersAll
        ? html`<button type="button" class="link" @click=${() => void list.selectAllMatching()}>
          ${t('listSelectAllMatching', { max })}
        </button>`
        : nothing
    }
    ${leftOut > 0 ? html`<span class="muted">${t('listLeftOut', { n: leftOut, total: chosen.size + leftOut })}</span>` : nothing}
    ${chosen.size >= max ? html`<span class="muted">${t('listMostSelected', { n: max })}</span>` : nothing}
    ${
      dropped.length > 0
        ? html`<span class="dropped">
          ${icon('info')}<bdi
            >${t('listDropped', {
              callers: dropped
                .slice(0, 3)
                .map((message) => callerText(message, i18n))
                .join(', '),
            })}</bdi
          >
        </span>`
        : nothing
    }
  </div>`;
}

/** Above the tabs' end: the time of the rows, and the button that reads them once more. */
export function renderFreshness(i18n: I18n, list: MessageListController): TemplateResult {
  const { t, locale, timeZone } = i18n;
  const { phase, error, asOf } = list.state;
  const isStale = phase !== 'failed' && error !== null;
  const isWorking = phase === 'refreshing' || phase === 'loading';
  const isFresh = !isStale && asOf !== null && phase !== 'failed';
  const time = formatTimeOfDay(asOf, locale, timeZone);
  const seconds = isWorking ? list.secondsToRetry : null;
  return html`<div class="freshness">
    ${
      seconds !== null
        ? html`<span class="muted">${seconds > 1 ? t('errorRetryIn', { n: seconds }) : t('listRetrying')}</span>`
        : isFresh
          ? html`<span class="muted as-of" title=${t('listAsOf', { time: `${time} ${zoneName(i18n)}` })}
              ><span class="visually-hidden">${t('listAsOf', { time: `${time} ${zoneName(i18n)}` })}</span
              ><span class="tabular" aria-hidden="true">${time}</span></span
            >`
          : nothing
    }
    <button
      type="button"
      class=${isStale ? 'button' : 'button quiet icon-only'}
      part="refresh-button"
      aria-label=${isStale ? t('retry') : t('listRefresh')}
      aria-disabled=${isWorking ? 'true' : 'false'}
      @click=${isWorking ? null : list.refresh}
    >
      ${icon('refresh')}${isStale ? t('retry') : nothing}
    </button>
  </div>`;
}

/** That the rows are old, or no longer live. */
function renderWarnings(i18n: I18n, list: MessageListController): TemplateResult | typeof nothing {
  const { t, locale, timeZone } = i18n;
  const { phase, error, asOf, live } = list.state;
  const isStale = phase !== 'failed' && error !== null;
  if (!isStale && live !== 'paused') return nothing;
  const time = formatTimeOfDay(asOf, locale, timeZone);
  return html`<span class="warnings">
    ${
      isStale
        ? html`<span class="stale" part="stale"
          >${icon('warning')}<span
            ><strong>${t('listStale', { time })}</strong> ${t(codeKey('error', error.code))}</span
          ></span
        >`
        : nothing
    }
    ${
      live === 'paused'
        ? html`<span class="paused" part="live-paused">${icon('info')}${t('listLivePaused')}</span>`
        : nothing
    }
  </span>`;
}

/** The zone's short name, for a time of day. */
function zoneName({ locale, timeZone }: I18n): string {
  const parts = instantFormat(locale, timeZone, {
    hour: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(new Date());
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The button that counts new messages and shows them. */
function renderUpdatesButton(
  { t }: I18n,
  list: MessageListController,
): TemplateResult | typeof nothing {
  const { newIds, hasUpdates, phase } = list.state;
  if (phase !== 'ready' || (newIds.size === 0 && !hasUpdates)) return nothing;
  const text =
    newIds.size === 0
      ? t('listOutdated')
      : newIds.size >= MAX_NEW
        ? t('listNewMany', { n: MAX_NEW - 1 })
        : t('listNew', { n: newIds.size });
  return html`<button type="button" class="button pill" part="new-messages" @click=${() => list.showUpdates()}>
    ${icon('refresh')}${text}
  </button>`;
}
