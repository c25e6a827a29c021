/**
 * Follows the one call that was asked for among everything that happens on the agent's phone: late
 * events of the call before, somebody else's calls, events that come before the answer to the dial
 * request. Pure: time is handed in, what is to be told is handed out.
 */
import type { CallEvent, CallFailure } from '../adapter/call-control.js';
import type { AgentState } from '../model/agent.js';
import { isSameNumber } from './dial-number.js';
import type { PhoneEvent } from './phone-events.js';

type EventOfCall = Exclude<PhoneEvent, { type: 'agent-state' } | { type: 'phone-released' }>;

interface TrackedCall {
  /** As the listeners know it. */
  id: string;
  /** AICC's own call ID, once known. */
  aiccId: string | null;
  /** True while the dial request has no answer; events with a call ID wait. */
  awaitsId: boolean;
  readonly number: string;
  phase: 'dialling' | 'alerting' | 'talking';
  /** True once an event showed that the agent's phone has joined this call. */
  joined: boolean;
  talkingSinceMs: number | null;
  cause: CallFailure | null;
  readonly waiting: EventOfCall[];
}

const REMEMBERED = 20;

/** Busy and rest can be chosen during a call, for the time after it; these cannot. */
const OUT_OF_CALL: ReadonlySet<AgentState> = new Set<AgentState>(['idle', 'wrap-up', 'signed-out']);

export class CallTracker {
  #call: TrackedCall | null = null;
  /** Calls that are over: their late events say nothing new. */
  readonly #over: string[] = [];

  /** Id of the call under way, `null` when there is none. */
  get currentId(): string | null {
    return this.#call?.id ?? null;
  }

  /** True once AICC has told anything about the call under way. */
  get isSeen(): boolean {
    return this.#call !== null && (this.#call.joined || this.#call.aiccId !== null);
  }

  isOver(id: string): boolean {
    return this.#over.includes(id);
  }

  /**
   * Begins a call. With `awaitsId` the dial request will answer AICC's call ID ({@link identify});
   * without, the call is recognised by its number in the first event.
   * @param id what the call is named until AICC's ID is known, or for ever
   */
  begin(id: string, number: string, awaitsId: boolean): void {
    this.#call = {
      id,
      aiccId: null,
      awaitsId,
      number,
      phase: 'dialling',
      joined: false,
      talkingSinceMs: null,
      cause: null,
      waiting: [],
    };
  }

  /** The dial request was answered: `aiccId` from now on names the call, `null` when the answer named none. */
  identify(aiccId: string | null): string | null {
    const call = this.#call;
    if (!call) return null;
    call.awaitsId = false;
    if (aiccId !== null) {
      call.aiccId = aiccId;
      call.id = aiccId;
    }
    return call.id;
  }

  /** AICC's ID of the call to our number among the events that waited, for a dial request whose answer was lost. */
  findWaiting(): string | null {
    const call = this.#call;
    if (!call) return null;
    const found = call.waiting.find(
      (event) =>
        event.callId !== null &&
        !this.isOver(event.callId) &&
        event.type !== 'released' &&
        (event.numbers.length === 0 ||
          event.numbers.some((number) => isSameNumber(number, call.number))),
    );
    return found?.callId ?? null;
  }

  /** What the events that came before the answer mean, in their order. */
  takeWaiting(nowMs: number): CallEvent[] {
    const waiting = this.#call?.waiting.splice(0) ?? [];
    return waiting.flatMap((event) => this.handle(event, nowMs));
  }

  /** The call never came about; nothing is told. */
  cancel(): void {
    this.#call = null;
  }

  /** The call is known to be over, by whatever way; tells it once. */
  finish(nowMs: number, reason: CallFailure = 'unknown'): CallEvent[] {
    const call = this.#call;
    if (!call || call.awaitsId) return [];
    return call.phase === 'talking' ? this.#ended(call, nowMs) : this.#failed(call, reason);
  }

  /** What an event of the phone means for the listeners: nothing, or one event or two. */
  handle(event: PhoneEvent, nowMs: number): CallEvent[] {
    if (event.type === 'agent-state') return this.#handleState(event, nowMs);
    const call = this.#call;
    if (!call) return [];
    if (event.type === 'phone-released') {
      // Before the conversation it is only the first sign of a failure that is told next.
      return call.phase === 'talking' ? this.#ended(call, nowMs) : [];
    }
    if (call.awaitsId || call.waiting.length > 0) {
      call.waiting.push(event);
      return [];
    }
    return this.#isOurs(call, event) ? this.#handleOurs(call, event, nowMs) : [];
  }

  #handleState(event: PhoneEvent & { type: 'agent-state' }, nowMs: number): CallEvent[] {
    const told: CallEvent[] = [event];
    const call = this.#call;
    if (!call || call.awaitsId) return told;
    if (event.state === 'talking') {
      call.joined = true;
    } else if (call.joined && OUT_OF_CALL.has(event.state)) {
      // The agent is out of the call although its end was not told: the event was lost.
      told.unshift(
        ...this.finish(nowMs, call.cause ?? (call.phase === 'alerting' ? 'no-answer' : 'unknown')),
      );
    }
    return told;
  }

  #isOurs(call: TrackedCall, event: EventOfCall): boolean {
    const { callId, numbers } = event;
    if (call.aiccId !== null) return callId === null || callId === call.aiccId;
    // Not recognised yet: the first event that could be the beginning of our call names it.
    if (callId !== null && this.isOver(callId)) return false;
    if (numbers.length > 0) {
      if (!numbers.some((number) => isSameNumber(number, call.number))) return false;
    } else if (event.type === 'released') {
      return false;
    }
    if (callId !== null) call.aiccId = callId;
    return true;
  }

  #handleOurs(call: TrackedCall, event: EventOfCall, nowMs: number): CallEvent[] {
    switch (event.type) {
      case 'alerting':
        call.joined = true;
        if (call.phase !== 'dialling') return [];
        call.phase = 'alerting';
        return [{ type: 'alerting', callId: call.id }];
      case 'talking':
        call.joined = true;
        if (call.phase === 'talking') return [];
        call.phase = 'talking';
        call.talkingSinceMs = nowMs;
        return [{ type: 'talking', callId: call.id }];
      case 'cause':
        call.cause = event.reason;
        return [];
      case 'failed':
        // Without a cause: it rang and nobody answered, or the agent's phone was never lifted.
        return this.#failed(
          call,
          event.reason ??
            call.cause ??
            (call.phase === 'alerting'
              ? 'no-answer'
              : call.joined
                ? 'unknown'
                : 'phone-unreachable'),
        );
      case 'not-connected':
        return call.phase === 'talking'
          ? this.#ended(call, nowMs)
          : this.#failed(call, call.joined ? (call.cause ?? 'no-answer') : 'phone-unreachable');
      case 'released':
        return this.#ended(call, nowMs);
    }
  }

  #ended(call: TrackedCall, nowMs: number): CallEvent[] {
    this.#forget(call);
    const durationSeconds =
      call.talkingSinceMs === null
        ? null
        : Math.max(0, Math.round((nowMs - call.talkingSinceMs) / 1000));
    return [{ type: 'ended', callId: call.id, durationSeconds }];
  }

  #failed(call: TrackedCall, reason: CallFailure): CallEvent[] {
    this.#forget(call);
    return [{ type: 'failed', callId: call.id, reason }];
  }

  #forget(call: TrackedCall): void {
    this.#call = null;
    this.#over.push(
      call.id,
      ...(call.aiccId !== null && call.aiccId !== call.id ? [call.aiccId] : []),
    );
    this.#over.splice(0, Math.max(0, this.#over.length - REMEMBERED));
  }
}
