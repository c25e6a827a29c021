/** One connection for all listeners to an adapter's events. */
import type { LiveEvent, Unsubscribe } from '../../adapter/adapter.js';
import { pause } from '../../adapter/deadline.js';
import { isAdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import { backoffMs } from './back-off.js';
import { openEvent } from './envelopes.js';
import type { Settings } from './options.js';
import { readRefusal } from './problems.js';
import { EventReader, type ServerSentEvent } from './server-sent-events.js';

import type { Transport } from './transport.js';
import { endpoint } from './urls.js';

type Listener = (event: LiveEvent) => void;

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** A page that is hidden for longer closes its connection. */
const HIDDEN_MS = 5 * 60_000;
/** After these codes the backend has no events, now or later. */
const FINAL: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'forbidden',
  'not-found',
  'unsupported',
  'invalid',
]);

/**
 * Server-sent events over `fetch`, because `EventSource` cannot send headers. Opens with the first
 * listener, closes with the last one and while the page is away, so that the browser can keep the
 * page in its back/forward cache.
 */
export class EventStream {
  readonly #transport: Transport;
  readonly #settings: Settings;
  readonly #listeners = new Set<{ readonly notify: Listener }>();
  #state: 'live' | 'paused' | null = null;
  #lastId = '';
  #running: AbortController | null = null;
  #isOver = false;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(transport: Transport, settings: Settings) {
    this.#transport = transport;
    this.#settings = settings;
  }

  subscribe(listener: Listener, signal?: AbortSignal): Unsubscribe {
    const entry = { notify: listener };
    const unsubscribe = (): void => {
      signal?.removeEventListener('abort', unsubscribe);
      if (!this.#listeners.delete(entry) || this.#listeners.size > 0) return;
      this.#stop();
      this.#watchPage(false);
      this.#state = null;
      this.#lastId = '';
    };
    if (signal?.aborted || this.#transport.disposed.aborted) return unsubscribe;
    signal?.addEventListener('abort', unsubscribe);
    this.#listeners.add(entry);
    if (this.#listeners.size === 1) {
      this.#watchPage(true);
      this.#start();
    } else if (this.#state) {
      const event: LiveEvent = { type: 'connection', state: this.#state };
      queueMicrotask(() => {
        if (this.#listeners.has(entry)) entry.notify(event);
      });
    }
    return unsubscribe;
  }

  #start(): void {
    if (this.#running || this.#isOver || this.#transport.disposed.aborted) return;
    const controller = new AbortController();
    this.#running = controller;
    void this.#run(AbortSignal.any([controller.signal, this.#transport.disposed]));
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let firstDelayMs = FIRST_DELAY_MS;
    while (!signal.aborted && !this.#isOver) {
      let waitMs = 0;
      const events = new EventReader(this.#lastId);
      try {
        await this.#connect(events, signal, () => (failures = 0));
      } catch (error) {
        if (signal.aborted) return;
        if (isAdapterError(error)) {
          if (FINAL.has(error.code)) this.#isOver = true;
          waitMs = (error.retryAfterSeconds ?? 0) * 1000;
          if (error.code === 'unauthenticated') {
            // Retrying would not help: wait until the session works for other requests.
            this.#emitState('paused');
            await Promise.race([this.#transport.session.nextSuccess(), aborted(signal)]);
          }
        }
      }
      if (signal.aborted) return;
      this.#emitState('paused');
      if (this.#isOver) return;
      failures += 1;
      firstDelayMs = events.retryMs ?? firstDelayMs;
      const ownMs = backoffMs(failures, firstDelayMs, LONGEST_DELAY_MS);
      await pause(Math.max(waitMs, ownMs), signal).catch(() => undefined);
    }
  }

  /** Reads one connection to its end. */
  async #connect(events: EventReader, signal: AbortSignal, onData: () => void): Promise<void> {
    const { baseUrl, requestIdHeader, eventSilenceMs } = this.#settings;
    const silence = new AbortController();
    const watch = setTimeout.bind(null, () => silence.abort(), eventSilenceMs);
    let timer = watch();
    try {
      const response = await this.#transport.send(
        'subscribe',
        endpoint(baseUrl, '/events'),
        {
          headers: {
            Accept: 'text/event-stream',
            ...(this.#lastId === '' ? {} : { 'Last-Event-ID': this.#lastId }),
          },
        },
        AbortSignal.any([signal, silence.signal]),
      );
      if (response.status === 204) {
        this.#isOver = true;
        return;
      }
      if (!response.ok) throw (await readRefusal(response, 'subscribe', requestIdHeader)).error;
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
      if (!response.body || !isStream) {
        void response.body?.cancel().catch(() => undefined);
        return;
      }
      this.#emitState('live');
      const reader = response.body.getReader();
      const text = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || signal.aborted) return;
        clearTimeout(timer);
        timer = watch();
        onData();
        for (const event of events.push(text.decode(value, { stream: true }))) {
          this.#lastId = event.id;
          const live = readEvent(event);
          if (live) this.#emit(live);
        }
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }

  #emitState(state: 'live' | 'paused'): void {
    if (state === this.#state || this.#listeners.size === 0) return;
    this.#state = state;
    this.#emit({ type: 'connection', state });
  }

  #emit(event: LiveEvent): void {
    for (const entry of [...this.#listeners]) {
      if (!this.#listeners.has(entry)) continue;
      try {
        entry.notify(event);
      } catch (error) {
        // A fault of the listener: reported to the page, while the others get their event.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  #watchPage(isOn: boolean): void {
    if (typeof document === 'undefined') return;
    const change = isOn ? 'addEventListener' : 'removeEventListener';
    globalThis[change]('pagehide', this.#leave);
    globalThis[change]('pageshow', this.#return);
    document[change]('freeze', this.#leave);
    document[change]('resume', this.#return);
    document[change]('visibilitychange', this.#showOrHide);
    clearTimeout(this.#hiddenTimer);
  }

  readonly #leave = (): void => {
    this.#stop();
    this.#emitState('paused');
  };

  readonly #return = (): void => this.#start();

  readonly #showOrHide = (): void => {
    clearTimeout(this.#hiddenTimer);
    if (document.visibilityState === 'visible') this.#start();
    else this.#hiddenTimer = setTimeout(this.#leave, HIDDEN_MS);
  };
}

function readEvent({ name, data, id }: ServerSentEvent): LiveEvent | null {
  if (name !== 'changed' && name !== 'removed') return null;
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    // Its number is missing then, and the list reads everything again.
    return null;
  }
  const event = openEvent(json);
  if (!event) return null;
  const { messageId, version, message, reason } = event;
  const sequence = /^\d{1,15}$/.test(id) ? Number(id) : null;
  return name === 'changed'
    ? { type: name, sequence, messageId, version, message }
    : { type: name, sequence, messageId, version, reason };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
