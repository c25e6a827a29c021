/** Start, resume, take over, renew, submit, release, and the end of leases. Each change is one conditional update. */
import { randomUUID } from 'node:crypto';
import { sql, type UpdateObject } from 'kysely';
import { instant, type Service, type Session } from './context.js';
import { once, tell, writeHistory, type Command, type Done } from './commands.js';
import type { Db } from './db/database.js';
import type { Tables } from './db/schema.js';
import { isHeardEnough } from './listening.js';
import { Problem, invalid } from './problems.js';
import { mayProcess } from './rules.js';
import { findRow, view, viewWithHistory, type FullRow } from './view.js';
import type { Wire } from './wire.js';

export interface MessageCommand extends Command {
  readonly messageId: string;
  readonly expectedVersion: number;
}

export async function startProcessing(
  session: Session,
  command: MessageCommand,
  { takeOver }: Wire['StartRequest'],
): Promise<Wire['Message']> {
  await giveBackExpired(session);
  return once(session, command, async (trx) => {
    const { user, settings, database } = session;
    const row = await find(trx, command.messageId);
    const isOwnedByOther = row.lease_owner !== null && row.lease_owner !== user.employeeId;
    if (isOwnedByOther && !takeOver) throw conflict(session, row, command.expectedVersion);
    const isRightStatus = row.status === 'unprocessed' || row.status === 'processing';
    if (!isRightStatus || row.version !== command.expectedVersion) {
      throw conflict(session, row, command.expectedVersion);
    }
    if (!mayProcess(row, user)) throw new Problem('forbidden');
    const leaseEnd = sql<number>`${database.now} + ${settings.leaseSeconds * 1000}`;

    if (row.lease_owner === user.employeeId) {
      // The owner resumes: the lease lasts longer, the message is what it was.
      const resumed = await trx
        .updateTable('messages')
        .set({ lease_expires_at: leaseEnd })
        .where('id', '=', row.id)
        .where('version', '=', command.expectedVersion)
        .where('lease_expires_at', '>', database.now)
        .executeTakeFirst();
      if (resumed.numUpdatedRows === 0n) throw await lost(session, trx, command);
      return { answer: await show(session, trx, row.id), changes: [] };
    }
    const reason = takeOver?.reason.trim() ?? '';
    if (isOwnedByOther && reason === '') throw invalid('takeOver.reason', 'required');
    return change(session, trx, command, {
      set: {
        status: 'processing',
        lease_id: randomUUID(),
        lease_owner: user.employeeId,
        lease_expires_at: leaseEnd,
      },
      kind: isOwnedByOther ? 'taken-over' : 'processing-started',
      note: isOwnedByOther ? reason : null,
    });
  });
}

/** Makes the lease last longer. Neither version nor history change, so no key is needed. */
export async function renewLease(
  session: Session,
  messageId: string,
  { leaseId }: Wire['LeaseRequest'],
): Promise<Wire['Lease']> {
  const { database, settings, user } = session;
  const { db } = database;
  const renewed = await db
    .updateTable('messages')
    .set({ lease_expires_at: sql<number>`${database.now} + ${settings.leaseSeconds * 1000}` })
    .where('id', '=', messageId)
    .where('lease_id', '=', leaseId)
    .where('lease_owner', '=', user.employeeId)
    .where('lease_expires_at', '>', database.now)
    .returning('lease_expires_at')
    .executeTakeFirst();
  if (!renewed?.lease_expires_at) {
    await giveBackExpired(session);
    throw conflict(session, await find(db, messageId));
  }
  return {
    id: leaseId,
    ownerEmployeeId: user.employeeId,
    ownerName: user.name,
    mine: true,
    expiresAt: instant(renewed.lease_expires_at),
  };
}

export async function submitProcessing(
  session: Session,
  command: MessageCommand,
  { leaseId, comments, heard }: Wire['SubmissionRequest'],
): Promise<Wire['Message']> {
  await giveBackExpired(session);
  return once(session, command, async (trx) => {
    const row = await findHeld(session, trx, command, leaseId);
    if (comments.trim() === '') throw invalid('comments', 'required');
    if (comments.length > session.settings.commentLimit) throw invalid('comments', 'too-long');
    if (!(await isHeardEnough(session, trx, row, heard)))
      throw invalid('heard', 'heard-too-little');
    return change(session, trx, command, {
      set: { status: 'processed', ...NO_LEASE, handling_comments: comments },
      kind: 'processed',
      note: comments,
      ofLease: row.lease_id,
    });
  });
}

export async function releaseProcessing(
  session: Session,
  command: MessageCommand,
  { leaseId }: Wire['ReleaseRequest'],
): Promise<Wire['Message']> {
  await giveBackExpired(session);
  return once(session, command, async (trx) => {
    const row = await findHeld(session, trx, command, leaseId);
    return change(session, trx, command, {
      set: { status: 'unprocessed', ...NO_LEASE },
      kind: 'released',
      note: null,
      ofLease: row.lease_id,
    });
  });
}

/**
 * Messages whose lease has ended, by the database's clock, are Unprocessed again, since the moment at
 * which it ended. Looked for before each command and every second; whichever process comes first does it.
 */
export async function giveBackExpired(service: Service): Promise<void> {
  const { database } = service;
  const ended = await database.db
    .selectFrom('messages')
    .select(['id', 'version', 'lease_expires_at'])
    .where('lease_expires_at', '<=', database.now)
    .orderBy('id')
    .limit(100)
    .execute();
  if (ended.length === 0) return;
  await database.db.transaction().execute(async (trx) => {
    const changes = [];
    for (const { id, version, lease_expires_at: end } of ended) {
      const at = end ?? 0;
      const { numUpdatedRows } = await trx
        .updateTable('messages')
        .set({ version: version + 1, status: 'unprocessed', ...NO_LEASE, updated_at: at })
        .where('id', '=', id)
        .where('version', '=', version)
        // It may have been renewed since.
        .where('lease_expires_at', '<=', database.now)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) continue;
      await writeHistory(trx, [
        {
          message_id: id,
          version: version + 1,
          at,
          kind: 'released',
          employee_id: null,
          name: null,
          note: null,
        },
      ]);
      changes.push({ messageId: id, version: version + 1, kind: 'lease-ended' });
    }
    await tell(service, trx, changes);
  });
  service.onCommit();
}

const NO_LEASE = { lease_id: null, lease_owner: null, lease_expires_at: null } as const;

/** The message, if this person holds its lease and it is as the person knows it. */
async function findHeld(
  session: Session,
  trx: Db,
  { messageId, expectedVersion }: MessageCommand,
  leaseId: string | null,
): Promise<FullRow> {
  const row = await find(trx, messageId);
  if (
    row.status !== 'processing' ||
    row.lease_owner !== session.user.employeeId ||
    (leaseId !== null && leaseId !== row.lease_id) ||
    row.version !== expectedVersion
  ) {
    throw conflict(session, row, expectedVersion);
  }
  return row;
}

/** The change itself: done only if version and lease are still what they were. */
async function change(
  session: Session,
  trx: Db,
  command: MessageCommand,
  {
    set,
    kind,
    note,
    ofLease,
  }: {
    set: UpdateObject<Tables, 'messages'>;
    kind: string;
    note: string | null;
    ofLease?: string | null;
  },
): Promise<Done<Wire['Message']>> {
  const { user, database } = session;
  const { messageId, expectedVersion } = command;
  const version = expectedVersion + 1;
  let update = trx
    .updateTable('messages')
    .set({ ...set, version, updated_at: database.now })
    .where('id', '=', messageId)
    .where('version', '=', expectedVersion);
  if (ofLease)
    update = update.where('lease_id', '=', ofLease).where('lease_expires_at', '>', database.now);
  const changed = await update.returning('updated_at').executeTakeFirst();
  if (!changed) throw await lost(session, trx, command);
  await writeHistory(trx, [
    {
      message_id: messageId,
      version,
      at: changed.updated_at,
      kind,
      employee_id: user.employeeId,
      name: user.name,
      note,
    },
  ]);
  const reason = kind === 'taken-over' ? note : null;
  return {
    answer: await show(session, trx, messageId),
    changes: [{ messageId, version, kind, reason }],
  };
}

async function find(db: Db, messageId: string): Promise<FullRow> {
  const row = await findRow(db, messageId);
  if (!row) throw new Problem('not-found');
  return row;
}

async function show(session: Session, db: Db, messageId: string): Promise<Wire['Message']> {
  return viewWithHistory(session, db, await find(db, messageId));
}

/** Somebody was faster, between reading and writing. */
async function lost(
  session: Session,
  db: Db,
  { messageId, expectedVersion }: MessageCommand,
): Promise<Problem> {
  return conflict(session, await find(db, messageId), expectedVersion);
}

/** 412 when the version is another one, 409 when the version is right and the state is not. */
function conflict(session: Session, row: FullRow, expectedVersion = row.version): Problem {
  return new Problem('conflict', {
    status: expectedVersion === row.version ? 409 : 412,
    current: view(session, row),
  });
}
