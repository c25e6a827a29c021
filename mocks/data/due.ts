/** By when messages are due: most of them later today, some are late. */
const MINUTE_MS = 60_000;
const PROMISE_MS = 4 * 60 * MINUTE_MS;

/**
 * The due time of an open message. A recent one is due four hours after it was left; an older one was
 * promised again. `roll`, from 0 to 9999, decides how late or how soon.
 */
export function dueMs(nowMs: number, createdMs: number, roll: number): number {
  if (nowMs - createdMs < PROMISE_MS / 2) return createdMs + PROMISE_MS;
  const isLate = roll % 16 === 0;
  const minutes = isLate ? -(5 + (roll % 130)) : 8 + (roll % 460);
  return nowMs + minutes * MINUTE_MS;
}
