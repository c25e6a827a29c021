/**
 * The poll for an agent's events. It is also the agent's heartbeat, so it goes on in a hidden page. In
 * the back/forward cache it rests, and it tries again early when the page is online or visible again.
 */
import { pause } from '../adapter/deadline.js';

export interface EventPollOptions {
  /** Pause between two polls: at least, at most. */
  readonly pauseMs: readonly [number, number];
  /** Wait after a failed poll, doubled with every further one: first, longest. */
  readonly backOffMs: readonly [number, number];
  /** True while somebody needs the events. */
  readonly isNeeded: () => boolean;
  /** One request for events; `signal` aborts when the page goes away. */
  readonly poll: (signal: AbortSignal) => Promise<void>;
  /** After a failed poll, with the number of failures in a row. */
  readonly onFailure: (error: unknown, failures: number) => void;
  /** After the first poll that works again. */
  readonly onRecovery: () => Promise<void>;
}

export class EventPoll {
  readonly #options: EventPollOptions;
  #isRunning = false;
  /** Aborted when the page goes away; a new one when it comes back. */
  #page = new AbortController();
  /** Ends the current wait. */
  #wake = new AbortController();
  #isBackingOff = false;

  constructor(options: EventPollOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Runs until nobody needs the events. */
  start(): void {
    if (!this.#isRunning) void this.#run();
  }

  /** Ends the current wait. A poll under way is not cut off: its answer may hold the next GUID. */
  wake(): void {
    this.#wake.abort();
  }

  async #run(): Promise<void> {
    const { isNeeded, poll, onFailure, onRecovery } = this.#options;
    this.#isRunning = true;
    if (this.#page.signal.aborted) this.#page = new AbortController();
    const stopWatching = this.#watchPage();
    let failures = 0;
    try {
      while (isNeeded()) {
        const page = this.#page.signal;
        try {
          await poll(page);
          const wasFailing = failures > 0;
          failures = 0;
          if (wasFailing) await onRecovery();
        } catch (error) {
          failures += 1;
          onFailure(error, failures);
        }
        if (isNeeded()) await this.#rest(failures, page);
      }
    } finally {
      stopWatching();
      this.#isRunning = false;
    }
  }

  /** Waits between two polls, or until the page is back. */
  async #rest(failures: number, page: AbortSignal): Promise<void> {
    if (page.aborted) {
      // Frozen in the back/forward cache: no request until the page is shown again.
      while (this.#page.signal.aborted && this.#options.isNeeded()) await this.#sleep(null);
      return;
    }
    const [least, most] = this.#options.pauseMs;
    const [first, longest] = this.#options.backOffMs;
    const usual = least + Math.random() * (most - least);
    const backOff = Math.min(longest, first * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
    this.#isBackingOff = failures > 0;
    await this.#sleep(failures === 0 ? usual : backOff);
    this.#isBackingOff = false;
  }

  async #sleep(ms: number | null): Promise<void> {
    this.#wake = new AbortController();
    const { signal } = this.#wake;
    if (ms !== null) {
      await pause(ms, signal).catch(() => undefined);
      return;
    }
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  #watchPage(): () => void {
    const page = globalThis as { addEventListener?: typeof addEventListener; document?: Document };
    if (typeof page.addEventListener !== 'function' || !page.document) return () => undefined;
    const { document } = page;
    const watching = new AbortController();
    const { signal } = watching;
    /** Worth another try before the back-off is over. */
    const retry = (): void => {
      if (this.#isBackingOff) this.#wake.abort();
    };
    globalThis.addEventListener('pagehide', () => this.#page.abort(), { signal });
    globalThis.addEventListener(
      'pageshow',
      () => {
        if (!this.#page.signal.aborted) return;
        this.#page = new AbortController();
        this.#wake.abort();
      },
      { signal },
    );
    globalThis.addEventListener('online', retry, { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') retry();
      },
      { signal },
    );
    return () => watching.abort();
  }
}
