/** Listening by phone as a pure machine: commands and the phone's events go in. */
import {
  CALL_FAILURES,
  LISTEN_ENDS,
  type CallFailure,
  type ListenEnd,
  type ListenEvent,
} from '../../adapter/call-control.js';
import type { AdapterErrorCode } from '../../adapter/errors.js';
import { totalSeconds, type PlayedRange } from './played-ranges.js';

/** Why nothing plays: a reason of the phone, or a code about the recording. */
export type PhoneFailure = CallFailure | AdapterErrorCode;

export interface PhoneState {
  readonly phase: 'none' | 'starting' | 'ringing' | 'playing' | 'paused' | 'ended' | 'failed';
  readonly end: ListenEnd | null;
  readonly failure: PhoneFailure | null;
  /** Position in the recording, in seconds; while it plays, the one at `sinceMs`. */
  readonly positionSeconds: number;
  readonly sinceMs: number;
  /** How long it has played before `sinceMs`. */
  readonly playedSeconds: number;
}

export type PhoneEvent =
  | { readonly type: 'start'; readonly positionSeconds: number }
  | { readonly type: 'phone'; readonly event: ListenEvent; readonly nowMs: number }
  | { readonly type: 'skip'; readonly seconds: number; readonly nowMs: number }
  | { readonly type: 'refused'; readonly reason: PhoneFailure };

export const NOT_LISTENING: PhoneState = {
  phase: 'none',
  end: null,
  failure: null,
  positionSeconds: 0,
  sinceMs: 0,
  playedSeconds: 0,
};

/** True from the request until it ended or failed. */
export function isListening({ phase }: PhoneState): boolean {
  return phase === 'starting' || phase === 'ringing' || phase === 'playing' || phase === 'paused';
}

export function positionAt(state: PhoneState, nowMs: number): number {
  return state.positionSeconds + secondsSince(state, nowMs);
}

/** Seconds played since `sinceMs`. */
function secondsSince({ phase, sinceMs }: PhoneState, nowMs: number): number {
  return phase === 'playing' ? Math.max(0, nowMs - sinceMs) / 1000 : 0;
}

/** The state after `event`; the same object when the event means nothing now. */
export function phoneStep(state: PhoneState, event: PhoneEvent): PhoneState {
  if (event.type === 'start') {
    if (isListening(state)) return state;
    return { ...NOT_LISTENING, phase: 'starting', positionSeconds: event.positionSeconds };
  }
  if (!isListening(state)) return state;
  switch (event.type) {
    case 'refused':
      return { ...state, phase: 'failed', failure: event.reason };
    case 'skip': {
      const { positionSeconds, playedSeconds } = stateAt(state, event.nowMs);
      const to = Math.max(0, positionSeconds + event.seconds);
      return { ...state, positionSeconds: to, playedSeconds, sinceMs: event.nowMs };
    }
    case 'phone':
      return afterPhoneEvent(state, event.event, event.nowMs);
  }
}

function afterPhoneEvent(state: PhoneState, event: ListenEvent, nowMs: number): PhoneState {
  const now = stateAt(state, nowMs);
  switch (event.type) {
    case 'ringing':
      return state.phase === 'starting' ? { ...state, phase: 'ringing' } : state;
    case 'playing':
    case 'paused': {
      const positionSeconds = event.positionSeconds ?? now.positionSeconds;
      return { ...now, phase: event.type, positionSeconds, sinceMs: nowMs };
    }
    case 'ended':
      return { ...now, phase: 'ended', end: event.reason };
    case 'failed':
      return { ...now, phase: 'failed', failure: event.reason };
  }
}

/** The state with the seconds played up to `nowMs` counted. */
function stateAt(state: PhoneState, nowMs: number): PhoneState {
  const seconds = secondsSince(state, nowMs);
  return {
    ...state,
    positionSeconds: state.positionSeconds + seconds,
    playedSeconds: state.playedSeconds + seconds,
    sinceMs: nowMs,
  };
}

/** An event as a phone of the host's tells it; `null` for what cannot be undernow. */
export function readListenEvent(value: unknown): ListenEvent | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, reason, positionSeconds } = value as Record<string, unknown>;
  switch (type) {
    case 'ringing':
      return { type };
    case 'playing':
    case 'paused':
      return typeof positionSeconds === 'number' && positionSeconds >= 0 && positionSeconds < 1e7
        ? { type, positionSeconds }
        : { type };
    case 'ended':
      return { type, reason: isOneOf(LISTEN_ENDS, reason) ? reason : 'stopped' };
    case 'failed':
      return { type, reason: isOneOf(CALL_FAILURES, reason) ? reason : 'unknown' };
    default:
      return null;
  }
}

function isOneOf<Word>(words: readonly Word[], value: unknown): value is Word {
  return (words as readonly unknown[]).includes(value);
}

/** The share that counts as all of it: the phone's clock and ours differ. */
const COMPLETE_SHARE = 0.9;

/**
 * Whether the recording counts as heard by phone: it played to its end, and for its whole length
 * together with what was heard here before the position at which the phone began. Which parts were heard
 * is not known.
 */
export function isHeardByPhone(
  { phase, end, playedSeconds }: PhoneState,
  startSeconds: number,
  heardHere: readonly PlayedRange[],
  durationSeconds: number,
): boolean {
  if (phase !== 'ended' || end !== 'finished') return false;
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds)) return playedSeconds > 0;
  const before = heardHere.flatMap(([from, to]): PlayedRange[] =>
    from < startSeconds ? [[from, Math.min(to, startSeconds)]] : [],
  );
  return totalSeconds(before) + playedSeconds >= durationSeconds * COMPLETE_SHARE;
}
