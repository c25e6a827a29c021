/**
 * The agents bound to accounts, by AICC's `agentAccount/query` (cec_07, "Querying agent accounts"),
 * asked through the host's proxy. That interface can only page: it is read once, kept for a short
 * while, and searched here.
 */
import type { MessageAdapter, RequestOptions } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Agent, SkillQueue } from '../../model/agent.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { isRecord } from '../../model/unknown-value.js';
import { askProxy, checkOptions, type ProxyOptions } from './ask.js';
import { openEnvelope } from './envelope.js';

export interface AiccAgentsOptions extends ProxyOptions {
  /** How long the list is kept, in seconds; 0 reads it for every search. @default 60 */
  readonly cacheSeconds?: number;
  /** Agents asked for at once. @default 100 */
  readonly pageSize?: number;
  /** Reading stops after so many: a tenant with more needs a search of its own on the server. @default 5000 */
  readonly maxAgents?: number;
  /** Only these kinds: 4 audio, 5 multimedia, 11 video, 99 versatile. @default all */
  readonly agentTypes?: readonly number[];
  /** Names of skill queues; the interface tells only their ids. */
  readonly skillQueues?: readonly SkillQueue[];
}

const KNOWN = [
  'url',
  'fetch',
  'credentials',
  'cacheSeconds',
  'pageSize',
  'maxAgents',
  'agentTypes',
  'skillQueues',
];

/**
 * The `listAgents` of an adapter. Searches by employee ID, account, name and skill queue; by
 * organization it rejects with `unsupported`, because AICC does not tell it here. State and open
 * messages of an agent stay unknown. Of what AICC answers, only employee ID, account, name and skill
 * queues are kept: phones, mail addresses, softphone accounts and passwords are dropped unread.
 * @throws TypeError for an option that is not known, keys and passwords above all
 */
export function createAiccAgents(options: AiccAgentsOptions): Pick<MessageAdapter, 'listAgents'> {
  checkOptions('createAiccAgents', options, KNOWN);
  const book = new AgentBook(options);
  return {
    async listAgents(query: AgentQuery, { signal }: RequestOptions): Promise<AgentPage> {
      signal?.throwIfAborted();
      if ((query.organization ?? '').trim() !== '') {
        throw new AdapterError('unsupported', {
          operation: 'listAgents',
          fields: [{ field: 'organization', code: 'unsupported' }],
        });
      }
      const found = (await book.read(signal)).filter((agent) => matches(agent, query));
      const { index, size } = query.page;
      const start = index * size;
      return {
        agents: found.slice(start, start + size),
        total: found.length,
        nextCursor: null,
        hasMore: start + size < found.length,
      };
    },
  };
}

/** All agents, read page by page, shared by all who ask meanwhile. */
class AgentBook {
  readonly #options: AiccAgentsOptions;
  readonly #queueNames: ReadonlyMap<string, string>;
  #kept: { readonly agents: readonly Agent[]; readonly untilMs: number } | null = null;
  #reading: { readonly answer: Promise<readonly Agent[]>; readonly stop: AbortController } | null =
    null;
  #waiting = 0;

  constructor(options: AiccAgentsOptions) {
    this.#options = options;
    this.#queueNames = new Map(options.skillQueues?.map(({ id, name }) => [id, name]));
  }

  /** Rejects as soon as `signal` aborts; the reading stops when nobody waits for it any more. */
  async read(signal: AbortSignal | undefined): Promise<readonly Agent[]> {
    if (this.#kept && performance.now() < this.#kept.untilMs) return this.#kept.agents;
    const reading = (this.#reading ??= this.#begin());
    this.#waiting += 1;
    try {
      return await untilAborted(reading.answer, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) reading.stop.abort();
    }
  }

  #begin(): { answer: Promise<readonly Agent[]>; stop: AbortController } {
    const stop = new AbortController();
    const answer = this.#readAll(stop.signal);
    const done = (): void => {
      if (this.#reading?.stop === stop) this.#reading = null;
    };
    stop.signal.addEventListener('abort', done, { once: true });
    answer.then(
      (agents) => {
        const { cacheSeconds = 60 } = this.#options;
        this.#kept = { agents, untilMs: performance.now() + cacheSeconds * 1000 };
        done();
      },
      () => done(),
    );
    return { answer, stop };
  }

  async #readAll(signal: AbortSignal): Promise<readonly Agent[]> {
    const { pageSize = 100, maxAgents = 5000, agentTypes } = this.#options;
    const agents = new Map<string, Agent>();
    let rowsSeen = 0;
    for (let pageNum = 0; agents.size < maxAgents; pageNum += 1) {
      const body = { pageNum, pageSize, ...(agentTypes ? { agentType: agentTypes } : {}) };
      const response = await askProxy(this.#options, body, 'listAgents', signal);
      const { data, total } = openEnvelope(await readJson(response, signal), 'listAgents');
      if (!Array.isArray(data)) throw new AdapterError('malformed', { operation: 'listAgents' });
      const before = agents.size;
      for (const row of data as unknown[]) {
        const agent = this.#readRow(row);
        if (agent && !agents.has(agent.employeeId)) agents.set(agent.employeeId, agent);
      }
      rowsSeen += data.length;
      // A page that brings nobody new is the end too: a backend may repeat its last page for ever.
      const isLast = total === null ? data.length < pageSize : rowsSeen >= total;
      if (data.length === 0 || isLast || (agents.size === before && pageNum > 0)) break;
    }
    return [...agents.values()].slice(0, maxAgents);
  }

  /** Only what is named here is taken over. */
  #readRow(row: unknown): Agent | null {
    if (!isRecord(row)) return null;
    const employeeId = readWord(row, 'workNo');
    const businessAccount = readWord(row, 'userAccount');
    // An agent without account cannot work on messages.
    if (employeeId === null || businessAccount === null) return null;
    const skills =
      Object.hasOwn(row, 'skills') && Array.isArray(row['skills']) ? row['skills'] : [];
    return {
      employeeId,
      businessAccount,
      name: readWord(row, 'userName'),
      organization: null,
      skillQueues: (skills as unknown[]).flatMap((skill) => this.#readSkill(skill)),
      state: 'unknown',
      openMessages: null,
    };
  }

  #readSkill(skill: unknown): SkillQueue[] {
    const id = isRecord(skill) ? readWord(skill, 'skillId') : null;
    return id === null ? [] : [{ id, name: this.#queueNames.get(id) ?? id }];
  }
}

function readWord(row: Record<string, unknown>, key: string): string | null {
  const value = Object.hasOwn(row, key) ? row[key] : undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    // A login page, or an answer cut off; its text is not kept.
    throw new AdapterError('malformed', { operation: 'listAgents' });
  }
}

function matches(agent: Agent, query: AgentQuery): boolean {
  return (
    holds(agent.employeeId, query.employeeId) &&
    holds(agent.businessAccount, query.account) &&
    holds(agent.name, query.name) &&
    ((query.skillQueue ?? '').trim() === '' ||
      agent.skillQueues.some(
        ({ id, name }) => holds(id, query.skillQueue) || holds(name, query.skillQueue),
      ))
  );
}

function holds(text: string | null, wanted: string | undefined): boolean {
  const needle = plain(wanted ?? '');
  return needle === '' || plain(text ?? '').includes(needle);
}

/** Upper and lower case, full and half width are the same when searching. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

function untilAborted<Value>(
  answer: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
