/** The error of an unsuccessful HTTP answer, the same for every interface over fetch. */
import { AdapterError, type AdapterErrorCode, type AdapterOperation } from './errors.js';

/** The parts of a `Response` that decide. */
export interface AnswerHead {
  readonly status: number;
  readonly type?: string;
  readonly headers: { get(name: string): string | null };
}

const BY_STATUS: Readonly<Record<number, AdapterErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'invalid',
  422: 'invalid',
  428: 'conflict',
  429: 'rate-limited',
  501: 'unsupported',
  504: 'timeout',
};

/**
 * The error of an answer by its status, or `null` for a success. Requests are sent with
 * `redirect: 'manual'`: a redirect instead of data is how single sign-on reports that the session is over.
 */
export function errorOfAnswer(
  answer: AnswerHead,
  operation: AdapterOperation,
): AdapterError | null {
  const { status } = answer;
  if (answer.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return new AdapterError('unauthenticated', { operation });
  }
  if (status >= 200 && status < 300) return null;
  const wait = retryAfterSeconds(answer.headers.get('retry-after'), answer.headers.get('date'));
  return new AdapterError(codeOfStatus(status), {
    operation,
    ...(wait === null ? {} : { retryAfterSeconds: wait }),
  });
}

/** The code of an unsuccessful status. */
export function codeOfStatus(status: number): AdapterErrorCode {
  return BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'malformed');
}

const LONGEST_WAIT_SECONDS = 3600;

/**
 * `Retry-After` in whole seconds, from either of its two forms; `null` when it cannot be used. A date
 * is compared with the server's own clock where the answer has one (`Date`). Never more than an hour.
 */
export function retryAfterSeconds(
  value: string | null,
  serverDate: string | null = null,
  nowMs = Date.now(),
): number | null {
  if (value === null) return null;
  if (/^\d{1,15}$/.test(value.trim())) return Math.min(Number(value), LONGEST_WAIT_SECONDS);
  // `Date.parse` accepts texts that are no HTTP date, for example "-5".
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return null;
  const base = Date.parse(serverDate ?? '');
  const seconds = Math.ceil((Date.parse(value) - (Number.isNaN(base) ? nowMs : base)) / 1000);
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) : null;
}
