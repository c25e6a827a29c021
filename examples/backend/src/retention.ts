/** What goes when its time is over: recordings, messages, answers of commands, events. The audit stays. */
import { sql } from 'kysely';
import { audit } from './audit.js';
import { tell } from './commands.js';
import type { Service } from './context.js';
import { appendEvents } from './events/outbox.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BATCH = 500;

/** One round. It may run in every process: what one has done the other does not find. */
export async function cleanUp(service: Service): Promise<void> {
  const { database, settings } = service;
  const { db, now } = database;
  const before = (ms: number) => sql<number>`${now} - ${ms}`;
  await db
    .deleteFrom('command_keys')
    .where('at', '<', before(settings.keyHours * HOUR_MS))
    .execute();
  await db
    .deleteFrom('events')
    .where('at', '<', before(settings.eventHours * HOUR_MS))
    .execute();
  await db.deleteFrom('allocations').where('until', '<', before(HOUR_MS)).execute();
  if (settings.recordingDays > 0) await deleteRecordings(service, settings.recordingDays * DAY_MS);
  if (settings.messageDays > 0) {
    for (;;) {
      const old = await db
        .selectFrom('messages')
        .select('id')
        .where('created_at', '<', before(settings.messageDays * DAY_MS))
        .limit(BATCH)
        .execute();
      await eraseMessages(
        service,
        old.map(({ id }) => id),
        'retention',
      );
      if (old.length < BATCH) break;
    }
  }
  await deleteOrphans(service);
}

/** Takes messages away with all that belongs to them; the screens are told that nothing may be kept. */
export async function eraseMessages(
  service: Service,
  ids: readonly string[],
  reason: string,
): Promise<number> {
  if (ids.length === 0) return 0;
  const erased = await service.database.db.transaction().execute(async (trx) => {
    // History, listening and undo go with it.
    const gone = await trx
      .deleteFrom('messages')
      .where('id', 'in', ids)
      .returning(['id', 'version'])
      .execute();
    const answers = trx.selectFrom('command_messages').select('key').where('message_id', 'in', ids);
    await trx
      .updateTable('command_keys')
      .set({ answer: null })
      .where('key', 'in', answers)
      .execute();
    await trx.deleteFrom('command_messages').where('message_id', 'in', ids).execute();
    await audit(
      service,
      trx,
      gone.map(({ id, version }) => ({ act: 'erased', messageId: id, version, reason })),
    );
    await appendEvents(
      service,
      trx,
      gone.map(({ id, version }) => ({
        type: 'removed',
        messageId: id,
        version: version + 1,
        reason: 'erased',
      })),
    );
    return gone.length;
  });
  if (erased > 0) service.onCommit();
  return erased;
}

/** The sound goes, the message stays and says so. */
async function deleteRecordings(service: Service, ageMs: number): Promise<void> {
  const { database, store } = service;
  const old = await database.db
    .selectFrom('recordings')
    .select(['id', 'storage_key'])
    .where('storage_key', 'is not', null)
    .where('imported_at', '<', sql<number>`${database.now} - ${ageMs}`)
    .limit(BATCH)
    .execute();
  for (const { id, storage_key: key } of old) {
    // The file first: should this process die between, the next round does it again.
    await store.remove(key!);
    await database.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('recordings')
        .set({ storage_key: null, peaks: '[]', transcript: null })
        .where('id', '=', id)
        .execute();
      const changed = await trx
        .updateTable('messages')
        .set((eb) => ({ version: eb('version', '+', 1), updated_at: database.now }))
        .where('recording_id', '=', id)
        .returning(['id', 'version'])
        .execute();
      await tell(
        service,
        trx,
        changed.map((row) => ({
          messageId: row.id,
          version: row.version,
          kind: 'recording-purged',
        })),
      );
    });
    service.onCommit();
  }
}

/** Sounds that no message has any more. */
async function deleteOrphans({ database, store }: Service): Promise<void> {
  const { db, now } = database;
  const orphans = await db
    .selectFrom('recordings as r')
    .leftJoin('messages as m', 'm.recording_id', 'r.id')
    .select(['r.id', 'r.storage_key'])
    .where('m.id', 'is', null)
    .where('r.imported_at', '<', sql<number>`${now} - ${HOUR_MS}`)
    .limit(BATCH)
    .execute();
  for (const { id, storage_key: key } of orphans) {
    if (key !== null) await store.remove(key);
    await db.deleteFrom('recordings').where('id', '=', id).execute();
  }
}
