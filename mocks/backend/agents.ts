/** The agents bound to accounts, and the search. */
import type { Agent } from '../../src/model/agent.js';
import type { AgentQuery } from '../../src/model/query.js';
import { pageOf, type PageOf } from './query.js';
import type { MessageStore } from './store.js';
import type { StoredAgent } from './types.js';

export class AgentDirectory {
  readonly #agents = new Map<string, StoredAgent>();
  #open: { revision: number; counts: ReadonlyMap<string, number> } | null = null;

  constructor(agents: readonly StoredAgent[]) {
    for (const agent of agents) this.#agents.set(agent.employeeId, agent);
  }

  get all(): readonly StoredAgent[] {
    return [...this.#agents.values()];
  }

  get(employeeId: string): StoredAgent | null {
    return this.#agents.get(employeeId) ?? null;
  }

  put(agent: StoredAgent): void {
    this.#agents.set(agent.employeeId, agent);
  }

  remove(employeeId: string): void {
    this.#agents.delete(employeeId);
  }

  /**
   * Agents whose fields contain the search text in any letter case, ordered by employee ID. When the
   * query names messages, suitable agents come first: same skill queue, idle, fewest open messages.
   */
  query(query: AgentQuery, store: MessageStore, paging: 'index' | 'cursor'): PageOf<Agent> {
    const open = this.#countOpen(store);
    const found = this.all
      .filter((agent) => isFound(agent, query))
      .sort((a, b) => compareText(a.employeeId, b.employeeId))
      .map((agent): Agent => ({ ...agent, openMessages: open.get(agent.employeeId) ?? 0 }));
    const queues = new Set(
      (query.messageIds ?? []).flatMap((id) => store.get(id)?.skillQueueId ?? []),
    );
    if (query.messageIds && query.messageIds.length > 0) found.sort(byFitness(queues));
    const order = new Map(found.map(({ employeeId }, index) => [employeeId, index]));
    return pageOf(found, query.page, paging, {
      write: ({ employeeId }) => employeeId,
      isAfter: (agent, cursor) => order.get(agent.employeeId)! > (order.get(cursor) ?? -1),
    });
  }

  #countOpen(store: MessageStore): ReadonlyMap<string, number> {
    if (this.#open?.revision === store.revision) return this.#open.counts;
    const counts = new Map<string, number>();
    for (const { employeeId, status } of store.scan()) {
      if (employeeId === null || (status !== 'unprocessed' && status !== 'processing')) continue;
      counts.set(employeeId, (counts.get(employeeId) ?? 0) + 1);
    }
    this.#open = { revision: store.revision, counts };
    return counts;
  }
}

function isFound(agent: StoredAgent, query: AgentQuery): boolean {
  return (
    contains([agent.employeeId], query.employeeId) &&
    contains([agent.businessAccount], query.account) &&
    contains([agent.name], query.name) &&
    contains([agent.organization], query.organization) &&
    contains(
      agent.skillQueues.flatMap(({ id, name }) => [id, name]),
      query.skillQueue,
    )
  );
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

function contains(fields: readonly (string | null)[], typed: string | undefined): boolean {
  const text = plain(typed ?? '');
  return text === '' || fields.some((field) => field !== null && plain(field).includes(text));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byFitness(queues: ReadonlySet<string>): (a: Agent, b: Agent) => number {
  const matches = (agent: Agent): number =>
    agent.skillQueues.some(({ id }) => queues.has(id)) ? 0 : 1;
  const readiness = (agent: Agent): number =>
    agent.state === 'idle' ? 0 : agent.state === 'signed-out' ? 2 : 1;
  return (a, b) =>
    matches(a) - matches(b) ||
    readiness(a) - readiness(b) ||
    (a.openMessages ?? 0) - (b.openMessages ?? 0) ||
    compareText(a.employeeId, b.employeeId);
}
