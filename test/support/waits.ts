/** Waiting for facts, never for a time. */

export interface WaitOptions {
  /** Milliseconds after which waiting fails. */
  deadline?: number;
  /** What is waited for, for the message of the failure. */
  what?: string;
}

const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);
const now = performance.now.bind(performance);
const DEADLINE_MS = 4000;
const POLL_MS = 10;

export const delayTask = (): Promise<void> =>
  new Promise((resolve) => nativeSetTimeout(resolve, 0));

export const nextFrame = (): Promise<void> =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      resolve();
    }),
  );

/**
 * Waits until `fact` answers something truthy, and answers that. A fact may throw (an assertion):
 * it is tried again until the deadline, and the last error is then the reason given.
 */
export async function waitFor<T>(
  fact: () => T | Promise<T>,
  { deadline = DEADLINE_MS, what }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const end = now() + deadline;
  let last: Error | undefined;
  for (;;) {
    try {
      const value = await fact();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last =
        error instanceof Error
          ? error
          : new Error('something else than an error', { cause: error });
    }
    if (now() > end) {
      const reason = last === undefined ? '' : `: ${last.message}`;
      throw new Error(`Waited ${String(deadline)} ms for ${what ?? String(fact)}${reason}`, {
        cause: last,
      });
    }
    await new Promise((resolve) => nativeSetTimeout(resolve, POLL_MS));
  }
}

/** The next event of that name; call it before the act that causes it. */
export function nextEvent<E extends Event = Event>(
  target: EventTarget,
  name: string,
  { deadline = DEADLINE_MS, what = `event ${name}` }: WaitOptions = {},
): Promise<E> {
  return new Promise((resolve, reject) => {
    const timer = nativeSetTimeout(() => {
      target.removeEventListener(name, listener);
      reject(new Error(`Waited ${String(deadline)} ms for ${what}`));
    }, deadline);
    const listener = (event: Event): void => {
      clearTimeout(timer);
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
