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
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../model/message.js';
import type { TimeRangeProblem } from '../../model/time-range.js';
import { icon } from '../shared/icons.js';

export interface FilterBarOptions {
  readonly form: FilterForm;
  /** Some filters exist only where the backend has them. */
  readonly capabilities: Capabilities;
  /** The fields ask for something else than the table shows. */
  readonly isChanged: boolean;
  readonly onQuery: (event: Event) => void;
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

export function renderFilterBar(i18n: I18n, options: FilterBarOptions): TemplateResult {
  const { t } = i18n;
  const { form, isChanged, onQuery, onReset } = options;
  return html`<form
    class="filters"
    part="filters"
    role="search"
    aria-label=${t('listFilters')}
    novalidate
    @submit=${onQuery}
  >
    ${renderTime(i18n, form)}
    ${renderText(form, 'contactNumber', t('contactNumber'), 'tel')}
    ${renderSelect(
      form,
      'status',
      t('listMessageStatus'),
      t('listAllStatuses'),
      MESSAGE_STATUSES.map((status) => ({ value: status, label: t(codeKey('status', status)) })),
    )}
    ${renderText(form, 'employeeId', t('employeeId'), 'text')}
    ${renderSelect(
      form,
      'channel',
      t('channelType'),
      t('listAllChannels'),
      MESSAGE_CHANNELS.map((channel) => ({
        value: channel,
        label: t(codeKey('channel', channel)),
      })),
    )}
    ${renderOptional(i18n, options)}
    <div class="filter-actions">
      <button type="submit" class="button primary" part="query-button" ?data-changed=${isChanged}>${icon('search')}${t('listQuery')}</button>
      <button type="button" class="button" part="reset-button" @click=${onReset}>${t('listReset')}</button>
    </div>
  </form>`;
}

function renderTime(i18n: I18n, form: FilterForm): TemplateResult {
  const { t } = i18n;
  const { time } = form.state;
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
                .checked=${time === value}
                @change=${() => form.chooseTime(value)}
              />
              <span>${t(key)}</span>
            </label>`,
        )}
      </div>
    </fieldset>
    ${time === 'custom' ? renderRange(i18n, form) : nothing}`;
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

/** Filters that only some backends have. */
function renderOptional(
  { t }: I18n,
  { form, capabilities }: FilterBarOptions,
): TemplateResult | typeof nothing {
  const { filters = [], organizations = [], skillQueues = [] } = capabilities;
  if (filters.length === 0) return nothing;
  const choices = (named: readonly { readonly id: string; readonly name: string }[]): Choice[] =>
    named.map(({ id, name }) => ({ value: id, label: name }));
  return html`${
    filters.includes('organization')
      ? html`<div class="organization">
        ${renderSelect(form, 'organizationId', t('listOrganization'), t('listAllOrganizations'), choices(organizations))}
        <label class="check">
          <input
            type="checkbox"
            .checked=${form.state.includeSubOrganizations}
            @change=${(event: Event) =>
              form.change({ includeSubOrganizations: (event.target as HTMLInputElement).checked })}
          />
          ${t('listSubOrganizations')}
        </label>
      </div>`
      : nothing
  }
  ${
    filters.includes('processor-account')
      ? renderText(form, 'processorAccount', t('listProcessorAccount'), 'text')
      : nothing
  }
  ${
    filters.includes('skill-queue')
      ? renderSelect(
          form,
          'skillQueueId',
          t('listSkillQueue'),
          t('listAllSkillQueues'),
          choices(skillQueues),
        )
      : nothing
  }`;
}

type TextField = 'contactNumber' | 'employeeId' | 'processorAccount';

function renderText(
  form: FilterForm,
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
      .value=${form.state[field]}
      @input=${(event: Event) => form.change({ [field]: (event.target as HTMLInputElement).value })}
    />
  </div>`;
}

type ChoiceField = 'status' | 'channel' | 'organizationId' | 'skillQueueId';

function renderSelect(
  form: FilterForm,
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
      @change=${(event: Event) => form.change({ [field]: (event.target as HTMLSelectElement).value })}
    >
      <option value="" .selected=${chosen === ''}>${all}</option>
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} .selected=${chosen === choice.value}>${choice.label}</option>`,
      )}
    </select>
  </div>`;
}
