/** Reads the outbox for the subscribers of this process, and follows what other processes commit. */
import type { Service } from '../context.js';
import type { EventsTable } from '../db/schema.js';
import { selectMessages, type FullRow } from '../view.js';
import { lastSequence } from './outbox.js';

/** An event with its message, where that is still at the version of the event. */
export interface FedEvent extends EventsTable {
  row: FullRow | null;
}

/** Events kept in memory; who is further behind reads the table. */
const RECENT = 2_000;
const BATCH = 500;
/** Should a notification ever be lost, nobody waits longer. */
const LISTENING_POLL_MS = 5_000;

export class EventFeed {
  readonly #service: Service;
  #recent: FedEvent[] = [];
  #last = 0;
  #waiting = new Set<() => void>();
  #isReading = false;
  #readAgain = false;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => Promise<void>) | null = null;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Number of the last event that this process has seen. */
  get last(): number {
    return this.#last;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  async start(): Promise<void> {
    const { database, settings } = this.#service;
    this.#last = await lastSequence(database.db);
    this.#stopListening = (await database.listen?.(() => this.wake())) ?? null;
    const pollMs = database.listen ? LISTENING_POLL_MS : settings.pollMs;
    this.#timer = setInterval(() => this.wake(), pollMs);
  }

  /** Something may have been committed. */
  wake(): void {
    if (this.#isReading) this.#readAgain = true;
    else void this.#read();
  }

  /**
   * Events after `position`, the oldest first; waits for the next one when there is none. Null when
   * some of them are not kept any more, or were never given out here: the subscriber must read again.
   */
  async after(position: number, signal: AbortSignal): Promise<readonly FedEvent[] | null> {
    while (!this.#isOver && !signal.aborted && position === this.#last) await this.#next(signal);
    if (this.#isOver || signal.aborted) return [];
    if (position > this.#last) return null;
    const first = this.#recent[0]?.sequence ?? Infinity;
    if (position + 1 >= first)
      return this.#recent.slice(position + 1 - first, position + 1 - first + BATCH);
    const events = await this.#load(position);
    return events[0]?.sequence === position + 1 ? events : null;
  }

  /** Ends every stream; clients connect again, to another process. */
  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    this.#tell();
    await this.#stopListening?.();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      do {
        this.#readAgain = false;
        const events = await this.#load(this.#last);
        const last = events.at(-1);
        if (last && !this.#isOver) {
          this.#last = last.sequence;
          this.#forget(events);
          this.#recent.push(...events);
          if (this.#recent.length > RECENT) this.#recent.splice(0, this.#recent.length - RECENT);
          this.#tell();
        }
        if (events.length === BATCH) this.#readAgain = true;
      } while (this.#readAgain && !this.#isOver);
    } catch (error) {
      // The database is away: the next tick asks again.
      if (!this.#isOver)
        this.#service.log.warn(
          { code: (error as { code?: unknown }).code },
          'events cannot be read',
        );
    } finally {
      this.#isReading = false;
    }
  }

  async #load(position: number): Promise<FedEvent[]> {
    const { db } = this.#service.database;
    const events = await db
      .selectFrom('events')
      .selectAll()
      .where('sequence', '>', position)
      .orderBy('sequence')
      .limit(BATCH)
      .execute();
    const ids = [...new Set(events.map(({ message_id }) => message_id))];
    const rows = new Map(
      ids.length === 0
        ? []
        : ((await selectMessages(db).where('m.id', 'in', ids).execute()) as FullRow[]).map(
            (row) => [row.id, row],
          ),
    );
    return events.map((event) => {
      const row = rows.get(event.message_id);
      return { ...event, row: row?.version === event.version ? row : null };
    });
  }

  /** Nothing stays in memory of a message that was removed. */
  #forget(events: readonly FedEvent[]): void {
    const removed = new Set(
      events.flatMap(({ type, message_id }) => (type === 'removed' ? [message_id] : [])),
    );
    if (removed.size === 0) return;
    for (const event of this.#recent) if (removed.has(event.message_id)) event.row = null;
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  #tell(): void {
    for (const done of [...this.#waiting]) done();
  }
}
