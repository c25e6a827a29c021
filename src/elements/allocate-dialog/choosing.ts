/** Choosing: what is left out, how to spread, the search, the agents, the plan. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons.js';
import { renderPerson } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';
import type { AgentChoice } from './agent-choice.js';
import type { AgentSearch } from './agent-search.js';
import { hasFilter, renderAgents, renderPager } from './agent-table.js';
import { renderPlan } from './plan-table.js';
import { renderSearch } from './search-form.js';

export interface ChoosingView {
  readonly i18n: I18n;
  readonly choice: AgentChoice;
  readonly search: AgentSearch;
  /** Messages that cannot be allocated. */
  readonly leftOut: number;
  /** Why the agents could not be read. */
  readonly searchError: string;
  /** Whether the plan lists the messages one by one. */
  readonly eachOpen: boolean;
  readonly onToggleEach: (open: boolean) => void;
}

/** What is still to be done before Complete. */
export function chooseFirst({ t }: I18n, { several }: AgentChoice): string {
  return t(several ? 'allocateChooseSeveral' : 'allocateChooseFirst');
}

/** Who is chosen, as the line beside Complete. */
export function renderChosen(i18n: I18n, choice: AgentChoice): TemplateResult | string {
  const [first] = choice.agents.values();
  if (!first) return chooseFirst(i18n, choice);
  if (choice.several) return i18n.t('allocateChosenMany', { n: choice.agents.size });
  return renderSentence(i18n, 'allocateChosen', {
    agent: html`<strong>${renderPerson(first.name, first.employeeId)}</strong>`,
  });
}

export function renderChoosing(view: ChoosingView): TemplateResult {
  const { i18n, choice, leftOut } = view;
  return html`
    ${
      leftOut === 0
        ? nothing
        : html`<p class="notice" data-tone="warning">
          ${icon('warning')}<span class="grow"
            >${i18n.t('allocateNotPossible', { n: leftOut })}</span
          >
        </p>`
    }
    ${
      choice.targets.length === 0
        ? html`<p class="state-text">${i18n.t('allocateNoneLeft')}</p>`
        : renderChoices(view)
    }
  `;
}

function renderChoices(view: ChoosingView): TemplateResult {
  const { i18n, choice, search } = view;
  const { state: agents } = search;
  const { fault } = choice;
  return html`
    ${renderHow(view)}
    ${renderSearch(i18n, {
      hasFilter: agents.kind !== 'none' && hasFilter(agents.query),
      onSubmit: search.submit,
      onInput: search.input,
      onReset: search.showAll,
    })}
    <p class="field-error" id="choice-error" ?hidden=${fault === null}>
      ${
        fault === null
          ? nothing
          : html`${icon('warning')}${
              fault === 'missing' ? chooseFirst(i18n, choice) : i18n.t('allocateRowAgentGone')
            }`
      }
    </p>
    ${renderAgents({
      i18n,
      agents,
      several: choice.several,
      isChosen: (agent) => choice.agents.has(agent.employeeId),
      errorText: view.searchError,
      errorId: fault === null ? null : 'choice-error',
      onChoose: (agent, chosen) => choice.choose(agent, chosen),
      onRetry: search.retry,
      onShowAll: search.showAll,
    })}
    ${renderPager(i18n, agents, search.turnTo)}
    ${
      choice.several && choice.agents.size > 0
        ? renderPlan({
            i18n,
            plan: choice.plan,
            shares: choice.shares,
            messages: choice.targets,
            eachOpen: view.eachOpen,
            onShift: (employeeId, by) => choice.shift(employeeId, by),
            onReassign: (messageId, employeeId) => choice.reassign(messageId, employeeId),
            onToggleEach: view.onToggleEach,
          })
        : nothing
    }
  `;
}

function renderHow({ i18n: { t }, choice }: ChoosingView): TemplateResult | typeof nothing {
  if (choice.targets.length < 2) return nothing;
  const option = (several: boolean, text: string): TemplateResult =>
    html`<label>
      <input
        type="radio"
        name="how"
        .value=${several ? 'several' : 'one'}
        .checked=${choice.several === several}
        @change=${() => choice.spread(several)}
      />
      ${text}
    </label>`;
  return html`<fieldset class="how" role="radiogroup" aria-label=${t('allocateHow')}>
    ${option(false, t('allocateToOne'))} ${option(true, t('allocateSpread'))}
  </fieldset>`;
}
