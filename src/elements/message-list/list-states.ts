/** What stands in the place of rows, and the bar above them that tells how things stand. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefaultFilters } from '../../controllers/list/filter-form.js';
import { MOST_NEW } from '../../controllers/list/list-state.js';
import { DEFAULT_MAX_ASSIGNMENTS } from '../../controllers/list/message-list-controller.js';
import { errorKey } from '../../controllers/error-text.js';
import type { AdapterError } from '../../adapter/errors.js';
import { formatInstant, formatNumber, formatTimeOfDay } from '../../model/format.js';
import type { TimeRange } from '../../model/time-range.js';
import { icon, type IconName } from '../base/icons.js';
import { callerOf, zoneName, type ListView } from './list-view.js';

export interface BarHandlers {
  /** The filter fields ask for something else than what is shown. */
  readonly isUnqueried: boolean;
  /** What has just been done here; `null` when it is long ago. */
  readonly told: string | null;
  readonly refresh: () => void;
  readonly showNew: () => void;
  readonly allocate: () => void;
  readonly clear: () => void;
  readonly selectAll: () => void;
  readonly stopCollecting: () => void;
}

export interface StateHandlers {
  readonly retry: () => void;
  readonly resetFilters: () => void;
  readonly copy: (text: string) => void;
}

/** Whole seconds until the waiting read is tried again; `null` when none waits. */
export function secondsToRetry({ list }: ListView): number | null {
  if (list.retryAt === null) return null;
  return Math.max(0, Math.ceil((list.retryAt - performance.now()) / 1000));
}

/** One line of fixed height above the table: the count, or what is selected; at its end how fresh the rows are. */
export function renderBar(view: ListView, handlers: BarHandlers): TemplateResult {
  const { chosen, dropped } = view.list.selection;
  const isSelecting = chosen.size > 0 || dropped.length > 0 || view.list.collecting !== null;
  return html`<div class="bar" part="bar" ?data-selecting=${isSelecting}>
    ${isSelecting ? renderSelection(view, handlers) : renderCount(view, handlers)} ${renderFreshness(view, handlers)}
  </div>`;
}

function renderCount(view: ListView, { isUnqueried, told }: BarHandlers): TemplateResult {
  const text = countText(view);
  return html`<p class="count">
    ${
      text === null
        ? html`<span class="skeleton short"></span>`
        : text === ''
          ? nothing
          : html`<strong>${text}</strong>`
    }
    <span class="muted">${timeRangeText(view, view.list.filters.time)}</span>
    ${isUnqueried ? html`<span class="unqueried">${view.t('listNotQueried')}</span>` : nothing}
    ${told === null ? nothing : html`<span class="told">${icon('check')}${told}</span>`}
  </p>`;
}

/** How many messages there are, as far as the backend tells; `null` while it is being asked. */
export function countText({ list, t }: ListView): string | null {
  const { total, totalIsEstimate, rows, phase } = list.state;
  if (phase === 'failed') return '';
  if (total !== null) return t(totalIsEstimate ? 'listCountAbout' : 'listCount', { n: total });
  return phase === 'loading' || phase === 'idle' ? null : t('listCountShown', { n: rows.length });
}

/** The range in force, in words. */
export function timeRangeText({ t, tag, timeZone }: ListView, range: TimeRange): string {
  if (range.kind === 'last') {
    return range.hours % 24 === 0
      ? t('listLastDays', { n: range.hours / 24 })
      : t('listLastHours', { n: range.hours });
  }
  return `${formatInstant(range.from, tag, timeZone)} – ${formatInstant(range.to, tag, timeZone)}`;
}

function renderSelection(view: ListView, handlers: BarHandlers): TemplateResult {
  const { list, t, tag } = view;
  const { chosen, dropped } = list.selection;
  const { total, rows } = list.state;
  const onPage = list.messages.filter(({ id }) => chosen.has(id)).length;
  const elsewhere = chosen.size - onPage;
  const most = list.capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
  if (list.collecting) {
    const { seen, total: of } = list.collecting;
    return html`<div class="selection">
      <strong
        >${
          of === null
            ? t('listCollectingUncounted', { n: seen })
            : t('listCollecting', { n: Math.min(seen, of), total: formatNumber(of, tag) })
        }</strong
      >
      <button type="button" class="button" @click=${handlers.stopCollecting}>${t('listStop')}</button>
    </div>`;
  }
  const offersAll =
    elsewhere === 0 &&
    onPage > 0 &&
    (total === null ? list.state.hasMore === true : total > rows.length);
  return html`<div class="selection">
    <strong>${t('listSelected', { n: chosen.size })}</strong>
    ${elsewhere > 0 ? html`<span class="muted">${t('listOnOtherPages', { n: elsewhere })}</span>` : nothing}
    ${
      chosen.size > 0
        ? html`<button type="button" class="button primary" part="allocate-button" @click=${handlers.allocate}>
          ${t('allocate')}
        </button>`
        : nothing
    }
    <button type="button" class="button" @click=${handlers.clear}>${t('listClear')}</button>
    ${
      offersAll
        ? html`<button type="button" class="link" @click=${handlers.selectAll}>
          ${
            total === null
              ? t('listSelectAllMatchingUncounted')
              : t('listSelectAllMatching', { n: formatNumber(total, tag) })
          }
        </button>`
        : nothing
    }
    ${chosen.size >= most ? html`<span class="muted">${t('listMostSelected', { n: most })}</span>` : nothing}
    ${
      dropped.length > 0
        ? html`<span class="dropped">
          ${icon('info')}<bdi
            >${t('listDropped', {
              n: dropped.length,
              callers: dropped
                .slice(0, 3)
                .map((message) => callerOf(view, message))
                .join(', '),
            })}</bdi
          >
        </span>`
        : nothing
    }
  </div>`;
}

function renderFreshness(view: ListView, { refresh }: BarHandlers): TemplateResult {
  const { list, t, tag, timeZone } = view;
  const { state } = list;
  const isStale = state.phase !== 'failed' && state.error !== null;
  const seconds = secondsToRetry(view);
  const time = formatTimeOfDay(state.asOf, tag, timeZone);
  const isWorking = state.phase === 'refreshing' || state.phase === 'loading';
  return html`<div class="freshness">
    ${
      isStale && state.error
        ? html`<span class="stale" part="stale"
          >${icon('warning')}<span
            ><strong>${t('listStale', { time })}</strong> ${t(errorKey(state.error.code))}</span
          ></span
        >`
        : nothing
    }
    ${
      state.live === 'paused'
        ? html`<span class="paused" part="live-paused">${icon('info')}${t('listLivePaused')}</span>`
        : nothing
    }
    ${
      isWorking && seconds !== null
        ? html`<span class="muted">${seconds > 1 ? t('errorRetryIn', { n: seconds }) : t('listRetrying')}</span>`
        : !isStale && state.asOf !== null && state.phase !== 'failed'
          ? html`<span class="muted as-of">${t('listAsOf', { time: `${time} ${zoneName(view)}` })}</span>`
          : nothing
    }
    <button
      type="button"
      class=${isStale ? 'button' : 'button quiet icon-only'}
      part="refresh-button"
      aria-label=${isStale ? t('retry') : t('listRefresh')}
      aria-disabled=${isWorking ? 'true' : 'false'}
      @click=${isWorking ? null : refresh}
    >
      ${icon('refresh')}${isStale ? t('retry') : nothing}
    </button>
  </div>`;
}

/** Floats over the table's edge, so that no row moves when it comes. */
export function renderPill(
  { list, t }: ListView,
  { showNew }: BarHandlers,
): TemplateResult | typeof nothing {
  const { newIds, outdated, phase } = list.state;
  if (phase !== 'ready' || (newIds.size === 0 && !outdated)) return nothing;
  const text =
    newIds.size === 0
      ? t('listOutdated')
      : newIds.size >= MOST_NEW
        ? t('listNewMany', { n: MOST_NEW - 1 })
        : t('listNew', { n: newIds.size });
  return html`<button type="button" class="button pill" part="new-messages" @click=${showNew}>
    ${icon('refresh')}${text}
  </button>`;
}

/** In the place of rows: why there are none, and the way on. `nothing` while there are rows or placeholders. */
export function renderState(
  view: ListView,
  handlers: StateHandlers,
): TemplateResult | typeof nothing {
  const { list, t } = view;
  const { phase, error, rows } = list.state;
  if (phase === 'failed' && error) return renderFailure(view, error, handlers);
  if (rows.length > 0 || (phase !== 'ready' && phase !== 'refreshing')) return nothing;
  if (isDefaultFilters(list.filters)) {
    return panel(
      'empty',
      'chat',
      t('listEmptyTitle'),
      html`<slot name="empty">${t('listEmptyText')}</slot>`,
    );
  }
  return panel(
    'no-match',
    'search',
    t('listNoMatchTitle'),
    html`${t('listNoMatchText')}`,
    html`<button type="button" class="button" @click=${handlers.resetFilters}>${t('listResetFilters')}</button>`,
  );
}

function renderFailure(
  view: ListView,
  error: AdapterError,
  { retry, copy }: StateHandlers,
): TemplateResult {
  const { t } = view;
  const seconds = secondsToRetry(view) ?? 0;
  const button = html`<button
    type="button"
    class="button"
    aria-disabled=${seconds > 0 ? 'true' : 'false'}
    @click=${seconds > 0 ? null : retry}
  >
    ${icon('refresh')}${t('retry')}
  </button>`;
  const waiting =
    seconds > 0 ? html`<p class="muted">${t('errorRetryIn', { n: seconds })}</p>` : nothing;
  const request = error.requestId;
  const requestLine =
    request === undefined
      ? nothing
      : html`<p class="muted request">
          <bdi>${t('errorRequestId', { id: request.slice(0, 100) })}</bdi>
          <button type="button" class="link" @click=${() => copy(request)}>${icon('copy')}${t('listCopy')}</button>
        </p>`;
  const after = html`${button}${waiting}${requestLine}`;
  if (error.code === 'forbidden') {
    return panel(
      'forbidden',
      'info',
      t('listForbiddenTitle'),
      html`${t('listForbiddenText')}`,
      after,
    );
  }
  const title = error.code === 'unauthenticated' ? t('listSessionTitle') : t('listFailedTitle');
  return panel(error.code, 'warning', title, html`${t(errorKey(error.code))}`, after);
}

function panel(
  kind: string,
  mark: IconName,
  title: string,
  text: TemplateResult,
  after: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="state" part="state" data-kind=${kind}>
    ${icon(mark)}
    <h3>${title}</h3>
    <p class="muted">${text}</p>
    ${after}
  </div>`;
}
