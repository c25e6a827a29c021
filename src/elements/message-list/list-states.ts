/** What stands in the place of rows, and the bar above them that tells how things stand. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDefaultFilters } from '../../controllers/list/filter-form.js';
import { formatInstant, formatTimeOfDay } from '../../model/format.js';
import type { TimeRange } from '../../model/time-range.js';
import { icon, type IconName } from '../shared/icons.js';
import { zoneName, type ListView } from './list-view.js';

export interface BarHandlers {
  /** The filter fields ask for something else than what is shown. */
  readonly isUnqueried: boolean;
  /** What has just been done here; `null` when it is long ago. */
  readonly told: string | null;
  readonly allocate: () => void;
  readonly download: () => void;
}

export interface StateHandlers {
  readonly resetFilters: () => void;
  /** Tells screen readers. */
  readonly say: (text: string) => void;
}

/** Whether the line above the table is about a selection. */
export function isSelecting({ list: { selection, collecting } }: ListView): boolean {
  return selection.chosen.size > 0 || selection.dropped.length > 0 || collecting !== null;
}

/** One line of fixed height above the table: the count, or what is selected; at its end how fresh the rows are. */
export function renderBar(view: ListView, handlers: BarHandlers): TemplateResult {
  const isAboutSelection = isSelecting(view);
  const selection = isAboutSelection ? view.later?.renderSelection(view, handlers) : undefined;
  return html`<div class="bar" part="bar" ?data-selecting=${isAboutSelection}>
    ${selection ?? renderCount(view, handlers)} ${renderFreshness(view)}
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

function renderFreshness(view: ListView): TemplateResult {
  const { list, t, tag, timeZone, later } = view;
  const { state } = list;
  const isStale = state.phase !== 'failed' && state.error !== null;
  const isWorking = state.phase === 'refreshing' || state.phase === 'loading';
  const time = formatTimeOfDay(state.asOf, tag, timeZone);
  const isPlain = !isStale && state.asOf !== null && state.phase !== 'failed';
  return html`<div class="freshness">
    ${later?.renderTrouble(view, time)}
    ${
      isWorking && list.retryAt !== null
        ? later?.renderWaiting(view)
        : isPlain
          ? html`<span class="muted as-of">${t('listAsOf', { time: `${time} ${zoneName(view)}` })}</span>`
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

/** In the place of rows: why there are none, and the way on. `nothing` while there are rows or placeholders. */
export function renderState(
  view: ListView,
  { resetFilters, say }: StateHandlers,
): TemplateResult | typeof nothing {
  const { list, t, later } = view;
  const { phase, error, rows } = list.state;
  if (phase === 'failed' && error) {
    // The sentence that fits comes late; a short one and the way on are always here.
    const told = later?.describeFailure(view, error, say);
    const mayRetry = !told?.waits;
    return panel(
      error.code,
      told?.mark ?? 'warning',
      told?.title ?? t('listFailedTitle'),
      told?.text,
      html`<button
          type="button"
          class="button"
          aria-disabled=${mayRetry ? 'false' : 'true'}
          @click=${mayRetry ? list.refresh : null}
        >
          ${icon('refresh')}${t('retry')}</button
        >${told?.after}`,
    );
  }
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
    t('listNoMatchText'),
    html`<button type="button" class="button" @click=${resetFilters}>${t('listResetFilters')}</button>`,
  );
}

function panel(
  kind: string,
  mark: IconName,
  title: string,
  text: TemplateResult | string | undefined,
  after: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="state" part="state" data-kind=${kind}>
    ${icon(mark)}
    <h3>${title}</h3>
    <p class="muted">${text}</p>
    ${after}
  </div>`;
}
