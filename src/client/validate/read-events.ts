/**
 * Reads live events and capabilities: field by field, own properties only. Nothing here throws.
 */
import { isRecord, listOf, own } from '../../model/unknown-value.js';
import { readMessage } from './read-message.js';
import { OPTIONAL_FILTERS, type Capabilities, type LiveEvent } from '../../adapter/adapter.js';

/** An event, or `null` when it cannot be used. */
export function readLiveEvent(event: unknown): LiveEvent | null {
  if (!isRecord(event)) return null;
  const type = own(event, 'type');
  if (type === 'connection') {
    return { type, state: own(event, 'state') === 'live' ? 'live' : 'paused' };
  }
  const messageId = own(event, 'messageId');
  const version = own(event, 'version');
  if (typeof messageId !== 'string' || !Number.isSafeInteger(version)) return null;
  const number = own(event, 'sequence');
  const sequence = Number.isSafeInteger(number) ? (number as number) : null;
  const base = { sequence, messageId, version: version as number };
  if (type === 'removed') {
    return { type, ...base, reason: own(event, 'reason') === 'erased' ? 'erased' : 'deleted' };
  }
  if (type !== 'changed') return null;
  const message = readMessage(own(event, 'message'));
  const fits = message?.id === messageId && message.version === version;
  return { type, ...base, message: fits ? message : null };
}

/** The readable capabilities; the others have their defaults. */
export function readCapabilities(answer: unknown): Capabilities {
  if (!isRecord(answer)) return {};
  const read: { -readonly [Key in keyof Capabilities]: Capabilities[Key] } = {};
  const filters = listOf(own(answer, 'filters'));
  if (filters) read.filters = OPTIONAL_FILTERS.filter((filter) => filters.includes(filter));
  for (const key of ['organizations', 'skillQueues'] as const) {
    const choices = listOf(own(answer, key));
    if (choices) read[key] = choices.flatMap(readChoice);
  }
  for (const key of [
    'downloadNeedsReason',
    'downloadNeedsPassword',
    'telLinks',
    'statusCounts',
  ] as const) {
    const flag = own(answer, key);
    if (typeof flag === 'boolean') read[key] = flag;
  }
  for (const key of ['timeZone', 'employeeId'] as const) {
    const text = own(answer, key);
    if (typeof text === 'string' && text !== '') read[key] = text;
  }
  const most = own(answer, 'maxAssignments');
  if (Number.isSafeInteger(most) && (most as number) > 0) read.maxAssignments = most as number;
  const undo = own(answer, 'undoSeconds');
  if (typeof undo === 'number' && undo >= 0 && undo <= 86_400) read.undoSeconds = undo;
  const heard = own(answer, 'heardBeforeSubmitPercent');
  if (typeof heard === 'number' && heard > 0 && heard <= 100) read.heardBeforeSubmitPercent = heard;
  const limit = readLimit(own(answer, 'commentLimit'));
  if (limit) read.commentLimit = limit;
  return read;
}

function readChoice(value: unknown): { id: string; name: string }[] {
  if (!isRecord(value)) return [];
  const id = own(value, 'id');
  const name = own(value, 'name');
  return typeof id === 'string' && id !== ''
    ? [{ id, name: typeof name === 'string' ? name : id }]
    : [];
}

function readLimit(value: unknown): Capabilities['commentLimit'] | null {
  if (!isRecord(value)) return null;
  const max = own(value, 'max');
  const unit = own(value, 'unit');
  if (!Number.isSafeInteger(max) || (max as number) < 1) return null;
  if (unit !== 'utf16' && unit !== 'code-point' && unit !== 'utf8-byte') return null;
  return { max: max as number, unit };
}
