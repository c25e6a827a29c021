/** What a player is doing, as a pure machine: commands and the audio element's events go in. */
import type { FailureCause } from './failure-cause.js';

/**
 * `idle` nothing requested yet · `asking` the adapter is asked where the sound is · `loading` bytes are
 * awaited · `stalled` they have been awaited for long · `failed` only a retry helps.
 */
export type PlaybackPhase =
  'idle' | 'asking' | 'loading' | 'paused' | 'playing' | 'stalled' | 'ended' | 'failed';

export interface PlaybackState {
  readonly phase: PlaybackPhase;
  /** Whether it is to sound: what the Play/Pause button shows. */
  readonly playRequested: boolean;
  readonly cause: FailureCause | null;
}

export type PlaybackEvent =
  /** A person's command, or the browser's refusal of it. */
  | { readonly type: 'command'; readonly play: boolean }
  | { readonly type: 'ask' }
  | { readonly type: 'load' }
  /** Enough is loaded to play on. */
  | { readonly type: 'ready' }
  | { readonly type: 'playing' }
  | { readonly type: 'paused' }
  | { readonly type: 'waiting' }
  | { readonly type: 'stall' }
  | { readonly type: 'ended' }
  | { readonly type: 'fail'; readonly cause: FailureCause }
  | { readonly type: 'reset' };

export const IDLE: PlaybackState = { phase: 'idle', playRequested: false, cause: null };

/** The state after `event`; the same object when nothing changes. */
export function playbackStep(state: PlaybackState, event: PlaybackEvent): PlaybackState {
  const next = step(state, event);
  return next.phase === state.phase &&
    next.playRequested === state.playRequested &&
    next.cause === state.cause
    ? state
    : next;
}

function step(state: PlaybackState, event: PlaybackEvent): PlaybackState {
  const { phase, playRequested } = state;
  switch (event.type) {
    case 'reset':
      return IDLE;
    case 'fail':
      return { phase: 'failed', playRequested: false, cause: event.cause };
    case 'command':
      return { ...state, playRequested: event.play };
    case 'ask':
      return { phase: 'asking', playRequested, cause: null };
    case 'load':
      return { phase: 'loading', playRequested, cause: null };
    default:
      break;
  }
  // Events of the audio element count only while it holds the sound.
  if (phase === 'idle' || phase === 'asking' || phase === 'failed') return state;
  switch (event.type) {
    case 'ready':
      return playRequested ? state : { phase: 'paused', playRequested, cause: null };
    case 'playing':
      return { phase: 'playing', playRequested: true, cause: null };
    case 'paused':
      return { phase: 'paused', playRequested: false, cause: null };
    case 'waiting':
      return phase === 'playing' ? { ...state, phase: 'loading' } : state;
    case 'stall':
      return playRequested ? { ...state, phase: 'stalled' } : state;
    case 'ended':
      return { phase: 'ended', playRequested: false, cause: null };
  }
}

/** True while sound is awaited: a person sees that something is going on. */
export function isWaiting({ phase, playRequested }: PlaybackState): boolean {
  return phase === 'asking' || phase === 'stalled' || (phase === 'loading' && playRequested);
}
