/** Reads that several callers wait for at the same time: each is sent once. */
export class SharedReads {
  readonly #running = new Map<string, SharedRead>();

  /** Waits for the running read of `key`, or starts one. It is aborted when its last caller leaves. */
  join<Result>(
    key: string,
    start: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    let read = this.#running.get(key);
    if (!read || read.isAborted) {
      const started = new SharedRead(start);
      this.#running.set(key, (read = started));
      const remove = (): void => {
        if (this.#running.get(key) === started) this.#running.delete(key);
      };
      started.answer.then(remove, remove);
    }
    return read.join(signal) as Promise<Result>;
  }

  /** Callers from now on get an answer that was requested from now on. */
  forget(): void {
    this.#running.clear();
  }
}

class SharedRead {
  readonly answer: Promise<unknown>;
  readonly #controller = new AbortController();
  #callers = 0;

  constructor(start: (signal: AbortSignal) => Promise<unknown>) {
    this.answer = start(this.#controller.signal);
  }

  get isAborted(): boolean {
    return this.#controller.signal.aborted;
  }

  join(signal?: AbortSignal): Promise<unknown> {
    this.#callers += 1;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#callers -= 1;
        if (this.#callers === 0) this.#controller.abort(signal?.reason);
        reject(signal?.reason as Error);
      };
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.answer
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener('abort', onAbort));
    });
  }
}
