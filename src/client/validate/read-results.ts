/** Reads the results of an allocation, one for each requested message. */
import { isRecord, listOf, own } from '../../model/unknown-value.js';
import { readMessage } from './read-message.js';
import type { AllocationResult } from '../../adapter/adapter.js';
import { isAdapterErrorCode } from '../../adapter/errors.js';
import { readFieldErrors } from './read-field-errors.js';

/** One result for each requested id; an id that the answer leaves out is `malformed`. */
export function readResults(
  answer: unknown,
  ids: readonly string[],
): readonly AllocationResult[] | null {
  const rows = listOf(answer);
  if (!rows) return null;
  const byId = new Map<string, AllocationResult>();
  for (const row of rows) {
    const result = readResult(row);
    if (result) byId.set(result.messageId, result);
  }
  return ids.map((id) => byId.get(id) ?? { messageId: id, ok: false, code: 'malformed' });
}

function readResult(row: unknown): AllocationResult | null {
  if (!isRecord(row)) return null;
  const messageId = own(row, 'messageId');
  if (typeof messageId !== 'string') return null;
  if (own(row, 'ok') === true) {
    const message = readMessage(own(row, 'message'));
    return message?.id === messageId ? { messageId, ok: true, message } : null;
  }
  const code = own(row, 'code');
  const current = readMessage(own(row, 'current'));
  const fields = readFieldErrors(own(row, 'fields'));
  return {
    messageId,
    ok: false,
    code: isAdapterErrorCode(code) ? code : 'malformed',
    ...(current?.id === messageId ? { current } : {}),
    ...(fields.length > 0 ? { fields } : {}),
  };
}
