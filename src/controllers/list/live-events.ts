/**
 * Live events of one adapter, handed on in batches: whatever their rate, one batch in 250 ms. While
 * the page is hidden nothing is handed on and no timer runs.
 */
import type { LiveEvent } from '../../adapter/adapter.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';

const BATCH_MS = 250;
const FIRST_MS = 16;
/** More events in one batch are not applied one by one. */
const MAX_WAITING = 2000;

export class LiveEvents {
  readonly #onEvents: (events: readonly LiveEvent[]) => void;
  readonly #clock: Clock;
  #waiting: LiveEvent[] = [];
  #cancelTimer: (() => void) | null = null;
  #lastBatch = 0;
  #unsubscribe: (() => void) | null = null;

  constructor(onEvents: (events: readonly LiveEvent[]) => void, clock: Clock = SYSTEM_CLOCK) {
    this.#onEvents = onEvents;
    this.#clock = clock;
  }

  start(client: AdapterClient): void {
    this.stop();
    if (!client.canSubscribe) return;
    this.#unsubscribe = client.subscribe((event) => {
      this.#waiting.push(event);
      if (this.#waiting.length > MAX_WAITING) this.#overflow();
      this.#plan();
    });
  }

  stop(): void {
    this.drain();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  /** Hands on the waiting events now. */
  flush(): void {
    const events = this.drain();
    if (events.length === 0) return;
    this.#lastBatch = this.#clock.now();
    this.#onEvents(events);
  }

  /** Takes the waiting events out; they are not handed on. */
  drain(): readonly LiveEvent[] {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const events = this.#waiting;
    this.#waiting = [];
    return events;
  }

  /** Too many to apply count as lost: the list reads the page once more. */
  #overflow(): void {
    this.#waiting = [
      { type: 'connection', state: 'paused' },
      { type: 'connection', state: 'live' },
    ];
  }

  #plan(): void {
    if (this.#cancelTimer || document.visibilityState === 'hidden') return;
    const since = this.#clock.now() - this.#lastBatch;
    this.#cancelTimer = this.#clock.after(Math.max(FIRST_MS, BATCH_MS - since), () => this.flush());
  }
}
