/** Whether enough of a voice message was heard to submit it. Pure. */
import type { HeardInstead } from '../../adapter/adapter.js';
import { clipHeard, heardShare, type HeardSpan } from '../playback/heard.js';
import type { FailureCause } from '../playback/media-cause.js';

export interface HeardFacts {
  /** Percent that must be heard; 0: no such policy. */
  readonly needed: number;
  /** Heard by this person, silence that was skipped included. */
  readonly heard: readonly HeardSpan[];
  readonly durationSeconds: number;
  /** False where the backend does not let this person play it at all. */
  readonly mayPlay: boolean;
  /** Why it does not play just now. */
  readonly cause: FailureCause | null;
  /** How often it has failed since the dialog was opened. */
  readonly failures: number;
  readonly byPhone: boolean;
  /** The person has said so, with the transcript open. */
  readonly transcriptRead: boolean;
}

export type HeardStand =
  | { readonly kind: 'free' }
  | { readonly kind: 'enough' }
  /** Less was heard, and need not be. */
  | { readonly kind: 'instead'; readonly instead: HeardInstead }
  | { readonly kind: 'missing'; readonly percent: number };

/** These may be gone with the next try; all others stay while the recording is what it is. */
const PASSING: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'network',
  'timeout',
  'unavailable',
  'rate-limited',
  'stalled',
  'malformed',
  'unauthenticated',
  'recording-expired',
]);
/** A passing failure that came so often is none. */
const FAILURES_TO_YIELD = 2;

export function heardStand(facts: HeardFacts): HeardStand {
  const { needed, durationSeconds } = facts;
  if (!(needed > 0)) return { kind: 'free' };
  const share = heardShare(clipHeard(facts.heard, durationSeconds), durationSeconds);
  if (share * 100 >= needed) return { kind: 'enough' };
  if (facts.byPhone) return { kind: 'instead', instead: 'phone' };
  if (facts.transcriptRead) return { kind: 'instead', instead: 'transcript' };
  if (isNotPlayable(facts)) return { kind: 'instead', instead: 'not-playable' };
  return { kind: 'missing', percent: Math.floor(share * 100) };
}

function isNotPlayable({ mayPlay, cause, failures }: HeardFacts): boolean {
  if (!mayPlay) return true;
  return cause !== null && (!PASSING.has(cause) || failures >= FAILURES_TO_YIELD);
}
