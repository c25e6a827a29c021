/**
 * Whether a message belongs to what the filters ask for, as far as the browser can judge. The
 * backend alone decides what is listed; this only marks rows that no longer fit and counts new ones.
 */
import type { Message } from '../../model/message.js';
import type { MessageFilters } from '../../model/query.js';

export function matchesFilters(message: Message, filters: MessageFilters): boolean {
  if (filters.status !== undefined && message.status !== filters.status) return false;
  if (filters.channel !== undefined && message.channel !== filters.channel) return false;
  if (filters.employeeId !== undefined && !holds(message.employeeId, filters.employeeId))
    return false;
  if (
    filters.contactNumber !== undefined &&
    !holdsNumber(message.contactNumber, filters.contactNumber)
  ) {
    return false;
  }
  return isInTime(message, filters);
}

function holds(value: string | null, wanted: string): boolean {
  return value?.toLowerCase().includes(wanted.toLowerCase()) ?? false;
}

/** A masked number cannot be compared: it gets the benefit of the doubt. */
function holdsNumber(value: string | null, wanted: string): boolean {
  if (value === null) return false;
  if (/[*•xX…]/.test(value)) return true;
  const digits = (text: string): string => text.replace(/\D/g, '');
  return digits(wanted) === '' ? holds(value, wanted) : digits(value).includes(digits(wanted));
}

/** `last` moves with the backend's clock and is not judged by ours. */
function isInTime(message: Message, { time }: MessageFilters): boolean {
  if (time.kind === 'last' || message.createdAt === null) return true;
  const created = Date.parse(message.createdAt);
  return created >= Date.parse(time.from) && created < Date.parse(time.to);
}
