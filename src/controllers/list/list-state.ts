/**
 * What the list knows and shows. Pure. The newest request wins; of each message the highest version
 * wins, whether an answer, a live event or a single read brings it. Between two requests of the user
 * no row is inserted, moved or removed (record 0012).
 */
import type { LiveEvent } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { Instant, Message } from '../../model/message.js';
import {
  DEFAULT_QUERY,
  type MessageFilters,
  type MessagePage,
  type MessageQuery,
  type StatusCounts,
} from '../../model/query.js';
import { matchesFilters } from './matches.js';
import { trustedPage } from './paging.js';

export type GoneReason = 'deleted' | 'erased' | 'not-found';

export interface MessageRow {
  readonly kind: 'message';
  readonly id: string;
  readonly message: Message;
  /** How often it changed on screen; odd and even restart the highlight. */
  readonly changes: number;
  /** It no longer matches the filters, and stays until the next query. */
  readonly stale: boolean;
}

/** Keeps the place of a message that is gone, until the next load. */
export interface GoneRow {
  readonly kind: 'gone';
  readonly id: string;
  readonly reason: GoneReason;
}

export type Row = MessageRow | GoneRow;

export type Phase =
  /** Nothing was requested yet. */
  | 'idle'
  /** Something else than what was shown is requested: placeholders. */
  | 'loading'
  /** The same is requested once more: the rows stay. */
  | 'refreshing'
  /** With `error`: the last refresh failed, and the rows are those of `asOf`. */
  | 'ready'
  | 'failed';

/** The newest version that is known of a message, also of one that is not on screen. */
export interface KnownVersion {
  readonly version: number;
  readonly message: Message | null;
  readonly gone: GoneReason | null;
}

export interface ListState {
  readonly query: MessageQuery;
  readonly phase: Phase;
  /** Number of the newest request; answers to others are dropped. */
  readonly requestId: number;
  readonly rows: readonly Row[];
  /** How many placeholder rows to show while loading. */
  readonly placeholders: number;
  readonly error: AdapterError | null;
  /** By the last answer; {@link presentTotal} takes off what has left since. */
  readonly total: number | null;
  readonly totalIsEstimate: boolean;
  /** By the last answer; they stay while another query is under way. */
  readonly counts: StatusCounts | null;
  /** Rows that stay on screen although the last answer does not hold them, and does not count them. */
  readonly uncountedIds: ReadonlySet<string>;
  readonly hasMore: boolean | null;
  readonly cursors: readonly (string | undefined)[];
  /** When the rows were read, by the backend's clock where it sends one. */
  readonly asOf: Instant | null;
  /** Messages that arrived since then and match the filters. */
  readonly newIds: ReadonlySet<string>;
  /** Something else changed that may concern this page. */
  readonly hasUpdates: boolean;
  readonly live: 'none' | 'live' | 'paused';
  readonly lastSequence: number | null;
  /** Events were lost: one read of the whole page is due. */
  readonly needsResync: boolean;
  /** Number of the last event that was lost. */
  readonly gapAt: number | null;
  /** Rows that changed without the event carrying the message: to be read one by one. */
  readonly idsToRead: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, KnownVersion>;
}

const PLACEHOLDERS = 8;
/** More new messages are not counted. */
export const MAX_NEW = 1000;
/** Versions of more messages are not kept. */
const MAX_KNOWN = 1000;

export function initialState(
  filters: MessageFilters = DEFAULT_QUERY,
  size = DEFAULT_QUERY.page.size,
): ListState {
  return {
    query: { ...filters, sort: DEFAULT_QUERY.sort, page: { index: 0, size } },
    phase: 'idle',
    requestId: 0,
    rows: [],
    placeholders: Math.min(PLACEHOLDERS, size),
    error: null,
    total: null,
    totalIsEstimate: false,
    counts: null,
    uncountedIds: new Set(),
    hasMore: null,
    cursors: [],
    asOf: null,
    newIds: new Set(),
    hasUpdates: false,
    live: 'none',
    lastSequence: null,
    needsResync: false,
    gapAt: null,
    idsToRead: new Set(),
    known: new Map(),
  };
}

// --- requests and answers ----------------------------------------------------------------------------

/** `query` is requested: the rows on screen belong to another one and go at once. */
export function requested(state: ListState, query: MessageQuery): ListState {
  const samePages =
    JSON.stringify([filtersOf(query), query.sort, query.page.size]) ===
    JSON.stringify([filtersOf(state.query), state.query.sort, state.query.page.size]);
  const cursors = samePages ? state.cursors : [];
  const { index, size } = query.page;
  const cursor = cursors[index];
  return {
    ...state,
    query: { ...query, page: { index, size, ...(cursor === undefined ? {} : { cursor }) } },
    phase: 'loading',
    requestId: state.requestId + 1,
    rows: [],
    placeholders: Math.min(size, state.rows.length || state.placeholders),
    error: null,
    cursors,
    ...(samePages ? {} : { total: null, totalIsEstimate: false, hasMore: null }),
    newIds: new Set(),
    hasUpdates: false,
    needsResync: false,
    gapAt: null,
    idsToRead: new Set(),
  };
}

/** The same page is requested once more: the rows stay meanwhile. */
export function refreshRequested(state: ListState): ListState {
  const hasAnswer = state.phase === 'ready' || state.phase === 'refreshing';
  return {
    ...state,
    phase: hasAnswer ? 'refreshing' : 'loading',
    requestId: state.requestId + 1,
    error: hasAnswer ? state.error : null,
    needsResync: false,
    gapAt: null,
  };
}

export function filtersOf({ sort: _sort, page: _page, ...filters }: MessageQuery): MessageFilters {
  return filters;
}

export interface ReceiveOptions {
  /** The rows stay in their places: {@link merge}. */
  readonly preserveOrder?: boolean;
}

/** The answer to request `requestId` is here. `now` is this computer's time. */
export function received(
  state: ListState,
  requestId: number,
  page: MessagePage,
  now: Instant,
  { preserveOrder = false }: ReceiveOptions = {},
): ListState {
  if (requestId !== state.requestId) return state;
  const trusted = trustedPage(page, state.query);
  const before = new Map(state.rows.map((row) => [row.id, row]));
  const fresh = trusted.messages.flatMap((message): Row[] => {
    const known = state.known.get(message.id);
    if (known?.gone && known.version >= message.version) return [];
    const old = before.get(message.id);
    const row = newerRow(old, newest(message, known?.message, messageOf(old)), message);
    // A message that the backend lists belongs to the list; a newer version of it may not.
    const stale = row.message !== message && !matchesFilters(row.message, state.query);
    return [{ ...row, stale }];
  });
  const { index } = state.query.page;
  const cursors = [...state.cursors];
  if (page.nextCursor !== null) cursors[index + 1] = page.nextCursor;
  else if (cursors.length > index + 1) cursors.length = index + 1;
  const coversGap = state.gapAt !== null && page.sequence !== null && page.sequence >= state.gapAt;
  const next: ListState = {
    ...state,
    phase: 'ready',
    rows: fresh,
    error: null,
    total: trusted.total,
    totalIsEstimate: trusted.totalIsEstimate,
    counts: page.counts ?? null,
    uncountedIds: new Set(),
    hasMore: trusted.hasMore,
    cursors,
    asOf: page.serverTime ?? now,
    newIds: new Set(),
    hasUpdates: false,
    lastSequence: maxOf(state.lastSequence, page.sequence),
    needsResync: state.needsResync && !coversGap,
    gapAt: coversGap ? null : state.gapAt,
    idsToRead: new Set(),
  };
  return preserveOrder && state.rows.length > 0 ? { ...next, ...merge(state, fresh) } : next;
}

/** Puts fresh rows in the places of those on screen: new ones are counted, missing ones marked. */
function merge(
  state: ListState,
  fresh: readonly Row[],
): Pick<ListState, 'rows' | 'newIds' | 'hasUpdates' | 'uncountedIds'> {
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const uncountedIds = new Set<string>();
  const rows = state.rows.map((row): Row => {
    const now = freshById.get(row.id);
    freshById.delete(row.id);
    if (now) return now;
    uncountedIds.add(row.id);
    return row.kind === 'gone' ? row : { ...row, stale: true };
  });
  const newIds = new Set(state.newIds);
  // Older rows have moved up from the next page: they are not new.
  for (const row of freshById.values()) if (isNewSince(state.asOf, row)) newIds.add(row.id);
  const hasUpdates = freshById.size > 0 || rows.some((row) => row.kind === 'message' && row.stale);
  return { rows, newIds, hasUpdates, uncountedIds };
}

/** Created since the page was last read; also where one of the two times is not known. */
function isNewSince(asOf: Instant | null, row: Row): boolean {
  const created = row.kind === 'message' ? Date.parse(row.message.createdAt ?? '') : Number.NaN;
  return !(created < Date.parse(asOf ?? ''));
}

/** The newest request failed. The rows stay, with the time they are of, unless the right to see them is gone. */
export function failed(state: ListState, requestId: number, error: AdapterError): ListState {
  if (requestId !== state.requestId) return state;
  const keepsRows = state.phase === 'refreshing' && error.code !== 'forbidden';
  return keepsRows
    ? { ...state, phase: 'ready', error }
    : {
        ...state,
        phase: 'failed',
        rows: [],
        error,
        total: null,
        totalIsEstimate: false,
        hasMore: null,
      };
}

// --- between two answers -----------------------------------------------------------------------------

/** Live events, in the order they came, all at once. */
export function eventsReceived(state: ListState, events: readonly LiveEvent[]): ListState {
  const changes = new Changes(state);
  let { live, lastSequence, needsResync, gapAt } = state;
  for (const event of events) {
    if (event.type === 'connection') {
      if (event.state === 'live' && live === 'paused') needsResync = true;
      live = event.state;
      continue;
    }
    live = 'live';
    if (event.sequence !== null) {
      if (lastSequence !== null && event.sequence > lastSequence + 1) {
        needsResync = true;
        gapAt = event.sequence - 1;
      }
      lastSequence = maxOf(lastSequence, event.sequence);
    }
    if (event.type === 'removed') changes.remove(event.messageId, event.version, event.reason);
    else changes.upsert(event.messageId, event.version, event.message);
  }
  return { ...changes.applied(), live, lastSequence, needsResync, gapAt };
}

/** One message was read or written by this list. */
export function upserted(state: ListState, message: Message): ListState {
  const changes = new Changes({ ...state, idsToRead: without(state.idsToRead, message.id) });
  changes.upsert(message.id, message.version, message);
  return changes.applied();
}

/** A single read found that the message no longer exists. */
export function removed(state: ListState, id: string): ListState {
  return {
    ...state,
    idsToRead: without(state.idsToRead, id),
    rows: state.rows.map((row) =>
      row.id === id ? { kind: 'gone', id, reason: 'not-found' } : row,
    ),
  };
}

/** Changes of single messages, collected, so that a batch of events copies rows and sets once. */
class Changes {
  readonly #state: ListState;
  readonly #known: Map<string, KnownVersion>;
  readonly #rows: Map<string, Row>;
  readonly #newIds: Set<string>;
  readonly #idsToRead: Set<string>;
  #hasUpdates: boolean;

  constructor(state: ListState) {
    this.#state = state;
    this.#known = new Map(state.known);
    this.#rows = new Map(state.rows.map((row) => [row.id, row]));
    this.#newIds = new Set(state.newIds);
    this.#idsToRead = new Set(state.idsToRead);
    this.#hasUpdates = state.hasUpdates;
  }

  upsert(id: string, version: number, message: Message | null): void {
    if (!this.#isNew(id, version, message) || this.#known.get(id)?.gone) return;
    this.#remember(id, { version, message, gone: null });
    const row = this.#rows.get(id);
    if (row?.kind === 'message') {
      if (message) this.#rows.set(id, changedRow(row, message, this.#state.query));
      else this.#idsToRead.add(id);
    } else if (!row && this.#state.phase !== 'idle') {
      const place = message ? placeOf(message, this.#state) : 'page';
      if (place === 'new' && this.#newIds.size < MAX_NEW) this.#newIds.add(id);
      if (place === 'page') this.#hasUpdates = true;
    }
  }

  remove(id: string, version: number, reason: GoneReason): void {
    const newest = this.#newestVersion(id);
    // Erasure takes everything, a later version too.
    if (version < newest && reason !== 'erased') return;
    this.#remember(id, { version: Math.max(newest, version), message: null, gone: reason });
    this.#newIds.delete(id);
    this.#idsToRead.delete(id);
    if (this.#rows.has(id)) this.#rows.set(id, { kind: 'gone', id, reason });
  }

  applied(): ListState {
    return {
      ...this.#state,
      known: this.#known,
      rows: this.#state.rows.map((row) => this.#rows.get(row.id) ?? row),
      newIds: this.#newIds,
      idsToRead: this.#idsToRead,
      hasUpdates: this.#hasUpdates,
    };
  }

  /** A newer version is, and so is the message of a version that an event reported without it. */
  #isNew(id: string, version: number, message: Message | null): boolean {
    const newest = this.#newestVersion(id);
    if (version !== newest || !message) return version > newest;
    return version !== messageOf(this.#rows.get(id))?.version && !this.#known.get(id)?.message;
  }

  #newestVersion(id: string): number {
    const shown = messageOf(this.#rows.get(id));
    return Math.max(this.#known.get(id)?.version ?? -1, shown?.version ?? -1);
  }

  /** Bounded: the oldest knowledge goes first. */
  #remember(id: string, known: KnownVersion): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    if (this.#known.size <= MAX_KNOWN) return;
    const oldest = this.#known.keys().next().value;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

function changedRow(row: MessageRow, message: Message, query: MessageQuery): MessageRow {
  const stale = !matchesFilters(message, query);
  return { ...row, message, changes: row.changes + 1, stale };
}

/**
 * Where a message that is not on screen belongs. `new`: it was created since the page was read.
 * `page`: it is older, and belongs on this page or before it. `elsewhere`: after it, or not in the list.
 */
function placeOf(message: Message, state: ListState): 'new' | 'page' | 'elsewhere' {
  if (!matchesFilters(message, state.query)) return 'elsewhere';
  const created = Date.parse(message.createdAt ?? '');
  if (state.asOf !== null && created >= Date.parse(state.asOf)) return 'new';
  const { field, direction } = state.query.sort;
  const key = (of: Message): number =>
    Date.parse((field === 'created' ? of.createdAt : of.updatedAt) ?? '');
  const last = messageOf(state.rows.findLast((row) => row.kind === 'message'));
  if (!last) return state.phase === 'ready' ? 'new' : 'elsewhere';
  const isBefore = direction === 'descending' ? key(message) > key(last) : key(message) < key(last);
  return isBefore ? 'page' : 'elsewhere';
}

// --- reading the state -------------------------------------------------------------------------------

function messageOf(row: Row | undefined): Message | null {
  return row?.kind === 'message' ? row.message : null;
}

function newest(...versions: (Message | null | undefined)[]): Message | null {
  let best: Message | null = null;
  for (const message of versions) {
    if (message && (!best || message.version > best.version)) best = message;
  }
  return best;
}

function newerRow(old: Row | undefined, best: Message | null, answer: Message): MessageRow {
  const message = best ?? answer;
  const previous = old?.kind === 'message' ? old : null;
  const isChanged = previous !== null && message.version > previous.message.version;
  const changes = (previous?.changes ?? 0) + (isChanged ? 1 : 0);
  return { kind: 'message', id: message.id, message, changes, stale: false };
}

function maxOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(ids);
  rest.delete(id);
  return rest;
}

/** How many rows on screen no longer match the filters. */
export function staleCount({ rows }: ListState): number {
  return rows.filter((row) => row.kind === 'message' && row.stale).length;
}

/** How many messages match now: without those that left since the last answer. */
export function presentTotal({ total, rows, uncountedIds }: ListState): number | null {
  if (total === null) return null;
  const left = rows.filter(
    (row) => (row.kind === 'gone' || row.stale) && !uncountedIds.has(row.id),
  );
  return Math.max(0, total - left.length);
}

/** The messages on screen, in their order. */
export function shownMessages(state: ListState): readonly Message[] {
  return state.rows.flatMap((row) => (row.kind === 'message' ? [row.message] : []));
}

/** The newest version of a message that the list knows, for the selection. */
export function newestOf(state: ListState, id: string): Message | 'gone' | undefined {
  const row = state.rows.find((shown) => shown.id === id);
  if (row) return row.kind === 'gone' ? 'gone' : row.message;
  const known = state.known.get(id);
  return known?.gone ? 'gone' : (known?.message ?? undefined);
}
