/** A simulated agent's phone. */
import type {
  CallControl,
  CallEvent,
  CallFailure,
  CallRequest,
  Call,
  ListenEvent,
  ListenRequest,
  PhoneListening,
} from '../src/adapter/call-control.js';
import type { RequestOptions, Unsubscribe } from '../src/adapter/adapter.js';
import type { AdapterError } from '../src/adapter/errors.js';
import type { AgentState } from '../src/model/agent.js';
import { systemClock, type Clock } from './clock.js';
import { SimulatedListening } from './phone-listening.js';

export interface SimulatedPhoneOptions {
  /** @default 'idle' */
  readonly state?: AgentState;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** From the call to ringing, in milliseconds. @default 600 */
  readonly alertingMs?: number;
  /** From ringing to an answer, in milliseconds. @default 1400 */
  readonly answerMs?: number;
  /** How long it rings without an answer, in milliseconds. @default 5000 */
  readonly noAnswerMs?: number;
  /** The customer hangs up after so long, in milliseconds. @default only by `hangUpAsCustomer()` */
  readonly customerHangsUpMs?: number;
  /** From the end of a call to idle, in milliseconds. @default 1500 */
  readonly wrapUpMs?: number;
  /** How long the recording of a message is, in seconds; `null`: the phone cannot play it. @default 20 s each */
  readonly recordingSeconds?: (messageId: string) => number | null;
}

/** The outcome by the last two digits of a number; every other number answers. */
const OUTCOMES: Readonly<Record<string, CallFailure | 'short-call'>> = {
  '99': 'busy',
  '98': 'no-answer',
  '97': 'rejected',
  '96': 'phone-unreachable',
  '95': 'network',
  '94': 'unknown',
  '93': 'short-call',
};
const SHORT_CALL_MS = 3000;

interface RunningCall {
  readonly call: Call;
  readonly number: string | null;
  phase: 'dialling' | 'alerting' | 'talking';
  talkingSinceMs: number | null;
}

/**
 * A call control for demos and tests: the agent's state, calls that ring and are answered, and
 * numbers that fail in every way (see `OUTCOMES`). A call that cannot be placed fails by an event,
 * as on a real phone; methods reject only after {@link failNext}.
 */
export class SimulatedPhone implements CallControl {
  readonly reportsAgentState = true;
  readonly #options: SimulatedPhoneOptions;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: CallEvent) => void>();
  readonly #changeListeners = new Set<() => void>();
  readonly #timers = new Set<() => void>();
  #state: AgentState;
  #running: RunningCall | null = null;
  #listening: SimulatedListening | null = null;
  #calls = 0;
  #failure: AdapterError | null = null;

  constructor(options: SimulatedPhoneOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#state = options.state ?? 'idle';
  }

  get state(): AgentState {
    return this.#state;
  }

  /** The current call and its phase. */
  get call(): {
    readonly number: string | null;
    readonly phase: 'dialling' | 'alerting' | 'talking';
    readonly messageId: string;
  } | null {
    if (!this.#running) return null;
    const { number, phase, call } = this.#running;
    return { number, phase, messageId: call.messageId };
  }

  /** The recording that the agent hears on the phone. */
  get listening(): {
    readonly messageId: string;
    readonly phase: 'ringing' | 'playing' | 'paused';
    readonly positionSeconds: number;
  } | null {
    const listening = this.#listening;
    if (!listening || listening.phase === 'over') return null;
    const { messageId, phase, positionSeconds } = listening;
    return { messageId, phase, positionSeconds };
  }

  /** The number of calls placed; listening to a recording does not count. */
  get callCount(): number {
    return this.#calls;
  }

  async getAgentState({ signal }: RequestOptions = {}): Promise<AgentState> {
    signal?.throwIfAborted();
    this.#throwFailure();
    return this.#state;
  }

  async startCall(request: CallRequest, { signal }: RequestOptions = {}): Promise<Call> {
    signal?.throwIfAborted();
    this.#throwFailure();
    // A call wins over a recording.
    this.#listening?.end('call');
    this.#calls += 1;
    const call: Call = { id: `call-${this.#calls}`, messageId: request.messageId };
    const failure = this.#whyNot(request);
    if (failure) {
      // After the answer, so that the caller has the call's id.
      this.#later(0, () => this.#emit({ type: 'failed', callId: call.id, reason: failure }));
      return call;
    }
    const number = request.number === undefined ? null : digitsOf(request.number);
    const running: RunningCall = { call, number, phase: 'dialling', talkingSinceMs: null };
    this.#running = running;
    this.setState('busy');
    this.#later(this.#options.alertingMs ?? 600, () => this.#alert(running));
    return call;
  }

  async endCall(call: Call, { signal }: RequestOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    this.#throwFailure();
    if (this.#running?.call.id === call.id) this.#end(this.#running);
  }

  async listenByPhone(
    request: ListenRequest,
    listener: (event: ListenEvent) => void,
    { signal }: RequestOptions = {},
  ): Promise<PhoneListening> {
    signal?.throwIfAborted();
    this.#throwFailure();
    this.#listening?.end('stopped');
    const { recordingSeconds = () => 20, alertingMs = 600 } = this.#options;
    const failure = this.#whyNot({ messageId: request.messageId });
    const durationSeconds = recordingSeconds(request.messageId);
    if (failure !== null || durationSeconds === null) {
      this.#later(0, () => listener({ type: 'failed', reason: failure ?? 'unknown' }));
      return { stop: () => Promise.resolve() };
    }
    const listening = new SimulatedListening({
      clock: this.#clock,
      request,
      durationSeconds,
      ringMs: alertingMs,
      listener,
      onChange: (isOver) => {
        if (isOver) this.#hangUpListening();
        else this.#notifyChange();
      },
    });
    this.#listening = listening;
    this.setState('talking');
    return listening;
  }

  /** Somebody calls the agent: a recording on the phone ends. */
  receiveCall(): void {
    this.#listening?.end('call');
    this.setState('talking');
  }

  /** The agent puts the phone down. */
  hangUpAsAgent(): void {
    if (this.#running) this.#end(this.#running);
    this.#listening?.end('hung-up');
  }

  subscribe(listener: (event: CallEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The agent (or the system) sets the state. */
  setState(state: AgentState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emit({ type: 'agent-state', state });
  }

  hangUpAsCustomer(): void {
    if (this.#running) this.#end(this.#running);
  }

  /** The next method called rejects with this. */
  failNext(error: AdapterError): void {
    this.#failure = error;
  }

  /** Calls back after every change of state or call, for a phone drawn on a page. */
  onChange(listener: () => void): Unsubscribe {
    this.#changeListeners.add(listener);
    return () => void this.#changeListeners.delete(listener);
  }

  dispose(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#running = null;
    this.#listening?.drop();
    this.#listening = null;
  }

  #whyNot({ number }: CallRequest): CallFailure | null {
    if (this.#state === 'signed-out') return 'not-signed-in';
    if (this.#state !== 'idle' || this.#running) return 'agent-not-ready';
    return number !== undefined && digitsOf(number) === null ? 'invalid-number' : null;
  }

  #alert(running: RunningCall): void {
    if (this.#running !== running) return;
    const outcome = OUTCOMES[running.number?.slice(-2) ?? ''];
    if (outcome === 'busy' || outcome === 'phone-unreachable' || outcome === 'network') {
      this.#fail(running, outcome);
      return;
    }
    running.phase = 'alerting';
    this.#emit({ type: 'alerting', callId: running.call.id });
    const { answerMs = 1400, noAnswerMs = 5000 } = this.#options;
    if (outcome === undefined || outcome === 'short-call') {
      this.#later(answerMs, () => this.#answer(running, outcome === 'short-call'));
    } else {
      const ms = outcome === 'no-answer' ? noAnswerMs : answerMs;
      this.#later(ms, () => this.#fail(running, outcome));
    }
  }

  #answer(running: RunningCall, isShort: boolean): void {
    if (this.#running !== running) return;
    running.phase = 'talking';
    running.talkingSinceMs = this.#clock.now().getTime();
    this.setState('talking');
    this.#emit({ type: 'talking', callId: running.call.id });
    const hangsUpMs = isShort ? SHORT_CALL_MS : this.#options.customerHangsUpMs;
    if (hangsUpMs !== undefined) this.#later(hangsUpMs, () => this.#end(running));
  }

  #fail(running: RunningCall, reason: CallFailure): void {
    if (this.#running !== running) return;
    this.#running = null;
    this.#emit({ type: 'failed', callId: running.call.id, reason });
    this.setState('idle');
  }

  #end(running: RunningCall): void {
    if (this.#running !== running) return;
    this.#running = null;
    const { talkingSinceMs, call } = running;
    const durationSeconds =
      talkingSinceMs === null
        ? null
        : Math.round((this.#clock.now().getTime() - talkingSinceMs) / 1000);
    this.#emit({ type: 'ended', callId: call.id, durationSeconds });
    this.setState('wrap-up');
    this.#later(this.#options.wrapUpMs ?? 1500, () => {
      if (this.#state === 'wrap-up') this.setState('idle');
    });
  }

  #hangUpListening(): void {
    this.#listening = null;
    if (this.#state === 'talking') this.setState('idle');
    else this.#notifyChange();
  }

  #emit(event: CallEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
    this.#notifyChange();
  }

  #notifyChange(): void {
    for (const listener of [...this.#changeListeners]) listener();
  }

  #later(ms: number, act: () => void): void {
    const cancel = this.#clock.schedule(() => {
      this.#timers.delete(cancel);
      act();
    }, ms);
    this.#timers.add(cancel);
  }

  #throwFailure(): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure;
  }
}

/** The digits that the phone dials: 1 to 24 digits, `*` or `#`, else `null`. */
function digitsOf(number: string): string | null {
  const digits = number
    .replace(/^(\+.*)\(0\)/, '$1')
    .replace(/[\s()./-]/g, '')
    .replace(/^\+/, '');
  return /^[\d*#]{1,24}$/.test(digits) ? digits : null;
}
