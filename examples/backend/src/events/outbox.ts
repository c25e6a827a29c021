/** The outbox: events are written in the transaction that makes the change, and numbered in the order of commits. */
import { sql } from 'kysely';
import type { Service } from '../context.js';
import { EVENT_CHANNEL, type Db } from '../db/database.js';

export interface NewEvent {
  readonly type: 'changed' | 'removed';
  readonly messageId: string;
  readonly version: number;
  readonly reason?: 'deleted' | 'erased';
}

/**
 * Call it as the last thing of a transaction. The counter's row stays locked until the commit: no
 * number is skipped, none is seen before a lower one, and a rolled-back transaction takes none.
 */
export async function appendEvents(
  { database }: Service,
  trx: Db,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { last } = await trx
    .updateTable('event_counter')
    .set((eb) => ({ last: eb('last', '+', events.length) }))
    .where('id', '=', 1)
    .returning('last')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('events')
    .values(
      events.map(({ type, messageId, version, reason = null }, index) => ({
        sequence: last - events.length + 1 + index,
        type,
        message_id: messageId,
        version,
        reason,
        at: database.now,
      })),
    )
    .execute();
  // Sent by the commit, and only by it.
  if (database.kind === 'postgres') await sql`select pg_notify(${EVENT_CHANNEL}, '')`.execute(trx);
}

/** Number of the last event. */
export async function lastSequence(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('event_counter')
    .select('last')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return last;
}
