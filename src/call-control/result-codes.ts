/**
 * CC-Gateway's result codes and the causes of failed calls as our typed codes. A code that is not
 * published becomes `unavailable`; the error names it for the support desk.
 */
import type { CallFailure } from '../adapter/call-control.js';
import { AdapterError, type AdapterErrorCode, type AdapterOperation } from '../adapter/errors.js';

interface Meaning {
  readonly code: AdapterErrorCode;
  /** Its meaning for a requested call. */
  readonly failure: CallFailure;
}

/** Source: CEC API Reference, "Result codes" of CC-Gateway (cec_07_0580) and "Error codes returned by the CC-Gateway" (cec_07_1328); the 200 and 500 groups are not published but for 200-204. */
const RETCODES: Readonly<Record<string, Meaning>> = {
  '000-001': { code: 'unavailable', failure: 'unknown' },
  '000-002': { code: 'invalid', failure: 'unknown' },
  '000-003': { code: 'unauthenticated', failure: 'not-signed-in' },
  // The agent is being switched over to another gateway.
  '000-004': { code: 'unavailable', failure: 'agent-not-ready' },
  '000-006': { code: 'invalid', failure: 'invalid-number' },
  '000-007': { code: 'rate-limited', failure: 'agent-not-ready' },
  '100-001': { code: 'invalid', failure: 'unknown' },
  '100-002': { code: 'unauthenticated', failure: 'not-signed-in' },
  '100-003': { code: 'unavailable', failure: 'unknown' },
  '100-004': { code: 'unauthenticated', failure: 'not-signed-in' },
  '100-005': { code: 'invalid', failure: 'unknown' },
  '100-006': { code: 'unauthenticated', failure: 'not-signed-in' },
  '100-007': { code: 'unavailable', failure: 'unknown' },
  '100-008': { code: 'unauthenticated', failure: 'not-signed-in' },
  '100-009': { code: 'invalid', failure: 'agent-not-ready' },
  '100-010': { code: 'invalid', failure: 'agent-not-ready' },
  '100-011': { code: 'invalid', failure: 'unknown' },
  '100-012': { code: 'invalid', failure: 'unknown' },
  // No right to play recordings.
  '104-002': { code: 'recording-forbidden', failure: 'unknown' },
  '200-204': { code: 'invalid', failure: 'invalid-number' },
};

/** A wrong or outdated GUID is answered with one of these two (cec_07_0005). */
export function isGuidRefused(retcode: string): boolean {
  return retcode === '100-006' || retcode === '000-003';
}

/** The agent is not signed in at all, which is a state and not a fault. */
export function isSignedOut(retcode: string): boolean {
  return retcode === '100-006' || retcode === '100-008';
}

/**
 * The rejection for a result code. `cause.reason` is the {@link CallFailure}: why there is no call;
 * `fields` repeats it with the code for the support desk.
 */
export function errorOfRetcode(retcode: string, operation: AdapterOperation): AdapterError {
  const known = Object.hasOwn(RETCODES, retcode) ? RETCODES[retcode] : undefined;
  const { code, failure } = known ?? { code: 'unavailable', failure: 'unknown' };
  // Only a value that looks like a code: a backend may put anything there, customers' numbers too.
  const shown = /^\d{1,3}-\d{1,4}$/.test(retcode) ? retcode : '?';
  return new AdapterError(code, {
    operation,
    cause: { reason: failure },
    fields: [{ field: 'call', code: failure, message: `CC-Gateway ${shown}` }],
    requestId: `CC-Gateway ${shown}`,
  });
}

/** A rejection of our own in the same form. `call-in-progress`: the phone is taken by another call. */
export function callError(
  code: AdapterErrorCode,
  failure: CallFailure | 'call-in-progress',
  operation: AdapterOperation = 'startCall',
): AdapterError {
  const reason: CallFailure = failure === 'call-in-progress' ? 'agent-not-ready' : failure;
  return new AdapterError(code, {
    operation,
    cause: { reason },
    fields: [{ field: 'call', code: failure }],
  });
}

/**
 * `detect` of `OUTBOUND_DETECT_EVENT`. Source: CEC API Reference, "Cause code" (cec_07_2639), the
 * part of its first table that is about the called party. How exact it is depends on the network.
 */
const CAUSES: Readonly<Record<number, CallFailure>> = {
  8: 'no-answer',
  9: 'rejected',
  // Out of the service area; switched off.
  10: 'no-answer',
  48: 'no-answer',
  11: 'busy',
  47: 'busy',
};

/** Why a call failed, by its cause code; `unknown` for a code that is not about the called party. */
export function failureOfCause(detect: unknown): CallFailure {
  const code = typeof detect === 'string' && /^\d{1,6}$/.test(detect) ? Number(detect) : detect;
  return typeof code === 'number' && Object.hasOwn(CAUSES, code)
    ? (CAUSES[code] ?? 'unknown')
    : 'unknown';
}
