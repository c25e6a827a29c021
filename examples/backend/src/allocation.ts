/** Giving messages to agents, one result per message, and taking that back. */
import { clock, type Session } from './context.js';
import { once, writeHistory, type Change, type Command } from './commands.js';
import type { HistoryTable } from './db/schema.js';
import { Problem, invalid } from './problems.js';
import { giveBackExpired } from './processing.js';
import { canBeAllocated } from './rules.js';
import { selectMessages, view, viewAll, type FullRow } from './view.js';
import type { Wire } from './wire.js';

type Result = Wire['AllocationResult'];
type Refusal = Omit<Result, 'messageId' | 'ok'>;

export async function allocateMessages(
  session: Session,
  command: Command,
  { assignments }: Wire['AllocationRequest'],
): Promise<Result[]> {
  const { user, settings } = session;
  if (assignments.length > settings.maxAssignments) throw invalid('assignments', 'too-many');
  refuseTwins(assignments, 'assignments');
  if (!user.roles.has('administrator')) throw new Problem('forbidden');
  await giveBackExpired(session);

  return once(session, command, async (trx) => {
    const ids = assignments.map(({ messageId }) => messageId);
    const rows = new Map(
      ((await selectMessages(trx).where('m.id', 'in', ids).execute()) as FullRow[]).map((row) => [
        row.id,
        row,
      ]),
    );
    const agents = new Map(
      (
        await trx
          .selectFrom('agents')
          .select(['employee_id', 'business_account', 'name'])
          .where(
            'employee_id',
            'in',
            assignments.map(({ employeeId }) => employeeId),
          )
          .where('roles', 'like', '%agent%')
          .execute()
      ).map((agent) => [agent.employee_id, agent]),
    );
    const now = await clock(session, trx);
    const refused = new Map<string, Refusal>();
    const changes: Change[] = [];
    const history: HistoryTable[] = [];

    // In the order of ids: two allocations of the same messages wait for each other, and never in a circle.
    for (const { messageId, expectedVersion, employeeId } of byId(assignments)) {
      const row = rows.get(messageId);
      const agent = agents.get(employeeId);
      if (!row) refused.set(messageId, { code: 'not-found' });
      else if (row.version !== expectedVersion || !canBeAllocated(row.status, settings)) {
        refused.set(messageId, { code: 'conflict', current: view(session, row) });
      } else if (!agent) {
        refused.set(messageId, {
          code: 'invalid',
          fields: [{ field: 'employeeId', code: 'agent-gone' }],
        });
      } else {
        const version = expectedVersion + 1;
        const { numUpdatedRows } = await trx
          .updateTable('messages')
          .set({
            version,
            status: 'unprocessed',
            employee_id: agent.employee_id,
            business_account: agent.business_account,
            failure_code: null,
            failure_since: null,
            failure_tries: null,
            failure_target: null,
            updated_at: now,
          })
          .where('id', '=', messageId)
          .where('version', '=', expectedVersion)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) {
          refused.set(messageId, { code: 'conflict' });
          continue;
        }
        changes.push({ messageId, version, kind: 'allocated', reason: agent.employee_id });
        const line = { employee_id: user.employeeId, name: user.name, note: agent.name };
        history.push({ message_id: messageId, version, at: now, kind: 'allocated', ...line });
      }
    }
    await writeHistory(trx, history);
    if (changes.length > 0) {
      const changed = changes.map(({ messageId }) => messageId);
      await trx.deleteFrom('allocations').where('message_id', 'in', changed).execute();
      await trx
        .insertInto('allocations')
        .values(
          changes.map(({ messageId, version }) => {
            const before = rows.get(messageId)!;
            const {
              failure_code: code,
              failure_since: since,
              failure_tries: tries,
              failure_target: target,
            } = before;
            return {
              message_id: messageId,
              version,
              by: user.employeeId,
              until: now + settings.undoSeconds * 1000,
              status: before.status,
              employee_id: before.employee_id,
              business_account: before.business_account,
              failure: code === null ? null : JSON.stringify({ code, since, tries, target }),
            };
          }),
        )
        .execute();
    }
    return { answer: await results(session, trx, ids, refused), changes };
  });
}

export async function undoAllocation(
  session: Session,
  command: Command,
  { messages }: Wire['UndoRequest'],
): Promise<Result[]> {
  const { user, database } = session;
  refuseTwins(messages, 'messages');
  return once(session, command, async (trx) => {
    const ids = messages.map(({ messageId }) => messageId);
    const versions = new Map(
      (
        await trx.selectFrom('messages').select(['id', 'version']).where('id', 'in', ids).execute()
      ).map(({ id, version }) => [id, version]),
    );
    const entries = new Map(
      (
        await trx.selectFrom('allocations').selectAll().where('message_id', 'in', ids).execute()
      ).map((entry) => [entry.message_id, entry]),
    );
    const now = await clock(session, trx);
    const refused = new Map<string, Refusal>();
    const changes: Change[] = [];
    for (const { messageId, expectedVersion } of byId(messages)) {
      const entry = entries.get(messageId);
      if (!versions.has(messageId)) refused.set(messageId, { code: 'not-found' });
      else if (versions.get(messageId) !== expectedVersion || entry?.version !== expectedVersion) {
        refused.set(messageId, { code: 'conflict' });
      } else if (entry.by !== user.employeeId) refused.set(messageId, { code: 'forbidden' });
      else if (now > entry.until) {
        refused.set(messageId, {
          code: 'invalid',
          fields: [{ field: 'messages', code: 'undo-expired' }],
        });
      } else {
        const version = expectedVersion + 1;
        const failure = entry.failure === null ? null : (JSON.parse(entry.failure) as Failure);
        const { numUpdatedRows } = await trx
          .updateTable('messages')
          .set({
            version,
            status: entry.status,
            employee_id: entry.employee_id,
            business_account: entry.business_account,
            failure_code: failure?.code ?? null,
            failure_since: failure?.since ?? null,
            failure_tries: failure?.tries ?? null,
            failure_target: failure?.target ?? null,
            updated_at: database.now,
          })
          .where('id', '=', messageId)
          .where('version', '=', expectedVersion)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) {
          refused.set(messageId, { code: 'conflict' });
          continue;
        }
        await trx.deleteFrom('allocations').where('message_id', '=', messageId).execute();
        // As it was in everything but its version; the audit keeps both acts.
        await trx
          .deleteFrom('history')
          .where('message_id', '=', messageId)
          .where('version', '=', expectedVersion)
          .execute();
        changes.push({ messageId, version, kind: 'allocation-undone' });
      }
    }
    return { answer: await results(session, trx, ids, refused), changes };
  });
}

interface Failure {
  code: string;
  since: number | null;
  tries: number | null;
  target: string | null;
}

/** One result for each message, in the order of the request; a conflict shows how the message stands. */
async function results(
  session: Session,
  trx: Parameters<typeof viewAll>[1],
  ids: readonly string[],
  refused: ReadonlyMap<string, Refusal>,
): Promise<Result[]> {
  const views = await viewAll(session, trx, ids);
  return ids.map((messageId): Result => {
    const refusal = refused.get(messageId);
    const message = views.get(messageId);
    if (!refusal)
      return message
        ? { messageId, ok: true, message }
        : { messageId, ok: false, code: 'not-found' };
    const current = refusal.code === 'conflict' && message ? { current: message } : {};
    return { messageId, ok: false, ...refusal, ...current };
  });
}

function refuseTwins(list: readonly { messageId: string }[], field: string): void {
  if (new Set(list.map(({ messageId }) => messageId)).size < list.length)
    throw invalid(field, 'repeated');
}

function byId<Item extends { messageId: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
}
