/** Why a recording does not play: the causes that can be named to a person. */
import type { AdapterErrorCode } from '../../adapter/errors.js';

/** A code of the adapter, or a cause that only the player can see. */
export type FailureCause =
  | AdapterErrorCode
  /** The page's content security policy forbids this source. */
  | 'blocked-by-policy'
  /** The source is no sound: a sign-in page, an error text, nothing. */
  | 'not-audio'
  /** Nothing more came for a long time. */
  | 'stalled'
  /** The address is not one that may be loaded here. */
  | 'source-refused'
  /** It ended before it began: empty, or not readable here. */
  | 'no-sound'
  /** The link or the format: the browser does not report which, and the page may not read the bytes. */
  | 'unplayable';

/** The cause behind an HTTP status. */
export function causeOfStatus(status: number): FailureCause {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'recording-forbidden';
    case 404:
      return 'recording-missing';
    case 410:
      return 'recording-expired';
    case 415:
    case 416:
      return 'not-audio';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'unavailable' : 'malformed';
  }
}
