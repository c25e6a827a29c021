/**
 * One signed-in agent on CC-Gateway: its GUID, its one event poll, its one call. Shared by all call
 * controls for the same gateway and agent, because the events of an agent are a queue with a single
 * reader, and because the GUID changes in the answers of that very poll.
 */
import type { Unsubscribe } from '../adapter/adapter.js';
import type { CallEvent } from '../adapter/call-control.js';
import { withDeadline } from '../adapter/deadline.js';
import {
  AdapterError,
  isAdapterError,
  toAdapterError,
  type AdapterOperation,
} from '../adapter/errors.js';
import { errorOfAnswer } from '../adapter/http-error.js';
import type { AgentState } from '../model/agent.js';
import { isRecord } from '../model/unknown-value.js';
import { agentStateFromGateway } from './agent-states.js';
import { CallTracker } from './call-tracker.js';
import { EventPoll } from './event-poll.js';
import { readPhoneEvents } from './phone-events.js';
import { errorOfRetcode, isGuidRefused, isSignedOut } from './result-codes.js';

/** Times in milliseconds; the defaults are what CC-Gateway asks for. */
export interface GatewayTiming {
  /** No answer to a request within this time counts as a failure; with `lostReplyMs` less than the 15 s that the dialog waits. @default 10000 */
  readonly requestMs?: number;
  /** The same for the event poll, which the gateway answers after about 10 s. @default 30000 */
  readonly pollMs?: number;
  /** Pause between two polls: at least, at most. @default [200, 500] */
  readonly pauseMs?: readonly [number, number];
  /** Wait after a failed poll, doubled with every further one: first, longest. @default [1000, 30000] */
  readonly backOffMs?: readonly [number, number];
  /** How long the events are watched for a call whose dial request got no reply. @default 4000 */
  readonly lostReplyMs?: number;
}

export interface SessionOptions {
  readonly baseUrl: string;
  readonly agentId: string;
  readonly fetch: typeof fetch;
  readonly credentials: RequestCredentials;
  readonly pollsEvents: boolean;
  readonly timing: Required<GatewayTiming>;
}

export type GuidSource = string | (() => string | Promise<string>);

export const DEFAULT_TIMING: Required<GatewayTiming> = {
  requestMs: 10_000,
  pollMs: 30_000,
  pauseMs: [200, 500],
  backOffMs: [1_000, 30_000],
  lostReplyMs: 4_000,
};

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

interface Answer {
  readonly result: unknown;
  readonly whole: Record<string, unknown>;
}

/** A result code that is no success, inside the session only. */
class Refusal extends Error {
  constructor(readonly retcode: string) {
    super('refused');
  }
}

/** A session lives as long as a call control or its poll holds it. */
const sessions = new Map<string, WeakRef<GatewaySession>>();

/** A GUID is one header value of visible ASCII. */
const GUID = /^[\x21-\x7e]{1,256}$/;

export class GatewaySession {
  /** The session of this agent on this gateway: one for the whole page. */
  static for(options: SessionOptions): GatewaySession {
    for (const [key, reference] of sessions) if (!reference.deref()) sessions.delete(key);
    const key = `${options.agentId} ${options.baseUrl}`;
    let session = sessions.get(key)?.deref();
    if (!session) sessions.set(key, new WeakRef((session = new GatewaySession(options))));
    return session;
  }

  readonly tracker = new CallTracker();
  readonly #options: SessionOptions;
  readonly #listeners = new Set<(event: CallEvent) => void>();
  readonly #watchers = new Set<(answer: unknown) => void>();
  #source: GuidSource | null = null;
  #guid: string | null = null;
  #renewal: Promise<string> | null = null;
  readonly #eventPoll: EventPoll;
  #onGuid: ((guid: string) => void) | null = null;

  private constructor(options: SessionOptions) {
    this.#options = options;
    const { pauseMs, backOffMs } = options.timing;
    this.#eventPoll = new EventPoll({
      pauseMs,
      backOffMs,
      isNeeded: () => this.#listeners.size > 0,
      poll: (page) => this.#pollEvents(page),
      onFailure: (error, failures) => {
        if (failures === 1 && error instanceof Refusal && isGuidRefused(error.retcode)) {
          this.emit([{ type: 'agent-state', state: 'signed-out' }]);
        }
      },
      onRecovery: () => this.resync(),
    });
  }

  get timing(): Required<GatewayTiming> {
    return this.#options.timing;
  }

  /** True while events arrive, by the poll or from the host. */
  get receivesEvents(): boolean {
    return !this.#options.pollsEvents || this.#eventPoll.isRunning;
  }

  /** The newest call control names the source of the GUID. */
  useGuid(source: GuidSource, onGuid: ((guid: string) => void) | undefined): void {
    if (source !== this.#source) this.#guid = typeof source === 'string' ? readGuid(source) : null;
    this.#source = source;
    if (onGuid) this.#onGuid = onGuid;
  }

  subscribe(listener: (event: CallEvent) => void): Unsubscribe {
    // A wrapper, so that the same function twice is two subscriptions.
    const entry = (event: CallEvent): void => listener(event);
    this.#listeners.add(entry);
    if (this.#options.pollsEvents) this.#eventPoll.start();
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size === 0) this.#eventPoll.wake();
    };
  }

  /** Gets the answers of the event poll as they come, while somebody subscribes. */
  watch(watcher: (answer: unknown) => void): Unsubscribe {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Reads events and emits what they mean. */
  handleEvents(answer: unknown): void {
    for (const watcher of [...this.#watchers]) watcher(answer);
    for (const event of readPhoneEvents(answer)) {
      if (event.type === 'agent-state' && event.state === 'unknown') void this.resync();
      else this.emit(this.tracker.handle(event, performance.now()));
    }
  }

  emit(events: readonly CallEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(event);
        } catch {
          // A fault of the listener must not stop the poll, which keeps the agent signed in.
        }
      }
    }
  }

  /** The agent's current state on the gateway, and whether the agent is in a call. */
  async agentStatus(
    operation: AdapterOperation,
    signal?: AbortSignal,
  ): Promise<{ state: AgentState; isWorking: boolean | null }> {
    const { agentId } = this.#options;
    let answer: Answer;
    try {
      answer = await this.#call('GET', `onlineagent/${agentId}/agentstatus`, { signal });
    } catch (error) {
      if (error instanceof Refusal && isSignedOut(error.retcode)) {
        return { state: 'signed-out', isWorking: false };
      }
      throw this.#asAdapterError(error, operation, signal);
    }
    const status = isRecord(answer.result) ? answer.result : {};
    const state = agentStateFromGateway(status['agentState']);
    const isWorking = typeof status['isWorking'] === 'boolean' ? status['isWorking'] : null;
    // `isWorking` means in a call: not free, whatever the state says.
    return { state: state === 'idle' && isWorking === true ? 'talking' : state, isWorking };
  }

  /** Asks for the agent's state after events may have been lost. Never rejects. */
  async resync(): Promise<void> {
    const before = this.tracker.currentId;
    try {
      const { state, isWorking } = await this.agentStatus('subscribe');
      const isSameCall = before !== null && this.tracker.currentId === before;
      if (isSameCall && isWorking === false && this.tracker.isConfirmed) {
        this.emit(this.tracker.finish(performance.now()));
      }
      this.emit([{ type: 'agent-state', state }]);
    } catch {
      // The next poll or the next click shows the state.
    }
  }

  /** A request whose rejection is an `AdapterError`. */
  async request(
    operation: AdapterOperation,
    method: Method,
    path: string,
    body?: Record<string, unknown>,
  ): Promise<unknown> {
    try {
      return (await this.#call(method, path, body ? { body } : {})).result;
    } catch (error) {
      throw this.#asAdapterError(error, operation);
    }
  }

  #asAdapterError(error: unknown, operation: AdapterOperation, signal?: AbortSignal): unknown {
    if (signal?.aborted) return error;
    if (error instanceof Refusal) return errorOfRetcode(error.retcode, operation);
    if (isAdapterError(error)) {
      const { code, retryAfterSeconds } = error;
      return new AdapterError(code, {
        operation,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
    }
    return toAdapterError(error, operation);
  }

  /** One request; after a refused GUID a second one with a newer GUID, because the first had no effect. */
  async #call(
    method: Method,
    path: string,
    init: { body?: Record<string, unknown>; signal?: AbortSignal | undefined; timeoutMs?: number },
  ): Promise<Answer> {
    const guid = await this.#currentGuid();
    try {
      return await this.#send(method, path, guid, init);
    } catch (error) {
      if (!(error instanceof Refusal) || !isGuidRefused(error.retcode)) throw error;
      const newer = await this.#newerGuid(guid).catch(() => null);
      if (newer === null || newer === guid) throw error;
      return this.#send(method, path, newer, init);
    }
  }

  #send(
    method: Method,
    path: string,
    guid: string,
    init: { body?: Record<string, unknown>; signal?: AbortSignal | undefined; timeoutMs?: number },
  ): Promise<Answer> {
    const { baseUrl, fetch, credentials, timing } = this.#options;
    return withDeadline(
      async (signal) => {
        const response = await fetch(`${baseUrl}/${path}`, {
          method,
          headers: { 'Content-Type': 'application/json; charset=UTF-8', guid },
          credentials,
          cache: 'no-store',
          // A redirect would carry the number and the GUID elsewhere.
          redirect: 'manual',
          // A request that ends something must arrive even when the page goes away.
          keepalive: method === 'DELETE',
          referrerPolicy: 'no-referrer',
          signal,
          ...(init.body ? { body: JSON.stringify(init.body) } : {}),
        }).catch((error: unknown) => {
          if (signal.aborted) throw error;
          throw new AdapterError('network', { cause: error });
        });
        const failed = errorOfAnswer(response, 'subscribe');
        if (failed) throw failed;
        const whole: unknown = await response.json().catch((error: unknown) => {
          if (signal.aborted) throw error;
          // A login page, or an answer cut off on the way.
          throw new AdapterError('malformed');
        });
        if (!isRecord(whole)) throw new AdapterError('malformed');
        const retcode = whole['retcode'];
        if (typeof retcode !== 'string' && typeof retcode !== 'number')
          throw new AdapterError('malformed');
        if (String(retcode) !== '0') throw new Refusal(String(retcode));
        this.#takeGuid(response.headers.get('set-guid'));
        return { result: whole['result'], whole };
      },
      init.timeoutMs ?? timing.requestMs,
      init.signal,
    );
  }

  async #currentGuid(): Promise<string> {
    return this.#guid ?? (await this.#renewGuid());
  }

  /** A GUID that is not `refused`: one that came in the meantime, else the host's. */
  async #newerGuid(refused: string): Promise<string> {
    if (this.#guid !== null && this.#guid !== refused) return this.#guid;
    return this.#renewGuid();
  }

  /** Asks the host once, for all requests that wait. */
  #renewGuid(): Promise<string> {
    this.#renewal ??= this.#requestGuid().finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #requestGuid(): Promise<string> {
    const source = this.#source;
    const given: unknown = typeof source === 'function' ? await source() : source;
    const guid = readGuid(given);
    if (guid === null) throw new AdapterError('unauthenticated');
    this.#guid = guid;
    return guid;
  }

  /** `Set-GUID: JSESSIONID=<guid>.AgentGatewayN`; absent across origins unless CORS exposes it. */
  #takeGuid(header: string | null): void {
    const guid = readGuid(header);
    if (guid === null || guid === this.#guid) return;
    this.#guid = guid;
    try {
      this.#onGuid?.(guid);
    } catch {
      // A fault of the host's callback.
    }
  }

  async #pollEvents(page: AbortSignal): Promise<void> {
    const path = `agentevent/${this.#options.agentId}`;
    const timeoutMs = this.timing.pollMs;
    const { whole } = await this.#call('GET', path, { signal: page, timeoutMs });
    this.handleEvents(whole);
  }
}

function readGuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const guid = value.trim().replace(/^JSESSIONID=/, '');
  return GUID.test(guid) ? guid : null;
}
