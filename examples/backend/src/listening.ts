/** Who has heard which parts of a recording, and whether it is enough to submit. */
import type { Session } from './context.js';
import type { Db } from './db/database.js';
import { Problem, invalid } from './problems.js';
import { permissionFor } from './rules.js';
import { findRow, type FullRow } from './view.js';
import type { Span, Wire } from './wire.js';

/** Clocks of browsers tick coarsely: so much less of the recording is forgiven. */
const FORGIVEN_SHARE = 0.02;

interface Listening {
  messageId: string;
  spans: Span[];
  others: Span[];
}

export async function getListening(session: Session, messageId: string): Promise<Listening> {
  const { db } = session.database;
  await findHearable(session, db, messageId);
  return held(session, db, messageId);
}

export async function saveListening(
  session: Session,
  messageId: string,
  spans: readonly Span[],
): Promise<Listening> {
  const { db } = session.database;
  const row = await findHearable(session, db, messageId);
  await unite(session, db, row, spans);
  return held(session, db, messageId);
}

/** Whether `row` may be submitted as far as listening goes. What is told now is kept too. */
export async function isHeardEnough(
  session: Session,
  db: Db,
  row: FullRow,
  heard: Wire['SubmissionRequest']['heard'],
): Promise<boolean> {
  const needed = session.settings.heardBeforeSubmitPercent / 100;
  if (needed <= 0 || row.channel !== 'voice') return true;
  if (heard) {
    await unite(session, db, row, heard.spans);
    if (heard.instead !== null) return true;
  }
  if (row.duration_seconds === null) return true;
  const { spans } = await held(session, db, row.id);
  const seconds = spans.reduce(
    (sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds,
    0,
  );
  return seconds / row.duration_seconds >= needed - FORGIVEN_SHARE;
}

async function findHearable(session: Session, db: Db, messageId: string): Promise<FullRow> {
  const row = await findRow(db, messageId);
  if (!row) throw new Problem('not-found');
  const { user, settings } = session;
  if (!permissionFor(row, 'play', user, settings, Boolean(row.is_purged)).allowed)
    throw new Problem('forbidden');
  return row;
}

async function held({ user }: Session, db: Db, messageId: string): Promise<Listening> {
  const rows = await db
    .selectFrom('listening')
    .selectAll()
    .where('message_id', '=', messageId)
    .execute();
  const spansOf = (isMine: boolean): Span[] =>
    union(
      rows
        .filter(({ employee_id }) => (employee_id === user.employeeId) === isMine)
        .flatMap(({ spans }) => JSON.parse(spans) as Span[]),
    );
  return { messageId, spans: spansOf(true), others: spansOf(false) };
}

/** Adds to what is held; two reports at once both stay, since the second is written on top of the first. */
async function unite(
  { user }: Session,
  db: Db,
  row: FullRow,
  spans: readonly Span[],
): Promise<void> {
  if (spans.some(({ startSeconds, endSeconds }) => endSeconds <= startSeconds))
    throw invalid('spans', 'malformed');
  const length = row.duration_seconds ?? Infinity;
  const clipped = spans
    .filter(({ startSeconds }) => startSeconds < length)
    .map(({ startSeconds, endSeconds }) => ({
      startSeconds,
      endSeconds: Math.min(endSeconds, length),
    }));
  const key = { message_id: row.id, employee_id: user.employeeId };
  await db
    .insertInto('listening')
    .values({ ...key, spans: '[]' })
    .onConflict((conflict) => conflict.columns(['message_id', 'employee_id']).doNothing())
    .execute();
  for (;;) {
    const { spans: before } = await db
      .selectFrom('listening')
      .select('spans')
      .where('message_id', '=', row.id)
      .where('employee_id', '=', user.employeeId)
      .executeTakeFirstOrThrow();
    const after = JSON.stringify(union([...(JSON.parse(before) as Span[]), ...clipped]));
    if (after === before) return;
    const { numUpdatedRows } = await db
      .updateTable('listening')
      .set({ spans: after })
      .where('message_id', '=', row.id)
      .where('employee_id', '=', user.employeeId)
      .where('spans', '=', before)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return;
  }
}

/** Sorted, without overlaps. */
export function union(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const { startSeconds, endSeconds } of [...spans].sort(
    (a, b) => a.startSeconds - b.startSeconds,
  )) {
    const last = united.at(-1);
    if (last && startSeconds <= last.endSeconds)
      last.endSeconds = Math.max(last.endSeconds, endSeconds);
    else united.push({ startSeconds, endSeconds });
  }
  return united;
}
