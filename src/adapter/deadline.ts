/** Waiting for something that may never answer. */

/** Calls `then` after `ms`; the returned function cancels that. */
export type Schedule = (ms: number, then: () => void) => () => void;

const systemTimer: Schedule = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** How a request that took too long rejects. */
export class DeadlineError extends Error {
  constructor() {
    super('no answer in time');
    this.name = 'TimeoutError';
  }
}

/**
 * Calls `start` with a signal that aborts when `signal` does or after `timeoutMs`. Settles at that
 * moment even if the callee ignores its signal; a later answer of the callee is dropped without an
 * unhandled rejection. A callee that throws synchronously counts as rejecting.
 * @param schedule measures the time. @default the system's timer
 */
export function withDeadline<Result>(
  start: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number,
  signal?: AbortSignal,
  schedule: Schedule = systemTimer,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const controller = new AbortController();
    const cancel = schedule(timeoutMs, () => end(new DeadlineError()));
    const onAbort = (): void => end(signal?.reason);
    const settle = (): void => {
      cancel();
      signal?.removeEventListener('abort', onAbort);
    };
    const end = (reason: unknown): void => {
      settle();
      reject(reason);
      controller.abort(reason);
    };
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    let answer: Promise<Result>;
    try {
      answer = Promise.resolve(start(controller.signal));
    } catch (error) {
      answer = Promise.reject(error);
    }
    answer.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}

/** `promise`, or a rejection with the signal's reason as soon as it aborts; the promise itself goes on. */
export function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Waits `ms`, or rejects with the signal's reason as soon as it aborts. */
export function pause(
  ms: number,
  signal?: AbortSignal,
  schedule: Schedule = systemTimer,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = schedule(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
