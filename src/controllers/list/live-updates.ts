/**
 * Keeps the rows current between two answers to the user: applies live events, reads rows whose event
 * carried no message, and reads the page in the background after lost events or a long absence.
 */
import type { AdapterClient } from '../../client/adapter-client.js';
import type { AdapterError } from '../../adapter/errors.js';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';
import { eventsReceived, removed, upserted, type ListState } from './list-state.js';
import { LiveEvents } from './live-events.js';

export interface LiveUpdatesOptions {
  /** Least time between two background reads, in milliseconds. @default 10000 */
  readonly autoRefreshMs?: number;
  /** Least time between two background reads after lost events. @default 2000 */
  readonly resyncMs?: number;
  readonly clock?: Clock;
}

export interface LiveUpdatesCallbacks {
  readonly getState: () => ListState;
  readonly changeState: (change: (state: ListState) => ListState) => void;
  /** A read of the page is under way, or waits for its next try. */
  readonly isReading: () => boolean;
  /** The backend asked to wait before the next read. */
  readonly isHeldBack: () => boolean;
  /** Reads the page in the background. */
  readonly reload: () => void;
}

/** More changed rows are read as one page instead of one by one. */
const MAX_SINGLE_READS = 12;

export class LiveUpdates {
  readonly #callbacks: LiveUpdatesCallbacks;
  readonly #options: Required<LiveUpdatesOptions>;
  readonly #events: LiveEvents;
  #client: AdapterClient | null = null;
  #singleReads = new AbortController();
  #lastRead = -Infinity;
  #cancelReload: (() => void) | null = null;

  constructor(callbacks: LiveUpdatesCallbacks, options: LiveUpdatesOptions = {}) {
    this.#callbacks = callbacks;
    this.#options = { autoRefreshMs: 10_000, resyncMs: 2_000, clock: SYSTEM_CLOCK, ...options };
    this.#events = new LiveEvents((events) => {
      callbacks.changeState((state) => eventsReceived(state, events));
      this.followUp();
    }, this.#options.clock);
  }

  start(client: AdapterClient): void {
    this.#client = client;
    this.#singleReads = new AbortController();
    this.#events.start(client);
  }

  stop(): void {
    this.#client = null;
    this.#singleReads.abort();
    this.#events.stop();
    this.#cancelPlannedReload();
  }

  /** Applies waiting events before a read of the page, which covers everything they ask for. */
  applyWaiting(): void {
    const events = this.#events.drain();
    if (events.length > 0) this.#callbacks.changeState((state) => eventsReceived(state, events));
  }

  /** A read of the page has begun. */
  readStarted(): void {
    this.#lastRead = this.#options.clock.now();
    this.#cancelPlannedReload();
  }

  /** Reads what the present state asks for: rows whose event carried no message, or the whole page. */
  followUp(): void {
    const { phase, needsResync, idsToRead } = this.#callbacks.getState();
    if (phase === 'idle' || !this.#client) return;
    if (needsResync || idsToRead.size > MAX_SINGLE_READS) {
      this.#planReload();
      return;
    }
    if (idsToRead.size === 0) return;
    this.#callbacks.changeState((state) => ({ ...state, idsToRead: new Set() }));
    for (const id of idsToRead) void this.#readOne(id);
  }

  /** Reads these rows once more: a dialog of the list has changed their messages. */
  reread(ids: readonly string[]): void {
    if (ids.length > MAX_SINGLE_READS) this.#callbacks.reload();
    else for (const id of ids) void this.#readOne(id);
  }

  /** The user looks at the page again: it is read in the background, unless it is fresh. */
  pageSeen(): void {
    this.#events.flush();
    const { getState, isReading, isHeldBack, reload } = this.#callbacks;
    const { phase, error } = getState();
    if (isReading() || isHeldBack() || phase === 'idle') return;
    const isFresh = this.#options.clock.now() - this.#lastRead < this.#options.autoRefreshMs;
    // After a failure the page is read as soon as possible: nothing else reports the connection again.
    if (error !== null) this.#planReload();
    else if (!isFresh) reload();
  }

  #planReload(): void {
    const { isReading, reload } = this.#callbacks;
    if (isReading() || this.#cancelReload) return;
    const { clock, resyncMs } = this.#options;
    const wait = this.#lastRead + resyncMs - clock.now();
    if (wait <= 0) {
      reload();
      return;
    }
    this.#cancelReload = clock.after(wait, () => {
      this.#cancelReload = null;
      if (!isReading()) reload();
    });
  }

  #cancelPlannedReload(): void {
    this.#cancelReload?.();
    this.#cancelReload = null;
  }

  async #readOne(id: string): Promise<void> {
    const { signal } = this.#singleReads;
    try {
      const message = await this.#client?.getMessage(id, { signal });
      if (!message || signal.aborted) return;
      this.#callbacks.changeState((state) => upserted(state, message));
    } catch (error) {
      if (signal.aborted || (error as AdapterError).code !== 'not-found') return;
      this.#callbacks.changeState((state) => removed(state, id));
    }
    this.followUp();
  }
}
