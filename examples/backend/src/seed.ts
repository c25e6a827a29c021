/** Fills an empty database for a demo: the package's invented messages, agents and spoken recordings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSeed, recordedMessages } from 'aicc-messages/mocks/memory';
import { searchForm } from './contact-number.js';
import type { Service } from './context.js';
import type { HistoryTable, NewMessage, Status } from './db/schema.js';
import { importRecording } from './recordings/import.js';

const ADMINISTRATORS = 5;
/** Rows in one statement: both databases limit its parameters. */
const BATCH = 500;
/** Where `npm run pack:examples` puts the spoken recordings, and where they are in the whole project. */
const FOLDERS = ['../recordings', '../../../public/recordings'];

export async function seedDemo(service: Service): Promise<void> {
  const { database, settings, log } = service;
  // Whoever writes the row first does it; another process that starts meanwhile waits for the commit.
  const isDone = await database.db
    .selectFrom('meta')
    .select('name')
    .where('name', '=', 'seed')
    .executeTakeFirst();
  if (isDone) return;
  const recordings = await importDemoRecordings(service);
  await database.db.transaction().execute(async (trx) => {
    const first = await trx
      .insertInto('meta')
      .values({ name: 'seed', value: 'demo' })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirstOrThrow();
    if (first.numInsertedOrUpdatedRows === 0n) return;
    const older = Math.floor(settings.seedMessages / 10);
    const seed = createSeed({ recent: settings.seedMessages - older, older });
    log.info({ messages: settings.seedMessages }, 'filling the empty database');

    await trx
      .insertInto('organizations')
      .values(
        seed.organizations.map(({ id, name, parentId }) => ({ id, name, parent_id: parentId })),
      )
      .execute();
    await trx
      .insertInto('skill_queues')
      .values([...seed.skillQueues])
      .execute();
    const organizationIds = new Map(seed.organizations.map(({ id, name }) => [name, id]));
    const agents = [
      ...seed.agents.map((agent, index) => ({
        ...agent,
        roles: index < ADMINISTRATORS ? 'administrator agent' : 'agent',
      })),
      ...['Noor van Dijk', 'Adaeze Okafor'].map((name, index) => ({
        ...{
          employeeId: String(1001 + seed.agents.length + index),
          name,
          state: 'idle',
          roles: 'agent',
        },
        ...{ businessAccount: `j${100_001 + seed.agents.length + index}`, organization: null },
        skillQueues: seed.skillQueues.slice(0, 2),
      })),
      {
        ...{ employeeId: '2001', name: 'Miriam Sandoval', state: 'idle', roles: 'supervisor' },
        ...{ businessAccount: 'j200001', organization: null, skillQueues: [] },
      },
    ];
    await trx
      .insertInto('agents')
      .values(
        agents.map(({ employeeId, businessAccount, name, organization, state, roles }) => ({
          employee_id: employeeId,
          business_account: businessAccount,
          name: name ?? employeeId,
          organization_id: organizationIds.get(organization ?? '') ?? null,
          state,
          roles,
        })),
      )
      .execute();
    await trx
      .insertInto('agent_skill_queues')
      .values(
        agents.flatMap(({ employeeId, skillQueues }) =>
          skillQueues.map(({ id }) => ({ employee_id: employeeId, skill_queue_id: id })),
        ),
      )
      .execute();

    const messages: NewMessage[] = [];
    const history: HistoryTable[] = [];
    if (!('facts' in seed.messages)) {
      for (const each of seed.messages) {
        const recordingId =
          each.recordingFile === null
            ? null
            : recordings.get(each.recordingState === 'purged' ? 'purged' : each.recordingFile);
        messages.push({
          id: each.id,
          version: each.version,
          channel: each.channel as 'voice',
          status: each.status as Status,
          contact_number: each.contactNumber,
          contact_search: each.contactNumber === null ? null : searchForm(each.contactNumber),
          employee_id: each.employeeId,
          business_account: each.businessAccount,
          organization_id: each.organizationId,
          skill_queue_id: each.skillQueueId,
          created_at: Date.parse(each.createdAt),
          updated_at: Date.parse(each.updatedAt),
          text: each.text,
          language: each.language,
          handling_comments: each.handlingComments,
          recording_id: recordingId ?? null,
          duration_seconds: each.durationSeconds,
          lease_id: each.lease?.id ?? null,
          lease_owner: each.lease?.ownerEmployeeId ?? null,
          lease_expires_at: each.lease?.expiresAt ? Date.parse(each.lease.expiresAt) : null,
          due_at: each.dueAt ? Date.parse(each.dueAt) : null,
          failure_code: each.allocationFailure?.code ?? null,
          failure_since: each.allocationFailure?.since
            ? Date.parse(each.allocationFailure.since)
            : null,
          failure_tries: each.allocationFailure?.tries ?? null,
          failure_target: each.allocationFailure?.target ?? null,
        });
        each.history.forEach(({ at, kind, employeeId, name, note }, index) =>
          history.push({
            message_id: each.id,
            version: index + 1,
            at: Date.parse(at ?? each.createdAt),
            kind,
            employee_id: employeeId,
            name,
            note,
          }),
        );
      }
    }
    for (let at = 0; at < messages.length; at += BATCH) {
      await trx
        .insertInto('messages')
        .values(messages.slice(at, at + BATCH))
        .execute();
    }
    for (let at = 0; at < history.length; at += BATCH) {
      await trx
        .insertInto('history')
        .values(history.slice(at, at + BATCH))
        .execute();
    }
  });
}

/** Ids by file name; `purged` is one whose sound is gone. Missing files leave their messages without recording. */
async function importDemoRecordings(service: Service): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { file, mimeType, language, cues, durationSeconds, peaks } of recordedMessages) {
    const tries = await Promise.all(
      FOLDERS.map((folder) => readFile(join(import.meta.dirname, folder, file)).catch(() => null)),
    );
    const bytes = tries.find((found) => found !== null);
    if (!bytes) continue;
    ids.set(
      file,
      await importRecording(service, {
        bytes,
        mimeType,
        transcript: { language, cues },
        knownSound: { durationSeconds, peaks },
      }),
    );
  }
  const { database } = service;
  ids.set('purged', 'purged');
  await database.db
    .insertInto('recordings')
    .values({
      ...{
        id: 'purged',
        storage_key: null,
        mime_type: 'audio/wav',
        size_bytes: 0,
        duration_seconds: null,
      },
      ...{ peaks: '[]', transcript: null, imported_at: database.now },
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return ids;
}
