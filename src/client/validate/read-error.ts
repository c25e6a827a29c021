/** Reads an adapter's rejection field by field, own properties only. Nothing here throws. */
import { readFieldErrors } from './read-field-errors.js';
import { readMessage } from './read-message.js';
import { AdapterError, toAdapterError, type AdapterOperation } from '../../adapter/errors.js';

/**
 * Any rejection as an `AdapterError` of this copy of the library, with every part read: a foreign error
 * may contain anything.
 */
export function readAdapterError(value: unknown, operation: AdapterOperation): AdapterError {
  try {
    const error = toAdapterError(value, operation);
    const current = readMessage(error.current);
    const fields = readFieldErrors(error.fields);
    const { code, cause, requestId, retryAfterSeconds: wait } = error;
    return new AdapterError(code, {
      operation,
      ...(cause === undefined ? {} : { cause }),
      ...(typeof wait === 'number' && wait >= 0 && wait < Infinity
        ? { retryAfterSeconds: wait }
        : {}),
      ...(current ? { current } : {}),
      ...(fields.length > 0 ? { fields } : {}),
      ...(typeof requestId === 'string' ? { requestId: requestId.slice(0, 128) } : {}),
    });
  } catch {
    // An error that cannot even be inspected.
    return new AdapterError('malformed', { operation });
  }
}
