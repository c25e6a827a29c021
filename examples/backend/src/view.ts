/** Rows as one person sees them. */
import type { Session } from './context.js';
import { instant } from './context.js';
import { masked } from './contact-number.js';
import type { Db } from './db/database.js';
import type { HistoryTable, MessageRow } from './db/schema.js';
import { numbersFor } from './people.js';
import { actionsFor } from './rules.js';
import type { Wire } from './wire.js';

/** A message with the names that stand elsewhere. */
export type FullRow = MessageRow & {
  organization: string | null;
  skill_queue: string | null;
  lease_owner_name: string | null;
  is_purged: number | boolean;
};

export function selectMessages(db: Db) {
  return db
    .selectFrom('messages as m')
    .leftJoin('organizations as o', 'o.id', 'm.organization_id')
    .leftJoin('skill_queues as q', 'q.id', 'm.skill_queue_id')
    .leftJoin('agents as a', 'a.employee_id', 'm.lease_owner')
    .leftJoin('recordings as r', 'r.id', 'm.recording_id')
    .selectAll('m')
    .select(['o.name as organization', 'q.name as skill_queue', 'a.name as lease_owner_name'])
    .select((eb) =>
      eb.and([eb('r.id', 'is not', null), eb('r.storage_key', 'is', null)]).as('is_purged'),
    );
}

export async function findRow(db: Db, messageId: string): Promise<FullRow | undefined> {
  return (await selectMessages(db).where('m.id', '=', messageId).executeTakeFirst()) as
    FullRow | undefined;
}

/** The message with its history, as the person of the session sees it. */
export async function viewWithHistory(
  session: Session,
  db: Db,
  row: FullRow,
): Promise<Wire['Message']> {
  const lines = await db
    .selectFrom('history')
    .selectAll()
    .where('message_id', '=', row.id)
    .orderBy('version')
    .execute();
  return view(session, row, lines);
}

/** Several messages with their histories, in two queries. */
export async function viewAll(
  session: Session,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Wire['Message']>> {
  if (ids.length === 0) return new Map();
  const rows = (await selectMessages(db).where('m.id', 'in', ids).execute()) as FullRow[];
  const lines = await db
    .selectFrom('history')
    .selectAll()
    .where('message_id', 'in', ids)
    .orderBy('version')
    .execute();
  const histories = new Map<string, HistoryTable[]>();
  for (const line of lines) {
    const history = histories.get(line.message_id);
    if (history) history.push(line);
    else histories.set(line.message_id, [line]);
  }
  return new Map(rows.map((row) => [row.id, view(session, row, histories.get(row.id) ?? [])]));
}

/** Without `history` (in lists and events) it is left out. */
export function view(
  { user, settings }: Session,
  row: FullRow,
  history?: readonly HistoryTable[],
): Wire['Message'] {
  const { contact_number: number, lease_id: leaseId } = row;
  const isShown = numbersFor(user, settings) === 'shown';
  return {
    id: row.id,
    version: row.version,
    channel: row.channel,
    status: row.status,
    contactNumber: number === null || isShown ? number : masked(number),
    employeeId: row.employee_id,
    businessAccount: row.business_account,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    durationSeconds: row.duration_seconds,
    text: row.text,
    language: row.language,
    organization: row.organization,
    skillQueue: row.skill_queue,
    actions: actionsFor(row, user, settings, Boolean(row.is_purged)),
    lease:
      leaseId === null || row.lease_owner === null || row.lease_expires_at === null
        ? null
        : {
            id: leaseId,
            ownerEmployeeId: row.lease_owner,
            ownerName: row.lease_owner_name,
            mine: row.lease_owner === user.employeeId,
            expiresAt: instant(row.lease_expires_at),
          },
    allocationFailure:
      row.failure_code === null
        ? null
        : {
            code: row.failure_code,
            since: row.failure_since === null ? null : instant(row.failure_since),
            tries: row.failure_tries,
            target: row.failure_target,
          },
    handlingComments: row.handling_comments,
    dueAt: row.due_at === null ? null : instant(row.due_at),
    ...(history
      ? {
          history: history.map(({ at, kind, employee_id, name, note }) => ({
            at: instant(at),
            kind,
            employeeId: employee_id,
            name,
            note,
          })),
        }
      : {}),
  };
}
