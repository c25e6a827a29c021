/** Refusals as typed errors. RFC 9457, RFC 9110. */
import {
  AdapterError,
  isAdapterErrorCode,
  type AdapterErrorCode,
  type AdapterOperation,
  type FieldError,
} from '../../adapter/errors.js';
import { codeOfStatus, retryAfterSeconds } from '../../adapter/http-error.js';
import { readFieldErrors } from '../../client/validate/read-field-errors.js';
import type { Message } from '../../model/message.js';
import { isRecord, own } from '../../model/unknown-value.js';
import { parseJson } from './body.js';
import { openMessage } from './envelopes.js';

export interface Refusal {
  readonly error: AdapterError;
  /** The backend still works on the same key: send it again. */
  readonly isInProgress: boolean;
}

const LONGEST_TEXT = 200;

/** Codes of the same statuses for a recording, unless the problem's type says more. */
const RECORDING_CODES: Partial<Record<AdapterErrorCode, AdapterErrorCode>> = {
  forbidden: 'recording-forbidden',
  'not-found': 'recording-missing',
};

/**
 * Reads a refusal. Of the body only the type, `current` and `fields` are used; titles, details,
 * stack traces and markup are never kept. The body's `status` is ignored.
 */
export async function readRefusal(
  response: Response,
  operation: AdapterOperation,
  requestIdHeader: string,
): Promise<Refusal> {
  const { status, headers } = response;
  const { type, current, fields } = await readProblem(response);
  const word = /(?:^|\/)problems\/([a-z-]{1,40})$/.exec(type)?.[1];
  const requestId = readRequestId(headers.get(requestIdHeader));
  const wait = retryAfterSeconds(headers.get('Retry-After'), headers.get('Date'));
  const code = codeOf(status, word, operation);
  const error = new AdapterError(code, {
    operation,
    ...(wait === null ? {} : { retryAfterSeconds: wait }),
    ...(code === 'conflict' && current ? { current } : {}),
    ...(fields.length > 0 ? { fields } : {}),
    ...(requestId === null ? {} : { requestId }),
  });
  return { error, isInProgress: status === 409 && word === 'key-in-progress' };
}

interface Problem {
  readonly type: string;
  readonly current: Message | null;
  readonly fields: readonly FieldError[];
}

const NO_PROBLEM: Problem = { type: '', current: null, fields: [] };

async function readProblem(response: Response): Promise<Problem> {
  if (!/json/i.test(response.headers.get('Content-Type') ?? '')) {
    void response.body?.cancel().catch(() => undefined);
    return NO_PROBLEM;
  }
  let body: unknown;
  try {
    body = parseJson(await response.arrayBuffer());
  } catch {
    return NO_PROBLEM;
  }
  if (!isRecord(body)) return NO_PROBLEM;
  const type = own(body, 'type');
  return {
    type: typeof type === 'string' ? type : '',
    current: openMessage(own(body, 'current')),
    fields: readFieldErrors(own(body, 'fields')).map(shortened),
  };
}

/** Texts of a refusal are shown, so long ones are cut off. */
function shortened({ field, code, message }: FieldError): FieldError {
  const cut = (text: string): string => text.slice(0, LONGEST_TEXT);
  return {
    field: cut(field),
    code: cut(code),
    ...(message === undefined ? {} : { message: cut(message) }),
  };
}

/** The problem's type where it fits the status, else the status alone. */
function codeOf(
  status: number,
  word: string | undefined,
  operation: AdapterOperation,
): AdapterErrorCode {
  if (status === 401) return 'unauthenticated';
  if (word !== undefined && isAdapterErrorCode(word)) {
    const isServersFault = status >= 500;
    // A server error may only name faults of a server.
    if (!isServersFault || /^(unavailable|timeout|unsupported|recording-.+)$/.test(word))
      return word;
  }
  const code = codeOfStatus(status);
  if (operation !== 'getRecording') return code;
  return status === 410 ? 'recording-purged' : (RECORDING_CODES[code] ?? code);
}

/** Kept only when it looks like an id, because it is shown and copied. */
export function readRequestId(value: string | null): string | null {
  return value !== null && /^[\w.:/+=@-]{1,128}$/.test(value) ? value : null;
}
