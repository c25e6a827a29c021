/** The search for agents: five fields, Enter searches. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { AgentQuery } from '../../model/query.js';
import { icon } from '../shared/icons.js';

type SearchName = 'employeeId' | 'account' | 'name' | 'skillQueue' | 'organization';

const FIELDS: readonly (readonly [SearchName, StringKey])[] = [
  ['employeeId', 'employeeId'],
  ['account', 'allocateAccount'],
  ['name', 'allocateName'],
  ['skillQueue', 'allocateSkillQueue'],
  ['organization', 'allocateOrganization'],
];

export interface SearchActions {
  readonly hasFilter: boolean;
  readonly onSubmit: (event: Event) => void;
  readonly onInput: (event: Event) => void;
  readonly onReset: () => void;
}

export function renderSearch({ t }: I18n, actions: SearchActions): TemplateResult {
  return html`<form
    class="search"
    role="search"
    aria-label=${t('allocateSearchForm')}
    novalidate
    @submit=${actions.onSubmit}
    @input=${actions.onInput}
    @compositionend=${actions.onInput}
  >
    ${FIELDS.map(
      ([name, key], index) => html`<label class="field">
        <span class="label">${t(key)}</span>
        <input
          name=${name}
          type="text"
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          dir="auto"
          ?autofocus=${index === 0}
        />
      </label>`,
    )}
    <div class="search-buttons">
      <button type="submit" class="button">${icon('search')}${t('allocateQuery')}</button>
      ${
        actions.hasFilter
          ? html`<button type="button" class="button quiet" @click=${actions.onReset}>
            ${t('allocateReset')}
          </button>`
          : nothing
      }
    </div>
  </form>`;
}

/** The query of the form: without blanks at the ends, and without empty fields. */
export function readSearch(form: HTMLFormElement): Partial<AgentQuery> {
  const search: Partial<Record<SearchName, string>> = {};
  for (const [name] of FIELDS) {
    const field = form.elements.namedItem(name);
    const value = field instanceof HTMLInputElement ? field.value.trim() : '';
    if (value !== '') search[name] = value;
  }
  return search;
}
