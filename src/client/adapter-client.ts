/**
 * The only way elements talk to an adapter. Every call has a time limit, every rejection becomes an
 * `AdapterError`, every answer is read field by field, reads are retried and shared, writes are sent
 * once and followed to their end. The operations that every element needs are methods here; agents,
 * recordings and writes are functions in `operations.ts`, for the elements that need them.
 */
import type { Capabilities, LiveEvent, MessageAdapter, Unsubscribe } from '../adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../adapter/errors.js';
import { pause, withDeadline, type Schedule } from '../adapter/deadline.js';
import { SYSTEM_CLOCK, type Clock } from '../internal/clock.js';
import type { Message } from '../model/message.js';
import type { MessagePage, MessageQuery } from '../model/query.js';
import { retryAfterMs, retryDelayMs } from './retry.js';
import { SharedReads } from './shared-reads.js';
import type { ReadIssues } from './validate/fields.js';
import { readMessage, readMessagePage } from './validate/read-message.js';
import { readAdapterError } from './validate/read-error.js';
import { readCapabilities, readLiveEvent } from './validate/read-events.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** @default the adapter's, or 15000 */
  readonly timeoutMs?: number;
  /** Called before each wait for another try. */
  readonly onRetry?: (waitMs: number) => void;
  /** Called with the names of fields that could not be read. */
  readonly onIssues?: (fields: readonly string[]) => void;
}

/** One call of an adapter's method, with the signal that ends it. */
export type AdapterCall = (adapter: MessageAdapter, signal: AbortSignal) => Promise<unknown>;

/** Reads the usable part of an answer; `null` when it is not understood at all. */
export type AnswerReader<Result> = (answer: unknown, issues: ReadIssues) => Result | null;

export const DEFAULT_TIMEOUT_MS = 15_000;
const LONGEST_TIMEOUT_SECONDS = 3600;

const clients = new WeakMap<MessageAdapter, AdapterClient>();

export class AdapterClient {
  /**
   * The client of `adapter`: one for all elements that share it, so that they share reads too.
   * The first call may name the clock; a test does so before it renders an element.
   */
  static for(
    adapter: MessageAdapter,
    { clock = SYSTEM_CLOCK }: { readonly clock?: Clock } = {},
  ): AdapterClient {
    let client = clients.get(adapter);
    if (!client) clients.set(adapter, (client = new AdapterClient(adapter, clock)));
    return client;
  }

  readonly #adapter: MessageAdapter;
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  #capabilities: Promise<Capabilities> | null = null;
  readonly #reads = new SharedReads();
  /** No request before this time of the clock: the backend asked to wait. */
  #notBefore = -Infinity;

  private constructor(adapter: MessageAdapter, clock: Clock) {
    this.#adapter = adapter;
    this.#clock = clock;
    this.#schedule = (ms, then) => clock.after(ms, then);
  }

  get canRelease(): boolean {
    return this.#has('releaseProcessing');
  }

  get canRenewLease(): boolean {
    return this.#has('renewLease');
  }

  get canUndoAllocation(): boolean {
    return this.#has('undoAllocation');
  }

  get canShareListening(): boolean {
    return this.#has('getListening') && this.#has('saveListening');
  }

  get canSubscribe(): boolean {
    return this.#has('subscribe');
  }

  /** Milliseconds for which the backend has asked to wait, from now; `null` when it has not. */
  get heldBackMs(): number | null {
    const wait = this.#notBefore - this.#clock.now();
    return wait > 0 ? wait : null;
  }

  /** The backend's capabilities, requested once. Never rejects: without an answer everything has its default. */
  capabilities(): Promise<Capabilities> {
    this.#capabilities ??= this.#requestCapabilities();
    return this.#capabilities;
  }

  async #requestCapabilities(): Promise<Capabilities> {
    const adapter = this.#adapter;
    if (!this.#has('getCapabilities')) return {};
    try {
      const answer: unknown = await withDeadline(
        (signal) => adapter.getCapabilities?.({ signal }) ?? Promise.resolve({}),
        this.#timeoutMs,
        undefined,
        this.#schedule,
      );
      return readCapabilities(answer);
    } catch {
      // The same as no answer.
    }
    // The next element asks again: the defaults are not kept.
    this.#capabilities = null;
    return {};
  }

  listMessages(query: MessageQuery, options: CallOptions = {}): Promise<MessagePage> {
    return this.read(
      'listMessages',
      JSON.stringify(query),
      options,
      (adapter, signal) => adapter.listMessages(query, { signal }),
      readMessagePage,
    );
  }

  getMessage(id: string, options: CallOptions = {}): Promise<Message> {
    return this.read(
      'getMessage',
      id,
      options,
      (adapter, signal) => adapter.getMessage(id, { signal }),
      (answer, issues) => readMessageOf(id, answer, issues),
    );
  }

  /**
   * Live events, read and checked. After the returned function was called, the listener is not. An
   * adapter without events, or one that throws, leaves nothing to unsubscribe from.
   */
  subscribe(listener: (event: LiveEvent) => void): Unsubscribe {
    const controller = new AbortController();
    let unsubscribe: unknown;
    try {
      unsubscribe = this.#adapter.subscribe?.(
        (event: unknown) => {
          if (controller.signal.aborted) return;
          const read = readLiveEvent(event);
          if (!read) return;
          this.#reads.forget();
          listener(read);
        },
        { signal: controller.signal },
      );
    } catch {
      listener({ type: 'connection', state: 'paused' });
    }
    return () => {
      if (controller.signal.aborted) return;
      controller.abort();
      try {
        if (typeof unsubscribe === 'function') (unsubscribe as Unsubscribe)();
      } catch {
        // A fault of the adapter; nobody listens to it any more.
      }
    };
  }

  /** The time limit that the host set, as far as a timer can hold it. */
  get #timeoutMs(): number {
    try {
      const seconds: unknown = this.#adapter.timeoutSeconds;
      if (typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_TIMEOUT_SECONDS) {
        return seconds * 1000;
      }
    } catch {
      // A getter that throws sets nothing.
    }
    return DEFAULT_TIMEOUT_MS;
  }

  #has(method: keyof MessageAdapter): boolean {
    try {
      return typeof this.#adapter[method] === 'function';
    } catch {
      return false;
    }
  }

  /** @internal A write: sent once. Reads that began before its end are not shared with later callers. */
  async write<Result>(
    operation: AdapterOperation,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    try {
      return await this.once(operation, options, call, read);
    } finally {
      this.#reads.forget();
    }
  }

  /** @internal A read: shared by callers that ask the same at the same time, and retried by rule. */
  read<Result>(
    operation: AdapterOperation,
    key: string,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    return this.#reads.join(
      `${operation} ${String(options.timeoutMs)} ${key}`,
      (signal) => this.#readWithRetries(operation, { ...options, signal }, call, read),
      options.signal,
    );
  }

  async #readWithRetries<Result>(
    operation: AdapterOperation,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.once(operation, options, call, read);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        const wait = retryDelayMs(error as AdapterError, tried);
        if (wait === null) throw error;
        options.onRetry?.(wait);
        await pause(wait, options.signal, this.#schedule);
      }
    }
  }

  /** @internal One call, neither shared nor retried. */
  async once<Result>(
    operation: AdapterOperation,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    const { signal, timeoutMs = this.#timeoutMs } = options;
    const wait = this.heldBackMs;
    if (wait !== null) {
      options.onRetry?.(wait);
      await pause(wait, signal, this.#schedule);
    }
    let answer: unknown;
    try {
      answer = await withDeadline(
        (limited) => call(this.#adapter, limited),
        timeoutMs,
        signal,
        this.#schedule,
      );
    } catch (error) {
      // Only the caller's signal makes it an abort; an adapter that aborts by itself has failed.
      if (signal?.aborted) throw error;
      throw this.#toError(error, operation);
    }
    const issues: ReadIssues = [];
    const result = tryRead(read, answer, issues);
    if (issues.length > 0) options.onIssues?.(issues);
    if (result === null) throw new AdapterError('malformed', { operation });
    return result;
  }

  #toError(error: unknown, operation: AdapterOperation): AdapterError {
    const adapterError = readAdapterError(error, operation);
    const wait = retryAfterMs(adapterError);
    if (wait !== null) this.#notBefore = this.#clock.now() + wait;
    return adapterError;
  }
}

/** The message in the answer, if it is the one that was asked for. */
export function readMessageOf(id: string, answer: unknown, issues: ReadIssues): Message | null {
  const message = readMessage(answer, issues);
  return message?.id === id ? message : null;
}

/** Readers do not throw; an answer that still makes one throw is not understood. */
function tryRead<Result>(
  read: AnswerReader<Result>,
  answer: unknown,
  issues: ReadIssues,
): Result | null {
  try {
    return read(answer, issues);
  } catch {
    return null;
  }
}
