/** Finding and reading messages. */
import { sql, type ExpressionBuilder, type Expression, type SqlBool } from 'kysely';
import { audit } from './audit.js';
import { clock, instant, type Session } from './context.js';
import { plainText, searchForm, VISIBLE_DIGITS } from './contact-number.js';
import type { Db } from './db/database.js';
import type { Status, Tables } from './db/schema.js';
import { lastSequence } from './events/outbox.js';
import { numbersFor } from './people.js';
import { Problem, invalid } from './problems.js';
import { giveBackExpired } from './processing.js';
import { findRow, selectMessages, view, viewWithHistory, type FullRow } from './view.js';
import type { Wire } from './wire.js';

const HOUR_MS = 3_600_000;
const STATUSES: readonly Status[] = [
  'to-be-allocated',
  'unprocessed',
  'processing',
  'processed',
  'allocation-failed',
];
/** On PostgreSQL counted exactly up to here, estimated beyond: what a screen shows must not cost more the more there is. */
const COUNT_LIMIT = 10_000;

type Where = (
  eb: ExpressionBuilder<Tables & { m: Tables['messages'] }, 'm'>,
) => Expression<SqlBool>;

export async function getMessage(session: Session, messageId: string): Promise<Wire['Message']> {
  await giveBackExpired(session);
  const { db } = session.database;
  const row = await findRow(db, messageId);
  if (!row) throw new Problem('not-found');
  await audit(session, db, [{ act: 'viewed', messageId, version: row.version }]);
  return viewWithHistory(session, db, row);
}

export async function searchMessages(session: Session, query: Wire['MessageQuery']) {
  const { db } = session.database;
  // Before the rows: the page then holds at least what this event and all earlier ones tell of.
  const sequence = await lastSequence(db);
  const now = await clock(session, db);
  const wheres = await filters(session, db, query, now);
  const own = ownFilters(query, now);
  const { counts, total, totalIsEstimate } = await count(session, db, wheres, own, now);
  const rows = await readPage(db, [...wheres, ...own], query, total, totalIsEstimate);
  const { size } = query.page;
  const page = rows.slice(0, size);
  const hasMore = rows.length > size;
  const last = page.at(-1);
  return {
    messages: page.map((row) => view(session, row)),
    total,
    totalIsEstimate,
    nextCursor: hasMore && last ? writeCursor(query, last) : null,
    hasMore,
    serverTime: instant(now),
    sequence,
    counts,
  };
}

// --- which messages ----------------------------------------------------------------------------------

/** All filters that the counts of the tabs keep to. One that is left out or empty does not restrict. */
async function filters(
  session: Session,
  db: Db,
  query: Wire['MessageFilters'],
  now: number,
): Promise<Where[]> {
  const { from, to, isToIncluded } = timeRange(query.time, now);
  const wheres: Where[] = [
    (eb) => eb('m.created_at', '>=', from),
    (eb) => eb('m.created_at', isToIncluded ? '<=' : '<', to),
    // A message never changed before it was created: this lets the index of changes begin in time.
    (eb) => eb('m.updated_at', '>=', from),
  ];
  const account = sameId(query.processorAccount);
  const number = query.contactNumber?.trim();
  const { channel, skillQueueId, organizationId } = query;
  if (channel !== undefined) wheres.push((eb) => eb('m.channel', '=', channel as 'voice'));
  if (account)
    wheres.push((eb) => eb(eb.fn<string>('lower', ['m.business_account']), '=', account));
  if (skillQueueId !== undefined) wheres.push((eb) => eb('m.skill_queue_id', '=', skillQueueId));
  if (organizationId !== undefined) {
    const ids = query.includeSubOrganizations
      ? await withSubOrganizations(db, organizationId)
      : [organizationId];
    wheres.push((eb) => eb('m.organization_id', 'in', ids));
  }
  if (number) wheres.push(numberFilter(session, searchForm(number)));
  return wheres;
}

/** `last` counts back from the database's clock and includes both ends; `between` includes `from` and excludes `to`. */
function timeRange(time: Wire['MessageFilters']['time'], now: number) {
  if (time.kind === 'last')
    return { from: Math.floor(now - time.hours * HOUR_MS), to: now, isToIncluded: true };
  const from = Date.parse(time.from);
  const to = Date.parse(time.to);
  if (Number.isNaN(from)) throw invalid('time.from', 'unreadable');
  if (Number.isNaN(to)) throw invalid('time.to', 'unreadable');
  if (to <= from) throw invalid('time.to', 'before-from');
  return { from, to, isToIncluded: false };
}

/**
 * Any part of the number, however it is grouped. Somebody who sees masked numbers finds them only by
 * the whole number or by the digits that are shown: else a number could be guessed digit by digit.
 */
function numberFilter(session: Session, wanted: string): Where {
  // A lone "+" asks for nothing.
  if (wanted === '') return (eb) => eb.val(true);
  if (numbersFor(session.user, session.settings) === 'shown') {
    return (eb) => eb('m.contact_search', 'like', `%${withoutPatterns(wanted)}%`);
  }
  if (wanted.length > VISIBLE_DIGITS) return (eb) => eb('m.contact_search', '=', wanted);
  return (eb) => eb('m.contact_search', 'like', `%${withoutPatterns(wanted)}`);
}

/** Nothing typed is a pattern. A number has none of these signs; a text is found by what is between them. */
function withoutPatterns(text: string): string {
  return text.replaceAll(/[%_\\]/g, '');
}

async function withSubOrganizations(db: Db, id: string): Promise<string[]> {
  const all = await db.selectFrom('organizations').select(['id', 'parent_id']).execute();
  const wanted = new Set([id]);
  for (let before = 0; before !== wanted.size;) {
    before = wanted.size;
    for (const each of all)
      if (each.parent_id !== null && wanted.has(each.parent_id)) wanted.add(each.id);
  }
  return [...wanted];
}

/** The filters that the tabs themselves stand for. */
function ownFilters({ status, employeeId, late }: Wire['MessageFilters'], now: number): Where[] {
  const id = sameId(employeeId);
  return [
    ...(status === undefined ? [] : [isStatus(status as Status)]),
    ...(id ? [isOf(id)] : []),
    ...(late ? [isLate(now)] : []),
  ];
}

const isStatus =
  (status: Status): Where =>
  (eb) =>
    eb('m.status', '=', status);
/** The whole employee ID: 100 does not find 1001. */
const isOf =
  (id: string): Where =>
  (eb) =>
    eb(eb.fn<string>('lower', ['m.employee_id']), '=', id);
const isLate =
  (now: number): Where =>
  (eb) =>
    eb.and([eb('m.due_at', '<', now), eb('m.status', '<>', 'processed')]);

/** Case and what cannot be seen make no difference between ids. */
const sameId = (typed: string | undefined): string => plainText(typed ?? '').toLowerCase();

// --- how many ----------------------------------------------------------------------------------------

/** The tabs' numbers and the total, in one query; each count stops at the limit. */
async function count(
  session: Session,
  db: Db,
  wheres: readonly Where[],
  own: readonly Where[],
  now: number,
): Promise<{ counts: Wire['Counts']; total: number; totalIsEstimate: boolean }> {
  const isLimited = session.database.kind === 'postgres';
  type Kind = Status | 'mine' | 'late' | 'asked';
  const kinds: [name: Kind, own: readonly Where[]][] = [
    ...STATUSES.map((each): [Kind, Where[]] => [each, [isStatus(each)]]),
    ['mine', [isOf(session.user.employeeId.toLowerCase())]],
    ['late', [isLate(now)]],
    // Without filters of its own the total is the sum of the statuses.
    ...(own.length > 0 ? [['asked', own] as [Kind, readonly Where[]]] : []),
  ];
  const some = (own: readonly Where[]) =>
    db
      .selectFrom('messages as m')
      .select(sql<number>`1`.as('one'))
      .where((eb) => eb.and([...wheres, ...own].map((each) => each(eb))));
  const counted = (await db
    .selectNoFrom(
      kinds.map(([name, own]) =>
        db
          .selectFrom((isLimited ? some(own).limit(COUNT_LIMIT + 1) : some(own)).as('some'))
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .as(name),
      ),
    )
    .executeTakeFirstOrThrow()) as unknown as Record<Kind, number>;

  const estimated = new Set<Kind>();
  for (const [name, own] of kinds) {
    if (!isLimited || counted[name] <= COUNT_LIMIT) continue;
    // The planner's statistics know about how many; they are not followed below what was counted.
    const [row] = await some(own).explain<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      'json',
    );
    counted[name] = Math.max(COUNT_LIMIT + 1, row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0);
    estimated.add(name);
  }
  const { asked, ...counts } = counted;
  const total = asked ?? STATUSES.reduce((sum, each) => sum + counted[each], 0);
  const parts: readonly Kind[] = asked === undefined ? STATUSES : ['asked'];
  return { counts, total, totalIsEstimate: parts.some((each) => estimated.has(each)) };
}

// --- which page --------------------------------------------------------------------------------------

async function readPage(
  db: Db,
  wheres: readonly Where[],
  { sort, page }: Wire['MessageQuery'],
  total: number,
  totalIsEstimate: boolean,
): Promise<FullRow[]> {
  const column = sort.field === 'created' ? ('m.created_at' as const) : ('m.updated_at' as const);
  const isAscending = sort.direction === 'ascending';
  const read = async (
    direction: 'asc' | 'desc',
    offset: number,
    limit: number,
    after?: Place,
  ): Promise<FullRow[]> => {
    let query = selectMessages(db)
      .where((eb) => eb.and(wheres.map((each) => each(eb as never))))
      .orderBy(column, direction)
      .orderBy('m.id', direction)
      .limit(limit);
    if (after) {
      const compare = sql.raw(direction === 'asc' ? '>' : '<');
      query = query.where(
        sql<SqlBool>`(${sql.ref(column)}, m.id) ${compare} (${after.at}, ${after.id})`,
      );
    } else if (offset > 0) query = query.offset(offset);
    return (await query.execute()) as FullRow[];
  };
  const direction = isAscending ? 'asc' : 'desc';
  const { index, size } = page;
  if (page.cursor !== undefined) {
    return read(direction, 0, size + 1, readCursor({ sort, page }, page.cursor));
  }
  const offset = index * size;
  if (offset < COUNT_LIMIT || !totalIsEstimate) return read(direction, offset, size + 1);
  // Of very many rows the last pages are read from the end. Between them lead cursors and narrower filters alone.
  const fromEnd = Math.max(0, (Math.ceil(total / size) - index - 1) * size);
  if (fromEnd >= COUNT_LIMIT) throw invalid('page.index', 'out-of-range');
  const rows = await read(isAscending ? 'desc' : 'asc', fromEnd, size);
  return rows.reverse();
}

interface Place {
  readonly at: number;
  readonly id: string;
}

/** Where a page ended: the next one goes on there, whatever came or went. */
function writeCursor({ sort }: Pick<Wire['MessageQuery'], 'sort'>, row: FullRow): string {
  const at = sort.field === 'created' ? row.created_at : row.updated_at;
  return Buffer.from(`${orderOf(sort)} ${at} ${row.id}`).toString('base64url');
}

function readCursor({ sort }: Pick<Wire['MessageQuery'], 'sort' | 'page'>, cursor: string): Place {
  const [order, at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (order !== orderOf(sort) || !at || !/^\d{1,15}$/.test(at) || !id)
    throw invalid('page.cursor', 'unreadable');
  return { at: Number(at), id };
}

const orderOf = ({ field, direction }: Wire['MessageQuery']['sort']): string =>
  `${field[0]}${direction[0]}`;
