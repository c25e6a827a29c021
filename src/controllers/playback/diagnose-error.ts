/**
 * Why the audio element failed. The browser reports "error 4" for nearly everything, so the cause is
 * put together from what else is known: a policy violation, the first bytes, the adapter.
 */
import type { CspMonitor } from './csp-monitor.js';
import { causeOfStatus, type FailureCause } from './failure-cause.js';
import { probeSource, type ProbeResult } from './probe-source.js';
import type { SoundSource } from './sound-source.js';

/** What the audio element reports. */
export interface MediaFailure {
  /** `MediaError.code`: 2 network, 3 decode, 4 source not supported; 0 without an error. */
  readonly mediaCode: number;
  /** `MediaError.message`: never shown, but it tells whether bytes reached a decoder. */
  readonly mediaMessage: string;
  /** There was no error: it ended at its beginning. */
  readonly isEmpty?: boolean;
}

export interface Evidence extends MediaFailure {
  readonly probe: ProbeResult;
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

/** Probes the source and decides what to do next. Rejects only when aborted. */
export async function diagnoseError(
  source: SoundSource,
  evidence: Omit<Evidence, 'probe'>,
  csp: CspMonitor,
  document: Document,
  signal: AbortSignal,
): Promise<NextStep> {
  await csp.settle();
  let probe: ProbeResult = csp.blocksMedia
    ? { kind: 'blocked' }
    : await probeSource(source, document, signal);
  if (csp.blocksFetch) probe = { kind: 'unknown' };
  return nextStep({ ...evidence, probe });
}

/** What to do after a failure, or the cause to name. */
export function nextStep(evidence: Evidence): NextStep {
  const { probe, mediaCode, canRenew, canConvert } = evidence;
  const renewOr = (cause: FailureCause): NextStep => (canRenew ? { step: 'renew' } : fail(cause));
  const convertOr = (cause: FailureCause): NextStep =>
    canConvert ? { step: 'convert' } : fail(cause);
  switch (probe.kind) {
    case 'blocked':
      return fail('blocked-by-policy');
    case 'status':
      return renewOr(causeOfStatus(probe.status));
    case 'unreachable':
      return renewOr('network');
    case 'not-audio':
      return renewOr(probe.signIn ? 'unauthenticated' : 'not-audio');
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

function fail(cause: FailureCause): NextStep {
  return { step: 'fail', cause };
}

/** Chromium's texts begin so for bytes that arrived and could not be decoded; other browsers' texts are no help. */
function reachedDecoder(message: string): boolean {
  return /^(DEMUXER|DECODER|PIPELINE)_ERROR/.test(message);
}
