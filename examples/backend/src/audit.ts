/** Who did what to which message, when and why. Written in the transaction of the act. */
import type { Service, Session } from './context.js';
import type { Db } from './db/database.js';

interface Entry {
  readonly act: string;
  readonly messageId: string | null;
  readonly version?: number | null;
  /** Why, as the person gave it: a purpose, a reason. Never the comments. */
  readonly reason?: string | null;
}

export async function audit(
  session: Session | Service,
  db: Db,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { user, requestId } = session as Partial<Session>;
  await db
    .insertInto('audit')
    .values(
      entries.map(({ act, messageId, version = null, reason = null }) => ({
        at: session.database.now,
        employee_id: user?.employeeId ?? null,
        act,
        message_id: messageId,
        version,
        reason,
        request_id: requestId ?? null,
      })),
    )
    .execute();
}

/** The newest entries first, a hundred at a time; for supervisors. */
export async function readAudit(
  { database }: Session,
  { messageId, before }: { messageId?: string; before?: string },
) {
  let query = database.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(100);
  if (messageId) query = query.where('message_id', '=', messageId);
  if (before && /^\d{1,15}$/.test(before)) query = query.where('id', '<', Number(before));
  const rows = await query.execute();
  return {
    entries: rows.map(({ id, at, employee_id, act, message_id, version, reason, request_id }) => ({
      id,
      at: new Date(at).toISOString(),
      employeeId: employee_id,
      act,
      messageId: message_id,
      version,
      reason,
      requestId: request_id,
    })),
  };
}
