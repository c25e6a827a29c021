/** The schema, step by step. Add a step; never change one that has run somewhere. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { Database } from './database.js';
import type { Tables } from './schema.js';

const steps = (kind: Database['kind']): Record<string, Migration> => ({
  '001-messages': {
    async up(any: Kysely<unknown>) {
      const db = any as Kysely<Tables>;
      const { schema } = db;
      const instant = 'bigint';

      await schema
        .createTable('meta')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text', (c) => c.notNull())
        .execute();
      await schema
        .createTable('organizations')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('parent_id', 'text')
        .execute();
      await schema
        .createTable('skill_queues')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .execute();
      await schema
        .createTable('agents')
        .addColumn('employee_id', 'text', (c) => c.primaryKey())
        .addColumn('business_account', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('organization_id', 'text', (c) => c.references('organizations.id'))
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('roles', 'text', (c) => c.notNull())
        .execute();
      await schema
        .createTable('agent_skill_queues')
        .addColumn('employee_id', 'text', (c) =>
          c.notNull().references('agents.employee_id').onDelete('cascade'),
        )
        .addColumn('skill_queue_id', 'text', (c) => c.notNull().references('skill_queues.id'))
        .addPrimaryKeyConstraint('agent_skill_queues_key', ['employee_id', 'skill_queue_id'])
        .execute();
      await schema
        .createTable('recordings')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('storage_key', 'text')
        .addColumn('mime_type', 'text', (c) => c.notNull())
        .addColumn('size_bytes', 'integer', (c) => c.notNull())
        .addColumn('duration_seconds', 'double precision')
        .addColumn('peaks', 'text', (c) => c.notNull())
        .addColumn('transcript', 'text')
        .addColumn('imported_at', instant, (c) => c.notNull())
        .execute();
      await schema
        .createTable('messages')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('contact_number', 'text')
        .addColumn('contact_search', 'text')
        .addColumn('employee_id', 'text')
        .addColumn('business_account', 'text')
        .addColumn('organization_id', 'text')
        .addColumn('skill_queue_id', 'text')
        .addColumn('created_at', instant, (c) => c.notNull())
        .addColumn('updated_at', instant, (c) => c.notNull())
        .addColumn('text', 'text')
        .addColumn('language', 'text')
        .addColumn('handling_comments', 'text')
        .addColumn('recording_id', 'text', (c) => c.references('recordings.id'))
        .addColumn('duration_seconds', 'double precision')
        .addColumn('lease_id', 'text')
        .addColumn('lease_owner', 'text')
        .addColumn('lease_expires_at', instant)
        .addColumn('failure_code', 'text')
        .addColumn('failure_since', instant)
        .addColumn('failure_tries', 'integer')
        .addColumn('failure_target', 'text')
        .addColumn('due_at', instant)
        .addColumn('attempts', 'integer')
        .addColumn('outcome', 'text')
        .addCheckConstraint(
          'messages_status',
          sql`status in ('to-be-allocated', 'unprocessed', 'processing', 'processed', 'allocation-failed')`,
        )
        // The two facts that no bug may break: a lease has one owner and an end, and only Processing has one.
        .addCheckConstraint(
          'messages_lease',
          sql`(lease_id is null) = (lease_owner is null) and (lease_id is null) = (lease_expires_at is null) and (lease_id is null) = (status <> 'processing')`,
        )
        .addCheckConstraint('messages_times', sql`updated_at >= created_at`)
        .execute();

      // Each filter of the screen with the two orders it can have; ids break ties.
      await schema
        .createIndex('messages_created')
        .on('messages')
        .columns(['created_at', 'id'])
        .execute();
      await schema
        .createIndex('messages_updated')
        .on('messages')
        .columns(['updated_at', 'id'])
        .execute();
      for (const column of ['status', 'channel', 'organization_id', 'skill_queue_id'] as const) {
        await schema
          .createIndex(`messages_${column}`)
          .on('messages')
          .columns([column, 'created_at', 'id'])
          .execute();
      }
      await sql`create index messages_employee on messages (lower(employee_id), created_at, id)`.execute(
        db,
      );
      await sql`create index messages_due on messages (due_at) where due_at is not null and status <> 'processed'`.execute(
        db,
      );
      await sql`create index messages_account on messages (lower(business_account), created_at, id)`.execute(
        db,
      );
      await sql`create index messages_open on messages (employee_id) where status in ('unprocessed', 'processing')`.execute(
        db,
      );
      await sql`create index messages_leases on messages (lease_expires_at) where lease_expires_at is not null`.execute(
        db,
      );
      await sql`create index messages_recording on messages (recording_id) where recording_id is not null`.execute(
        db,
      );
      if (kind === 'postgres') {
        // Three letters in a row find any part of a number. SQLite reads the range instead: it is for small sizes.
        await sql`create extension if not exists pg_trgm`.execute(db);
        await sql`create index messages_contact on messages using gin (contact_search gin_trgm_ops)`.execute(
          db,
        );
      }

      await schema
        .createTable('history')
        .addColumn('message_id', 'text', (c) =>
          c.notNull().references('messages.id').onDelete('cascade'),
        )
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('at', instant, (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('employee_id', 'text')
        .addColumn('name', 'text')
        .addColumn('note', 'text')
        .addPrimaryKeyConstraint('history_key', ['message_id', 'version'])
        .execute();
      await schema
        .createTable('allocations')
        .addColumn('message_id', 'text', (c) =>
          c.primaryKey().references('messages.id').onDelete('cascade'),
        )
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('until', instant, (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('employee_id', 'text')
        .addColumn('business_account', 'text')
        .addColumn('failure', 'text')
        .execute();
      await schema
        .createTable('listening')
        .addColumn('message_id', 'text', (c) =>
          c.notNull().references('messages.id').onDelete('cascade'),
        )
        .addColumn('employee_id', 'text', (c) => c.notNull())
        .addColumn('spans', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('listening_key', ['message_id', 'employee_id'])
        .execute();
      await schema
        .createTable('command_keys')
        .addColumn('owner', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('fingerprint', 'text', (c) => c.notNull())
        .addColumn('answer', 'text')
        .addColumn('at', instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('command_keys_key', ['owner', 'key'])
        .execute();
      await schema.createIndex('command_keys_at').on('command_keys').column('at').execute();
      await schema
        .createTable('command_messages')
        .addColumn('owner', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('message_id', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('command_messages_key', ['owner', 'key', 'message_id'])
        .addForeignKeyConstraint(
          'command_messages_command',
          ['owner', 'key'],
          'command_keys',
          ['owner', 'key'],
          (c) => c.onDelete('cascade'),
        )
        .execute();
      await schema
        .createIndex('command_messages_message')
        .on('command_messages')
        .column('message_id')
        .execute();
      await schema
        .createTable('events')
        .addColumn('sequence', 'bigint', (c) => c.primaryKey())
        .addColumn('type', 'text', (c) => c.notNull())
        .addColumn('message_id', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addColumn('reason', 'text')
        .addColumn('at', instant, (c) => c.notNull())
        .execute();
      await schema.createIndex('events_at').on('events').column('at').execute();
      await schema
        .createTable('event_counter')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('last', 'bigint', (c) => c.notNull())
        .execute();
      await db.insertInto('event_counter').values({ id: 1, last: 0 }).execute();

      await schema
        .createTable('audit')
        .addColumn('id', kind === 'postgres' ? 'bigserial' : 'integer', (c) => c.primaryKey())
        .addColumn('at', instant, (c) => c.notNull())
        .addColumn('employee_id', 'text')
        .addColumn('act', 'text', (c) => c.notNull())
        .addColumn('message_id', 'text')
        .addColumn('version', 'integer')
        .addColumn('reason', 'text')
        .addColumn('request_id', 'text')
        .execute();
      await schema.createIndex('audit_message').on('audit').columns(['message_id', 'id']).execute();
      if (kind === 'postgres') {
        await sql`create function refuse_audit_change() returns trigger language plpgsql as $$ begin raise exception 'audit can only grow'; end $$`.execute(
          db,
        );
        await sql`create trigger audit_grows before update or delete or truncate on audit for each statement execute function refuse_audit_change()`.execute(
          db,
        );
      } else {
        for (const act of ['update', 'delete']) {
          await sql
            .raw(
              `create trigger audit_no_${act} before ${act} on audit begin select raise(abort, 'audit can only grow'); end`,
            )
            .execute(db);
        }
      }
    },
  },
});

/** Brings the schema up to date. Several processes may start together: one of them does it. */
export async function migrate({ db, kind }: Database): Promise<void> {
  const run = async (on: Kysely<Tables>): Promise<void> => {
    const migrator = new Migrator({ db: on, provider: { getMigrations: async () => steps(kind) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  };
  // PostgreSQL has Kysely's advisory lock; in SQLite the lock of the file itself does it.
  if (kind === 'postgres') return run(db);
  await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await run(connection);
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}
