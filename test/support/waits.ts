/**
 * Waiting for facts, never for a time. A wait has no end of its own: the runner ends a test that hangs
 * (its limit is far beyond what any machine needs), and the failure then tells what was waited for.
 */
import { raiseAlarm, watch } from './alarms.js';

export interface WaitOptions {
  /** What is waited for, for the message of the failure. */
  what?: string;
}

interface Wait {
  readonly what: string;
  /** Why it is not over yet. */
  reason: string;
}

const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);
const realPause = (): Promise<void> => new Promise((resolve) => nativeSetTimeout(resolve, 10));
let pause: () => Promise<unknown> = realPause;

/** What happens before a fact is looked at again; fake time passes meanwhile (fake-time.ts). */
export function pauseBy(given: (() => Promise<unknown>) | null): void {
  pause = given ?? realPause;
}

const waits = new Set<Wait>();

watch({
  check: () => {
    for (const { what, reason } of waits) {
      raiseAlarm('still waiting', reason ? `${what}: ${reason}` : what);
    }
    waits.clear();
  },
});

export const delayTask = (): Promise<void> =>
  new Promise((resolve) => nativeSetTimeout(resolve, 0));

/**
 * Waits until `fact` answers something truthy, and answers that. A fact may throw (an assertion):
 * it is tried again, and the last error is the reason given when the test ends before.
 */
export async function waitFor<T>(
  fact: () => T | Promise<T>,
  { what = String(fact) }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const wait: Wait = { what, reason: '' };
  waits.add(wait);
  while (waits.has(wait)) {
    try {
      const value = await fact();
      if (value) {
        waits.delete(wait);
        return value;
      }
      wait.reason = '';
    } catch (error) {
      wait.reason = error instanceof Error ? error.message : 'something else than an error';
    }
    await pause();
  }
  // The test is over: nobody waits any more.
  return new Promise(() => undefined);
}

/** The next event of that name; call it before the act that causes it. */
export function nextEvent<E extends Event = Event>(
  target: EventTarget,
  name: string,
  { what = `event ${name}` }: WaitOptions = {},
): Promise<E> {
  const wait: Wait = { what, reason: '' };
  waits.add(wait);
  return new Promise((resolve) => {
    const listener = (event: Event): void => {
      waits.delete(wait);
      resolve(event as E);
    };
    target.addEventListener(name, listener, { once: true });
  });
}

/** Waits until an element has rendered everything it knows. */
export async function settled<E extends Element>(element: E): Promise<E> {
  const updating = element as E & { updateComplete?: Promise<boolean> };
  for (let turn = 0; turn < 20; turn += 1) {
    if (await (updating.updateComplete ?? Promise.resolve(true))) break;
  }
  return element;
}

/** A promise that the test settles. */
export function deferred<T = void>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
