/** Requests to a phone whose reply was lost on the way, and how they are reported. */
import type { CallFailure } from '../adapter/call-control.js';
import { AdapterError, isAdapterError, type AdapterOperation } from '../adapter/errors.js';

/** True when the gateway itself has not said whether it carried the request out. */
export function isLostReply(error: unknown): boolean {
  return (
    isAdapterError(error) &&
    error.fields.length === 0 &&
    ['network', 'timeout', 'unavailable', 'malformed'].includes(error.code)
  );
}

/** `error` with the reason that the screen shows. */
export function withFailure(error: unknown, operation: AdapterOperation): unknown {
  if (!isAdapterError(error) || error.fields.length > 0) return error;
  const failure: CallFailure = error.code === 'unauthenticated' ? 'not-signed-in' : 'network';
  return new AdapterError(error.code, {
    operation,
    cause: { reason: failure },
    fields: [{ field: 'call', code: failure }],
    ...(error.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: error.retryAfterSeconds }),
  });
}
