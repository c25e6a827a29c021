/** Who gets what: the agents chosen and the plan made of them. The choice outlives the search. */
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
import type { Agent } from '../../model/agent.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';

/** Complete was pressed without a choice, or the backend refused the chosen agent. */
export type ChoiceFault = 'missing' | 'agent-gone';

export class AgentChoice {
  readonly #onChange: () => void;
  /** Messages in play: at first all that can be allocated, later those that were not. */
  #targets: readonly Message[] = [];
  #agents: ReadonlyMap<string, Agent> = new Map();
  #several = false;
  #plan: Plan = new Map();
  #fault: ChoiceFault | null = null;

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

  get fault(): ChoiceFault | null {
    return this.#fault;
  }

  get shares(): readonly PlanShare[] {
    return sharesOf(this.#plan, this.#targets, [...this.#agents.values()]);
  }

  /** What the plan asks of the backend. */
  get assignments(): readonly Assignment[] {
    return this.#targets.flatMap((message) => {
      const employeeId = this.#plan.get(message.id);
      return employeeId === undefined
        ? []
        : [{ messageId: message.id, expectedVersion: message.version, employeeId }];
    });
  }

  /** Begins anew with those of `messages` that can be allocated. */
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

  /** To one agent, or spread over several. */
  spread(several: boolean): void {
    this.#several = several;
    this.#set(several ? this.#agents : new Map([...this.#agents].slice(0, 1)));
  }

  refuse(fault: ChoiceFault): void {
    this.#fault = fault;
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

  /** Goes on with what an allocation left undone, as it stands now. */
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
    this.#fault = null;
    const [first] = agents.keys();
    if (this.#several) this.#plan = suggestPlan(this.#targets, [...agents.values()]);
    else this.#plan = first === undefined ? new Map() : planForOne(this.#targets, first);
    this.#onChange();
  }
}
