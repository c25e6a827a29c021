/**
 * The agents bound to accounts, by AICC's `agentAccount/query` (cec_07, "Querying agent accounts"),
 * requested through the host's proxy. That interface can only page: the list is read once, kept for a
 * short time, and searched here.
 */
import type { MessageAdapter, RequestOptions } from '../../adapter/adapter.js';
import { untilAborted } from '../../adapter/deadline.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Agent, SkillQueue } from '../../model/agent.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { isRecord } from '../../model/unknown-value.js';
import { openEnvelope } from './envelope.js';
import { checkOptions, requestFromProxy, type ProxyOptions } from './proxy-request.js';

export interface AiccAgentsOptions extends ProxyOptions {
  /** How long the list is kept, in seconds; 0 reads it for every search. @default 60 */
  readonly cacheSeconds?: number;
  /** Agents per request. @default 100 */
  readonly pageSize?: number;
  /** Reading stops after so many: a tenant with more needs a search on the server. @default 5000 */
  readonly maxAgents?: number;
  /** Only these kinds: 4 audio, 5 multimedia, 11 video, 99 versatile. @default all */
  readonly agentTypes?: readonly number[];
  /** Names of skill queues; the interface returns only their ids. */
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
 * organization it rejects with `unsupported`, because AICC does not return it here. An agent's state
 * and open messages stay unknown. Of AICC's answer only employee ID, account, name and skill queues
 * are kept: phones, mail addresses, softphone accounts and passwords are dropped unread.
 * @throws TypeError for an unknown option, keys and passwords above all
 */
export function createAiccAgents(options: AiccAgentsOptions): Pick<MessageAdapter, 'listAgents'> {
  checkOptions('createAiccAgents', options, KNOWN);
  const directory = new AgentDirectory(options);
  return {
    async listAgents(query: AgentQuery, { signal }: RequestOptions): Promise<AgentPage> {
      signal?.throwIfAborted();
      if ((query.organization ?? '').trim() !== '') {
        throw new AdapterError('unsupported', {
          operation: 'listAgents',
          fields: [{ field: 'organization', code: 'unsupported' }],
        });
      }
      const found = (await directory.read(signal)).filter((agent) => matches(agent, query));
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

/** All agents, read page by page; callers at the same time share one reading. */
class AgentDirectory {
  readonly #options: AiccAgentsOptions;
  readonly #queueNames: ReadonlyMap<string, string>;
  #cached: { readonly agents: readonly Agent[]; readonly untilMs: number } | null = null;
  #reading: { readonly answer: Promise<readonly Agent[]>; readonly stop: AbortController } | null =
    null;
  #callers = 0;

  constructor(options: AiccAgentsOptions) {
    this.#options = options;
    this.#queueNames = new Map(options.skillQueues?.map(({ id, name }) => [id, name]));
  }

  /** Rejects as soon as `signal` aborts; the reading stops when its last caller has left. */
  async read(signal: AbortSignal | undefined): Promise<readonly Agent[]> {
    if (this.#cached && performance.now() < this.#cached.untilMs) return this.#cached.agents;
    const reading = (this.#reading ??= this.#begin());
    this.#callers += 1;
    try {
      return await untilAborted(reading.answer, signal);
    } finally {
      this.#callers -= 1;
      if (this.#callers === 0) reading.stop.abort();
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
        this.#cached = { agents, untilMs: performance.now() + cacheSeconds * 1000 };
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
      const response = await requestFromProxy(this.#options, body, 'listAgents', signal);
      const { data, total } = openEnvelope(await readJson(response, signal), 'listAgents');
      if (!Array.isArray(data)) throw new AdapterError('malformed', { operation: 'listAgents' });
      const before = agents.size;
      for (const row of data as unknown[]) {
        const agent = this.#readRow(row);
        if (agent && !agents.has(agent.employeeId)) agents.set(agent.employeeId, agent);
      }
      rowsSeen += data.length;
      // A page without anybody new is the end too: a backend may repeat its last page without end.
      const isLast = total === null ? data.length < pageSize : rowsSeen >= total;
      if (data.length === 0 || isLast || (agents.size === before && pageNum > 0)) break;
    }
    return [...agents.values()].slice(0, maxAgents);
  }

  /** Only the fields named here are kept. */
  #readRow(row: unknown): Agent | null {
    if (!isRecord(row)) return null;
    const employeeId = readWord(row, 'workNo');
    const businessAccount = readWord(row, 'userAccount');
    // An agent without an account cannot work on messages.
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
    // A login page, or an answer that was cut off; its text is not kept.
    throw new AdapterError('malformed', { operation: 'listAgents' });
  }
}

function matches(agent: Agent, query: AgentQuery): boolean {
  return (
    contains(agent.employeeId, query.employeeId) &&
    contains(agent.businessAccount, query.account) &&
    contains(agent.name, query.name) &&
    ((query.skillQueue ?? '').trim() === '' ||
      agent.skillQueues.some(
        ({ id, name }) => contains(id, query.skillQueue) || contains(name, query.skillQueue),
      ))
  );
}

function contains(text: string | null, query: string | undefined): boolean {
  const needle = plain(query ?? '');
  return needle === '' || plain(text ?? '').includes(needle);
}

/** Letter case and character width do not matter in a search. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
