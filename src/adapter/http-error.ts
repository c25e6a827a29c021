/** What an HTTP answer that is no success means, the same for every interface spoken over fetch. */
import { AdapterError, type AdapterErrorCode, type AdapterOperation } from './errors.js';

/** The parts of a `Response` that tell. */
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
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  422: 'invalid',
  429: 'rate-limited',
  501: 'unsupported',
  504: 'timeout',
};

/**
 * The error an answer's status stands for, or `null` for a success. Requests are made with
 * `redirect: 'manual'`: a redirect instead of data is how a single sign-on says that the session is over.
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
  const code = BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'malformed');
  const wait = retryAfterSeconds(answer.headers.get('retry-after'));
  return new AdapterError(code, {
    operation,
    ...(wait === null ? {} : { retryAfterSeconds: wait }),
  });
}

/** `Retry-After` in whole seconds, from either of its two forms; `null` when it cannot be read. */
export function retryAfterSeconds(value: string | null, nowMs = Date.now()): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - nowMs) / 1000));
}
