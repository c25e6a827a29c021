/** One intent, one effect: a command that comes again is answered as before, and nothing is done again. */
import { createHash } from 'node:crypto';
import { audit } from './audit.js';
import type { Service, Session } from './context.js';
import { isLockTimeout, type Db } from './db/database.js';
import type { HistoryTable } from './db/schema.js';
import { appendEvents } from './events/outbox.js';
import { Problem, invalid } from './problems.js';

export interface Command {
  readonly operation: string;
  readonly key: string;
  /** Everything that the command says: its path, its version and its body. */
  readonly content: unknown;
}

/** A change of one message: what its history, its event and the audit tell. */
export interface Change {
  readonly messageId: string;
  readonly version: number;
  readonly kind: string;
  readonly note?: string | null;
  /** Undo takes a line away in place of adding one. */
  readonly withoutHistory?: boolean;
  readonly reason?: string | null;
}

export interface Done<Answer> {
  readonly answer: Answer;
  readonly changes: readonly Change[];
}

/**
 * Runs `act` in a transaction unless the key is known. The row of the key is written first: a second
 * try that comes meanwhile, in whatever process, waits for it. A command that is refused rolls back,
 * so its key is free again. The same key with other content is refused.
 */
export async function once<Answer>(
  session: Session,
  { operation, key, content }: Command,
  act: (trx: Db) => Promise<Done<Answer>>,
): Promise<Answer> {
  const { database, user } = session;
  const owner = user.employeeId;
  const fingerprint = fingerprintOf(operation, content);
  const result = await database.db.transaction().execute(async (trx) => {
    if (!(await takeKey(trx, session, { owner, key, fingerprint }))) {
      return { isReplay: true, answer: await replay<Answer>(trx, owner, key, fingerprint) };
    }
    const { answer, changes } = await act(trx);
    await trx
      .updateTable('command_keys')
      .set({ answer: JSON.stringify(answer) })
      .where('owner', '=', owner)
      .where('key', '=', key)
      .execute();
    if (changes.length > 0) {
      await trx
        .insertInto('command_messages')
        .values(changes.map(({ messageId }) => ({ owner, key, message_id: messageId })))
        .execute();
    }
    await tell(session, trx, changes);
    return { isReplay: false, answer };
  });
  if (!result.isReplay) session.onCommit();
  return result.answer;
}

/** Audit and events of changes. The events come last: their lock holds until the commit. */
export async function tell(service: Service, trx: Db, changes: readonly Change[]): Promise<void> {
  await audit(
    service,
    trx,
    changes.map(({ kind, ...rest }) => ({ act: kind, ...rest })),
  );
  await appendEvents(
    service,
    trx,
    changes.map(({ messageId, version }) => ({ type: 'changed', messageId, version })),
  );
}

/** The lines of the history, all in one statement. */
export async function writeHistory(trx: Db, lines: readonly HistoryTable[]): Promise<void> {
  if (lines.length > 0)
    await trx
      .insertInto('history')
      .values([...lines])
      .execute();
}

async function takeKey(
  trx: Db,
  { database }: Session,
  row: { owner: string; key: string; fingerprint: string },
): Promise<boolean> {
  try {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('command_keys')
      .values({ ...row, answer: null, at: database.now })
      .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  } catch (error) {
    if (isLockTimeout(error)) throw new Problem('key-in-progress', { retryAfterSeconds: 1 });
    throw error;
  }
}

async function replay<Answer>(
  trx: Db,
  owner: string,
  key: string,
  fingerprint: string,
): Promise<Answer> {
  const known = await trx
    .selectFrom('command_keys')
    .select(['fingerprint', 'answer'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst();
  if (known && known.fingerprint !== fingerprint) throw invalid('Idempotency-Key', 'reused');
  // Its message was erased meanwhile.
  if (!known?.answer) throw new Problem('not-found');
  return JSON.parse(known.answer) as Answer;
}

function fingerprintOf(operation: string, content: unknown): string {
  return createHash('sha256')
    .update(`${operation} ${stableJson(content)}`)
    .digest('base64url');
}

/** JSON whose keys are in order, so that equal commands read equal. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
