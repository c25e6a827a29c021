/** Why a download fails, by a cause that the screen names. */
import { isAdapterError, type AdapterError } from '../../adapter/errors.js';
import type { FailureCause } from '../playback/failure-cause.js';

export type DownloadCause =
  | FailureCause
  /** Too much for memory, and the person cannot choose a place. */
  | 'too-large'
  /** The chosen place cannot be written. */
  | 'disk'
  /** The frame around this page forbids downloads. */
  | 'sandboxed'
  /** Storage on another origin that does not let this page read. */
  | 'cross-origin'
  /** The host has refused. */
  | 'refused';

/** A failure that is not an `AdapterError`. */
export class DownloadFailure extends Error {
  readonly reason: DownloadCause;
  constructor(reason: DownloadCause) {
    super(reason);
    this.name = 'DownloadFailure';
    this.reason = reason;
  }
}

export interface FailedDownload {
  readonly cause: DownloadCause;
  readonly error: AdapterError | null;
}

/** The cause of anything that was thrown on the way. */
export function failedBy(thrown: unknown): FailedDownload {
  if (isAdapterError(thrown)) return { cause: thrown.code, error: thrown };
  return { cause: thrown instanceof DownloadFailure ? thrown.reason : 'network', error: null };
}

/** True when every other recording would fail in the same way: the session, the right, the page. */
export function concernsAll({ cause, error }: FailedDownload): boolean {
  switch (cause) {
    case 'unauthenticated':
    case 'forbidden':
    case 'blocked-by-policy':
    case 'sandboxed':
      return true;
    case 'invalid':
      // The reason or the password, which are the same for all.
      return (error?.fields.length ?? 0) > 0;
    default:
      return false;
  }
}
