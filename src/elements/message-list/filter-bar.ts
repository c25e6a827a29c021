/** The filter fields: contract section 3, in its words and order. */
import { html, type TemplateResult } from 'lit';
import type { FilterDraft, TimeChoice } from '../../controllers/list/filter-form.js';
import { codeKey } from '../../i18n/code-key.js';
import type { StringKey } from '../../i18n/strings.js';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../model/message.js';
import type { TimeRangeProblem } from '../../model/time-range.js';
import { icon } from '../shared/icons.js';
import type { ListView } from './list-view.js';

export interface FilterBar {
  readonly draft: FilterDraft;
  readonly problems: readonly TimeRangeProblem[];
  /** The fields ask for something else than what is shown. */
  readonly isChanged: boolean;
  readonly onChange: (change: Partial<FilterDraft>) => void;
  readonly onTime: (choice: TimeChoice) => void;
  readonly onQuery: (event: Event) => void;
  readonly onReset: () => void;
}

const TIMES: readonly { value: TimeChoice; key: StringKey }[] = [
  { value: '1', key: 'listOneDay' },
  { value: '3', key: 'listThreeDays' },
  { value: '7', key: 'listSevenDays' },
  { value: 'custom', key: 'listCustomization' },
];

/** Longer input than this is no number, ID or account. */
const LONGEST_INPUT = 64;

export function renderFilterBar(view: ListView, bar: FilterBar): TemplateResult {
  const { t } = view;
  return html`<form
    class="filters"
    part="filters"
    role="search"
    aria-label=${t('listFilters')}
    novalidate
    @submit=${bar.onQuery}
  >
    ${renderTime(view, bar)}
    ${renderText(bar, 'contactNumber', t('contactNumber'), 'tel')}
    ${renderSelect(
      bar,
      'status',
      t('listMessageStatus'),
      t('listAllStatuses'),
      MESSAGE_STATUSES.map((status) => ({ value: status, label: t(codeKey('status', status)) })),
    )}
    ${renderText(bar, 'employeeId', t('employeeId'), 'text')}
    ${renderSelect(
      bar,
      'channel',
      t('channelType'),
      t('listAllChannels'),
      MESSAGE_CHANNELS.map((channel) => ({
        value: channel,
        label: t(codeKey('channel', channel)),
      })),
    )}
    ${view.later?.renderOptional(view, bar)}
    <div class="filter-actions">
      <button type="submit" class="button primary" part="query-button" ?data-changed=${bar.isChanged}>${icon('search')}${t('listQuery')}</button>
      <button type="button" class="button" part="reset-button" @click=${bar.onReset}>${t('listReset')}</button>
    </div>
  </form>`;
}

function renderTime(view: ListView, bar: FilterBar): TemplateResult {
  const { t, later } = view;
  const { draft } = bar;
  return html`<fieldset class="time">
      <legend>${t('listTime')}</legend>
      <div class="segmented">
        ${TIMES.map(
          ({ value, key }) =>
            html`<label class="segment">
              <input
                type="radio"
                name="time"
                .value=${value}
                .checked=${draft.time === value}
                @change=${() => bar.onTime(value)}
              />
              <span>${t(key)}</span>
            </label>`,
        )}
      </div>
    </fieldset>
    ${draft.time === 'custom' ? later?.renderRange(view, bar) : undefined}`;
}

type TextField = 'contactNumber' | 'employeeId' | 'processorAccount';

export function renderText(
  bar: FilterBar,
  field: TextField,
  label: string,
  mode: 'tel' | 'text',
): TemplateResult {
  return html`<div class=${`field ${field}`}>
    <label class="label" for=${field}>${label}</label>
    <input
      id=${field}
      type="text"
      inputmode=${mode}
      dir="ltr"
      maxlength=${LONGEST_INPUT}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${bar.draft[field]}
      @input=${(event: Event) => bar.onChange({ [field]: (event.target as HTMLInputElement).value })}
    />
  </div>`;
}

type ChoiceField = 'status' | 'channel' | 'organizationId' | 'skillQueueId';

export function renderSelect(
  bar: FilterBar,
  field: ChoiceField,
  label: string,
  all: string,
  choices: readonly { readonly value: string; readonly label: string }[],
): TemplateResult {
  const chosen = bar.draft[field];
  return html`<div class=${`field ${field}`}>
    <label class="label" for=${field}>${label}</label>
    <select
      id=${field}
      @change=${(event: Event) => bar.onChange({ [field]: (event.target as HTMLSelectElement).value })}
    >
      <option value="" .selected=${chosen === ''}>${all}</option>
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} .selected=${chosen === choice.value}>${choice.label}</option>`,
      )}
    </select>
  </div>`;
}
