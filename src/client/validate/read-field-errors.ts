/** Reads the fields that a refusal names. */
import type { FieldError } from '../../adapter/errors.js';
import { isRecord, listOf, own } from '../../model/unknown-value.js';

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
