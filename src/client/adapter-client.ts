/**
 * The only way elements talk to an adapter. Every call has a time limit, every rejection becomes an
 * `AdapterError`, every answer is read field by field, reads are tried again and shared, writes are
 * sent once and followed to their end. What every element needs stands here; agents, recordings and
 * writes stand in `operations.ts`, for those who need them.
 */
import type { Capabilities, LiveEvent, MessageAdapter, Unsubscribe } from '../adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../adapter/errors.js';
import type { ReadIssues } from './validate/fields.js';
import type { Message } from '../model/message.js';
import type { MessagePage, MessageQuery } from '../model/query.js';
import { readMessage, readMessagePage } from './validate/read-message.js';
import { pause, withDeadline } from '../adapter/deadline.js';
import { retryAfterMs, retryDelayMs } from './retry.js';
import { readAdapterError } from './validate/read-error.js';
import { readCapabilities, readLiveEvent } from './validate/read-events.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** @default what the adapter says, or 15000 */
  readonly timeoutMs?: number;
  /** Told before each wait for another try. */
  readonly onRetry?: (waitMs: number) => void;
  /** Told the names of fields that could not be read. */
  readonly onIssues?: (fields: readonly string[]) => void;
}

/** One call of an adapter's method, with the signal that ends it. */
export type AdapterCall = (adapter: MessageAdapter, signal: AbortSignal) => Promise<unknown>;

/** Takes what can be used out of an answer; `null` when it is not understood at all. */
export type AnswerReader<Result> = (answer: unknown, issues: ReadIssues) => Result | null;

export const DEFAULT_TIMEOUT_MS = 15_000;
const LONGEST_TIMEOUT_SECONDS = 3600;

const clients = new WeakMap<MessageAdapter, AdapterClient>();

export class AdapterClient {
  /** The client of `adapter`: one for all elements that share it, so that they share reads too. */
  static for(adapter: MessageAdapter): AdapterClient {
    let client = clients.get(adapter);
    if (!client) clients.set(adapter, (client = new AdapterClient(adapter)));
    return client;
  }

  readonly #adapter: MessageAdapter;
  #capabilities: Promise<Capabilities> | null = null;
  readonly #shared = new Map<string, SharedRead>();
  /** No request before this time (`performance.now()`): the backend asked to wait. */
  #notBefore = 0;

  private constructor(adapter: MessageAdapter) {
    this.#adapter = adapter;
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
    const wait = this.#notBefore - performance.now();
    return wait > 0 ? wait : null;
  }

  /** What the backend can do; asked once. Never rejects: without an answer everything has its default. */
  capabilities(): Promise<Capabilities> {
    this.#capabilities ??= this.#askCapabilities();
    return this.#capabilities;
  }

  async #askCapabilities(): Promise<Capabilities> {
    const adapter = this.#adapter;
    if (!this.#has('getCapabilities')) return {};
    try {
      const answer: unknown = await withDeadline(
        (signal) => adapter.getCapabilities?.({ signal }) ?? Promise.resolve({}),
        this.#timeoutMs,
      );
      return readCapabilities(answer);
    } catch {
      // The same as no answer.
    }
    // Ask again with the next element rather than keep the defaults for ever.
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
   * Live events, read and checked. The listener is not called after the returned function was.
   * Answers a no-op when the adapter has no events or fails to give them.
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
          this.#forgetReads();
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
        // The adapter's own trouble; we have stopped listening.
      }
    };
  }

  /** What the host set, as far as a timer can keep it. */
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

  /** Whoever asks from now on gets an answer that was asked for from now on. */
  #forgetReads(): void {
    this.#shared.clear();
  }

  /** @internal A write: sent once. Reads that began before it or beside it are not shared with those who ask after it. */
  async write<Result>(
    operation: AdapterOperation,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    try {
      return await this.once(operation, options, call, read);
    } finally {
      this.#forgetReads();
    }
  }

  /** @internal A read: shared with whoever asks the same at the same time, and tried again by rule. */
  read<Result>(
    operation: AdapterOperation,
    key: string,
    options: CallOptions,
    call: AdapterCall,
    read: AnswerReader<Result>,
  ): Promise<Result> {
    const shareKey = `${operation} ${String(options.timeoutMs)} ${key}`;
    let shared = this.#shared.get(shareKey);
    if (!shared || shared.controller.signal.aborted) {
      shared = new SharedRead();
      const { controller } = shared;
      const mine = shared;
      shared.answer = this.#tryRead(
        operation,
        { ...options, signal: controller.signal },
        call,
        read,
      ).finally(() => {
        if (this.#shared.get(shareKey) === mine) this.#shared.delete(shareKey);
      });
      shared.answer.catch(() => undefined);
      this.#shared.set(shareKey, shared);
    }
    return shared.join(options.signal) as Promise<Result>;
  }

  async #tryRead<Result>(
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
        await pause(wait, options.signal);
      }
    }
  }

  /** @internal One call, neither shared nor tried again. */
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
      await pause(wait, signal);
    }
    let answer: unknown;
    try {
      answer = await withDeadline((limited) => call(this.#adapter, limited), timeoutMs, signal);
    } catch (error) {
      // Only our own signal makes it an abort; an adapter that says so by itself has failed.
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
    const told = retryAfterMs(adapterError);
    if (told !== null) this.#notBefore = performance.now() + told;
    return adapterError;
  }
}

/** One read that several callers wait for; it stops when the last of them has gone. */
class SharedRead {
  readonly controller = new AbortController();
  answer: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  join(signal?: AbortSignal): Promise<unknown> {
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting -= 1;
        if (this.#waiting === 0) this.controller.abort(signal?.reason);
        reject(signal?.reason as Error);
      };
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.answer
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener('abort', onAbort));
    });
  }
}

/** The message, if the answer is about the one that was asked for. */
export function readMessageOf(id: string, answer: unknown, issues: ReadIssues): Message | null {
  const message = readMessage(answer, issues);
  return message?.id === id ? message : null;
}

/** Reading is made not to throw; an answer made to make it throw is not understood either. */
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
