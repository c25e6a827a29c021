/** Renewing the session once for all requests that found it ended. */

export class Session {
  /** Rises with each renewal, whatever came of it; a request remembers the one it was sent in. */
  generation = 0;

  readonly #renewal: (() => Promise<boolean>) | undefined;
  #running: Promise<boolean> | null = null;
  #lastOutcome = false;
  readonly #waiting = new Set<() => void>();

  constructor(renewal: (() => Promise<boolean>) | undefined) {
    this.#renewal = renewal;
  }

  /**
   * Whether a request of `generation` that was refused may be sent again. Joins a renewal that is
   * under way; one that already ended since the request was sent counts.
   */
  renew(generation: number): Promise<boolean> {
    if (!this.#renewal) return Promise.resolve(false);
    if (generation < this.generation) return Promise.resolve(this.#lastOutcome);
    this.#running ??= this.#ask(this.#renewal);
    return this.#running;
  }

  /** A request was let through. */
  noteSuccess(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Settles when a request is let through again. */
  nextSuccess(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  async #ask(renewal: () => Promise<boolean>): Promise<boolean> {
    let outcome = false;
    try {
      outcome = await renewal();
    } catch {
      // The host could not: the same as no.
    }
    this.generation += 1;
    this.#lastOutcome = outcome;
    this.#running = null;
    return outcome;
  }
}
