/**
 * What is told of messages between two answers: pure. Live events change rows where they stand and
 * never insert or move one. Loaded with the first news.
 */
import type { LiveEvent } from '../../adapter/adapter.js';
import type { Message } from '../../model/message.js';
import type { MessageQuery } from '../../model/query.js';
import {
  MOST_NEW,
  maxOf,
  messageOf,
  type Heard,
  type ListState,
  type MessageRow,
  type Row,
} from './list-state.js';
import { matchesFilters } from './matches.js';

export { matchesFilters };

const MOST_HEARD = 1000;

/** Takes live events, in the order they came, all at once. `isLive` is false for what was read by ourselves. */
export function heardEvents(
  state: ListState,
  events: readonly LiveEvent[],
  isLive = true,
): ListState {
  const heard = new Map(state.heard);
  const rows = new Map(state.rows.map((row) => [row.id, row]));
  const newIds = new Set(state.newIds);
  const wanted = new Set(state.wanted);
  let { live, lastSequence, resync, gapAt, outdated } = state;
  for (const event of events) {
    if (event.type === 'connection') {
      if (event.state === 'live' && live === 'paused') resync = true;
      live = event.state;
      continue;
    }
    if (isLive) live = 'live';
    if (event.sequence !== null) {
      if (lastSequence !== null && event.sequence > lastSequence + 1) {
        resync = true;
        gapAt = event.sequence - 1;
      }
      lastSequence = maxOf(lastSequence, event.sequence);
    }
    const row = rows.get(event.messageId);
    const known = Math.max(
      heard.get(event.messageId)?.version ?? -1,
      messageOf(row)?.version ?? -1,
    );
    if (event.type === 'removed') {
      // Erasure takes everything, even what a later version told.
      if (event.version < known && event.reason !== 'erased') continue;
      remember(heard, event.messageId, {
        version: Math.max(known, event.version),
        message: null,
        gone: event.reason,
      });
      newIds.delete(event.messageId);
      wanted.delete(event.messageId);
      if (row)
        rows.set(event.messageId, { kind: 'gone', id: event.messageId, reason: event.reason });
      continue;
    }
    if (event.version <= known || heard.get(event.messageId)?.gone) continue;
    remember(heard, event.messageId, {
      version: event.version,
      message: event.message,
      gone: null,
    });
    if (row?.kind === 'message') {
      if (event.message) rows.set(event.messageId, changedRow(row, event.message, state.query));
      else wanted.add(event.messageId);
    } else if (!row && state.phase !== 'idle') {
      const kind = event.message ? newness(event.message, state) : 'maybe';
      if (kind === 'new' && newIds.size < MOST_NEW) newIds.add(event.messageId);
      if (kind === 'maybe') outdated = true;
    }
  }
  return {
    ...state,
    heard,
    rows: state.rows.map((row) => rows.get(row.id) ?? row),
    newIds,
    wanted,
    live,
    lastSequence,
    resync,
    gapAt,
    outdated,
  };
}

function changedRow(row: MessageRow, message: Message, query: MessageQuery): Row {
  return {
    kind: 'message',
    id: row.id,
    message,
    changes: row.changes + 1,
    left: !matchesFilters(message, query),
  };
}

/** `new`: created since the page was read. `maybe`: an older one that would now stand on this page or before. */
function newness(message: Message, state: ListState): 'new' | 'maybe' | 'no' {
  if (!matchesFilters(message, state.query)) return 'no';
  const created = Date.parse(message.createdAt ?? '');
  if (state.asOf !== null && created >= Date.parse(state.asOf)) return 'new';
  const { field, direction } = state.query.sort;
  const key = (of: Message): number =>
    Date.parse((field === 'created' ? of.createdAt : of.updatedAt) ?? '');
  const last = state.rows.findLast((row) => row.kind === 'message');
  const lastMessage = messageOf(last);
  if (!lastMessage) return state.phase === 'ready' ? 'new' : 'no';
  const isBefore =
    direction === 'descending' ? key(message) > key(lastMessage) : key(message) < key(lastMessage);
  return isBefore ? 'maybe' : 'no';
}

/** Bounded: the oldest knowledge goes first. */
function remember(heard: Map<string, Heard>, id: string, knowledge: Heard): void {
  heard.delete(id);
  heard.set(id, knowledge);
  if (heard.size > MOST_HEARD) {
    const oldest = heard.keys().next().value;
    if (oldest !== undefined) heard.delete(oldest);
  }
}

/** Takes one message that was read or written by ourselves. */
export function learned(state: ListState, message: Message): ListState {
  const wanted = new Set(state.wanted);
  wanted.delete(message.id);
  const event = {
    type: 'changed',
    sequence: null,
    messageId: message.id,
    version: message.version,
    message,
  } as const;
  return heardEvents({ ...state, wanted }, [event], false);
}

/** Takes the news that a message does not exist any more. */
export function lost(state: ListState, id: string): ListState {
  const wanted = new Set(state.wanted);
  wanted.delete(id);
  return {
    ...state,
    wanted,
    rows: state.rows.map((row) =>
      row.id === id ? { kind: 'gone', id, reason: 'not-found' } : row,
    ),
  };
}

/** For an answer that nobody asked for: what is new is counted, what is missing is marked, nothing moves. */
export function inPlace(
  state: ListState,
  fresh: readonly Row[],
): Pick<ListState, 'rows' | 'newIds' | 'outdated'> {
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const rows = state.rows.map((row): Row => {
    const now = freshById.get(row.id);
    freshById.delete(row.id);
    if (now) return now;
    return row.kind === 'gone' ? row : { ...row, left: true };
  });
  const newIds = new Set(state.newIds);
  for (const id of freshById.keys()) newIds.add(id);
  return { rows, newIds, outdated: rows.some((row) => row.kind === 'message' && row.left) };
}
