/** A clock that the test moves. */
import type { Clock } from '../../src/internal/clock.js';

export class FakeClock implements Clock {
  #now = 1000;
  readonly #waiting = new Set<{ readonly at: number; readonly then: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const entry = { at: this.#now + ms, then };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }

  /** Lets `ms` pass; what falls due meanwhile is called at its time, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.then();
    }
    this.#now = end;
  }

  /** How many calls are still to come. */
  get pending(): number {
    return this.#waiting.size;
  }
}
