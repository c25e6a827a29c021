/** What a person can do where a recording does not play in the player. */
import type { FailureCause } from './failure-cause.js';

/** In the order in which they are offered. */
export type RecoveryAction = 'retry' | 'phone' | 'transcript' | 'download';

export interface RecoveryOptions {
  /** A call control can play this message on the agent's phone. */
  readonly hasPhone: boolean;
  readonly hasTranscript: boolean;
  /** The host offers to save it. */
  readonly hasDownload: boolean;
}

/** Causes that another try cannot cure. */
const FINAL: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'recording-format',
  'no-sound',
  'recording-purged',
  'recording-missing',
  'not-found',
  'unsupported',
  'source-refused',
]);

/** The phone plays the same file by the same right: it does not help against these. */
const NOT_BY_PHONE: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'unauthenticated',
  'forbidden',
  'not-found',
  'recording-forbidden',
  'recording-missing',
  'recording-purged',
  'recording-storage-offline',
]);

/** Causes that prevent playing here although the file may be intact. */
const ONLY_HERE: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'recording-format',
  'no-sound',
  'unplayable',
  'blocked-by-policy',
]);

function canRetry(cause: FailureCause): boolean {
  return !FINAL.has(cause);
}

/** Whether saving can help where playing did not. */
export function canSave(cause: FailureCause): boolean {
  return ONLY_HERE.has(cause);
}

/** The actions that can help against `cause`, in their order. */
export function recoveryActions(
  cause: FailureCause,
  { hasPhone, hasTranscript, hasDownload }: RecoveryOptions,
): readonly RecoveryAction[] {
  const actions: readonly (readonly [RecoveryAction, boolean])[] = [
    ['retry', canRetry(cause)],
    ['phone', hasPhone && !NOT_BY_PHONE.has(cause)],
    ['transcript', hasTranscript],
    ['download', hasDownload],
  ];
  return actions.filter(([, canHelp]) => canHelp).map(([action]) => action);
}
