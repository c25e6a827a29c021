/**
 * Names of saved files: what a person finds again, and nothing that should not stand in a file name.
 * No contact number, no server path, nothing a file system or a shell could stumble over.
 */
import type { Instant } from '../../model/message.js';

export interface FileNameParts {
  readonly messageId: string;
  /** When the message was left; its own clock time is used, without a zone. */
  readonly createdAt: Instant | null;
  /** Of the checked type, without a dot. */
  readonly extension: string;
  /** Must not be found in the name, in case a backend uses it as an id. */
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

/** The id as it may be written down: a short digest where a backend uses the number as an id. */
export function publicMessageId(id: string, contactNumber: string | null): string {
  return holdsNumber(id, contactNumber) ? digest(id) : id;
}

function safeId(id: string, contactNumber: string | null): string {
  // A path or a number says too much: a short digest still tells two files apart.
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
