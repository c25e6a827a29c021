/** Detects that a sound does not go on although no event says so. */

export interface StallLimits {
  /** Seconds without progress before `onStall`. */
  readonly stallSeconds: number;
  /** Seconds without progress before `onGiveUp`. */
  readonly giveUpSeconds: number;
}

export interface StallCallbacks {
  /** A text that changes while things go on; `null` while nothing is awaited. */
  readonly progress: () => string | null;
  readonly onStall: () => void;
  readonly onGiveUp: () => void;
}

/**
 * Checks now and then while sound is awaited. It counts checks without progress rather than time, so
 * that a machine that slept does not wake up to a failure.
 */
export class StallDetector {
  readonly #limits: StallLimits;
  readonly #callbacks: StallCallbacks;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: string | null = null;
  #isStalled = false;

  /** @param limits read at every check */
  constructor(limits: StallLimits, callbacks: StallCallbacks) {
    this.#limits = limits;
    this.#callbacks = callbacks;
  }

  /** Starts, or starts over. */
  start(): void {
    this.stop();
    this.#last = this.#callbacks.progress();
    this.#timer = setTimeout(this.#check, this.#limits.stallSeconds * 1000);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isStalled = false;
  }

  readonly #check = (): void => {
    const now = this.#callbacks.progress();
    if (now === null) {
      this.stop();
      return;
    }
    const { stallSeconds, giveUpSeconds } = this.#limits;
    if (now !== this.#last) {
      this.#last = now;
      this.#isStalled = false;
      this.#timer = setTimeout(this.#check, stallSeconds * 1000);
    } else if (this.#isStalled) {
      this.stop();
      this.#callbacks.onGiveUp();
    } else {
      this.#isStalled = true;
      this.#timer = setTimeout(this.#check, Math.max(0, giveUpSeconds - stallSeconds) * 1000);
      this.#callbacks.onStall();
    }
  };
}
