/**
 * Live events of one adapter, collected and handed on in batches: whatever the rate, one hand-over
 * in 250 ms. While the page is hidden nothing is handed on and no timer runs.
 */
import type { LiveEvent } from '../../adapter/adapter.js';
import type { AdapterClient } from '../../client/adapter-client.js';

const BATCH_MS = 250;
const FIRST_MS = 16;
/** More than this in one batch is not worth following one by one. */
const MOST_WAITING = 2000;

export class LiveEvents {
  readonly #take: (events: readonly LiveEvent[]) => void;
  #waiting: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastHandOver = 0;
  #unsubscribe: (() => void) | null = null;

  constructor(take: (events: readonly LiveEvent[]) => void) {
    this.#take = take;
  }

  start(client: AdapterClient): void {
    this.stop();
    if (!client.canSubscribe) return;
    this.#unsubscribe = client.subscribe((event) => {
      this.#waiting.push(event);
      if (this.#waiting.length > MOST_WAITING) this.#overflow();
      this.#plan();
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  /** Hands on what waits, now: before a read starts, and when the page is seen again. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const events = this.#waiting;
    this.#waiting = [];
    this.#lastHandOver = performance.now();
    this.#take(events);
  }

  /** Too many to follow: as good as lost, and the list reads everything once more. */
  #overflow(): void {
    this.#waiting = [
      { type: 'connection', state: 'paused' },
      { type: 'connection', state: 'live' },
    ];
  }

  #plan(): void {
    if (this.#timer !== undefined || document.visibilityState === 'hidden') return;
    const since = performance.now() - this.#lastHandOver;
    this.#timer = setTimeout(() => this.flush(), Math.max(FIRST_MS, BATCH_MS - since));
  }
}
