/** Renews the session once for all requests that found it ended. */

export class Session {
  /** Rises with each renewal, successful or not; a request remembers the one it was sent in. */
  generation = 0;

  readonly #renewal: (() => Promise<boolean>) | undefined;
  #running: Promise<boolean> | null = null;
  #lastOutcome = false;
  readonly #waiting = new Set<() => void>();

  constructor(renewal: (() => Promise<boolean>) | undefined) {
    this.#renewal = renewal;
  }

  /**
   * Whether a refused request of `generation` may be sent again. Joins a running renewal; one that has
   * ended since the request was sent counts too.
   */
  renew(generation: number): Promise<boolean> {
    if (!this.#renewal) return Promise.resolve(false);
    if (generation < this.generation) return Promise.resolve(this.#lastOutcome);
    this.#running ??= this.#run(this.#renewal);
    return this.#running;
  }

  /** A request was accepted. */
  noteSuccess(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Settles when a request is accepted again. */
  nextSuccess(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  async #run(renewal: () => Promise<boolean>): Promise<boolean> {
    let outcome = false;
    try {
      outcome = await renewal();
    } catch {
      // The host could not renew it: the same as `false`.
    }
    this.generation += 1;
    this.#lastOutcome = outcome;
    this.#running = null;
    return outcome;
  }
}
