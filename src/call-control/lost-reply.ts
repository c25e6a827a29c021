/** Requests of a phone whose answer was lost on the way, and what they are told as. */
import type { CallFailure } from '../adapter/call-control.js';
import { AdapterError, isAdapterError, type AdapterOperation } from '../adapter/errors.js';

/** No word from the gateway itself on whether it did what was asked. */
export function isLostReply(error: unknown): boolean {
  return (
    isAdapterError(error) &&
    error.fields.length === 0 &&
    ['network', 'timeout', 'unavailable', 'malformed'].includes(error.code)
  );
}

/** `error` with the reason that the screen tells. */
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
