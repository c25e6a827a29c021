/** Filter fields that come when they are chosen, or where the backend offers them. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { UNREADABLE } from '../../controllers/list/filter-form.js';
import type { StringKey } from '../../i18n/strings.js';
import type { TimeRangeProblem } from '../../model/time-range.js';
import { icon } from '../shared/icons.js';
import { renderSelect, renderText, type FilterBar } from './filter-bar.js';
import type { ListView } from './list-view.js';

const PROBLEM_KEYS: Readonly<Record<TimeRangeProblem, StringKey>> = {
  'from-missing': 'listFromMissing',
  'to-missing': 'listToMissing',
  'from-unreadable': 'listUnreadable',
  'to-unreadable': 'listUnreadable',
  'to-before-from': 'listToBeforeFrom',
};

/** From and To of the customized time. What is wrong stands in the place of the zone: nothing else moves. */
export function renderRange({ t, timeZone }: ListView, bar: FilterBar): TemplateResult {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return html`<div class="range">
    ${renderMoment(bar, 'from', t('listFrom'), t)} ${renderMoment(bar, 'to', t('listTo'), t)}
    <p class="muted zone" id="zone" ?hidden=${bar.problems.length}>${t('timeZoneNote', { zone })}</p>
  </div>`;
}

function renderMoment(
  bar: FilterBar,
  field: 'from' | 'to',
  label: string,
  t: ListView['t'],
): TemplateResult {
  const problem = bar.problems.find((found) => found.startsWith(field));
  const value = bar.draft[field];
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
        bar.onChange({ [field]: input.validity.badInput ? UNREADABLE : input.value });
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
export function renderOptional({ t, list }: ListView, bar: FilterBar): TemplateResult {
  const { filters = [], organizations = [], skillQueues = [] } = list.capabilities;
  const named = (choices: readonly { readonly id: string; readonly name: string }[]) =>
    choices.map(({ id, name }) => ({ value: id, label: name }));
  return html`${
    filters.includes('organization')
      ? html`<div class="organization">
        ${renderSelect(bar, 'organizationId', t('listOrganization'), t('listAllOrganizations'), named(organizations))}
        <label class="check">
          <input
            type="checkbox"
            .checked=${bar.draft.includeSubOrganizations}
            @change=${(event: Event) =>
              bar.onChange({ includeSubOrganizations: (event.target as HTMLInputElement).checked })}
          />
          ${t('listSubOrganizations')}
        </label>
      </div>`
      : nothing
  }
  ${
    filters.includes('processor-account')
      ? renderText(bar, 'processorAccount', t('listProcessorAccount'), 'text')
      : nothing
  }
  ${
    filters.includes('skill-queue')
      ? renderSelect(
          bar,
          'skillQueueId',
          t('listSkillQueue'),
          t('listAllSkillQueues'),
          named(skillQueues),
        )
      : nothing
  }`;
}
