/**
 * Follows the requested call among everything that happens on the agent's phone: late events of the
 * previous call, other calls, events that come before the answer to the dial request. Pure: it is
 * given the time and returns the events to emit.
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
  /** True while the dial request has no answer; events of calls are held until then. */
  awaitsId: boolean;
  readonly number: string;
  phase: 'dialing' | 'alerting' | 'talking';
  /** True once an event showed that the agent's phone has joined this call. */
  joined: boolean;
  talkingSinceMs: number | null;
  cause: CallFailure | null;
  readonly held: EventOfCall[];
}

const REMEMBERED_CALLS = 20;

/** Busy and rest can be chosen during a call, for the time after it; these cannot. */
const OUT_OF_CALL: ReadonlySet<AgentState> = new Set<AgentState>(['idle', 'wrap-up', 'signed-out']);

export class CallTracker {
  #call: TrackedCall | null = null;
  /** Calls that have ended: their late events say nothing new. */
  readonly #endedIds: string[] = [];

  /** Id of the current call, `null` when there is none. */
  get currentId(): string | null {
    return this.#call?.id ?? null;
  }

  /** True once an event has confirmed the current call. */
  get isConfirmed(): boolean {
    return this.#call !== null && (this.#call.joined || this.#call.aiccId !== null);
  }

  hasEnded(id: string): boolean {
    return this.#endedIds.includes(id);
  }

  /**
   * Begins a call. With `awaitsId` the answer to the dial request names AICC's call ID
   * ({@link identify}); without, the call is recognized by its number in the first event.
   * @param id name of the call until AICC's ID is known, or for good
   */
  begin(id: string, number: string, awaitsId: boolean): void {
    this.#call = {
      id,
      aiccId: null,
      awaitsId,
      number,
      phase: 'dialing',
      joined: false,
      talkingSinceMs: null,
      cause: null,
      held: [],
    };
  }

  /** The dial request was answered: `aiccId` names the call from now on, `null` when the answer named none. */
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

  /** AICC's ID of the call to our number among the held events, for a dial request whose reply was lost. */
  findHeldId(): string | null {
    const call = this.#call;
    if (!call) return null;
    const found = call.held.find(
      (event) =>
        event.callId !== null &&
        !this.hasEnded(event.callId) &&
        event.type !== 'released' &&
        (event.numbers.length === 0 ||
          event.numbers.some((number) => isSameNumber(number, call.number))),
    );
    return found?.callId ?? null;
  }

  /** The meaning of the events that came before the answer, in their order. */
  takeHeld(nowMs: number): CallEvent[] {
    const held = this.#call?.held.splice(0) ?? [];
    return held.flatMap((event) => this.handle(event, nowMs));
  }

  /** The call never came about; nothing is emitted. */
  cancel(): void {
    this.#call = null;
  }

  /** The call is known to be over, from whatever source; emitted once. */
  finish(nowMs: number, reason: CallFailure = 'unknown'): CallEvent[] {
    const call = this.#call;
    if (!call || call.awaitsId) return [];
    return call.phase === 'talking' ? this.#ended(call, nowMs) : this.#failed(call, reason);
  }

  /** The meaning of a phone event for the listeners: no event, one or two. */
  handle(event: PhoneEvent, nowMs: number): CallEvent[] {
    if (event.type === 'agent-state') return this.#handleState(event, nowMs);
    const call = this.#call;
    if (!call) return [];
    if (event.type === 'phone-released') {
      // Before the conversation it is only the first sign of a failure; the next event says which.
      return call.phase === 'talking' ? this.#ended(call, nowMs) : [];
    }
    if (call.awaitsId || call.held.length > 0) {
      call.held.push(event);
      return [];
    }
    return this.#belongsTo(call, event) ? this.#handleOwn(call, event, nowMs) : [];
  }

  #handleState(event: PhoneEvent & { type: 'agent-state' }, nowMs: number): CallEvent[] {
    const events: CallEvent[] = [event];
    const call = this.#call;
    if (!call || call.awaitsId) return events;
    if (event.state === 'talking') {
      call.joined = true;
    } else if (call.joined && OUT_OF_CALL.has(event.state)) {
      // The agent is out of the call although no event said so: that event was lost.
      events.unshift(
        ...this.finish(nowMs, call.cause ?? (call.phase === 'alerting' ? 'no-answer' : 'unknown')),
      );
    }
    return events;
  }

  #belongsTo(call: TrackedCall, event: EventOfCall): boolean {
    const { callId, numbers } = event;
    if (call.aiccId !== null) return callId === null || callId === call.aiccId;
    // Not recognized yet: the first event that could be the beginning of our call names it.
    if (callId !== null && this.hasEnded(callId)) return false;
    if (numbers.length > 0) {
      if (!numbers.some((number) => isSameNumber(number, call.number))) return false;
    } else if (event.type === 'released') {
      return false;
    }
    if (callId !== null) call.aiccId = callId;
    return true;
  }

  #handleOwn(call: TrackedCall, event: EventOfCall, nowMs: number): CallEvent[] {
    switch (event.type) {
      case 'alerting':
        call.joined = true;
        if (call.phase !== 'dialing') return [];
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
        // Without a cause: it rang and nobody answered, or the agent's phone was not picked up.
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
    this.#endedIds.push(
      call.id,
      ...(call.aiccId !== null && call.aiccId !== call.id ? [call.aiccId] : []),
    );
    this.#endedIds.splice(0, Math.max(0, this.#endedIds.length - REMEMBERED_CALLS));
  }
}
