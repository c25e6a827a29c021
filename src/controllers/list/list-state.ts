/**
 * What the list knows and shows: pure. The newest request wins; of each message the highest version
 * wins, whichever way it came. What is told between two answers stands in `list-news.ts`.
 */
import type { AdapterError } from '../../adapter/errors.js';
import type { Instant, Message } from '../../model/message.js';
import {
  DEFAULT_QUERY,
  type MessageFilters,
  type MessagePage,
  type MessageQuery,
} from '../../model/query.js';
import { trustedPage } from './paging.js';

export type GoneReason = 'deleted' | 'erased' | 'not-found';

export interface MessageRow {
  readonly kind: 'message';
  readonly id: string;
  readonly message: Message;
  /** How often it changed under the user's eyes; its parity restarts the highlight. */
  readonly changes: number;
  /** It no longer fits the filters, and stays until the next query. */
  readonly left: boolean;
}

/** Holds the place of a message that is gone, until the next load. */
export interface GoneRow {
  readonly kind: 'gone';
  readonly id: string;
  readonly reason: GoneReason;
}

export type Row = MessageRow | GoneRow;

export type Phase =
  /** Nothing was asked yet. */
  | 'idle'
  /** Asked for something else than what was shown: placeholders. */
  | 'loading'
  /** Asked once more for what is shown: the rows stay. */
  | 'refreshing'
  /** With `error`: the last refresh failed and the rows are those of `asOf`. */
  | 'ready'
  | 'failed';

/** The newest that was heard of a message, also of one that is not shown. */
export interface Heard {
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
  /** How many rows to keep room for while loading. */
  readonly placeholders: number;
  readonly error: AdapterError | null;
  readonly total: number | null;
  readonly totalIsEstimate: boolean;
  readonly hasMore: boolean | null;
  readonly cursors: readonly (string | undefined)[];
  /** When the rows were read, by the backend's clock where it tells. */
  readonly asOf: Instant | null;
  /** Messages that arrived since and match the filters. */
  readonly newIds: ReadonlySet<string>;
  /** Something else changed that may concern this page. */
  readonly outdated: boolean;
  readonly live: 'none' | 'live' | 'paused';
  readonly lastSequence: number | null;
  /** Events were lost: one read of everything is due. */
  readonly resync: boolean;
  readonly gapAt: number | null;
  /** Rows that changed without the message being sent along: to be read one by one. */
  readonly wanted: ReadonlySet<string>;
  readonly heard: ReadonlyMap<string, Heard>;
}

const PLACEHOLDERS = 8;
export const MOST_NEW = 1000;

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
    hasMore: null,
    cursors: [],
    asOf: null,
    newIds: new Set(),
    outdated: false,
    live: 'none',
    lastSequence: null,
    resync: false,
    gapAt: null,
    wanted: new Set(),
    heard: new Map(),
  };
}

/** Asks for `query`: what is shown belongs to another one and goes at once. */
export function asked(state: ListState, query: MessageQuery): ListState {
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
    outdated: false,
    resync: false,
    gapAt: null,
    wanted: new Set(),
  };
}

/** Asks once more for the same: the rows stay while it is under way. */
export function askedAgain(state: ListState): ListState {
  const hasAnswer = state.phase === 'ready' || state.phase === 'refreshing';
  return {
    ...state,
    phase: hasAnswer ? 'refreshing' : 'loading',
    requestId: state.requestId + 1,
    error: hasAnswer ? state.error : null,
    resync: false,
    gapAt: null,
  };
}

export function filtersOf({ sort: _sort, page: _page, ...filters }: MessageQuery): MessageFilters {
  return filters;
}

/** Judges whether a message fits the filters. */
export type FitsFilters = (message: Message, filters: MessageFilters) => boolean;

/** Puts fresh rows in the places of those that are shown. */
export type KeepsPlaces = (
  state: ListState,
  fresh: readonly Row[],
) => Pick<ListState, 'rows' | 'newIds' | 'outdated'>;

/**
 * Takes an answer. Where something newer than it was heard, `fits` judges whether that still belongs
 * to the list; who has heard of nothing need not say. With `calm` the rows stay in their places: what is new is counted, what is
 * missing is marked, so that nothing moves under the user's hands.
 */
export function answered(
  state: ListState,
  requestId: number,
  page: MessagePage,
  now: Instant,
  calm: KeepsPlaces | null = null,
  fits: FitsFilters = () => true,
): ListState {
  if (requestId !== state.requestId) return state;
  const trusted = trustedPage(page, state.query);
  const before = new Map(state.rows.map((row) => [row.id, row]));
  const fresh = trusted.messages.flatMap((message): Row[] => {
    const heard = state.heard.get(message.id);
    if (heard?.gone && heard.version >= message.version) return [];
    const old = before.get(message.id);
    const row = newerRow(old, newest(message, heard?.message, messageOf(old)), message);
    // What the backend answered belongs to the list, whatever we think; what we know better may not.
    const left = row.message !== message && !fits(row.message, state.query);
    return [{ ...row, left }];
  });
  const { index } = state.query.page;
  const cursors = [...state.cursors];
  if (page.nextCursor !== null) cursors[index + 1] = page.nextCursor;
  else if (cursors.length > index + 1) cursors.length = index + 1;
  const lastSequence = maxOf(state.lastSequence, page.sequence);
  const coversGap = state.gapAt !== null && page.sequence !== null && page.sequence >= state.gapAt;
  const next: ListState = {
    ...state,
    phase: 'ready',
    rows: fresh,
    error: null,
    total: trusted.total,
    totalIsEstimate: trusted.totalIsEstimate,
    hasMore: trusted.hasMore,
    cursors,
    asOf: page.serverTime ?? now,
    newIds: new Set(),
    outdated: false,
    lastSequence,
    resync: state.resync && !coversGap,
    gapAt: coversGap ? null : state.gapAt,
    wanted: new Set(),
  };
  return calm && state.rows.length > 0 ? { ...next, ...calm(state, fresh) } : next;
}

export function messageOf(row: Row | undefined): Message | null {
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
  return { kind: 'message', id: message.id, message, changes, left: false };
}

export function maxOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

/** Takes a failure of the newest request. Rows stay, marked with the time they are of, unless the right to see them is gone. */
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

/** The messages on screen. */
export function shownMessages(state: ListState): readonly Message[] {
  return state.rows.flatMap((row) => (row.kind === 'message' ? [row.message] : []));
}

/** How a message stands as far as the list knows: for the selection. */
export function newestOf(state: ListState, id: string): Message | 'gone' | undefined {
  const row = state.rows.find((shown) => shown.id === id);
  if (row) return row.kind === 'gone' ? 'gone' : row.message;
  const heard = state.heard.get(id);
  return heard?.gone ? 'gone' : (heard?.message ?? undefined);
}
