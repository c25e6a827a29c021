/** Choosing agents: the choice with its plan, which outlives the search, and the templates around it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Assignment } from '../../adapter/adapter.js';
import {
  planForOne,
  reassign,
  sharesOf,
  shift,
  suggestPlan,
  type Plan,
  type PlanShare,
} from '../../controllers/allocation/allocation-plan.js';
import type { RowOutcome } from '../../controllers/allocation/allocation-run.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Agent } from '../../model/agent.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import { renderPerson } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';
import type { AgentSearch } from './agent-search.js';
import { hasFilter, renderAgents, renderPager } from './agent-table.js';
import { renderPlan } from './plan-table.js';
import { renderSearch } from './search-form.js';

/** Complete without a choice, or an agent that the backend refused. */
export type ChoiceError = 'missing' | 'agent-gone';

export class AgentChoice {
  readonly #onChange: () => void;
  /** The messages to allocate: at first all that can be, later those that were not. */
  #targets: readonly Message[] = [];
  #agents: ReadonlyMap<string, Agent> = new Map();
  #several = false;
  #plan: Plan = new Map();
  #error: ChoiceError | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get targets(): readonly Message[] {
    return this.#targets;
  }

  /** By employee ID, in the order they were chosen. */
  get agents(): ReadonlyMap<string, Agent> {
    return this.#agents;
  }

  get several(): boolean {
    return this.#several;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get error(): ChoiceError | null {
    return this.#error;
  }

  get shares(): readonly PlanShare[] {
    return sharesOf(this.#plan, this.#targets, [...this.#agents.values()]);
  }

  /** The assignments of the plan. */
  get assignments(): readonly Assignment[] {
    return this.#targets.flatMap((message) => {
      const employeeId = this.#plan.get(message.id);
      return employeeId === undefined
        ? []
        : [{ messageId: message.id, expectedVersion: message.version, employeeId }];
    });
  }

  /** Starts again, with those of `messages` that can be allocated. */
  begin(messages: readonly Message[]): void {
    this.#targets = messages.filter((message) => actionPermission(message, 'allocate').allowed);
    this.#several = false;
    this.#set(new Map());
  }

  choose(agent: Agent, chosen: boolean): void {
    const next = new Map(this.#several ? this.#agents : []);
    if (chosen) next.set(agent.employeeId, agent);
    else next.delete(agent.employeeId);
    this.#set(next);
  }

  /** Chooses one agent, or spreads the messages over several. */
  spread(several: boolean): void {
    this.#several = several;
    this.#set(several ? this.#agents : new Map([...this.#agents].slice(0, 1)));
  }

  refuse(error: ChoiceError): void {
    this.#error = error;
    this.#onChange();
  }

  shift(employeeId: string, by: 1 | -1): void {
    this.#plan = shift(this.#plan, [...this.#agents.values()], employeeId, by);
    this.#onChange();
  }

  reassign(messageId: string, employeeId: string): void {
    this.#plan = reassign(this.#plan, messageId, employeeId);
    this.#onChange();
  }

  /** Goes on with the messages that an allocation left, as they are now. */
  keepUndone(rows: readonly RowOutcome[]): void {
    const open = new Map(
      rows.flatMap((row) =>
        row.kind === 'done' ? [] : [[row.assignment.messageId, row] as const],
      ),
    );
    this.#targets = this.#targets.flatMap((message) => {
      const row = open.get(message.id);
      const current = row?.kind === 'failed' ? (row.current ?? message) : message;
      return row && actionPermission(current, 'allocate').allowed ? [current] : [];
    });
    this.#set(this.#agents);
  }

  #set(agents: ReadonlyMap<string, Agent>): void {
    this.#agents = agents;
    this.#error = null;
    const [first] = agents.keys();
    if (this.#several) this.#plan = suggestPlan(this.#targets, [...agents.values()]);
    else this.#plan = first === undefined ? new Map() : planForOne(this.#targets, first);
    this.#onChange();
  }
}

export interface ChoosingView {
  readonly i18n: I18n;
  readonly choice: AgentChoice;
  readonly search: AgentSearch;
  /** Messages that cannot be allocated. */
  readonly leftOut: number;
  /** Why the last search failed; '' when it did not. */
  readonly searchError: string;
  /** Whether the plan lists the messages one by one. */
  readonly eachOpen: boolean;
  readonly onToggleEach: (open: boolean) => void;
}

/** What is missing for Complete. */
export function chooseFirst({ t }: I18n, { several }: AgentChoice): string {
  return t(several ? 'allocateChooseSeveral' : 'allocateChooseFirst');
}

/** The line beside Complete: the chosen agents. */
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
  const { error } = choice;
  return html`
    ${renderHow(view)}
    ${renderSearch(i18n, {
      hasFilter: search.query !== null && hasFilter(search.query),
      onSubmit: search.handleSubmit,
      onInput: search.handleInput,
      onReset: search.showAll,
    })}
    <p class="field-error" id="choice-error" ?hidden=${error === null}>
      ${
        error === null
          ? nothing
          : html`${icon('warning')}${
              error === 'missing' ? chooseFirst(i18n, choice) : i18n.t('allocateRowAgentGone')
            }`
      }
    </p>
    ${renderAgents({
      i18n,
      search,
      several: choice.several,
      isChosen: (agent) => choice.agents.has(agent.employeeId),
      errorText: view.searchError,
      errorId: error === null ? null : 'choice-error',
      onChoose: (agent, chosen) => choice.choose(agent, chosen),
    })}
    ${renderPager(i18n, search)}
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
