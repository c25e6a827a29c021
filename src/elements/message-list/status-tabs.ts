/** The status tabs with their numbers, and the filters Mine and Late beside them: one state with the fields of the filter bar. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Capabilities } from '../../adapter/adapter.js';
import type { FilterForm } from '../../controllers/list/filter-form.js';
import { codeKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatNumber } from '../../model/format.js';
import { MESSAGE_STATUSES } from '../../model/message.js';
import type { StatusCounts } from '../../model/query.js';

export interface StatusTabsOptions {
  readonly form: FilterForm;
  readonly capabilities: Capabilities;
  /** `null` where the backend does not count. */
  readonly counts: StatusCounts | null;
  readonly onChoose: () => void;
}

export function renderStatusTabs(i18n: I18n, options: StatusTabsOptions): TemplateResult {
  const { form, counts, onChoose } = options;
  const { t } = i18n;
  const chosen = form.state.status;
  const tab = (value: string, word: string, count: number | null): TemplateResult =>
    html`<button
      type="button"
      role="tab"
      class="tab"
      data-status=${value === '' ? 'all' : value}
      aria-selected=${value === chosen ? 'true' : 'false'}
      aria-controls="results"
      tabindex=${value === chosen ? '0' : '-1'}
      @click=${() => {
        form.change({ status: value });
        onChoose();
      }}
      >${word}${renderCount(i18n, count)}</button
    >`;
  return html`<div class="views">
    <div role="tablist" class="tabs" aria-label=${t('status')} @keydown=${handleKey}>
      ${tab('', t('listAll'), totalOf(counts))}
      ${MESSAGE_STATUSES.map((status) => tab(status, t(codeKey('status', status)), counts?.[status] ?? null))}
    </div>
    ${renderToggles(i18n, options)}
  </div>`;
}

function renderToggles(
  i18n: I18n,
  { form, capabilities, counts, onChoose }: StatusTabsOptions,
): TemplateResult | typeof nothing {
  const { t } = i18n;
  const { employeeId = '', filters = [] } = capabilities;
  const hasLate = filters.includes('late');
  if (employeeId === '' && !hasLate) return nothing;
  const toggle = (
    id: 'mine' | 'late',
    word: string,
    isOn: boolean,
    press: () => void,
  ): TemplateResult => {
    const count = counts?.[id] ?? null;
    return html`<button
      type="button"
      class="toggle"
      data-toggle=${id}
      ?data-some=${(count ?? 0) > 0}
      aria-pressed=${isOn ? 'true' : 'false'}
      @click=${() => {
        press();
        onChoose();
      }}
      >${word}${renderCount(i18n, count)}</button
    >`;
  };
  return html`<div class="toggles">
    ${
      employeeId === ''
        ? nothing
        : toggle('mine', t('listMine'), form.isMine(employeeId), () => form.toggleMine(employeeId))
    }
    ${hasLate ? toggle('late', t('listLate'), form.state.late, () => form.change({ late: !form.state.late })) : nothing}
  </div>`;
}

function renderCount({ locale }: I18n, count: number | null): TemplateResult | typeof nothing {
  return count === null
    ? nothing
    : html` <strong class="tabular">${formatNumber(count, locale)}</strong>`;
}

/** All statuses together, where each of them is counted. */
function totalOf(counts: StatusCounts | null): number | null {
  if (!counts) return null;
  let total = 0;
  for (const status of MESSAGE_STATUSES) {
    const count = counts[status];
    if (count === undefined) return null;
    total += count;
  }
  return total;
}

/** Arrow keys move the focus; Enter and Space query. */
function handleKey(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const isRtl = getComputedStyle(list).direction === 'rtl';
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + (isRtl ? -1 : 1),
    ArrowLeft: at + (isRtl ? 1 : -1),
    Home: 0,
    End: tabs.length - 1,
  };
  if (at < 0 || !Object.hasOwn(steps, event.key)) return;
  event.preventDefault();
  tabs[((steps[event.key] ?? 0) + tabs.length) % tabs.length]?.focus();
}
