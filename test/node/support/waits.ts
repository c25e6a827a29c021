/** Waiting for facts. Only the limit of the test ends a waiting, and the failure names the fact. */
import { testLimit } from './test-limit.ts';

const POLL_MS = 5;
// A test may hold the timers of the code it tests (held-timers.ts); these are not among them.
const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);

const pause = (): Promise<void> => new Promise((resolve) => nativeSetTimeout(resolve, POLL_MS));

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/** Waits until `fact` answers something truthy, and answers that. `what` completes "waited for …". */
export async function until<T>(what: string, fact: () => T | Promise<T>): Promise<Truthy<T>> {
  const limit = testLimit();
  for (;;) {
    let value: T;
    try {
      value = await fact();
    } catch (error) {
      throw new Error(`While it waited for ${what}: ${String(error)}`, { cause: error });
    }
    if (value) return value as Truthy<T>;
    if (limit.aborted) throw new Error(`Waited in vain for ${what}`);
    await pause();
  }
}

/** Waits for a promise that nothing else ends. */
export async function settledBy<T>(what: string, promise: Promise<T>): Promise<T> {
  const limit = testLimit();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`Waited in vain for ${what}`));
    limit.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => limit.removeEventListener('abort', giveUp));
  });
}

/**
 * Lets everything pass that is under way in this process without a timer: several rounds of the
 * event loop, each with an exchange over loopback in between. For what must not happen.
 */
export async function rounds(exchange: () => Promise<unknown>, count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await exchange();
    await new Promise(setImmediate);
  }
}
