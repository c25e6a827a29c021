/** Which rows the page shows, and buttons to the other pages. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import { pagerModel } from '../../controllers/list/paging.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatNumber } from '../../model/format.js';
import { PAGE_SIZES } from '../../model/query.js';
import { icon } from '../shared/icons.js';

export function renderPager(i18n: I18n, list: MessageListController): TemplateResult {
  const { t } = i18n;
  const { state } = list;
  const { index, size } = state.query.page;
  const model = pagerModel({ ...state, index, size, rowCount: state.rows.length });
  // While a page loads its buttons stay, so that a second press hits the same one.
  const isLoading = state.phase === 'loading';
  const canGoOn = model.canGoOn && !isLoading;
  const sizes = PAGE_SIZES.includes(size)
    ? PAGE_SIZES
    : [...PAGE_SIZES, size].sort((a, b) => a - b);
  const step = (
    label: string,
    enabled: boolean,
    target: number,
    content: TemplateResult | string,
  ): TemplateResult =>
    html`<button
      type="button"
      class="button quiet page"
      aria-label=${label}
      aria-disabled=${enabled ? 'false' : 'true'}
      @click=${() => {
        if (enabled) list.goTo(target);
      }}
    >
      ${content}
    </button>`;
  return html`<nav class="pager" part="pager" aria-label=${t('listPages')}>
    <span class="range-text tabular">${rangeText(i18n, list, model.range)}</span>
    <label class="size">
      <span>${t('listRowsPerPage')}</span>
      <select
        @change=${(event: Event) => list.setPageSize(Number((event.target as HTMLSelectElement).value))}
      >
        ${sizes.map((choice) => html`<option value=${choice} .selected=${choice === size}>${choice}</option>`)}
      </select>
    </label>
    <span class="steps">
      ${step(t('listFirst'), model.canGoBack, 0, t('listFirst'))}
      ${step(t('listPrevious'), model.canGoBack, index - 1, icon('previous'))}
      ${repeat(
        model.pages,
        (page, at) => (page === 'gap' ? `gap ${at}` : page),
        (page) =>
          page === 'gap'
            ? html`<span class="gap" aria-hidden="true">…</span>`
            : html`<button
                  type="button"
                  class="button quiet page number tabular"
                  aria-label=${t('listPage', { n: page + 1 })}
                  aria-current=${page === index ? 'page' : nothing}
                  @click=${() => {
                    if (page !== index) list.goTo(page);
                  }}
                >
                  ${formatNumber(page + 1, i18n.locale)}
                </button>`,
      )}
      ${
        model.pages.length === 0
          ? html`<span class="here tabular">${t('listPage', { n: index + 1 })}</span>`
          : nothing
      }
      ${step(t('listNext'), canGoOn, index + 1, icon('next'))}
    </span>
  </nav>`;
}

function rangeText(
  { t, locale }: I18n,
  list: MessageListController,
  range: { from: number; to: number } | null,
): string {
  const { total, totalIsEstimate } = list.state;
  if (range === null) return '\u00a0';
  const values = { from: formatNumber(range.from, locale), to: formatNumber(range.to, locale) };
  if (total === null) return t('listRangeOnly', values);
  return t(totalIsEstimate ? 'listRangeAbout' : 'listRange', {
    ...values,
    total: formatNumber(total, locale),
  });
}
