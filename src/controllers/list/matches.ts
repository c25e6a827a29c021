/**
 * Whether a message matches the filters, as far as the browser can judge. The backend alone decides
 * which messages the list holds; this marks rows that no longer match, and counts new ones.
 */
import type { Message } from '../../model/message.js';
import type { MessageFilters } from '../../model/query.js';
import { isSameId, matchesContactNumber } from '../../model/search-text.js';

export function matchesFilters(message: Message, filters: MessageFilters): boolean {
  if (filters.status !== undefined && message.status !== filters.status) return false;
  if (filters.channel !== undefined && message.channel !== filters.channel) return false;
  if (filters.employeeId !== undefined && !isSameId(message.employeeId, filters.employeeId))
    return false;
  if (
    filters.contactNumber !== undefined &&
    !containsNumber(message.contactNumber, filters.contactNumber)
  ) {
    return false;
  }
  return isInTime(message, filters);
}

/** A masked number cannot be compared, and matches. */
function containsNumber(value: string | null, part: string): boolean {
  if (value === null) return false;
  return /[*•xX…]/.test(value) || matchesContactNumber(value, part);
}

/** `last` moves with the backend's clock; the browser's own may be wrong, and does not judge it. */
function isInTime(message: Message, { time }: MessageFilters): boolean {
  if (time.kind === 'last' || message.createdAt === null) return true;
  const created = Date.parse(message.createdAt);
  return created >= Date.parse(time.from) && created < Date.parse(time.to);
}
