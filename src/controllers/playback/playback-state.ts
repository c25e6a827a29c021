/** What a player is doing, as a pure machine: the audio element's events and the user's wishes go in. */
import type { FailureCause } from './media-cause.js';

/**
 * `idle` nothing asked yet · `asking` the adapter is asked where the sound is · `loading` bytes are
 * awaited · `stalled` they have been awaited for long · `failed` only a retry helps.
 */
export type PlaybackPhase =
  'idle' | 'asking' | 'loading' | 'paused' | 'playing' | 'stalled' | 'ended' | 'failed';

export interface PlaybackState {
  readonly phase: PlaybackPhase;
  /** Whether the user wants to hear it: what the Play/Pause button shows. */
  readonly wanted: boolean;
  readonly cause: FailureCause | null;
}

export type PlaybackEvent =
  /** The user's wish, or the browser's refusal of it. */
  | { readonly type: 'want'; readonly wanted: boolean }
  | { readonly type: 'ask' }
  | { readonly type: 'load' }
  /** Enough is there to play on. */
  | { readonly type: 'ready' }
  | { readonly type: 'playing' }
  | { readonly type: 'paused' }
  | { readonly type: 'waiting' }
  | { readonly type: 'stall' }
  | { readonly type: 'ended' }
  | { readonly type: 'fail'; readonly cause: FailureCause }
  | { readonly type: 'reset' };

export const IDLE: PlaybackState = { phase: 'idle', wanted: false, cause: null };

/** The state after `event`; the same object when nothing changes. */
export function playbackStep(state: PlaybackState, event: PlaybackEvent): PlaybackState {
  const next = step(state, event);
  return next.phase === state.phase && next.wanted === state.wanted && next.cause === state.cause
    ? state
    : next;
}

function step(state: PlaybackState, event: PlaybackEvent): PlaybackState {
  const { phase, wanted } = state;
  switch (event.type) {
    case 'reset':
      return IDLE;
    case 'fail':
      return { phase: 'failed', wanted: false, cause: event.cause };
    case 'want':
      return { ...state, wanted: event.wanted };
    case 'ask':
      return { phase: 'asking', wanted, cause: null };
    case 'load':
      return { phase: 'loading', wanted, cause: null };
    default:
      break;
  }
  // What the audio element says counts only while it holds the sound.
  if (phase === 'idle' || phase === 'asking' || phase === 'failed') return state;
  switch (event.type) {
    case 'ready':
      return wanted ? state : { phase: 'paused', wanted, cause: null };
    case 'playing':
      return { phase: 'playing', wanted: true, cause: null };
    case 'paused':
      return { phase: 'paused', wanted: false, cause: null };
    case 'waiting':
      return phase === 'playing' ? { ...state, phase: 'loading' } : state;
    case 'stall':
      return wanted ? { ...state, phase: 'stalled' } : state;
    case 'ended':
      return { phase: 'ended', wanted: false, cause: null };
  }
}

/** True while sound is awaited: a person sees that something is going on. */
export function isWaiting({ phase, wanted }: PlaybackState): boolean {
  return phase === 'asking' || phase === 'stalled' || (phase === 'loading' && wanted);
}
