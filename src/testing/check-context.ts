/** The tools of a check: an adapter, messages to use, and assertions. */
import type { Command, MessageAdapter, SubmitProcessing } from '../adapter/adapter.js';
import { isAdapterError, type AdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import { readCapabilities } from '../client/validate/read-events.js';
import type { Agent } from '../model/agent.js';
import type { Message, MessageChannel, MessageStatus } from '../model/message.js';
import type { MessageFilters, MessageQuery } from '../model/query.js';

type Maybe<Value> = Value | Promise<Value>;

/** One adapter for each check; several may share a backend. */
export type MakeAdapter = () => MessageAdapter | Promise<MessageAdapter>;

/** One rule of the contract. */
export interface ConformanceCheck {
  /** Stable, for example `allocate-once`. */
  readonly id: string;
  readonly title: string;
  readonly writes?: boolean;
  /** Rejects with the fault that it found. */
  readonly run: (context: CheckContext) => Promise<void>;
}

/** Ids that the checks may use up: each call names another message. */
export interface Fixtures {
  /** A message that can be allocated. */
  readonly allocatable?: () => Maybe<string>;
  /** An Unprocessed message that the signed-in user can process. */
  readonly processable?: () => Maybe<string>;
  /** A voice message whose recording can be heard. */
  readonly voice?: () => Maybe<string>;
  /** An agent to allocate to. */
  readonly agent?: () => Maybe<string>;
}

/** A check that cannot be made here; not a fault. */
export class CheckSkipped extends Error {
  override readonly name = 'CheckSkipped';
}

/** Ten years: fixtures may be old. */
const EVER: MessageFilters = { time: { kind: 'last', hours: 87_600 } };
/** Longer than any voice message. */
const LONGEST_SECONDS = 86_400;
const SEARCH_SIZE = 50;
const SEARCH_PAGES = 4;

export class CheckContext {
  readonly #makeAdapter: MakeAdapter;
  readonly #fixtures: Fixtures;
  readonly #used: Set<string>;
  #adapter: MessageAdapter | null = null;

  constructor(makeAdapter: MakeAdapter, fixtures: Fixtures, used: Set<string>) {
    this.#makeAdapter = makeAdapter;
    this.#fixtures = fixtures;
    this.#used = used;
  }

  async adapter(): Promise<MessageAdapter> {
    this.#adapter ??= await this.#makeAdapter();
    return this.#adapter;
  }

  async dispose(): Promise<void> {
    try {
      this.#adapter?.dispose?.();
      await Promise.resolve();
    } catch {
      // The check `dispose` covers that.
    }
  }

  /** A new key. */
  command(): Command {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { idempotencyKey: hex };
  }

  query(filters: Partial<MessageFilters> = {}, more: Partial<MessageQuery> = {}): MessageQuery {
    return {
      ...EVER,
      ...filters,
      sort: { field: 'created', direction: 'descending' },
      page: { index: 0, size: 20 },
      ...more,
    };
  }

  /** The statement of a submission where the backend requires listening: all of it was heard. */
  async heard({ channel, durationSeconds }: Message): Promise<Pick<SubmitProcessing, 'heard'>> {
    const needed = await this.heardPercent();
    if (needed <= 0 || channel !== 'voice') return {};
    const spans = [{ startSeconds: 0, endSeconds: durationSeconds ?? LONGEST_SECONDS }];
    return { heard: { spans, instead: null } };
  }

  /** The share of a voice message that must be heard before Submit. */
  async heardPercent(): Promise<number> {
    const adapter = await this.adapter();
    const capabilities = readCapabilities(await adapter.getCapabilities?.({}));
    return capabilities.heardBeforeSubmitPercent ?? 0;
  }

  /** A message that may be allocated. */
  allocatable(): Promise<Message> {
    return this.#message(
      'allocatable',
      ['to-be-allocated', 'allocation-failed'],
      ({ actions }) => actions.allocate?.allowed !== false,
    );
  }

  /** An Unprocessed message that the user may process. */
  processable(channel?: MessageChannel): Promise<Message> {
    return this.#message(
      'processable',
      ['unprocessed'],
      ({ actions }) => actions.process?.allowed !== false,
      channel,
    );
  }

  /** A voice message that may be heard. */
  voice(): Promise<Message> {
    return this.#message(
      'voice',
      [undefined],
      ({ actions }) => actions.play?.allowed !== false,
      'voice',
      false,
    );
  }

  /** Any message. */
  any(): Promise<Message> {
    return this.#message(null, [undefined], () => true, undefined, false);
  }

  async agent(): Promise<Agent> {
    const adapter = await this.adapter();
    const employeeId = await this.#fixtures.agent?.();
    const page = await adapter.listAgents(
      { ...(employeeId === undefined ? {} : { employeeId }), page: { index: 0, size: 20 } },
      {},
    );
    const agent = page.agents.find((each) => each.employeeId === employeeId) ?? page.agents[0];
    return agent ?? skip('no agent was found');
  }

  async #message(
    fixture: 'allocatable' | 'processable' | 'voice' | null,
    statuses: readonly (MessageStatus | undefined)[],
    fits: (message: Message) => boolean,
    channel?: MessageChannel,
    isUsedUp = true,
  ): Promise<Message> {
    const adapter = await this.adapter();
    const given = fixture ? await this.#fixtures[fixture]?.() : undefined;
    if (given !== undefined) return adapter.getMessage(given, {});
    for (const status of statuses) {
      const filters = { ...(status ? { status } : {}), ...(channel ? { channel } : {}) };
      for (let index = 0, cursor: string | null = null; index < SEARCH_PAGES; index += 1) {
        const page = await adapter.listMessages(
          this.query(filters, {
            page: { index, size: SEARCH_SIZE, ...(cursor === null ? {} : { cursor }) },
          }),
          {},
        );
        const found = page.messages.find((row) => !this.#used.has(row.id) && fits(row));
        if (found) {
          if (isUsedUp) this.#used.add(found.id);
          return await adapter.getMessage(found.id, {});
        }
        cursor = page.nextCursor;
        if (page.messages.length < SEARCH_SIZE) break;
      }
    }
    return skip(`no message was found for "${fixture ?? 'any'}"; name one in the fixtures`);
  }
}

/** Ends a check that cannot be made here. */
export function skip(reason: string): never {
  throw new CheckSkipped(reason);
}

/** Ends a check with `fault` unless `fact` is true. */
export function expect(fact: unknown, fault: string): asserts fact {
  if (!fact) throw new Error(fault);
}

/** The rejection, which must be an `AdapterError` with one of the codes. */
export async function rejection(
  call: () => Promise<unknown>,
  codes: readonly AdapterErrorCode[] = [],
): Promise<AdapterError> {
  let error: unknown;
  try {
    await call();
  } catch (reason) {
    error = reason;
    expect(isAdapterError(error), 'rejected with something that is no AdapterError');
    expect(
      codes.length === 0 || codes.includes(error.code),
      `rejected with the code "${error.code}" instead of ${codes.join(' or ')}`,
    );
    return error;
  }
  throw new Error(
    `resolved where a rejection${codes.length > 0 ? ` (${codes.join(' or ')})` : ''} was due`,
  );
}
