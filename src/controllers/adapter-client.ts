/**
 * The only way elements talk to an adapter. Every call has a time limit, every rejection becomes an
 * `AdapterError`, every answer is read field by field, reads are tried again and shared, writes are
 * sent once and followed to their end.
 */
import type {
  AllocateCommand,
  AllocationResult,
  Capabilities,
  LiveEvent,
  MessageAdapter,
  RecordingRequest,
  ReleaseProcessing,
  RenewLease,
  StartProcessing,
  SubmitProcessing,
  UndoAllocation,
  Unsubscribe,
} from '../adapter/adapter.js';
import { AdapterError, isAdapterErrorCode, toAdapterError, type AdapterOperation } from '../adapter/errors.js';
import type { Lease, Message } from '../model/message.js';
import type { AgentPage, AgentQuery, MessagePage, MessageQuery } from '../model/query.js';
import {
  isRecord,
  readAgentPage,
  readLease,
  readMessage,
  readMessagePage,
  readRecording,
  type ReadIssues,
} from '../model/read.js';
import type { Recording } from '../model/recording.js';
import { pause, withDeadline } from './deadline.js';
import { retryAfterMs, retryDelayMs } from './retry.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** @default 15000 */
  readonly timeoutMs?: number;
  /** Told before each wait for another try. */
  readonly onRetry?: (waitMs: number) => void;
  /** Told the names of fields that could not be read. */
  readonly onIssues?: (fields: readonly string[]) => void;
}

export const DEFAULT_TIMEOUT_MS = 15_000;

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
    return typeof this.#adapter.releaseProcessing === 'function';
  }

  get canRenewLease(): boolean {
    return typeof this.#adapter.renewLease === 'function';
  }

  get canUndoAllocation(): boolean {
    return typeof this.#adapter.undoAllocation === 'function';
  }

  get canSubscribe(): boolean {
    return typeof this.#adapter.subscribe === 'function';
  }

  /** What the backend can do; asked once. Never rejects: without an answer everything has its default. */
  capabilities(): Promise<Capabilities> {
    this.#capabilities ??= this.#askCapabilities();
    return this.#capabilities;
  }

  async #askCapabilities(): Promise<Capabilities> {
    const adapter = this.#adapter;
    if (typeof adapter.getCapabilities !== 'function') return {};
    try {
      const answer: unknown = await withDeadline(
        (signal) => adapter.getCapabilities?.({ signal }) ?? Promise.resolve({}),
        DEFAULT_TIMEOUT_MS,
      );
      return isRecord(answer) ? (answer as Capabilities) : {};
    } catch {
      // Ask again with the next element rather than keep the defaults for ever.
      this.#capabilities = null;
      return {};
    }
  }

  listMessages(query: MessageQuery, options: CallOptions = {}): Promise<MessagePage> {
    return this.#read('listMessages', JSON.stringify(query), options, (signal) =>
      this.#adapter.listMessages(query, { signal }), readMessagePage);
  }

  getMessage(id: string, options: CallOptions = {}): Promise<Message> {
    return this.#read('getMessage', id, options, (signal) => this.#adapter.getMessage(id, { signal }), readMessage);
  }

  listAgents(query: AgentQuery, options: CallOptions = {}): Promise<AgentPage> {
    return this.#read('listAgents', JSON.stringify(query), options, (signal) =>
      this.#adapter.listAgents(query, { signal }), readAgentPage);
  }

  /** Not shared and not repeated by itself: every answer may be a link of its own. */
  getRecording(request: RecordingRequest, options: CallOptions = {}): Promise<Recording> {
    return this.#once('getRecording', options, (signal) => this.#adapter.getRecording(request, { signal }), readRecording);
  }

  allocateMessages(command: AllocateCommand, options: CallOptions = {}): Promise<readonly AllocationResult[]> {
    const ids = command.assignments.map((assignment) => assignment.messageId);
    return this.#once('allocateMessages', options, (signal) =>
      this.#adapter.allocateMessages(command, { signal }), (answer) => readResults(answer, ids));
  }

  undoAllocation(command: UndoAllocation, options: CallOptions = {}): Promise<readonly AllocationResult[]> {
    const ids = command.messages.map((message) => message.messageId);
    return this.#once('undoAllocation', options, (signal) =>
      this.#adapter.undoAllocation?.(command, { signal }) ?? unsupported('undoAllocation'),
      (answer) => readResults(answer, ids));
  }

  startProcessing(command: StartProcessing, options: CallOptions = {}): Promise<Message> {
    return this.#once('startProcessing', options, (signal) =>
      this.#adapter.startProcessing(command, { signal }), readMessage);
  }

  renewLease(request: RenewLease, options: CallOptions = {}): Promise<Lease> {
    return this.#once('renewLease', options, (signal) =>
      this.#adapter.renewLease?.(request, { signal }) ?? unsupported('renewLease'), readLease);
  }

  submitProcessing(command: SubmitProcessing, options: CallOptions = {}): Promise<Message> {
    return this.#once('submitProcessing', options, (signal) =>
      this.#adapter.submitProcessing(command, { signal }), readMessage);
  }

  releaseProcessing(command: ReleaseProcessing, options: CallOptions = {}): Promise<Message> {
    return this.#once('releaseProcessing', options, (signal) =>
      this.#adapter.releaseProcessing?.(command, { signal }) ?? unsupported('releaseProcessing'), readMessage);
  }

  /**
   * Live events, read and checked. The listener is not called after the returned function was.
   * Answers a no-op when the adapter has no events or fails to give them.
   */
  subscribe(listener: (event: LiveEvent) => void): Unsubscribe {
    const controller = new AbortController();
    let unsubscribe: unknown;
    try {
      unsubscribe = this.#adapter.subscribe?.((event: unknown) => {
        if (controller.signal.aborted) return;
        const read = readLiveEvent(event);
        if (read) listener(read);
      }, { signal: controller.signal });
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

  /** A read: shared with whoever asks the same at the same time, and tried again by rule. */
  #read<Result>(
    operation: AdapterOperation,
    key: string,
    options: CallOptions,
    call: (signal: AbortSignal) => Promise<unknown>,
    read: (answer: unknown, issues: ReadIssues) => Result | null,
  ): Promise<Result> {
    const shareKey = `${operation} ${String(options.timeoutMs)} ${key}`;
    let shared = this.#shared.get(shareKey);
    if (!shared || shared.controller.signal.aborted) {
      shared = new SharedRead();
      const { controller } = shared;
      const mine = shared;
      shared.answer = this.#tryRead(operation, { ...options, signal: controller.signal }, call, read).finally(() => {
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
    call: (signal: AbortSignal) => Promise<unknown>,
    read: (answer: unknown, issues: ReadIssues) => Result | null,
  ): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#once(operation, options, call, read);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        const wait = retryDelayMs(error as AdapterError, tried);
        if (wait === null) throw error;
        options.onRetry?.(wait);
        await pause(wait, options.signal);
      }
    }
  }

  async #once<Result>(
    operation: AdapterOperation,
    options: CallOptions,
    call: (signal: AbortSignal) => Promise<unknown>,
    read: (answer: unknown, issues: ReadIssues) => Result | null,
  ): Promise<Result> {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    const wait = this.#notBefore - performance.now();
    if (wait > 0) await pause(wait, signal);
    let answer: unknown;
    try {
      answer = await withDeadline(call, timeoutMs, signal);
    } catch (error) {
      // Only our own signal makes it an abort; an adapter that says so by itself has failed.
      if (signal?.aborted) throw error;
      const adapterError = toAdapterError(error, operation);
      const told = retryAfterMs(adapterError);
      if (told !== null) this.#notBefore = performance.now() + told;
      throw adapterError;
    }
    const issues: ReadIssues = [];
    const result = read(answer, issues);
    if (issues.length > 0) options.onIssues?.(issues);
    if (result === null) throw new AdapterError('malformed', { operation });
    return result;
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
      this.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', onAbort));
    });
  }
}

function unsupported(operation: AdapterOperation): Promise<never> {
  return Promise.reject(new AdapterError('unsupported', { operation }));
}

/** One result for each asked id; what the answer leaves out counts as not understood. */
function readResults(answer: unknown, ids: readonly string[]): readonly AllocationResult[] | null {
  if (!Array.isArray(answer)) return null;
  const byId = new Map<string, AllocationResult>();
  for (const row of answer as unknown[]) {
    const result = readResult(row);
    if (result) byId.set(result.messageId, result);
  }
  return ids.map((id) => byId.get(id) ?? { messageId: id, ok: false, code: 'malformed' });
}

function readResult(row: unknown): AllocationResult | null {
  if (!isRecord(row) || typeof row['messageId'] !== 'string') return null;
  const messageId = row['messageId'];
  if (row['ok'] === true) {
    const message = readMessage(row['message']);
    return message ? { messageId, ok: true, message } : null;
  }
  const code = isAdapterErrorCode(row['code']) ? row['code'] : 'malformed';
  const current = readMessage(row['current']);
  const fields = Array.isArray(row['fields']) ? (row['fields'] as AllocationResult extends { fields?: infer F } ? F : never) : undefined;
  return { messageId, ok: false, code, ...(current ? { current } : {}), ...(fields ? { fields } : {}) };
}

function readLiveEvent(event: unknown): LiveEvent | null {
  if (!isRecord(event)) return null;
  if (event['type'] === 'connection') {
    return { type: 'connection', state: event['state'] === 'live' ? 'live' : 'paused' };
  }
  const { messageId, version } = event;
  if (typeof messageId !== 'string' || typeof version !== 'number') return null;
  const sequence = typeof event['sequence'] === 'number' ? event['sequence'] : null;
  if (event['type'] === 'removed') {
    const reason = event['reason'] === 'erased' ? 'erased' : 'deleted';
    return { type: 'removed', sequence, messageId, version, reason };
  }
  if (event['type'] !== 'changed') return null;
  const message = readMessage(event['message']);
  return {
    type: 'changed',
    sequence,
    messageId,
    version,
    message: message && message.id === messageId ? message : null,
  };
}
