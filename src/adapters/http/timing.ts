/** Waiting that can be called off. */

/** `promise`, or a rejection with the signal's reason as soon as it aborts; the promise goes on by itself. */
export function orAbort<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

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
