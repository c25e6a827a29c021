/**
 * Why a recording does not play. The browser says "error 4" for nearly everything, so the cause is
 * put together from what else is known: a policy report, a look at the first bytes, the adapter.
 */
import type { AdapterErrorCode } from '../../adapter/errors.js';

/** A cause that can be named to a person: a code of the adapter, or what only the player can see. */
export type FailureCause =
  | AdapterErrorCode
  /** The page's content security policy forbids this source. */
  | 'blocked-by-policy'
  /** Something came that is no sound: a sign-in page, an error text, nothing. */
  | 'not-audio'
  /** Nothing more came for a long time. */
  | 'stalled'
  /** The address is not one that may be loaded here. */
  | 'source-refused'
  /** It ended before it began: empty, or not to be read here. */
  | 'no-sound'
  /** Could be the link as well as the format: the browser does not tell, and nobody else can. */
  | 'unplayable';

/** What a look at the source itself showed. */
export type Finding =
  | { readonly kind: 'blocked' }
  /** An answer other than 2xx. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-audio'; readonly signIn: boolean }
  | { readonly kind: 'audio' }
  /** Another origin that allows no look. */
  | { readonly kind: 'unknown' };

export interface Evidence {
  readonly finding: Finding;
  /** `MediaError.code`: 2 network, 3 decode, 4 source not supported. */
  readonly mediaCode: number;
  /** `MediaError.message`: never shown, but it tells whether bytes reached a decoder. */
  readonly mediaMessage: string;
  /** There was no error: it ended at its beginning. */
  readonly isEmpty?: boolean;
  /** The adapter can be asked for a new link, and was not yet for this failure. */
  readonly canRenew: boolean;
  /** The adapter can be asked for a converted version, and was not yet. */
  readonly canConvert: boolean;
}

export type NextStep =
  | { readonly step: 'renew' }
  | { readonly step: 'convert' }
  | { readonly step: 'fail'; readonly cause: FailureCause };

const NETWORK = 2;
const DECODE = 3;

const fail = (cause: FailureCause): NextStep => ({ step: 'fail', cause });

/** What to do after a failure, or the cause to name. */
export function nextStep(evidence: Evidence): NextStep {
  const { finding, mediaCode, canRenew, canConvert } = evidence;
  const renewOr = (cause: FailureCause): NextStep => (canRenew ? { step: 'renew' } : fail(cause));
  const convertOr = (cause: FailureCause): NextStep =>
    canConvert ? { step: 'convert' } : fail(cause);
  switch (finding.kind) {
    case 'blocked':
      return fail('blocked-by-policy');
    case 'status':
      return renewOr(causeOfStatus(finding.status));
    case 'unreachable':
      return renewOr('network');
    case 'not-audio':
      return renewOr(finding.signIn ? 'unauthenticated' : 'not-audio');
    case 'audio':
      if (evidence.isEmpty) return convertOr('no-sound');
      return mediaCode === NETWORK ? renewOr('network') : convertOr('recording-format');
    case 'unknown':
      if (evidence.isEmpty) return convertOr('no-sound');
      if (mediaCode === NETWORK) return renewOr('network');
      if (mediaCode === DECODE || reachedDecoder(evidence.mediaMessage)) {
        return convertOr('recording-format');
      }
      return renewOr('unplayable');
  }
}

/** Chromium's texts for bytes that came and could not be decoded begin so; others' texts say nothing. */
function reachedDecoder(message: string): boolean {
  return /^(DEMUXER|DECODER|PIPELINE)_ERROR/.test(message);
}

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

/** Causes that another try cannot cure: no Retry is offered for them. */
const FINAL: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'recording-format',
  'no-sound',
  'recording-purged',
  'recording-missing',
  'not-found',
  'unsupported',
  'source-refused',
]);

export function canRetry(cause: FailureCause): boolean {
  return !FINAL.has(cause);
}
