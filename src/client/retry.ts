/** When to try again, and when not: pure rules. */
import type { AdapterError, AdapterErrorCode } from '../adapter/errors.js';

const PASSING: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'timeout',
  'network',
  'unavailable',
  'rate-limited',
]);

/** True for a fault that may be gone a moment later. */
export function isPassing(code: AdapterErrorCode): boolean {
  return PASSING.has(code);
}

/** How often a read is tried in all. */
export const READ_TRIES = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Milliseconds before try `tried + 1` of a read, or `null` when it is not tried again. Delays grow
 * and are spread by `random` (0 to 1), so that many clients do not come back together. A
 * `Retry-After` is honoured exactly once and only within sensible bounds.
 */
export function retryDelayMs(
  error: AdapterError,
  tried: number,
  random = Math.random(),
): number | null {
  if (!isPassing(error.code) || tried >= READ_TRIES) return null;
  const told = retryAfterMs(error);
  if (told !== null) return tried === 1 ? told : null;
  const base = FIRST_DELAY_MS * 2 ** (tried - 1);
  return Math.round(base * (0.5 + random));
}

/** A usable `Retry-After` in milliseconds, else `null`: negative, huge and unreadable ones are not trusted. */
export function retryAfterMs(error: AdapterError): number | null {
  const seconds = error.retryAfterSeconds;
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  return seconds > LONGEST_WAIT_SECONDS ? LONGEST_WAIT_SECONDS * 1000 : Math.ceil(seconds * 1000);
}
