/**
 * Reads single fields of an answer, and names the unusable ones. Nothing here throws.
 */
import type { Instant } from '../../model/message.js';
import { listOf, own } from '../../model/unknown-value.js';

/** Names of unusable fields, for example `messages[3].createdAt`; never their values. */
export type ReadIssues = string[];

/** The fields of one record; names the unusable ones. */
export class Reader {
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

/** An id is a non-empty string; a number beyond 2^53 has lost digits and cannot be trusted. */
export function readId(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

export function readLanguage(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

export function readBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
