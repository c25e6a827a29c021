/** The filter fields: section 3 of the contract, in its words and order. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import type { Capabilities } from '../../adapter/adapter.js';
import {
  UNREADABLE,
  type FilterForm,
  type TimeChoice,
} from '../../controllers/list/filter-form.js';
import { codeKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { MessageFilters } from '../../model/query.js';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../model/message.js';
import type { TimeRangeProblem } from '../../model/time-range.js';
import { formatNumber } from '../../model/format.js';
import { icon } from '../shared/icons.js';

export interface FilterBarOptions {
  readonly form: FilterForm;
  /** Some filters exist only where the backend has them. */
  readonly capabilities: Capabilities;
  /** The filters in force. */
  readonly filters: MessageFilters;
  /** The fields that have no room in the line are open below it. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** The form is submitted, by Enter or Query. */
  readonly onSubmit: (event: Event) => void;
  /** A preset or a choice was made: it queries at once. */
  readonly onChoose: () => void;
  readonly onReset: () => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const TIMES: readonly { value: TimeChoice; key: StringKey }[] = [
  { value: '1', key: 'listOneDay' },
  { value: '3', key: 'listThreeDays' },
  { value: '7', key: 'listSevenDays' },
  { value: 'custom', key: 'listCustomization' },
];

const PROBLEM_KEYS: Readonly<Record<TimeRangeProblem, StringKey>> = {
  'from-missing': 'listFromMissing',
  'to-missing': 'listToMissing',
  'from-unreadable': 'listUnreadable',
  'to-unreadable': 'listUnreadable',
  'to-before-from': 'listToBeforeFrom',
};

/** No number, ID or account is longer. */
const LONGEST_INPUT = 64;

/** On one line what has room there, the rest below it; on phones all of it behind a button of its own. */
export function renderFilterBar(i18n: I18n, options: FilterBarOptions): TemplateResult {
  const { t } = i18n;
  const { form, isOpen, capabilities, onSubmit, onReset } = options;
  return html`<form
    class="filters"
    id="filters"
    part="filters"
    role="search"
    aria-label=${t('listFilters')}
    novalidate
    ?data-open=${isOpen}
    ?data-optional=${(capabilities.filters ?? []).some((filter) => filter !== 'late')}
    @submit=${onSubmit}
  >
    ${renderTime(i18n, options)}
    ${renderText(i18n, options, 'contactNumber', t('contactNumber'), 'tel')}
    ${renderSelect(
      options,
      'status',
      t('listMessageStatus'),
      t('listAllStatuses'),
      MESSAGE_STATUSES.map((status) => ({ value: status, label: t(codeKey('status', status)) })),
    )}
    ${renderText(i18n, options, 'employeeId', t('employeeId'), 'text')}
    ${renderSelect(
      options,
      'channel',
      t('channelType'),
      t('listAllChannels'),
      MESSAGE_CHANNELS.map((channel) => ({
        value: channel,
        label: t(codeKey('channel', channel)),
      })),
    )}
    <div class="filter-actions">
      <button type="submit" class="button primary" part="query-button">${t('listQuery')}</button>
      <button type="button" class="button" part="reset-button" @click=${onReset}>${t('listReset')}</button>
      ${renderMoreButton(i18n, options)}
    </div>
    ${renderOptional(i18n, options)}
    ${form.state.time === 'custom' ? renderRange(i18n, form) : nothing}
  </form>`;
}

/** Opens the fields that have no room in the line. */
function renderMoreButton(
  { t, locale }: I18n,
  { form, isOpen, onToggle }: FilterBarOptions,
): TemplateResult {
  const { activeCount } = form;
  return html`<button
    type="button"
    class="button more-filters"
    aria-expanded=${isOpen ? 'true' : 'false'}
    aria-controls="filters"
    @click=${onToggle}
    >${t('listMoreFilters')}${activeCount === 0 ? nothing : html` <strong>${formatNumber(activeCount, locale)}</strong>`}</button
  >`;
}

/** On phones: opens all fields. */
export function renderFiltersButton(
  { t, locale }: I18n,
  { form, isOpen, onToggle }: Pick<FilterBarOptions, 'form' | 'isOpen' | 'onToggle'>,
): TemplateResult {
  const count = form.activeCount + (form.state.time === '7' ? 0 : 1);
  return html`<button
    type="button"
    class="button filters-button"
    aria-expanded=${isOpen ? 'true' : 'false'}
    aria-controls="filters"
    @click=${onToggle}
    >${t('listFilters')}${count === 0 ? nothing : html` <strong>${formatNumber(count, locale)}</strong>`}</button
  >`;
}

function renderTime({ t }: I18n, { form, onChoose }: FilterBarOptions): TemplateResult {
  const { time } = form.state;
  const choose = (value: TimeChoice): void => {
    form.chooseTime(value);
    // The range that the user is about to set is asked for with Query.
    if (value !== 'custom') onChoose();
  };
  return html`<fieldset class="time">
      <legend class="visually-hidden">${t('listTime')}</legend>
      <div class="segmented">
        ${TIMES.map(
          ({ value, key }) =>
            html`<label class="segment">
              <input
                type="radio"
                name="time"
                .value=${value}
                .checked=${time === value}
                @change=${() => choose(value)}
              />
              <span>${t(key)}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
}

/** From and To of the customized time. A problem takes the place of the zone, so that nothing else moves. */
function renderRange({ t, timeZone }: I18n, form: FilterForm): TemplateResult {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return html`<div class="range">
    ${renderMoment(form, 'from', t('listFrom'), t)} ${renderMoment(form, 'to', t('listTo'), t)}
    <p class="muted zone" id="zone" ?hidden=${form.problems.length > 0}>${t('timeZoneNote', { zone })}</p>
  </div>`;
}

function renderMoment(
  form: FilterForm,
  field: 'from' | 'to',
  label: string,
  t: I18n['t'],
): TemplateResult {
  const problem = form.problems.find((found) => found.startsWith(field));
  const value = form.state[field];
  return html`<div class="field">
    <label class="label" for=${field}>${label}</label>
    <input
      id=${field}
      type="datetime-local"
      .value=${value === UNREADABLE ? noChange : value}
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby=${problem ? `${field}-problem zone` : 'zone'}
      @input=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        form.change({ [field]: input.validity.badInput ? UNREADABLE : input.value });
      }}
    />
    </div>
    ${
      problem
        ? html`<p class="field-error" id=${`${field}-problem`}>${icon('warning')}<span>${t(PROBLEM_KEYS[problem])}</span></p>`
        : nothing
    }`;
}

/** Filters that only some backends have, below the line. */
function renderOptional(i18n: I18n, options: FilterBarOptions): TemplateResult | typeof nothing {
  const { t } = i18n;
  const { form, capabilities, onChoose } = options;
  const { filters = [], organizations = [], skillQueues = [] } = capabilities;
  const choices = (named: readonly { readonly id: string; readonly name: string }[]): Choice[] =>
    named.map(({ id, name }) => ({ value: id, label: name }));
  return html`${
    filters.includes('organization')
      ? html`<div class="organization optional">
        ${renderSelect(options, 'organizationId', t('listOrganization'), t('listAllOrganizations'), choices(organizations))}
        <label class="check">
          <input
            type="checkbox"
            .checked=${form.state.includeSubOrganizations}
            @change=${(event: Event) => {
              form.change({ includeSubOrganizations: (event.target as HTMLInputElement).checked });
              if (form.state.organizationId !== '') onChoose();
            }}
          />
          ${t('listSubOrganizations')}
        </label>
      </div>`
      : nothing
  }
  ${
    filters.includes('processor-account')
      ? renderText(i18n, options, 'processorAccount', t('listProcessorAccount'), 'text')
      : nothing
  }
  ${
    filters.includes('skill-queue')
      ? renderSelect(
          options,
          'skillQueueId',
          t('listSkillQueue'),
          t('listAllSkillQueues'),
          choices(skillQueues),
        )
      : nothing
  }`;
}

type TextField = 'contactNumber' | 'employeeId' | 'processorAccount';

/** Says below the field when it holds something that was not asked yet; nothing moves for it. */
function renderText(
  { t }: I18n,
  { form, filters }: FilterBarOptions,
  field: TextField,
  label: string,
  mode: 'tel' | 'text',
): TemplateResult {
  const isUnasked = form.isUnasked(field, filters);
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
      aria-describedby=${isUnasked ? `${field}-unasked` : nothing}
      .value=${form.state[field]}
      @input=${(event: Event) => form.change({ [field]: (event.target as HTMLInputElement).value })}
    />
    ${isUnasked ? html`<span class="unasked" id=${`${field}-unasked`}>${t('listNotQueried')}</span>` : nothing}
  </div>`;
}

type ChoiceField = 'status' | 'channel' | 'organizationId' | 'skillQueueId';

function renderSelect(
  { form, onChoose }: FilterBarOptions,
  field: ChoiceField,
  label: string,
  all: string,
  choices: readonly Choice[],
): TemplateResult {
  const chosen = form.state[field];
  return html`<div class=${`field ${field}`}>
    <label class="label" for=${field}>${label}</label>
    <select
      id=${field}
      @change=${(event: Event) => {
        form.change({ [field]: (event.target as HTMLSelectElement).value });
        onChoose();
      }}
    >
      <option value="" .selected=${chosen === ''}>${all}</option>
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} .selected=${chosen === choice.value}>${choice.label}</option>`,
      )}
    </select>
  </div>`;
}
