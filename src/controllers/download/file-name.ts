/**
 * Names of saved files that a person finds again: no contact number, no server path, no character that
 * a file system or a shell treats in its own way. Pure.
 */
import type { Instant } from '../../model/message.js';

export interface FileNameParts {
  readonly messageId: string;
  /** When the message was left; the name has its own clock time, without a zone. */
  readonly createdAt: Instant | null;
  /** The extension of the checked type, without a dot. */
  readonly extension: string;
  /** Kept out of the name, in case a backend uses it as an id. */
  readonly contactNumber?: string | null;
}

const MOST_BYTES = 120;
const MOST_ID = 60;
const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/;

/** `voicemail_<id>_<time>.<extension>`: ASCII letters, digits, `-` and `_` only, 120 bytes at most. */
export function recordingFileName(parts: FileNameParts): string {
  const id = safeId(parts.messageId, parts.contactNumber ?? null);
  const time = TIME.exec(parts.createdAt ?? '');
  const [, year, month, day, hour, minute, second = '00'] = time ?? [];
  const stamp = time ? `_${year}${month}${day}-${hour}${minute}${second}` : '';
  const extension = /^[a-z0-9]{1,5}$/.test(parts.extension) ? parts.extension : 'bin';
  return `voicemail_${id}${stamp}.${extension}`.slice(-MOST_BYTES);
}

/** The id for records: a short digest where a backend uses the contact number as an id. */
export function publicMessageId(id: string, contactNumber: string | null): string {
  return holdsNumber(id, contactNumber) ? digest(id) : id;
}

function safeId(id: string, contactNumber: string | null): string {
  // A path or a number reveals too much: a short digest still tells two files apart.
  if (/[/\\:]/.test(id) || holdsNumber(id, contactNumber)) return digest(id);
  const safe = id.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|[-_]+$/g, '');
  if (safe === '') return digest(id);
  return safe.length > MOST_ID ? `${safe.slice(0, MOST_ID - 9)}-${digest(id)}` : safe;
}

function holdsNumber(id: string, contactNumber: string | null): boolean {
  const digits = contactNumber?.replace(/\D/g, '') ?? '';
  return digits.length >= 6 && id.replace(/\D/g, '').includes(digits);
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
