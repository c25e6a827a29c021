/** The rules for retries. Pure. */
import type { AdapterError, AdapterErrorCode } from '../adapter/errors.js';

const PASSING: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'timeout',
  'network',
  'unavailable',
  'rate-limited',
]);

/** True for a fault that may be over a moment later. */
export function isPassing(code: AdapterErrorCode): boolean {
  return PASSING.has(code);
}

/** All tries of a read, the first included. */
export const READ_TRIES = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Milliseconds before try `tried + 1` of a read, or `null` when there is none. Delays grow and are
 * spread by `random` (0 to 1), so that many clients do not come back together. A `Retry-After` is
 * honored exactly once and only within sensible bounds.
 */
export function retryDelayMs(
  error: AdapterError,
  tried: number,
  random = Math.random(),
): number | null {
  if (!isPassing(error.code) || tried >= READ_TRIES) return null;
  const retryAfter = retryAfterMs(error);
  if (retryAfter !== null) return tried === 1 ? retryAfter : null;
  const base = FIRST_DELAY_MS * 2 ** (tried - 1);
  return Math.round(base * (0.5 + random));
}

/** A usable `Retry-After` in milliseconds, else `null`: negative, huge and unreadable ones are not trusted. */
export function retryAfterMs(error: AdapterError): number | null {
  const seconds = error.retryAfterSeconds;
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  return seconds > LONGEST_WAIT_SECONDS ? LONGEST_WAIT_SECONDS * 1000 : Math.ceil(seconds * 1000);
}
