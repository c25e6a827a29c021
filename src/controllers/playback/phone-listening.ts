/** Plays a recording on the agent's own phone, through the host's call control. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallControl, ListenEvent, PhoneListening } from '../../adapter/call-control.js';
import { CALL_FAILURES } from '../../adapter/call-control.js';
import { toAdapterError } from '../../adapter/errors.js';
import { AGENT_STATES, type AgentState } from '../../model/agent.js';
import { DEFAULT_TIMEOUT_MS } from '../../client/adapter-client.js';
import { withDeadline } from '../../adapter/deadline.js';
import { claimSound } from './one-sound.js';
import {
  NOT_LISTENING,
  isListening,
  phoneStep,
  positionAt,
  readListenEvent,
  type PhoneFailure,
  type PhoneMove,
  type PhoneState,
} from './phone-course.js';

export interface PhoneFacts {
  readonly control: () => CallControl | null;
  /** It went one step on. */
  readonly onStep: (state: PhoneState) => void;
  /** The phone did not do what it was asked for. */
  readonly onNotDone: () => void;
}

/** A phone that ends it may say why; what follows is of the former run. */
interface Run {
  readonly abort: AbortController;
  handle: PhoneListening | null;
}

const TICK_MS = 500;

export class PhoneListeningController implements ReactiveController {
  state: PhoneState = NOT_LISTENING;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #facts: PhoneFacts;
  #run: Run | null = null;
  #tick: ReturnType<typeof setTimeout> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, facts: PhoneFacts) {
    this.#host = host;
    this.#facts = facts;
    host.addController(this);
  }

  get isUp(): boolean {
    return isListening(this.state);
  }

  get position(): number {
    return positionAt(this.state, performance.now());
  }

  get canPause(): boolean {
    const { phase } = this.state;
    const handle = this.#run?.handle;
    return phase === 'paused'
      ? typeof handle?.resume === 'function'
      : phase === 'playing' && typeof handle?.pause === 'function';
  }

  get canSkip(): boolean {
    const { phase } = this.state;
    const isThere = phase === 'playing' || phase === 'paused';
    return isThere && typeof this.#run?.handle?.skip === 'function';
  }

  hostDisconnected(): void {
    // A move within one task goes on; what has really gone stops.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.forget();
    });
  }

  /** Never rejects; the outcome is a state. */
  async start(messageId: string, startSeconds: number): Promise<void> {
    const control = this.#facts.control();
    if (!control?.listenByPhone || this.isUp) return;
    const run: Run = { abort: new AbortController(), handle: null };
    this.#run = run;
    this.#move({ type: 'start', positionSeconds: startSeconds });
    this.#guard(run, control);
    try {
      const refusal = await this.#whyNot(control, run);
      if (this.#run !== run) return;
      if (refusal !== null) {
        this.#move({ type: 'refused', reason: refusal });
        return;
      }
      run.handle = await withDeadline(
        (signal) => this.#listen(control, run, messageId, startSeconds, signal),
        DEFAULT_TIMEOUT_MS,
        run.abort.signal,
      );
      this.#host.requestUpdate();
    } catch (error) {
      if (this.#run === run) this.#move({ type: 'refused', reason: failureOf(error) });
    }
  }

  async pauseOrResume(): Promise<void> {
    const handle = this.#run?.handle;
    if (!handle || !this.canPause) return;
    const isPaused = this.state.phase === 'paused';
    const done = await this.#ask((options) =>
      isPaused ? handle.resume?.(options) : handle.pause?.(options),
    );
    // A phone that tells of it has done so; for one that does not, it is so all the same.
    if (done) this.#hear({ type: isPaused ? 'playing' : 'paused' });
  }

  async skip(seconds: number): Promise<void> {
    const handle = this.#run?.handle;
    if (!handle || !this.canSkip) return;
    const before = this.state;
    const done = await this.#ask((options) => handle.skip?.(seconds, options));
    // Where the phone says where it is, it was told meanwhile.
    if (done && this.state === before) {
      this.#move({ type: 'skip', seconds, nowMs: performance.now() });
    }
  }

  /** Ends it; `call`: because of a call. */
  async stop(reason: 'stopped' | 'call' = 'stopped'): Promise<void> {
    const run = this.#run;
    if (!run || !this.isUp) return;
    const { handle } = run;
    if (handle && !(await this.#ask((options) => handle.stop(options)))) return;
    if (this.#run === run) this.#hear({ type: 'ended', reason });
  }

  /** Ends what plays, whatever the phone says to it, and forgets how it went. */
  forget(): void {
    const handle = this.isUp ? this.#run?.handle : null;
    if (handle) dropListening(handle);
    this.#over();
    this.state = NOT_LISTENING;
    this.#followTime();
    this.#host.requestUpdate();
  }

  async #ask(
    act: (options: { signal: AbortSignal }) => Promise<void> | undefined,
  ): Promise<boolean> {
    const run = this.#run;
    try {
      await withDeadline(async (signal) => act({ signal }), DEFAULT_TIMEOUT_MS, run?.abort.signal);
      return this.#run === run;
    } catch {
      if (this.#run === run && run) this.#facts.onNotDone();
      return false;
    }
  }

  /** The agent must be idle; a phone that cannot tell refuses by itself. */
  async #whyNot(control: CallControl, run: Run): Promise<PhoneFailure | null> {
    if (control.reportsAgentState === false) return null;
    const told: unknown = await withDeadline(
      (signal) => control.getAgentState({ signal }),
      DEFAULT_TIMEOUT_MS,
      run.abort.signal,
    );
    const state = (AGENT_STATES as readonly unknown[]).includes(told)
      ? (told as AgentState)
      : 'unknown';
    if (state === 'idle') return null;
    if (state === 'signed-out') return 'not-signed-in';
    return state === 'unknown' ? 'network' : 'agent-not-ready';
  }

  async #listen(
    control: CallControl,
    run: Run,
    messageId: string,
    startSeconds: number,
    signal: AbortSignal,
  ): Promise<PhoneListening> {
    const hear = (event: ListenEvent): void => {
      const read = this.#run === run ? readListenEvent(event) : null;
      if (read) this.#hear(read);
    };
    const handle: unknown = await control.listenByPhone?.({ messageId, startSeconds }, hear, {
      signal,
    });
    if (!isPhoneListening(handle)) throw new TypeError('no phone');
    // Nobody waits any more: nothing may go on playing.
    if (signal.aborted) dropListening(handle);
    return handle;
  }

  #hear(event: ListenEvent): void {
    this.#move({ type: 'event', event, nowMs: performance.now() });
  }

  #move(move: PhoneMove): void {
    const before = this.state;
    this.state = phoneStep(before, move);
    if (this.state === before) return;
    if (!this.isUp) this.#over();
    this.#followTime();
    if (this.state.phase !== before.phase) this.#facts.onStep(this.state);
    this.#host.requestUpdate();
  }

  #over(): void {
    const run = this.#run;
    this.#run = null;
    run?.abort.abort();
  }

  /** One sound at a time: every other player, calls, and the end of the page. */
  #guard(run: Run, control: CallControl): void {
    const { ownerDocument } = this.#host;
    const release = claimSound(ownerDocument, this, () => void this.stop());
    let unsubscribe: unknown;
    try {
      unsubscribe = control.subscribe(({ type }) => {
        if ((type === 'alerting' || type === 'talking') && this.#run === run)
          void this.stop('call');
      });
    } catch {
      // The call control's own trouble: it ends the recording by itself.
    }
    const view = ownerDocument.defaultView;
    const leave = (): void => this.forget();
    view?.addEventListener('pagehide', leave);
    run.abort.signal.addEventListener('abort', () => {
      release();
      view?.removeEventListener('pagehide', leave);
      try {
        if (typeof unsubscribe === 'function') (unsubscribe as () => void)();
      } catch {
        // The same.
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

/** Nobody can be told any more how it goes. */
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
  const told = (cause as { reason?: unknown } | null | undefined)?.reason ?? cause;
  if ((CALL_FAILURES as readonly unknown[]).includes(told)) return told as PhoneFailure;
  if (code === 'unauthenticated') return 'not-signed-in';
  if (code === 'conflict') return 'agent-not-ready';
  return ['timeout', 'network', 'unavailable'].includes(code) ? 'network' : 'unknown';
}
