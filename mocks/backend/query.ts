/** The messages of a query, their order, and their pages. */
import { AdapterError } from '../../src/adapter/errors.js';
import { MESSAGE_STATUSES } from '../../src/model/message.js';
import type {
  MessageFilters,
  MessageQuery,
  PageRequest,
  StatusCounts,
} from '../../src/model/query.js';
import {
  isSameId,
  matchesContactNumber,
  normalizeSearchText,
} from '../../src/model/search-text.js';
import type { MessageStore } from './store.js';
import type { MessageFacts, Organization } from './types.js';

const HOUR_MS = 3_600_000;
const LARGEST_PAGE = 1000;

export interface QueryContext {
  readonly now: Date;
  readonly organizations: readonly Organization[];
  readonly paging: 'index' | 'cursor';
}

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

/**
 * The test for one set of filters. The time range applies to the creation time: the last hours count
 * back from the backend's clock and include both ends; a custom range includes `from` and excludes
 * `to`. Text filters ignore spaces at both ends, and an empty one does not restrict.
 */
function messageFilter(
  filters: MessageFilters,
  context: Pick<QueryContext, 'now' | 'organizations'>,
): (facts: MessageFacts) => boolean {
  const isInTime = timeFilter(filters, context.now);
  const number = filters.contactNumber ?? '';
  const employeeId = normalizeSearchText(filters.employeeId ?? '');
  const account = normalizeSearchText(filters.processorAccount ?? '');
  const organizations = organizationFilter(filters, context.organizations);
  const nowMs = context.now.getTime();
  return (facts) =>
    isInTime(facts.createdMs) &&
    (filters.status === undefined || facts.status === filters.status) &&
    (filters.channel === undefined || facts.channel === filters.channel) &&
    // The whole employee ID: 100 does not find 1001.
    (employeeId === '' || isSameId(facts.employeeId, employeeId)) &&
    (account === '' || isSameId(facts.businessAccount, account)) &&
    (filters.skillQueueId === undefined || facts.skillQueueId === filters.skillQueueId) &&
    (organizations === null || organizations.has(facts.organizationId ?? '')) &&
    (filters.late !== true || isLate(facts, nowMs)) &&
    matchesContactNumber(facts.contactNumber, number);
}

/** Past its due time and not processed. */
function isLate({ status, dueMs }: MessageFacts, nowMs: number): boolean {
  return status !== 'processed' && dueMs !== null && dueMs < nowMs;
}

/**
 * How many messages match per status, of `employeeId` and late, whatever status, employee ID and
 * lateness the query asks for.
 */
export function countMessages(
  store: MessageStore,
  query: MessageQuery,
  context: QueryContext,
  employeeId: string,
): StatusCounts {
  const { status: _status, employeeId: _employee, late: _late, ...filters } = query;
  const matches = messageFilter(filters, context);
  const nowMs = context.now.getTime();
  const counts: Record<string, number> = { mine: 0, late: 0 };
  for (const status of MESSAGE_STATUSES) counts[status] = 0;
  for (const facts of store.scan()) {
    if (!matches(facts)) continue;
    counts[facts.status] = (counts[facts.status] ?? 0) + 1;
    if (facts.employeeId === employeeId) counts['mine']! += 1;
    if (isLate(facts, nowMs)) counts['late']! += 1;
  }
  return counts;
}

function timeFilter({ time }: MessageFilters, now: Date): (createdMs: number) => boolean {
  if (time.kind === 'last') {
    const toMs = now.getTime();
    const fromMs = toMs - time.hours * HOUR_MS;
    return (createdMs) => createdMs >= fromMs && createdMs <= toMs;
  }
  const fromMs = Date.parse(time.from);
  const toMs = Date.parse(time.to);
  const fields = [
    ...(Number.isNaN(fromMs) ? [{ field: 'time.from', code: 'unreadable' }] : []),
    ...(Number.isNaN(toMs) ? [{ field: 'time.to', code: 'unreadable' }] : []),
    ...(toMs <= fromMs ? [{ field: 'time.to', code: 'before-from' }] : []),
  ];
  if (fields.length > 0) throw new AdapterError('invalid', { operation: 'listMessages', fields });
  return (createdMs) => createdMs >= fromMs && createdMs < toMs;
}

function organizationFilter(
  { organizationId, includeSubOrganizations }: MessageFilters,
  organizations: readonly Organization[],
): ReadonlySet<string> | null {
  if (organizationId === undefined) return null;
  const found = new Set([organizationId]);
  if (includeSubOrganizations !== true) return found;
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { id, parentId } of organizations) {
      if (parentId !== null && found.has(parentId)) found.add(id);
    }
  }
  return found;
}

interface Place {
  readonly id: string;
  readonly ms: number;
}

/** The ids on the page. Equal times are ordered by id, so that the order is stable. */
export function queryMessages(
  store: MessageStore,
  query: MessageQuery,
  context: QueryContext,
): PageOf<string> {
  const matches = messageFilter(query, context);
  const byCreated = query.sort.field === 'created';
  const places: Place[] = [];
  for (const facts of store.scan()) {
    if (matches(facts)) {
      places.push({ id: facts.id, ms: byCreated ? facts.createdMs : facts.updatedMs });
    }
  }
  const sign = query.sort.direction === 'ascending' ? 1 : -1;
  const compare = (a: Place, b: Place): number =>
    sign * (a.ms - b.ms || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  places.sort(compare);
  const page = pageOf(places, query.page, context.paging, {
    write: ({ ms, id }) => `${ms} ${id}`,
    isAfter: (place, cursor) => {
      const [ms = '', id = ''] = cursor.split(' ');
      return compare(place, { ms: Number(ms), id }) > 0;
    },
  });
  return { ...page, items: page.items.map(({ id }) => id) };
}

/** A cursor marks the end of a page, so that the next one continues there whatever has changed. */
interface CursorRule<Item> {
  readonly write: (item: Item) => string;
  readonly isAfter: (item: Item, cursor: string) => boolean;
}

export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  paging: 'index' | 'cursor',
  rule: CursorRule<Item>,
): PageOf<Item> {
  const { index, size, cursor } = request;
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) throw refused('page.size');
  if (!Number.isInteger(index) || index < 0) throw refused('page.index');
  let start = index * size;
  if (cursor !== undefined) {
    const place = readCursor(cursor);
    start = all.findIndex((item) => rule.isAfter(item, place));
    if (start < 0) start = all.length;
  }
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const hasMore = start + size < all.length;
  return {
    items,
    total: all.length,
    hasMore,
    nextCursor: paging === 'cursor' && hasMore && last ? btoa(rule.write(last)) : null,
  };
}

function readCursor(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    throw refused('page.cursor');
  }
}

function refused(field: string): AdapterError {
  return new AdapterError('invalid', { fields: [{ field, code: 'out-of-range' }] });
}
