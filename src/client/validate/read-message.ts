/**
 * Reads the messages in an adapter's answer. Adapters are written by others: every field is checked
 * here once, so that the rest of the product can trust the types. A bad field becomes `null` (shown as
 * a dash) and is named in `issues`; a bad row never breaks the list.
 */
import {
  MESSAGE_ACTIONS,
  MESSAGE_STATUSES,
  type ActionPermission,
  type AllocationFailure,
  type HistoryEntry,
  type Lease,
  type MachineReading,
  type Message,
  type MessageAction,
} from '../../model/message.js';
import { Reader, readBoolean, readId, readLanguage, type ReadIssues } from './fields.js';
import { isList, isRecord, own } from '../../model/unknown-value.js';
import type { MessagePage } from '../../model/query.js';

/**
 * A message, or `null` when it has no usable id (nothing could be done with it).
 * @param path its place in the answer, for `issues`
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
    ...readOptional(reader),
  };
}

/** Fields of only some backends: left out where they are missing, so that messages stay small. */
function readOptional(reader: Reader): Pick<Message, 'dueAt' | 'attempts' | 'outcome' | 'machine'> {
  const dueAt = reader.instant('dueAt');
  const attempts = reader.number('attempts', { max: 1e6 });
  const outcome = reader.text('outcome');
  const machine = readMachine(reader.field('machine'));
  return {
    ...(dueAt === null ? {} : { dueAt }),
    ...(attempts === null ? {} : { attempts }),
    ...(outcome === null ? {} : { outcome }),
    ...(machine === null ? {} : { machine }),
  };
}

const URGENCIES: readonly unknown[] = ['low', 'normal', 'high'];

function readMachine(value: unknown): MachineReading | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const urgency = reader.field('urgency');
  return {
    summary: reader.text('summary'),
    topic: reader.text('topic'),
    urgency: URGENCIES.includes(urgency) ? (urgency as MachineReading['urgency']) : null,
    urgencyReason: reader.text('urgencyReason'),
    translation: readTranslation(reader.field('translation')),
    draft: reader.text('draft'),
  };
}

function readTranslation(value: unknown): MachineReading['translation'] {
  if (!isRecord(value)) return null;
  const language = readLanguage(own(value, 'language'));
  const text = own(value, 'text');
  return language !== null && typeof text === 'string' ? { language, text } : null;
}

/** A status or channel: known or not, it stays visible; anything but text becomes ''. */
function readWord(reader: Reader, key: string): string {
  const value = reader.field(key);
  if (typeof value === 'string') return value;
  reader.flag(key);
  return typeof value === 'number' ? String(value) : '';
}

function readActions(value: unknown): Message['actions'] {
  const actions: Partial<Record<MessageAction, ActionPermission>> = {};
  if (!isRecord(value)) return actions;
  for (const action of MESSAGE_ACTIONS) {
    const permission = own(value, action);
    if (permission === undefined || permission === null) continue;
    // Anything but a clear yes is a no.
    if (isRecord(permission) && own(permission, 'allowed') === true) {
      actions[action] = { allowed: true };
    } else {
      const reason = isRecord(permission) ? own(permission, 'reason') : undefined;
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

const COUNTED = [...MESSAGE_STATUSES, 'mine', 'late'] as const;

function readCounts(value: unknown): Pick<MessagePage, 'counts'> {
  if (!isRecord(value)) return {};
  const reader = new Reader(value, [], '');
  const counts: Partial<Record<(typeof COUNTED)[number], number>> = {};
  for (const key of COUNTED) {
    const count = reader.number(key, { max: 1e9 });
    if (count !== null) counts[key] = count;
  }
  return { counts };
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
    ...readCounts(reader.field('counts')),
  };
}
