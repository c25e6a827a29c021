/** Listening by phone as a pure machine: the user's wishes and the phone's events go in. */
import {
  CALL_FAILURES,
  LISTEN_ENDS,
  type CallFailure,
  type ListenEnd,
  type ListenEvent,
} from '../../adapter/call-control.js';
import type { AdapterErrorCode } from '../../adapter/errors.js';
import { heardSeconds, type HeardSpan } from './heard.js';

/** Why nothing plays: what the phone tells, or a code about the recording. */
export type PhoneFailure = CallFailure | AdapterErrorCode;

export interface PhoneState {
  readonly phase: 'none' | 'starting' | 'ringing' | 'playing' | 'paused' | 'ended' | 'failed';
  readonly end: ListenEnd | null;
  readonly failure: PhoneFailure | null;
  /** Where it is in the recording: at `sinceMs` while it plays. */
  readonly positionSeconds: number;
  readonly sinceMs: number;
  /** How long it has played, without the present stretch. */
  readonly playedSeconds: number;
}

export type PhoneMove =
  | { readonly type: 'start'; readonly positionSeconds: number }
  | { readonly type: 'event'; readonly event: ListenEvent; readonly nowMs: number }
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

/** True from the wish until it ended or failed. */
export function isListening({ phase }: PhoneState): boolean {
  return phase === 'starting' || phase === 'ringing' || phase === 'playing' || phase === 'paused';
}

export function positionAt(state: PhoneState, nowMs: number): number {
  return state.positionSeconds + stretch(state, nowMs);
}

/** Seconds of the present stretch of playing. */
function stretch({ phase, sinceMs }: PhoneState, nowMs: number): number {
  return phase === 'playing' ? Math.max(0, nowMs - sinceMs) / 1000 : 0;
}

/** The state after `move`; the same object when the move means nothing now. */
export function phoneStep(state: PhoneState, move: PhoneMove): PhoneState {
  if (move.type === 'start') {
    if (isListening(state)) return state;
    return { ...NOT_LISTENING, phase: 'starting', positionSeconds: move.positionSeconds };
  }
  if (!isListening(state)) return state;
  switch (move.type) {
    case 'refused':
      return { ...state, phase: 'failed', failure: move.reason };
    case 'skip': {
      const { positionSeconds, playedSeconds } = standing(state, move.nowMs);
      const to = Math.max(0, positionSeconds + move.seconds);
      return { ...state, positionSeconds: to, playedSeconds, sinceMs: move.nowMs };
    }
    case 'event':
      return afterEvent(state, move.event, move.nowMs);
  }
}

function afterEvent(state: PhoneState, event: ListenEvent, nowMs: number): PhoneState {
  const stood = standing(state, nowMs);
  switch (event.type) {
    case 'ringing':
      return state.phase === 'starting' ? { ...state, phase: 'ringing' } : state;
    case 'playing':
    case 'paused': {
      const positionSeconds = event.positionSeconds ?? stood.positionSeconds;
      return { ...stood, phase: event.type, positionSeconds, sinceMs: nowMs };
    }
    case 'ended':
      return { ...stood, phase: 'ended', end: event.reason };
    case 'failed':
      return { ...stood, phase: 'failed', failure: event.reason };
  }
}

/** As it is at this moment, with the present stretch of playing counted. */
function standing(state: PhoneState, nowMs: number): PhoneState {
  const seconds = stretch(state, nowMs);
  return {
    ...state,
    positionSeconds: state.positionSeconds + seconds,
    playedSeconds: state.playedSeconds + seconds,
    sinceMs: nowMs,
  };
}

/** An event as a phone of the host's tells it; `null` for what cannot be understood. */
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

/** What may be missing: the phone's clock and ours are not the same. */
const ENOUGH = 0.9;

/**
 * Whether the recording counts as heard by phone: it played to its end, and as long as it is, together
 * with what was heard here before the place where the phone began. Which parts were heard is not known.
 */
export function isHeardByPhone(
  { phase, end, playedSeconds }: PhoneState,
  startSeconds: number,
  heardHere: readonly HeardSpan[],
  durationSeconds: number,
): boolean {
  if (phase !== 'ended' || end !== 'finished') return false;
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds)) return playedSeconds > 0;
  const before = heardHere.flatMap(([from, to]): HeardSpan[] =>
    from < startSeconds ? [[from, Math.min(to, startSeconds)]] : [],
  );
  return heardSeconds(before) + playedSeconds >= durationSeconds * ENOUGH;
}
