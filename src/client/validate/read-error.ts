/** Reading the errors that adapters reject with: field by field, own properties only, and nothing in here throws. */
import { readFieldErrors } from './read-field-errors.js';
import { readMessage } from './read-message.js';
import { AdapterError, toAdapterError, type AdapterOperation } from '../../adapter/errors.js';

/**
 * Any rejection as an `AdapterError` of this copy of the library, whose every part was read: what a
 * foreign error carries may be anything.
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
    // An error that cannot even be looked at.
    return new AdapterError('malformed', { operation });
  }
}
