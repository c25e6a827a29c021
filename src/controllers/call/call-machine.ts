/** The progress of one call: its states, and which may follow which. Pure. */
import type { Call, CallEvent, CallFailure } from '../../adapter/call-control.js';

export type CallState =
  | { readonly kind: 'none' }
  /** Requested; events that come before the answer wait in `early`. */
  | { readonly kind: 'starting'; readonly early: readonly CallEvent[] }
  | { readonly kind: 'alerting'; readonly call: Call; readonly hangingUp: boolean }
  | {
      readonly kind: 'talking';
      readonly call: Call;
      readonly hangingUp: boolean;
      /** `performance.now()` when the conversation began. */
      readonly sinceMs: number;
    }
  /** Given to a phone that reports nothing: from here on only the agent knows. */
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'ended'; readonly durationSeconds: number | null }
  | { readonly kind: 'failed'; readonly reason: CallFailure };

export type CallMove =
  | { readonly type: 'start' }
  | { readonly type: 'started'; readonly call: Call }
  /** Accepted by a call control that reports nothing more. */
  | { readonly type: 'handed-over' }
  | { readonly type: 'start-failed'; readonly reason: CallFailure }
  | { readonly type: 'hang-up' }
  | { readonly type: 'hang-up-failed' }
  | { readonly type: 'event'; readonly event: CallEvent; readonly nowMs: number };

export const NO_CALL: CallState = { kind: 'none' };

/** True from the click on Call until the call has ended or failed: no second call may begin. */
export function isCallUp(state: CallState): boolean {
  return state.kind === 'starting' || state.kind === 'alerting' || state.kind === 'talking';
}

/** True while the customer can be heard or the phone rings. */
export function isCallOnLine(state: CallState): boolean {
  return state.kind === 'alerting' || state.kind === 'talking';
}

/** The state after `move`; the same object when the move is not legal now. */
export function nextCallState(state: CallState, move: CallMove): CallState {
  switch (move.type) {
    case 'start':
      return isCallUp(state) ? state : { kind: 'starting', early: [] };
    case 'started':
      if (state.kind !== 'starting') return state;
      return state.early.reduce<CallState>(
        (now, event) => nextCallState(now, { type: 'event', event, nowMs: performance.now() }),
        { kind: 'alerting', call: move.call, hangingUp: false },
      );
    case 'handed-over':
      return state.kind === 'starting' ? { kind: 'handed-over' } : state;
    case 'start-failed':
      return state.kind === 'starting' ? { kind: 'failed', reason: move.reason } : state;
    case 'hang-up':
      return isCallOnLine(state) ? ({ ...state, hangingUp: true } as CallState) : state;
    case 'hang-up-failed':
      return isCallOnLine(state) ? ({ ...state, hangingUp: false } as CallState) : state;
    case 'event':
      return afterEvent(state, move.event, move.nowMs);
  }
}

function afterEvent(state: CallState, event: CallEvent, nowMs: number): CallState {
  if (event.type === 'agent-state') return state;
  if (state.kind === 'starting') return { ...state, early: [...state.early, event] };
  // Another call on the same phone.
  if (!('call' in state) || state.call.id !== event.callId) return state;
  switch (event.type) {
    case 'alerting':
      return state;
    case 'talking':
      return state.kind === 'talking'
        ? state
        : { kind: 'talking', call: state.call, hangingUp: state.hangingUp, sinceMs: nowMs };
    case 'ended':
      return {
        kind: 'ended',
        durationSeconds:
          event.durationSeconds ??
          (state.kind === 'talking' ? (nowMs - state.sinceMs) / 1000 : null),
      };
    case 'failed':
      return { kind: 'failed', reason: event.reason };
  }
}
