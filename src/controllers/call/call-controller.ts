/** One element's phone: the agent's state and at most one call, through the host's call control. */
import { toAdapterError } from '../../adapter/errors.js';
import { AGENT_STATES, type AgentState } from '../../model/agent.js';
import type { Message } from '../../model/message.js';
import { DEFAULT_TIMEOUT_MS } from '../../client/adapter-client.js';
import { withDeadline } from '../../adapter/deadline.js';
import {
  CALL_FAILURES,
  type Call,
  type CallControl,
  type CallEvent,
  type CallFailure,
} from '../../adapter/call-control.js';
import {
  NO_CALL,
  isCallOnLine,
  isCallUp,
  nextCallState,
  type CallMove,
  type CallState,
} from './call-machine.js';
import { dialString, isMasked } from './dial-string.js';

export interface CallCallbacks {
  readonly onChange: () => void;
  /** The call has made a step. */
  readonly onProgress: (state: CallState) => void;
}

export class CallController {
  readonly #callbacks: CallCallbacks;
  #control: CallControl | null = null;
  #unsubscribe: (() => void) | null = null;
  #agentState: AgentState | 'reading' = 'reading';
  #state: CallState = NO_CALL;
  #abort = new AbortController();
  /** Number of the newest reading of the agent's state. */
  #reading = 0;

  constructor(callbacks: CallCallbacks) {
    this.#callbacks = callbacks;
  }

  get state(): CallState {
    return this.#state;
  }

  get agentState(): AgentState | 'reading' {
    return this.#agentState;
  }

  get isUp(): boolean {
    return isCallUp(this.#state);
  }

  get canHangUp(): boolean {
    return isCallOnLine(this.#state) && typeof this.#control?.endCall === 'function';
  }

  /** Starts to listen; a call that is still up is kept. */
  begin(control: CallControl | null): void {
    if (control !== this.#control || !this.#unsubscribe) {
      this.end();
      this.#control = control;
      this.#listen(control);
    } else if (!this.isUp) this.#state = NO_CALL;
    void this.readAgentState();
  }

  /** Stops listening. A call continues on the phone. */
  end(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#reading += 1;
    try {
      this.#unsubscribe?.();
    } catch {
      // A failure inside the call control; nobody listens here any more.
    }
    this.#unsubscribe = null;
    this.#control = null;
    this.#state = NO_CALL;
    this.#agentState = 'reading';
  }

  /** Reads the agent's state; after a failure it is unknown. */
  async readAgentState(): Promise<void> {
    const control = this.#control;
    if (!control || control.reportsAgentState === false) return;
    const reading = (this.#reading += 1);
    let state: AgentState = 'unknown';
    try {
      const reported = await withDeadline(
        (signal) => control.getAgentState({ signal }),
        DEFAULT_TIMEOUT_MS,
        this.#abort.signal,
      );
      if ((AGENT_STATES as readonly unknown[]).includes(reported)) state = reported;
    } catch {
      // Unknown: the screen offers to read it again.
    }
    if (reading !== this.#reading) return;
    this.#agentState = state;
    this.#callbacks.onChange();
  }

  /** Calls the customer of `message`, once. Never rejects; the outcome is a state. */
  async start(message: Message): Promise<void> {
    const control = this.#control;
    if (!control || this.isUp) return;
    this.#move({ type: 'start' });
    const number = message.contactNumber;
    try {
      const call: unknown = await withDeadline(
        (signal) =>
          control.startCall(
            {
              messageId: message.id,
              // A masked number is never passed on: the call control dials by message.
              ...(number !== null && dialString(number) !== null ? { number } : {}),
            },
            { signal },
          ),
        DEFAULT_TIMEOUT_MS,
      );
      if (control !== this.#control) return;
      if (!isCall(call)) this.#move({ type: 'start-failed', reason: 'unknown' });
      else if (!followsCalls(control)) this.#move({ type: 'handed-over' });
      else this.#move({ type: 'started', call });
    } catch (error) {
      if (control === this.#control) this.#move({ type: 'start-failed', reason: failureOf(error) });
    }
    if (!this.isUp) void this.readAgentState();
  }

  async hangUp(): Promise<void> {
    const control = this.#control;
    const state = this.#state;
    if (!control?.endCall || !('call' in state) || state.hangingUp) return;
    this.#move({ type: 'hang-up' });
    try {
      await withDeadline(
        (signal) => control.endCall?.(state.call, { signal }) ?? Promise.resolve(),
        DEFAULT_TIMEOUT_MS,
      );
    } catch {
      this.#move({ type: 'hang-up-failed' });
    }
  }

  #listen(control: CallControl | null): void {
    if (!control) return;
    try {
      const unsubscribe: unknown = control.subscribe((event) => {
        if (control === this.#control) this.#handleEvent(event);
      });
      this.#unsubscribe =
        typeof unsubscribe === 'function' ? (unsubscribe as () => void) : () => undefined;
    } catch {
      this.#unsubscribe = () => undefined;
    }
  }

  #handleEvent(event: CallEvent): void {
    if (event.type === 'agent-state') {
      if (!(AGENT_STATES as readonly unknown[]).includes(event.state)) return;
      this.#reading += 1;
      this.#agentState = event.state;
      this.#callbacks.onChange();
      return;
    }
    if (!['alerting', 'talking', 'ended', 'failed'].includes(event.type)) return;
    const wasUp = this.isUp;
    this.#move({ type: 'event', event, nowMs: performance.now() });
    if (wasUp && !this.isUp) void this.readAgentState();
  }

  #move(move: CallMove): void {
    const before = this.#state;
    const after = nextCallState(before, move);
    if (after === before) return;
    this.#state = after;
    if (after.kind !== before.kind) this.#callbacks.onProgress(after);
    this.#callbacks.onChange();
  }
}

/** Whether the number can be called: a plain one, or a masked one that the call control knows. */
export function isCallable(contactNumber: string | null): boolean {
  return dialString(contactNumber) !== null || isMasked(contactNumber);
}

/** False when the call control reports nothing after it has handed the call to the phone. */
function followsCalls(control: CallControl): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for call controls with the old name
  return (control.reportsCallProgress ?? control.reportsCallCourse) !== false;
}

function isCall(value: unknown): value is Call {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { id?: unknown }).id === 'string'
  );
}

/** A call control may reject with an `AdapterError`, whose cause may name one of our reasons. */
function failureOf(error: unknown): CallFailure {
  const { code, cause } = toAdapterError(error, 'startCall');
  const reason = (cause as { reason?: unknown } | null | undefined)?.reason ?? cause;
  if ((CALL_FAILURES as readonly unknown[]).includes(reason)) return reason as CallFailure;
  switch (code) {
    case 'invalid':
      return 'invalid-number';
    case 'unauthenticated':
      return 'not-signed-in';
    case 'conflict':
      return 'agent-not-ready';
    case 'timeout':
    case 'network':
    case 'unavailable':
      return 'network';
    default:
      return 'unknown';
  }
}
