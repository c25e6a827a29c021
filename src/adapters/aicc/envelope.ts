/**
 * AICC wraps its answers differently in every subsystem. This is the only place that opens the
 * envelopes:
 *
 * | Subsystem | Envelope | Success |
 * | --- | --- | --- |
 * | CC-Gateway | `{ message, retcode, result }` | `"0"` |
 * | configuration | `{ resultCode, resultMessage, data, total }` or `{ returnCode, description, data }` | `"0"` |
 * | web chat (ccmessaging) | `{ resultCode, resultDesc, … }`, the data beside it | `"0"` |
 * | CC-FS | `{ resultCode, resultDesc, resultData }` | `"0"` |
 * | iSales | `{ resultCode, … }` | `"0200000"` |
 * | two-way calls | `{ retCode, retMsg, result }` | `"0"` |
 *
 * Codes are text or numbers. The accompanying sentences are never read: they change with the language
 * and may contain paths and phone numbers.
 */
import {
  AdapterError,
  type AdapterErrorCode,
  type AdapterOperation,
} from '../../adapter/errors.js';
import { isRecord } from '../../model/unknown-value.js';

export interface Opened {
  /** The content of the envelope; for flat ones, the fields beside the code. */
  readonly data: unknown;
  /** The number of all rows, where the answer is a page. */
  readonly total: number | null;
}

/** Names of the code, in the order of the search. */
const CODE_KEYS = ['retcode', 'retCode', 'returnCode', 'resultCode'] as const;
const DATA_KEYS = ['result', 'data', 'resultData'] as const;
const WORDS = new Set(['message', 'retMsg', 'description', 'resultMessage', 'resultDesc']);
const SUCCESS: ReadonlySet<string> = new Set(['0', '0200000']);

/**
 * Published codes with the same meaning everywhere: sign-in (cec_07_0580) and recordings
 * (cec_07_1328).
 */
const CODES: Readonly<Record<string, AdapterErrorCode>> = {
  '000-002': 'invalid',
  '000-003': 'unauthenticated',
  '000-006': 'invalid',
  '100-006': 'unauthenticated',
  '100-008': 'unauthenticated',
  '104-001': 'recording-forbidden',
  '104-002': 'recording-forbidden',
  '104-004': 'recording-storage-offline',
  '104-005': 'recording-missing',
  '104-007': 'recording-format',
  '104-009': 'recording-format',
};

/** `doLeaveMessage` and its neighbors (cec_07_0107). */
const MESSAGING_CODES: Readonly<Record<string, AdapterErrorCode>> = {
  3: 'invalid',
  13: 'unavailable',
};

/** True for an answer in one of the envelopes, whether a success or not. */
export function isEnvelope(body: unknown): body is Record<string, unknown> {
  return isRecord(body) && CODE_KEYS.some((key) => readCode(body, key) !== null);
}

/**
 * The content of an envelope.
 * @param codes meanings of further codes, for AICC versions that return unpublished ones
 * @throws AdapterError by the code inside; `unavailable` for an unpublished code, `malformed` when it
 *   is no envelope
 */
export function openEnvelope(
  body: unknown,
  operation: AdapterOperation,
  codes: Readonly<Record<string, AdapterErrorCode>> = {},
): Opened {
  if (!isEnvelope(body)) throw new AdapterError('malformed', { operation });
  const key = CODE_KEYS.find((name) => readCode(body, name) !== null);
  const code = key === undefined ? null : readCode(body, key);
  if (key === undefined || code === null) throw new AdapterError('malformed', { operation });
  if (!SUCCESS.has(code)) throw errorOfCode(code, body, operation, codes);
  const dataKey = DATA_KEYS.find((name) => Object.hasOwn(body, name));
  return {
    data: dataKey === undefined ? fieldsBeside(body, key) : body[dataKey],
    total: readTotal(body),
  };
}

function errorOfCode(
  code: string,
  body: Record<string, unknown>,
  operation: AdapterOperation,
  codes: Readonly<Record<string, AdapterErrorCode>>,
): AdapterError {
  const isMessaging = Object.hasOwn(body, 'resultDesc') && !Object.hasOwn(body, 'resultData');
  const tables = [codes, ...(isMessaging ? [MESSAGING_CODES] : []), CODES];
  const table = tables.find((known) => Object.hasOwn(known, code));
  return new AdapterError(table?.[code] ?? 'unavailable', {
    operation,
    // Short enough to be a code, never a phone number.
    ...(/^\d{1,3}(-\d{1,4})?$|^0\d{6}$/.test(code) ? { requestId: `AICC ${code}` } : {}),
  });
}

function readCode(body: Record<string, unknown>, key: string): string | null {
  if (!Object.hasOwn(body, key)) return null;
  const value = body[key];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

function readTotal(body: Record<string, unknown>): number | null {
  const total = Object.hasOwn(body, 'total') ? Number(body['total'] ?? NaN) : NaN;
  return Number.isSafeInteger(total) && total >= 0 ? total : null;
}

function fieldsBeside(body: Record<string, unknown>, codeKey: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(([key]) => key !== codeKey && !WORDS.has(key)),
  );
}
