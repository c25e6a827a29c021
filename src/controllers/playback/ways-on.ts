/** The rungs below a recording that does not play here: which of them can be taken. */
import { canRetry, type FailureCause } from './media-cause.js';

/** In the order in which they are offered. */
export type WayOn = 'retry' | 'phone' | 'transcript' | 'download';

export interface WaysFacts {
  readonly cause: FailureCause;
  /** A call control that can play this message on the agent's phone. */
  readonly hasPhone: boolean;
  readonly hasTranscript: boolean;
  /** Somebody offers to save it. */
  readonly hasDownload: boolean;
}

/** The phone plays the same file by the same right: it cannot get over these. */
const NOT_BY_PHONE: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'unauthenticated',
  'forbidden',
  'not-found',
  'recording-forbidden',
  'recording-missing',
  'recording-purged',
  'recording-storage-offline',
]);

/** Causes that stand in the way of playing here, and not of the file. */
const ONLY_HERE: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'recording-format',
  'no-sound',
  'unplayable',
  'blocked-by-policy',
]);

/** Whether saving can help where playing did not. */
export function canSave(cause: FailureCause): boolean {
  return ONLY_HERE.has(cause);
}

export function waysOn(facts: WaysFacts): readonly WayOn[] {
  const { cause } = facts;
  const ways: readonly (readonly [WayOn, boolean])[] = [
    ['retry', canRetry(cause)],
    ['phone', facts.hasPhone && !NOT_BY_PHONE.has(cause)],
    ['transcript', facts.hasTranscript],
    ['download', facts.hasDownload],
  ];
  return ways.filter(([, isThere]) => isThere).map(([way]) => way);
}
