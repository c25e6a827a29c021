/** Counts the seconds until a read that waits is tried again. */
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';

const SECOND_MS = 1000;

export class RetryCountdown {
  readonly #onTick: () => void;
  readonly #clock: Clock;
  #retryAt: number | null = null;
  #cancelTick: (() => void) | null = null;

  /** @param onTick called when the number of seconds changes */
  constructor(onTick: () => void, clock: Clock = SYSTEM_CLOCK) {
    this.#onTick = onTick;
    this.#clock = clock;
  }

  /** Whole seconds; 0 while the next try begins, `null` when no read waits. */
  get seconds(): number | null {
    if (this.#retryAt === null) return null;
    return Math.max(0, Math.ceil((this.#retryAt - this.#clock.now()) / SECOND_MS));
  }

  start(waitMs: number): void {
    this.stop();
    this.#retryAt = this.#clock.now() + waitMs;
    this.#tick();
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    this.#retryAt = null;
  }

  #tick(): void {
    this.#cancelTick = null;
    this.#onTick();
    const rest = (this.#retryAt ?? 0) - this.#clock.now();
    if (rest <= 0) return;
    // Until the number on screen changes.
    this.#cancelTick = this.#clock.after(rest % SECOND_MS || SECOND_MS, () => this.#tick());
  }
}
