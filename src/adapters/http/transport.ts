/** Requests: sent with the current session, refusals as typed errors, answers as JSON. */
import { pause, untilAborted } from '../../adapter/deadline.js';
import { AdapterError, type AdapterOperation } from '../../adapter/errors.js';
import { isSignIn, readJson } from './body.js';
import type { Settings } from './options.js';
import { readRefusal, readRequestId } from './problems.js';
import type { paths } from './schema.js';
import { Session } from './session.js';
import { endpoint } from './urls.js';

type Method = 'get' | 'post' | 'put';
type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];
type Body<P extends keyof paths, M extends Method> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer Json } };
}
  ? Json
  : undefined;

export interface Call<P extends keyof paths, M extends Method> {
  readonly messageId?: string;
  readonly body: Body<P, M>;
  /** Marks the call as a command, which is followed to its end even when nobody waits for it. */
  readonly idempotencyKey?: string;
  readonly expectedVersion?: number;
  readonly signal: AbortSignal | undefined;
  /** Continues when the page is left; small bodies only. */
  readonly keepalive?: boolean;
}

/** How often a command is sent again while the backend still works on its first try. */
const IN_PROGRESS_TRIES = 6;
const IN_PROGRESS_WAIT_MS = 500;
const LONGEST_IN_PROGRESS_WAIT_MS = 5_000;
/** A command that nobody waits for releases its connection after this time. */
const LONGEST_COMMAND_MS = 60_000;

export class Transport {
  readonly session: Session;
  readonly #settings: Settings;
  readonly #disposal = new AbortController();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.session = new Session(settings.onAuthRequired);
  }

  /** Aborts when the adapter is disposed. */
  get disposed(): AbortSignal {
    return this.#disposal.signal;
  }

  /** Ends all running requests. */
  dispose(): void {
    this.#disposal.abort(new AdapterError('unavailable'));
  }

  /** Sends a request of the published interface and returns the JSON of its answer. */
  async json<M extends Method, P extends PathWith<M>>(
    operation: AdapterOperation,
    method: M,
    path: P,
    call: Call<P, M>,
  ): Promise<unknown> {
    const { signal, idempotencyKey, expectedVersion, body } = call;
    signal?.throwIfAborted();
    const settings = this.#settings;
    const address = endpoint(settings.baseUrl, path, call.messageId);
    const headers: Record<string, string> = {
      Accept: 'application/json, application/problem+json',
    };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (idempotencyKey !== undefined) headers[settings.idempotencyHeader] = idempotencyKey;
    if (expectedVersion !== undefined) headers['If-Match'] = `"${expectedVersion}"`;
    const init: RequestInit = {
      method: method.toUpperCase(),
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(call.keepalive ? { keepalive: true } : {}),
    };
    const isCommand = idempotencyKey !== undefined;
    const stop = isCommand ? AbortSignal.timeout(LONGEST_COMMAND_MS) : signal;
    return untilAborted(this.#answer(operation, address, init, stop), signal);
  }

  /** Sends a request with the session's headers; where the session has ended, renews it once. */
  async send(
    operation: AdapterOperation,
    address: string,
    init: RequestInit,
    signal?: AbortSignal,
  ): Promise<Response> {
    const stop = signal ? AbortSignal.any([this.disposed, signal]) : this.disposed;
    const { generation } = this.session;
    let response = await this.#fetch(operation, address, init, stop);
    if (isSignIn(response)) {
      discard(response);
      const isRenewed = await untilAborted(this.session.renew(generation), stop);
      if (isRenewed) response = await this.#fetch(operation, address, init, stop);
      if (!isRenewed || isSignIn(response)) {
        discard(response);
        const requestId = readRequestId(response.headers.get(this.#settings.requestIdHeader));
        throw new AdapterError('unauthenticated', {
          operation,
          ...(requestId === null ? {} : { requestId }),
        });
      }
    }
    this.session.noteSuccess();
    return response;
  }

  async #answer(
    operation: AdapterOperation,
    address: string,
    init: RequestInit,
    stop: AbortSignal | undefined,
  ): Promise<unknown> {
    for (let tried = 1; ; tried += 1) {
      const response = await this.send(operation, address, init, stop);
      if (response.ok) return readJson(response, operation);
      const { error, isInProgress } = await readRefusal(
        response,
        operation,
        this.#settings.requestIdHeader,
      );
      if (!isInProgress) throw error;
      // Not a conflict: the first try of this very command is still running.
      if (tried === IN_PROGRESS_TRIES) throw new AdapterError('timeout', { operation });
      const wait = (error.retryAfterSeconds ?? 0) * 1000 || IN_PROGRESS_WAIT_MS;
      await pause(
        Math.min(wait, LONGEST_IN_PROGRESS_WAIT_MS),
        stop ? AbortSignal.any([this.disposed, stop]) : this.disposed,
      );
    }
  }

  async #fetch(
    operation: AdapterOperation,
    address: string,
    init: RequestInit,
    signal: AbortSignal,
  ): Promise<Response> {
    const { fetch, headers: sessionHeaders, credentials } = this.#settings;
    let headers: Headers;
    try {
      headers = new Headers(await untilAborted(Promise.resolve().then(sessionHeaders), signal));
      for (const [name, value] of Object.entries(init.headers ?? {}))
        headers.set(name, String(value));
    } catch {
      if (signal.aborted) throw asError(signal.reason, operation);
      // Without the cause: the error of a header that cannot be sent quotes it.
      throw new AdapterError('unauthenticated', { operation });
    }
    try {
      return await fetch(address, {
        ...init,
        headers,
        credentials,
        signal,
        cache: 'no-store',
        // A redirect instead of data is how single sign-on reports that the session is over, to any
        // origin; following it could only fetch a sign-in page, or be blocked.
        redirect: 'manual',
      });
    } catch (error) {
      if (signal.aborted) throw asError(signal.reason, operation);
      // Offline, refused or blocked: the browser does not say which.
      throw new AdapterError('network', { operation, cause: error });
    }
  }
}

/** The end of the longest wait as a time-out; any other reason as it is. */
function asError(reason: unknown, operation: AdapterOperation): unknown {
  return (reason as { name?: unknown } | undefined)?.name === 'TimeoutError'
    ? new AdapterError('timeout', { operation })
    : reason;
}

/** Frees the connection of an answer that nobody reads. */
function discard(response: Response): void {
  if (!response.bodyUsed) void response.body?.cancel().catch(() => undefined);
}
