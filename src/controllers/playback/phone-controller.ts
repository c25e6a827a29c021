/** Plays a recording on the agent's own phone, through the host's call control. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  CALL_FAILURES,
  type CallControl,
  type ListenEvent,
  type PhoneListening,
} from '../../adapter/call-control.js';
import { withDeadline } from '../../adapter/deadline.js';
import { toAdapterError } from '../../adapter/errors.js';
import { DEFAULT_TIMEOUT_MS } from '../../client/adapter-client.js';
import { AGENT_STATES, type AgentState } from '../../model/agent.js';
import { AudioFocus } from './audio-focus.js';
import {
  NOT_LISTENING,
  isListening,
  phoneStep,
  positionAt,
  readListenEvent,
  type PhoneFailure,
  type PhoneEvent,
  type PhoneState,
} from './phone-state.js';

export interface PhoneCallbacks {
  /** The phase has changed. */
  readonly onChange: (state: PhoneState) => void;
  /** The phone did not carry out a command. */
  readonly onRefused: () => void;
}

/** One recording that plays on the phone. Events of an earlier session are ignored. */
interface Session {
  readonly abort: AbortController;
  handle: PhoneListening | null;
}

const TICK_MS = 500;

export class PhoneController implements ReactiveController {
  state: PhoneState = NOT_LISTENING;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #callbacks: PhoneCallbacks;
  #session: Session | null = null;
  #tick: ReturnType<typeof setTimeout> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, callbacks: PhoneCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  get isActive(): boolean {
    return isListening(this.state);
  }

  get position(): number {
    return positionAt(this.state, performance.now());
  }

  get canPause(): boolean {
    const { phase } = this.state;
    const handle = this.#session?.handle;
    return phase === 'paused'
      ? typeof handle?.resume === 'function'
      : phase === 'playing' && typeof handle?.pause === 'function';
  }

  get canSkip(): boolean {
    const { phase } = this.state;
    const isSounding = phase === 'playing' || phase === 'paused';
    return isSounding && typeof this.#session?.handle?.skip === 'function';
  }

  hostDisconnected(): void {
    // A move within one task goes on playing; a player that has left stops.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.reset();
    });
  }

  /** Rings the phone. Never rejects; the outcome is a state. */
  async start(control: CallControl, messageId: string, startSeconds: number): Promise<void> {
    if (!control.listenByPhone || this.isActive) return;
    const session: Session = { abort: new AbortController(), handle: null };
    this.#session = session;
    this.#step({ type: 'start', positionSeconds: startSeconds });
    this.#guard(session, control);
    try {
      const reason = await this.#refusalReason(control, session);
      if (this.#session !== session) return;
      if (reason !== null) {
        this.#step({ type: 'refused', reason });
        return;
      }
      session.handle = await withDeadline(
        (signal) => this.#listen(control, session, messageId, startSeconds, signal),
        DEFAULT_TIMEOUT_MS,
        session.abort.signal,
      );
      this.#host.requestUpdate();
    } catch (error) {
      if (this.#session === session) this.#step({ type: 'refused', reason: failureOf(error) });
    }
  }

  async pauseOrResume(): Promise<void> {
    const handle = this.#session?.handle;
    if (!handle || !this.canPause) return;
    const isPaused = this.state.phase === 'paused';
    const isDone = await this.#command((options) =>
      isPaused ? handle.resume?.(options) : handle.pause?.(options),
    );
    // Not every phone reports it.
    if (isDone) this.#handlePhone({ type: isPaused ? 'playing' : 'paused' });
  }

  async skip(seconds: number): Promise<void> {
    const handle = this.#session?.handle;
    if (!handle || !this.canSkip) return;
    const before = this.state;
    const isDone = await this.#command((options) => handle.skip?.(seconds, options));
    // A phone that reports its position has done so meanwhile.
    if (isDone && this.state === before) {
      this.#step({ type: 'skip', seconds, nowMs: performance.now() });
    }
  }

  /** Ends it; `call`: because of a call. */
  async stop(reason: 'stopped' | 'call' = 'stopped'): Promise<void> {
    const session = this.#session;
    if (!session || !this.isActive) return;
    const { handle } = session;
    if (handle && !(await this.#command((options) => handle.stop(options)))) return;
    if (this.#session === session) this.#handlePhone({ type: 'ended', reason });
  }

  /** Ends what plays, whatever the phone answers, and forgets it. */
  reset(): void {
    const handle = this.isActive ? this.#session?.handle : null;
    if (handle) dropListening(handle);
    this.#endSession();
    this.state = NOT_LISTENING;
    this.#followTime();
    this.#host.requestUpdate();
  }

  async #command(
    send: (options: { signal: AbortSignal }) => Promise<void> | undefined,
  ): Promise<boolean> {
    const session = this.#session;
    try {
      await withDeadline(
        async (signal) => send({ signal }),
        DEFAULT_TIMEOUT_MS,
        session?.abort.signal,
      );
      return this.#session === session;
    } catch {
      if (this.#session === session && session) this.#callbacks.onRefused();
      return false;
    }
  }

  /** Why the phone is not rung: the agent must be idle. A phone that cannot tell refuses by itself. */
  async #refusalReason(control: CallControl, session: Session): Promise<PhoneFailure | null> {
    if (control.reportsAgentState === false) return null;
    const answer: unknown = await withDeadline(
      (signal) => control.getAgentState({ signal }),
      DEFAULT_TIMEOUT_MS,
      session.abort.signal,
    );
    const state = (AGENT_STATES as readonly unknown[]).includes(answer)
      ? (answer as AgentState)
      : 'unknown';
    if (state === 'idle') return null;
    if (state === 'signed-out') return 'not-signed-in';
    return state === 'unknown' ? 'network' : 'agent-not-ready';
  }

  async #listen(
    control: CallControl,
    session: Session,
    messageId: string,
    startSeconds: number,
    signal: AbortSignal,
  ): Promise<PhoneListening> {
    const onEvent = (event: ListenEvent): void => {
      const read = this.#session === session ? readListenEvent(event) : null;
      if (read) this.#handlePhone(read);
    };
    const handle: unknown = await control.listenByPhone?.({ messageId, startSeconds }, onEvent, {
      signal,
    });
    if (!isPhoneListening(handle)) throw new TypeError('no phone');
    // The session has ended meanwhile: nothing may go on playing.
    if (signal.aborted) dropListening(handle);
    return handle;
  }

  #handlePhone(event: ListenEvent): void {
    this.#step({ type: 'phone', event, nowMs: performance.now() });
  }

  #step(event: PhoneEvent): void {
    const before = this.state;
    this.state = phoneStep(before, event);
    if (this.state === before) return;
    if (!this.isActive) this.#endSession();
    this.#followTime();
    if (this.state.phase !== before.phase) this.#callbacks.onChange(this.state);
    this.#host.requestUpdate();
  }

  #endSession(): void {
    const session = this.#session;
    this.#session = null;
    session?.abort.abort();
  }

  /** Only one thing sounds at a time: ends with another player, a call, and the page. */
  #guard(session: Session, control: CallControl): void {
    const { ownerDocument } = this.#host;
    const focus = new AudioFocus(this, () => void this.stop());
    focus.take(ownerDocument);
    let unsubscribe: unknown;
    try {
      unsubscribe = control.subscribe(({ type }) => {
        if ((type === 'alerting' || type === 'talking') && this.#session === session) {
          void this.stop('call');
        }
      });
    } catch {
      // The call control cannot report calls; its phone ends the recording by itself.
    }
    const view = ownerDocument.defaultView;
    const leave = (): void => this.reset();
    view?.addEventListener('pagehide', leave);
    session.abort.signal.addEventListener('abort', () => {
      focus.release();
      view?.removeEventListener('pagehide', leave);
      try {
        if (typeof unsubscribe === 'function') (unsubscribe as () => void)();
      } catch {
        // Nothing depends on it any more.
      }
    });
  }

  /** The time on screen runs while it plays. */
  #followTime(): void {
    if (this.#tick !== null) clearTimeout(this.#tick);
    this.#tick = null;
    if (this.state.phase !== 'playing') return;
    this.#tick = setTimeout(() => {
      this.#host.requestUpdate();
      this.#followTime();
    }, TICK_MS);
  }
}

/** Stops it without waiting for the answer. */
function dropListening(handle: PhoneListening): void {
  void (async () => handle.stop({}))().catch(() => undefined);
}

function isPhoneListening(value: unknown): value is PhoneListening {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { stop?: unknown }).stop === 'function'
  );
}

/** A call control may reject with an `AdapterError`: about the recording, or with one of our reasons. */
function failureOf(error: unknown): PhoneFailure {
  const { code, cause } = toAdapterError(error, 'listenByPhone');
  if (code.startsWith('recording-') || code === 'forbidden') return code;
  const reported = (cause as { reason?: unknown } | null | undefined)?.reason ?? cause;
  if ((CALL_FAILURES as readonly unknown[]).includes(reported)) return reported as PhoneFailure;
  if (code === 'unauthenticated') return 'not-signed-in';
  if (code === 'conflict') return 'agent-not-ready';
  return ['timeout', 'network', 'unavailable'].includes(code) ? 'network' : 'unknown';
}
