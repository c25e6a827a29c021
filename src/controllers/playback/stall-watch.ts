/** Notices that a sound does not go on although no event says so. */

export interface StallListener {
  /** What changes while things go on; `null` when nothing is awaited. */
  readonly progress: () => string | null;
  readonly onStall: () => void;
  readonly onGiveUp: () => void;
}

/**
 * Looks now and then while sound is awaited. It counts looks without progress rather than time, so
 * that a machine that slept does not wake up to a failure.
 */
export class StallWatch {
  readonly #patience: () => { readonly stallSeconds: number; readonly giveUpSeconds: number };
  readonly #listener: StallListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: string | null = null;
  #stalled = false;

  constructor(
    patience: () => { readonly stallSeconds: number; readonly giveUpSeconds: number },
    listener: StallListener,
  ) {
    this.#patience = patience;
    this.#listener = listener;
  }

  /** Starts, or starts afresh. */
  watch(): void {
    this.stop();
    this.#last = this.#listener.progress();
    this.#timer = setTimeout(this.#look, this.#patience().stallSeconds * 1000);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stalled = false;
  }

  readonly #look = (): void => {
    const now = this.#listener.progress();
    if (now === null) {
      this.stop();
      return;
    }
    const { stallSeconds, giveUpSeconds } = this.#patience();
    if (now !== this.#last) {
      this.#last = now;
      this.#stalled = false;
      this.#timer = setTimeout(this.#look, stallSeconds * 1000);
    } else if (this.#stalled) {
      this.stop();
      this.#listener.onGiveUp();
    } else {
      this.#stalled = true;
      this.#timer = setTimeout(this.#look, Math.max(0, giveUpSeconds - stallSeconds) * 1000);
      this.#listener.onStall();
    }
  };
}
