/** Agents, administrators and subscribers who work as fast as they are answered, and send things twice. */
import { newKey } from '../support/services.js';
import { History, type Received, type Seen, type Sent } from './history.js';

export interface Plan {
  readonly url: string;
  readonly history: History;
  readonly commands: number;
  /** Aborted when it goes on for too long. */
  readonly signal: AbortSignal;
}

interface Row {
  id: string;
  version: number;
  status: string;
  lease: { id: string; mine: boolean } | null;
}

const any = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(Math.random() * items.length)]!;
const chance = (share: number): boolean => Math.random() < share;

abstract class Worker {
  protected readonly plan: Plan;
  protected readonly me: string;

  constructor(plan: Plan, me: string) {
    this.plan = plan;
    this.me = me;
  }

  async run(): Promise<void> {
    const { history, commands, signal } = this.plan;
    while (history.sent.length < commands && !signal.aborted) {
      try {
        await this.work();
      } catch {
        // Reads are asked again; commands have their own way.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  protected abstract work(): Promise<void>;

  protected async search(filters: object, size: number): Promise<Row[]> {
    const { body } = await this.post('/messages/search', {
      time: { kind: 'last', hours: 10_000 },
      sort: { field: 'created', direction: chance(0.5) ? 'ascending' : 'descending' },
      page: { index: 0, size },
      ...filters,
    });
    return (body as { messages: Row[] }).messages;
  }

  /**
   * Sends a command until it is known how it ended: again with its key when the connection is lost, and
   * sometimes twice at once although nothing was lost.
   */
  protected async command(
    operation: Sent['operation'],
    messageIds: readonly string[],
    path: string,
    body: object,
    version?: number,
  ): Promise<{ status: number; body: unknown }> {
    const key = newKey();
    const sent: Sent = { operation, key, by: this.me, messageIds, answers: [] };
    this.plan.history.sent.push(sent);
    const headers = {
      'Idempotency-Key': key,
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
    };
    const once = async (): Promise<{ status: number; body: unknown }> => {
      const answer = await this.post(path, body, headers).catch(() => ({ status: 0, body: null }));
      if (answer.status === 0) this.plan.history.lostConnections += 1;
      sent.answers.push({ status: answer.status, changed: changedBy(answer) });
      return answer;
    };
    for (;;) {
      const isTwice = chance(0.2);
      const answers = await Promise.all(isTwice ? [once(), once()] : [once()]);
      const settled = answers.find(
        ({ status }) => status !== 0 && status < 500 && !isInProgress(status, answers),
      );
      if (settled) {
        // And much later once more.
        if (settled.status === 200 && chance(0.05)) setTimeout(() => void once(), 500);
        return settled;
      }
      if (this.plan.signal.aborted) return answers[0]!;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  }

  protected async post(
    path: string,
    body: object,
    headers: Record<string, string> = {},
    method = 'POST',
  ) {
    const response = await fetch(`${this.plan.url}/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Cookie: `demo-user=${this.me}`, ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }
}

function isInProgress(
  status: number,
  answers: readonly { status: number; body: unknown }[],
): boolean {
  return (
    status === 409 &&
    answers.some(
      ({ body }) => (body as { type?: string } | null)?.type === '/problems/key-in-progress',
    )
  );
}

function changedBy({ status, body }: { status: number; body: unknown }): Seen['changed'] {
  if (status !== 200) return [];
  const told = body as {
    id?: string;
    version?: number;
    results?: { ok: boolean; message?: Row }[];
  };
  if (told.results) {
    return told.results.flatMap(({ ok, message }) =>
      ok && message ? [{ id: message.id, version: message.version }] : [],
    );
  }
  return told.id !== undefined && told.version !== undefined
    ? [{ id: told.id, version: told.version }]
    : [];
}

export class Administrator extends Worker {
  readonly #agents: readonly string[];

  constructor(plan: Plan, me: string, agents: readonly string[]) {
    super(plan, me);
    this.#agents = agents;
  }

  protected async work(): Promise<void> {
    // All of them look at the same rows, so they often want the same message.
    const rows = await this.search({ status: 'to-be-allocated' }, 60);
    if (rows.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return;
    }
    for (let round = 0; round < 3; round += 1) {
      const count = chance(0.5) ? 1 : 12;
      const chosen = [...new Set(Array.from({ length: count }, () => any(rows)))];
      const assignments = chosen.map(({ id, version }) => ({
        messageId: id,
        expectedVersion: version,
        employeeId: any(this.#agents),
      }));
      const ids = chosen.map(({ id }) => id);
      const answer = await this.command('allocate', ids, '/allocations', { assignments });
      const done = changedBy(answer);
      if (done.length > 0 && chance(0.15)) {
        const messages = done
          .slice(0, 3)
          .map(({ id, version }) => ({ messageId: id, expectedVersion: version }));
        await this.command(
          'undo',
          messages.map(({ messageId }) => messageId),
          '/allocations/undo',
          { messages },
        );
      }
    }
    // Sometimes one takes the work of an agent over.
    if (chance(0.3)) {
      const [busy] = await this.search({ status: 'processing' }, 1);
      if (busy) {
        await this.command(
          'take-over',
          [busy.id],
          `/messages/${busy.id}/processing`,
          { takeOver: { reason: 'fire' } },
          busy.version,
        );
      }
    }
  }
}

export class Agent extends Worker {
  #queue: Row[] = [];

  protected async work(): Promise<void> {
    if (this.#queue.length === 0) {
      this.#queue = await this.search({ employeeId: this.me, status: 'unprocessed' }, 20);
      if (this.#queue.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
        return;
      }
    }
    const row = this.#queue.splice(Math.floor(Math.random() * this.#queue.length), 1)[0]!;
    const version = chance(0.03) ? row.version - 1 : row.version;
    const path = `/messages/${row.id}/processing`;
    const started = await this.command('start', [row.id], path, {}, version);
    if (started.status !== 200) return;
    const held = started.body as Row;
    if (chance(0.2) && held.lease) {
      await this.post(`${path}/lease`, { leaseId: held.lease.id }, {}, 'PUT').catch(
        () => undefined,
      );
    }
    // A few go home without a word: their lease ends by itself.
    if (chance(0.04)) return;
    const leaseId = held.lease?.id ?? null;
    if (chance(0.15))
      await this.command('release', [row.id], `${path}/release`, { leaseId }, held.version);
    else {
      const comments = `Done ${newKey()}`;
      await this.command(
        'submit',
        [row.id],
        `${path}/submission`,
        { leaseId, comments },
        held.version,
      );
    }
  }
}

/** Follows the events over all breaks, with the last id it has. */
export async function subscribe(plan: Plan, me: string, until: () => number | null): Promise<void> {
  const received: Received[] = [];
  plan.history.subscribers.push(received);
  let lastId: string | null = null;
  const isDone = (): boolean => {
    const end = until();
    return plan.signal.aborted || (end !== null && (received.at(-1)?.sequence ?? 0) >= end);
  };
  while (!isDone()) {
    try {
      const response = await fetch(`${plan.url}/api/events`, {
        headers: {
          Cookie: `demo-user=${me}`,
          ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
        },
        signal: AbortSignal.any([plan.signal, AbortSignal.timeout(30_000)]),
      });
      if (!response.ok || !response.body) throw new Error('refused');
      let rest = '';
      for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
        rest += part;
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string): string | undefined =>
            new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
          const id = field('id');
          const kind = field('event') as Received['kind'] | undefined;
          if (id === undefined) continue;
          if (kind === undefined) {
            // Where a stream begins: told once, before the first event.
            if (lastId === null) received.push({ kind: 'start', sequence: Number(id) });
          } else {
            const { messageId, version } = JSON.parse(field('data') ?? '{}') as {
              messageId?: string;
              version?: number;
            };
            if (kind === 'reset') plan.history.resets += 1;
            received.push({
              kind,
              sequence: Number(id),
              ...(messageId === undefined ? {} : { messageId }),
              ...(version === undefined ? {} : { version }),
            });
          }
          lastId = id;
        }
        if (isDone()) break;
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
