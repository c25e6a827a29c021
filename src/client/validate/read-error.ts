/** Reading the errors that adapters reject with: field by field, own properties only, and nothing in here throws. */
import { isRecord, listOf, own } from '../../model/unknown-value.js';
import { readMessage } from './read-message.js';
import {
  AdapterError,
  toAdapterError,
  type AdapterOperation,
  type FieldError,
} from '../../adapter/errors.js';

const MOST_FIELDS = 100;

export function readFieldErrors(value: unknown): readonly FieldError[] {
  return (listOf(value) ?? []).slice(0, MOST_FIELDS).flatMap((row) => {
    if (!isRecord(row)) return [];
    const field = own(row, 'field');
    const code = own(row, 'code');
    const message = own(row, 'message');
    if (typeof field !== 'string' || typeof code !== 'string') return [];
    return [{ field, code, ...(typeof message === 'string' ? { message } : {}) }];
  });
}

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
