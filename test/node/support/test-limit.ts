/**
 * The limit of the test that runs. It comes shortly before Mocha gives the test up, so that whatever
 * still waits fails by itself and says what for.
 */
const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);
/** Time for what waits to fail, and for the test to clean up. */
const GRACE_MS = 5_000;

let limit = new AbortController();
let timer: NodeJS.Timeout | undefined;
const acts = new Set<() => void>();

/** Aborts when the time of the running test is nearly over; after a test nothing waits any more either. */
export const testLimit = (): AbortSignal => limit.signal;

/** Calls `act` when the time of the running test is nearly over, and never where the test ends before. */
export function whenTimeIsUp(act: () => void): void {
  acts.add(act);
}

/** A test begins, which Mocha gives up after `limitMs`; 0 is never. */
export function beginTest(limitMs: number): void {
  endTest();
  if (limitMs <= 0) return;
  timer = nativeSetTimeout(
    () => {
      limit.abort();
      for (const act of acts) act();
    },
    Math.max(limitMs - GRACE_MS, limitMs / 2),
  );
}

export function endTest(): void {
  clearTimeout(timer);
  acts.clear();
  limit.abort();
  limit = new AbortController();
}
