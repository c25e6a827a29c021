/** How long a lease lasts, for a client whose clock may be wrong. Pure. */
import type { Lease, Message } from '../../model/message.js';

const MINUTE_MS = 60_000;
/** Assumed when no time is usable. */
const UNKNOWN_MS = 2 * MINUTE_MS;
const LONGEST_MS = 24 * 60 * MINUTE_MS;
const SHORTEST_WAIT_MS = 1000;
/** The person is warned this long before the end, or in the last fifth of a short lease. */
const WARNING_MS = MINUTE_MS;

/**
 * Milliseconds until `lease` ends, or `null` when it has no end. The client's clock is believed only
 * as far as it gives a sensible answer; the message's update time is the backend's own "now" when
 * Processing has just begun. The shorter of the two wins: renewing early costs nothing.
 */
export function leaseRemainingMs(
  lease: Lease,
  message: Message,
  nowMs: number = Date.now(),
): number | null {
  if (lease.expiresAt === null) return null;
  const end = Date.parse(lease.expiresAt);
  const byClient = end - nowMs;
  const byBackend = message.updatedAt === null ? Number.NaN : end - Date.parse(message.updatedAt);
  const usable = [byClient, byBackend].filter((ms) => ms > 0 && ms <= LONGEST_MS);
  return usable.length > 0 ? Math.min(...usable) : UNKNOWN_MS;
}

/** When to renew: at half the remaining time. */
export function renewDelayMs(remainingMs: number): number {
  return Math.max(SHORTEST_WAIT_MS, remainingMs / 2);
}

/** When to warn a person who does nothing: near the end only. */
export function warnDelayMs(remainingMs: number): number {
  return Math.max(0, remainingMs - Math.min(WARNING_MS, remainingMs / 5));
}
