/**
 * One signed-in agent on CC-Gateway: its GUID, its one event poll, its one call. Shared by every call
 * control made for the same gateway and agent, because the events of an agent are a queue that only
 * one reader can read, and because the GUID changes in the answers of that very poll.
 */
import type { CallEvent } from '../adapter/call-control.js';
import type { Unsubscribe } from '../adapter/adapter.js';
import { pause, withDeadline } from '../adapter/deadline.js';
import {
  AdapterError,
  isAdapterError,
  toAdapterError,
  type AdapterOperation,
} from '../adapter/errors.js';
import { errorOfAnswer } from '../adapter/http-error.js';
import { isRecord } from '../model/unknown-value.js';
import { CallTracker } from './call-tracker.js';
import { readPhoneEvents } from './phone-events.js';
import { errorOfRetcode, isGuidRefused, isSignedOut } from './result-codes.js';
import { agentStateFromGateway } from './states.js';
import type { AgentState } from '../model/agent.js';

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
  /** How long the events are watched for a call whose dial request got no answer. @default 4000 */
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

/** Sessions live as long as a call control or their poll holds them. */
const sessions = new Map<string, WeakRef<GatewaySession>>();

/** A GUID is one header value of visible ASCII. */
const GUID = /^[\x21-\x7e]{1,256}$/;

export class GatewaySession {
  /** The session of this agent on this gateway: one for the page, whoever asks. */
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
  #polling = false;
  /** Aborted when the page goes away; a new one when it comes back. */
  #page = new AbortController();
  /** Ends the present wait of the poll. */
  #wake = new AbortController();
  #isBackingOff = false;
  #onGuid: ((guid: string) => void) | null = null;

  private constructor(options: SessionOptions) {
    this.#options = options;
  }

  get timing(): Required<GatewayTiming> {
    return this.#options.timing;
  }

  /** True while events arrive, by the poll or from the host. */
  get hearsEvents(): boolean {
    return !this.#options.pollsEvents || this.#polling;
  }

  /** The newest call control knows best where the GUID comes from. */
  useGuid(source: GuidSource, onGuid: ((guid: string) => void) | undefined): void {
    if (source !== this.#source) this.#guid = typeof source === 'string' ? readGuid(source) : null;
    this.#source = source;
    if (onGuid) this.#onGuid = onGuid;
  }

  subscribe(listener: (event: CallEvent) => void): Unsubscribe {
    // A wrapper, so that the same function twice is two subscriptions.
    const entry = (event: CallEvent): void => listener(event);
    this.#listeners.add(entry);
    if (this.#options.pollsEvents && !this.#polling) void this.#poll();
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size === 0) this.#wake.abort();
    };
  }

  /** Hears the answers of the event poll as they come, while somebody subscribes. */
  watch(watcher: (answer: unknown) => void): Unsubscribe {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Reads events and tells the listeners what they mean. */
  handleEvents(answer: unknown): void {
    for (const watcher of [...this.#watchers]) watcher(answer);
    for (const event of readPhoneEvents(answer)) {
      if (event.type === 'agent-state' && event.state === 'unknown') void this.resync();
      else this.tell(this.tracker.handle(event, performance.now()));
    }
  }

  tell(events: readonly CallEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(event);
        } catch {
          // A listener's own trouble must not stop the poll, which keeps the agent signed in.
        }
      }
    }
  }

  /** The agent's state as the gateway tells it now, and whether the agent is in a call. */
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
    // In a call by the gateway's own word: not free, whatever the state says.
    return { state: state === 'idle' && isWorking === true ? 'talking' : state, isWorking };
  }

  /** Asks how things are after events may have been lost. Never rejects. */
  async resync(): Promise<void> {
    const before = this.tracker.currentId;
    try {
      const { state, isWorking } = await this.agentStatus('subscribe');
      const isSameCall = before !== null && this.tracker.currentId === before;
      if (isSameCall && isWorking === false && this.tracker.isSeen) {
        this.tell(this.tracker.finish(performance.now()));
      }
      this.tell([{ type: 'agent-state', state }]);
    } catch {
      // The next poll or the next click tells.
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

  /** One request; with a refused GUID once more with a newer one: a refused request did nothing. */
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
          // A redirect would carry number and GUID to another place.
          redirect: 'manual',
          // What ends something must arrive when the page goes away meanwhile.
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

  /** Asks the host, once for all who wait. */
  #renewGuid(): Promise<string> {
    this.#renewal ??= this.#askGuid().finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #askGuid(): Promise<string> {
    const source = this.#source;
    const told: unknown = typeof source === 'function' ? await source() : source;
    const guid = readGuid(told);
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
      // The host's own trouble.
    }
  }

  /**
   * The one poll. It is also the agent's heartbeat, so it goes on in a hidden page; it stops with the
   * last listener, without cutting off the poll under way, whose answer may hold the next GUID.
   */
  async #poll(): Promise<void> {
    this.#polling = true;
    if (this.#page.signal.aborted) this.#page = new AbortController();
    const stopWatching = this.#watchPage();
    let failures = 0;
    try {
      while (this.#listeners.size > 0) {
        const page = this.#page.signal;
        try {
          const path = `agentevent/${this.#options.agentId}`;
          const timeoutMs = this.timing.pollMs;
          const { whole } = await this.#call('GET', path, { signal: page, timeoutMs });
          const wasFailing = failures > 0;
          failures = 0;
          this.handleEvents(whole);
          if (wasFailing) await this.resync();
        } catch (error) {
          failures += 1;
          if (error instanceof Refusal && isGuidRefused(error.retcode) && failures === 1) {
            this.tell([{ type: 'agent-state', state: 'signed-out' }]);
          }
        }
        if (this.#listeners.size > 0) await this.#rest(failures, page);
      }
    } finally {
      stopWatching();
      this.#polling = false;
    }
  }

  /** Waits between two polls, or until the page is back. */
  async #rest(failures: number, page: AbortSignal): Promise<void> {
    if (page.aborted) {
      // Frozen in the back/forward cache: nothing is asked until the page is shown again.
      while (this.#page.signal.aborted && this.#listeners.size > 0) await this.#sleep(null);
      return;
    }
    const { pauseMs, backOffMs } = this.timing;
    const [least, most] = pauseMs;
    const usual = least + Math.random() * (most - least);
    const [first, longest] = backOffMs;
    const backOff = Math.min(longest, first * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
    this.#isBackingOff = failures > 0;
    await this.#sleep(failures === 0 ? usual : backOff);
    this.#isBackingOff = false;
  }

  async #sleep(ms: number | null): Promise<void> {
    this.#wake = new AbortController();
    const { signal } = this.#wake;
    if (ms !== null) {
      await pause(ms, signal).catch(() => undefined);
      return;
    }
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  #watchPage(): () => void {
    const page = globalThis as { addEventListener?: typeof addEventListener; document?: Document };
    if (typeof page.addEventListener !== 'function' || !page.document) return () => undefined;
    const { document } = page;
    const watching = new AbortController();
    const { signal } = watching;
    /** Worth another try before the back-off is over. */
    const retry = (): void => {
      if (this.#isBackingOff) this.#wake.abort();
    };
    globalThis.addEventListener('pagehide', () => this.#page.abort(), { signal });
    globalThis.addEventListener(
      'pageshow',
      () => {
        if (!this.#page.signal.aborted) return;
        this.#page = new AbortController();
        this.#wake.abort();
      },
      { signal },
    );
    globalThis.addEventListener('online', retry, { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') retry();
      },
      { signal },
    );
    return () => watching.abort();
  }
}

function readGuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const guid = value.trim().replace(/^JSESSIONID=/, '');
  return GUID.test(guid) ? guid : null;
}
