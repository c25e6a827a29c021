/** One key, one act: a repeated command gets the first answer and has no further effect. */
import { AdapterError, type AdapterOperation } from '../../src/adapter/errors.js';

interface Entry {
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
  isDone: boolean;
}

/** Keys beyond this many are forgotten, the oldest first. */
const MOST_KEYS = 5000;

export class IdempotencyBook {
  readonly #entries = new Map<string, Entry>();
  readonly #inProgress: 'wait' | 'refuse';

  constructor(inProgress: 'wait' | 'refuse') {
    this.#inProgress = inProgress;
  }

  /**
   * Runs `act` unless `key` is known. A refused command had no effect, so its key is free again. The
   * same key with another command is `invalid`.
   */
  async once<Result>(
    operation: AdapterOperation,
    owner: string,
    key: string,
    command: unknown,
    act: () => Promise<Result>,
  ): Promise<Result> {
    if (key.trim() === '') throw refuse(operation, 'required');
    const entryKey = `${owner} ${key}`;
    const fingerprint = `${operation} ${stableJson(command)}`;
    const known = this.#entries.get(entryKey);
    if (known) {
      if (known.fingerprint !== fingerprint) throw refuse(operation, 'reused');
      if (!known.isDone && this.#inProgress === 'refuse') {
        throw new AdapterError('conflict', {
          operation,
          retryAfterSeconds: 1,
          fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
        });
      }
      return known.answer as Promise<Result>;
    }
    const entry: Entry = { fingerprint, answer: act(), isDone: false };
    this.#entries.set(entryKey, entry);
    try {
      return (await entry.answer) as Result;
    } catch (error) {
      this.#entries.delete(entryKey);
      throw error;
    } finally {
      entry.isDone = true;
      if (this.#entries.size > MOST_KEYS) {
        for (const [oldest] of this.#entries) {
          this.#entries.delete(oldest);
          break;
        }
      }
    }
  }
}

function refuse(operation: AdapterOperation, code: string): AdapterError {
  return new AdapterError('invalid', { operation, fields: [{ field: 'idempotencyKey', code }] });
}

/** JSON with sorted keys, so that equal commands give equal text. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
