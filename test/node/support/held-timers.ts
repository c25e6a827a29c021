/** Holds the timers that modules of src/ set, so that a test sees them and fires them itself. */

interface Held {
  readonly delayMs: number;
  readonly fire: () => void;
}

/** Only delays within these bounds are held; time limits stay real. */
export interface Bounds {
  readonly fromMs: number;
  readonly toMs: number;
}

export class HeldTimers {
  /** The delays of all timers that were held so far, fired and cancelled ones among them. */
  readonly delays: number[] = [];

  readonly #held = new Map<object, Held>();
  readonly #setTimeout = globalThis.setTimeout;
  readonly #clearTimeout = globalThis.clearTimeout;

  /** Holds from now on, until `release`. */
  constructor({ fromMs, toMs }: Bounds) {
    const native = this.#setTimeout;
    const set = (callback: (...words: unknown[]) => void, delayMs = 0, ...words: unknown[]) => {
      if (delayMs < fromMs || delayMs > toMs || !isCalledFromSrc())
        return native(callback, delayMs, ...words);
      const handle = { ref: () => handle, unref: () => handle, hasRef: () => true };
      this.delays.push(delayMs);
      this.#held.set(handle, { delayMs, fire: () => callback(...words) });
      return handle;
    };
    const clear = (handle: unknown): void => {
      if (!this.#held.delete(handle as object)) this.#clearTimeout(handle as NodeJS.Timeout);
    };
    globalThis.setTimeout = set as unknown as typeof setTimeout;
    globalThis.clearTimeout = clear;
  }

  /** How many wait to be fired. */
  get pending(): number {
    return this.#held.size;
  }

  /** The time of the oldest has come. */
  fire(): void {
    const [first] = this.#held;
    if (!first) throw new Error('no timer is held');
    const [handle, { fire }] = first;
    this.#held.delete(handle);
    fire();
  }

  /** Timers are the system's again; those that are still held come now. */
  release(): void {
    globalThis.setTimeout = this.#setTimeout;
    globalThis.clearTimeout = this.#clearTimeout;
    while (this.pending > 0) this.fire();
  }
}

/** Node's own `fetch` sets timers too. */
function isCalledFromSrc(): boolean {
  const frames = (new Error('where').stack ?? '').split('\n').slice(1);
  const caller = frames.find((frame) => !frame.includes('held-timers'));
  return caller?.includes('/src/') ?? false;
}
