/**
 * Reading what an adapter answered. Adapters are written by others: every field is checked here
 * once, so that the rest of the product can trust the types. One bad field becomes `null` (shown as
 * a dash) and is named in `issues`; one bad row never takes the list with it.
 */
import {
  MESSAGE_ACTIONS,
  type ActionPermission,
  type AllocationFailure,
  type HistoryEntry,
  type Instant,
  type Lease,
  type Message,
  type MessageAction,
} from './message.js';
import { AGENT_STATES, type Agent, type AgentState, type SkillQueue } from './agent.js';
import type { AgentPage, MessagePage } from './query.js';
import type { Recording, Transcript, TranscriptCue } from './recording.js';

/** Names of fields that could not be used, for example `messages[3].createdAt`; never their values. */
export type ReadIssues = string[];

/** Peaks beyond this many tell nothing more on any screen. */
const MAX_PEAKS = 4096;

/** Rows of one answer beyond this many are not read: no screen asks for so many. */
const MAX_ROWS = 100_000;

/** What stands for a field that throws when it is read: of no type that is asked for anywhere. */
const UNREADABLE: unique symbol = Symbol('unreadable');

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray` throws for a revoked proxy. */
function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Own properties only: nothing is inherited from a polluted prototype. A getter may throw. */
export function own(source: object, key: string | number): unknown {
  try {
    return Object.hasOwn(source, key)
      ? (source as Record<string | number, unknown>)[key]
      : undefined;
  } catch {
    return UNREADABLE;
  }
}

/** The members of a list, whatever it is made of; holes and members that throw are no rows later. */
export function listOf(value: unknown): readonly unknown[] | null {
  if (!isList(value)) return null;
  const length = own(value, 'length');
  if (typeof length !== 'number') return null;
  return Array.from({ length: Math.min(length, MAX_ROWS) }, (_, index) => own(value, index));
}

class Reader {
  constructor(
    readonly source: Record<string, unknown>,
    readonly issues: ReadIssues,
    readonly path: string,
  ) {}

  field(key: string): unknown {
    return own(this.source, key);
  }

  flag(key: string): void {
    this.issues.push(this.path === '' ? key : `${this.path}.${key}`);
  }

  text(key: string): string | null {
    const value = this.field(key);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    this.flag(key);
    return null;
  }

  instant(key: string): Instant | null {
    const value = this.field(key);
    if (value === undefined || value === null) return null;
    const instant = readInstant(value);
    if (instant === null) this.flag(key);
    return instant;
  }

  number(key: string, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): number | null {
    const value = this.field(key);
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' && value >= min && value <= max) return value;
    this.flag(key);
    return null;
  }

  list(key: string): readonly unknown[] {
    const value = this.field(key);
    if (value === undefined || value === null) return [];
    const list = listOf(value);
    if (list) return list;
    this.flag(key);
    return [];
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** An ISO 8601 instant with offset between the years 1970 and 9999, else `null`: a time without offset is a guess. */
export function readInstant(value: unknown): Instant | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) || time < 0 ? null : value;
}

/**
 * A message, or `null` when it has no usable id (nothing could be done with it).
 * @param path where it stands in the answer, for `issues`
 */
export function readMessage(value: unknown, issues: ReadIssues = [], path = ''): Message | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, issues, path);
  const id = readId(reader.field('id'));
  if (id === null) {
    reader.flag('id');
    return null;
  }
  const version = reader.number('version');
  return {
    id,
    version: version ?? 0,
    channel: readWord(reader, 'channel'),
    status: readWord(reader, 'status'),
    contactNumber: reader.text('contactNumber'),
    employeeId: reader.text('employeeId'),
    businessAccount: reader.text('businessAccount'),
    createdAt: reader.instant('createdAt'),
    updatedAt: reader.instant('updatedAt'),
    durationSeconds: reader.number('durationSeconds', { max: 1e7 }),
    text: reader.text('text'),
    language: readLanguage(reader.field('language')),
    organization: reader.text('organization'),
    skillQueue: reader.text('skillQueue'),
    actions: readActions(reader.field('actions')),
    lease: readLease(reader.field('lease')),
    allocationFailure: readFailure(reader.field('allocationFailure')),
    handlingComments: reader.text('handlingComments'),
    history: reader.list('history').flatMap(readHistoryEntry),
  };
}

/** An id is a non-empty string; a number beyond 2^53 has lost digits and cannot be trusted. */
function readId(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

/** A status or channel: known or not, it stays visible; what is no word at all becomes ''. */
function readWord(reader: Reader, key: string): string {
  const value = reader.field(key);
  if (typeof value === 'string') return value;
  reader.flag(key);
  return typeof value === 'number' ? String(value) : '';
}

function readLanguage(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

function readActions(value: unknown): Message['actions'] {
  const actions: Partial<Record<MessageAction, ActionPermission>> = {};
  if (!isRecord(value)) return actions;
  for (const action of MESSAGE_ACTIONS) {
    const told = own(value, action);
    if (told === undefined || told === null) continue;
    // Anything but a clear yes is a no.
    if (isRecord(told) && own(told, 'allowed') === true) {
      actions[action] = { allowed: true };
    } else {
      const reason = isRecord(told) ? own(told, 'reason') : undefined;
      actions[action] = {
        allowed: false,
        reason: typeof reason === 'string' && reason !== '' ? reason : 'unsupported',
      };
    }
  }
  return actions;
}

/** A lease, or `null` when there is none or it names no owner. */
export function readLease(value: unknown): Lease | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const id = readId(reader.field('id'));
  const ownerEmployeeId = reader.text('ownerEmployeeId');
  if (id === null || ownerEmployeeId === null) return null;
  return {
    id,
    ownerEmployeeId,
    ownerName: reader.text('ownerName'),
    mine: reader.field('mine') === true,
    expiresAt: reader.instant('expiresAt'),
  };
}

function readFailure(value: unknown): AllocationFailure | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  return {
    code: reader.text('code') ?? 'unknown',
    since: reader.instant('since'),
    tries: reader.number('tries'),
    target: reader.text('target'),
  };
}

function readHistoryEntry(value: unknown): HistoryEntry[] {
  if (!isRecord(value)) return [];
  const reader = new Reader(value, [], '');
  const kind = reader.text('kind');
  if (kind === null) return [];
  return [
    {
      at: reader.instant('at'),
      kind,
      employeeId: reader.text('employeeId'),
      name: reader.text('name'),
      note: reader.text('note'),
    },
  ];
}

/** A page of messages, or `null` when the answer is no page at all. Rows with the same id are kept once, the newest. */
export function readMessagePage(value: unknown, issues: ReadIssues = []): MessagePage | null {
  if (!isRecord(value) || !isList(own(value, 'messages'))) return null;
  const reader = new Reader(value, issues, '');
  const byId = new Map<string, Message>();
  reader.list('messages').forEach((row, index) => {
    const message = readMessage(row, issues, `messages[${index}]`);
    if (!message) return;
    const twin = byId.get(message.id);
    if (!twin || message.version > twin.version) byId.set(message.id, message);
  });
  return {
    messages: [...byId.values()],
    total: reader.number('total', { max: 1e9 }),
    totalIsEstimate: reader.field('totalIsEstimate') === true,
    nextCursor: reader.text('nextCursor'),
    hasMore: readBoolean(reader.field('hasMore')),
    serverTime: reader.instant('serverTime'),
    sequence: reader.number('sequence'),
  };
}

function readBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** An agent, or `null` without employee ID: nothing could be allocated to it. */
export function readAgent(value: unknown): Agent | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const employeeId = readId(reader.field('employeeId'));
  if (employeeId === null) return null;
  const state = reader.field('state');
  return {
    employeeId,
    businessAccount: reader.text('businessAccount') ?? '',
    name: reader.text('name'),
    organization: reader.text('organization'),
    skillQueues: reader.list('skillQueues').flatMap(readSkillQueue),
    state: (AGENT_STATES as readonly unknown[]).includes(state) ? (state as AgentState) : 'unknown',
    openMessages: reader.number('openMessages'),
  };
}

function readSkillQueue(value: unknown): SkillQueue[] {
  if (!isRecord(value)) return [];
  const id = readId(own(value, 'id'));
  const name = own(value, 'name');
  return id === null ? [] : [{ id, name: typeof name === 'string' ? name : id }];
}

/** A page of agents, or `null` when the answer is no page at all. */
export function readAgentPage(value: unknown): AgentPage | null {
  if (!isRecord(value) || !isList(own(value, 'agents'))) return null;
  const reader = new Reader(value, [], '');
  const byId = new Map<string, Agent>();
  for (const row of reader.list('agents')) {
    const agent = readAgent(row);
    if (agent && !byId.has(agent.employeeId)) byId.set(agent.employeeId, agent);
  }
  return {
    agents: [...byId.values()],
    total: reader.number('total', { max: 1e9 }),
    nextCursor: reader.text('nextCursor'),
    hasMore: readBoolean(reader.field('hasMore')),
  };
}

/** A recording, or `null` when it says neither where the sound is nor brings it. */
export function readRecording(value: unknown): Recording | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const facts = {
    mimeType: reader.text('mimeType'),
    expiresAt: reader.instant('expiresAt'),
    durationSeconds: reader.number('durationSeconds', { max: 1e7 }),
    sizeBytes: reader.number('sizeBytes'),
    peaks: readPeaks(reader.field('peaks')),
    transcript: readTranscript(reader.field('transcript')),
    archive: reader.field('archive') === 'password-zip' ? 'password-zip' : 'none',
  } as const;
  const blob = reader.field('blob');
  // Not `instanceof`: the adapter may live in another frame.
  if (isBlob(blob)) return { ...facts, kind: 'blob', blob };
  const url = reader.field('url');
  if (typeof url !== 'string' || url === '') return null;
  const crossOrigin = reader.field('crossOrigin');
  return {
    ...facts,
    kind: 'url',
    url,
    crossOrigin:
      crossOrigin === 'anonymous' || crossOrigin === 'use-credentials' ? crossOrigin : null,
  };
}

function isBlob(value: unknown): value is Blob {
  try {
    return /^\[object (Blob|File)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false;
  }
}

function readPeaks(value: unknown): readonly number[] {
  return (listOf(value) ?? [])
    .slice(0, MAX_PEAKS)
    .map((peak) => (typeof peak === 'number' && peak >= 0 ? Math.min(1, peak) : 0));
}

function readTranscript(value: unknown): Transcript | null {
  if (!isRecord(value)) return null;
  const rows = listOf(own(value, 'cues'));
  if (!rows) return null;
  const cues = rows.flatMap(readCue);
  cues.sort((a, b) => a.startSeconds - b.startSeconds);
  return { language: readLanguage(own(value, 'language')), cues };
}

function readCue(value: unknown): TranscriptCue[] {
  if (!isRecord(value)) return [];
  const reader = new Reader(value, [], '');
  const startSeconds = reader.number('startSeconds');
  const text = reader.text('text');
  if (startSeconds === null || text === null) return [];
  const endSeconds = reader.number('endSeconds') ?? startSeconds;
  return [
    {
      startSeconds,
      endSeconds: Math.max(startSeconds, endSeconds),
      text,
      confidence: reader.number('confidence', { max: 1 }),
    },
  ];
}
