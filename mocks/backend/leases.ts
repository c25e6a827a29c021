/** The ends of all leases. */
import type { Clock } from '../clock.js';

/**
 * Knows when leases end. Expired ones are found by `takeExpired`, and by a timer only while
 * `watch(true)` applies: no timer runs when nobody subscribes.
 */
export class LeaseBook {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  /** Message id to the end of its lease. */
  readonly #ends = new Map<string, number>();
  #isWatching = false;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  set(messageId: string, expiresAt: string): void {
    this.#ends.set(messageId, Date.parse(expiresAt));
    this.#plan();
  }

  delete(messageId: string): void {
    if (this.#ends.delete(messageId)) this.#plan();
  }

  watch(isWatching: boolean): void {
    this.#isWatching = isWatching;
    this.#plan();
  }

  /** Ids of the messages whose lease has ended, with its end, the earliest first. */
  takeExpired(): readonly { readonly messageId: string; readonly endedAt: Date }[] {
    if (this.#ends.size === 0) return [];
    const nowMs = this.#clock.now().getTime();
    const ended = [...this.#ends].filter(([, endMs]) => endMs <= nowMs).sort((a, b) => a[1] - b[1]);
    for (const [messageId] of ended) this.#ends.delete(messageId);
    if (ended.length > 0) this.#plan();
    return ended.map(([messageId, endMs]) => ({ messageId, endedAt: new Date(endMs) }));
  }

  #plan(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (!this.#isWatching || this.#ends.size === 0) return;
    const next = Math.min(...this.#ends.values());
    this.#cancelTimer = this.#clock.schedule(
      () => {
        this.#cancelTimer = null;
        this.#onDue();
        this.#plan();
      },
      // Not at once: a clock that does not move must not cause a busy loop.
      Math.max(10, next - this.#clock.now().getTime()),
    );
  }
}
