/** How long to wait before connecting again. */

/**
 * Milliseconds before connecting again after so many failures in a row: growing, at most
 * `longestMs`, and spread by `random` (0 to 1) so that many clients do not come back together.
 */
export function backoffMs(
  failures: number,
  firstMs: number,
  longestMs: number,
  random = Math.random(),
): number {
  return Math.round(Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + random / 2));
}
