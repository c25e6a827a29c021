/** The messages of a query, their order, and their pages. */
import { AdapterError } from '../../src/adapter/errors.js';
import type { MessageFilters, MessageQuery, PageRequest } from '../../src/model/query.js';
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
  const matchesNumber = numberFilter(filters.contactNumber);
  const employeeId = filters.employeeId?.trim() || null;
  const account = filters.processorAccount?.trim().toLowerCase() || null;
  const organizations = organizationFilter(filters, context.organizations);
  return (facts) =>
    isInTime(facts.createdMs) &&
    (filters.status === undefined || facts.status === filters.status) &&
    (filters.channel === undefined || facts.channel === filters.channel) &&
    // The whole employee ID: 100 does not find 1001.
    (employeeId === null || facts.employeeId === employeeId) &&
    (account === null || facts.businessAccount?.toLowerCase() === account) &&
    (filters.skillQueueId === undefined || facts.skillQueueId === filters.skillQueueId) &&
    (organizations === null || organizations.has(facts.organizationId ?? '')) &&
    matchesNumber(facts.contactNumber);
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

const digitsOf = (text: string): string => text.replace(/[^0-9*#]/g, '');

/**
 * Finds a part of the number as written, or the same digits in any grouping: `2079460` finds
 * `+44 20 7946 0018`.
 */
function numberFilter(typed: string | undefined): (contactNumber: string | null) => boolean {
  const text = typed?.normalize('NFKC').trim().toLowerCase() ?? '';
  if (text === '') return () => true;
  const digits = /^[\d\s+()\-./*#]+$/.test(text) ? digitsOf(text) : '';
  return (contactNumber) => {
    if (contactNumber === null) return false;
    const written = contactNumber.normalize('NFKC').toLowerCase();
    return written.includes(text) || (digits !== '' && digitsOf(written).includes(digits));
  };
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
