/**
 * One intent, one write. A write is sent once; when its answer is lost, the message is read again
 * before anybody says "failed", and a retry carries the same key.
 */
import { AdapterError, isAdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import type { Message } from '../model/message.js';
import { pause } from '../adapter/deadline.js';
import { retryAfterMs } from './retry.js';

/** A key for one intent: 128 random bits. `randomUUID` is missing on plain http pages. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a second look found after an answer was lost. */
export type Recheck<Result> =
  | { readonly kind: 'applied'; readonly value: Result }
  /** Nothing changed since: the write never arrived, the same key may be sent again. */
  | { readonly kind: 'not-applied' }
  /** Somebody else changed it meanwhile. */
  | { readonly kind: 'superseded'; readonly current: Message };

export type WriteOutcome<Result> =
  | { readonly kind: 'done'; readonly value: Result }
  | { readonly kind: 'conflict'; readonly error: AdapterError; readonly current: Message | null }
  /** Refused or never applied: nothing happened, the intent may be tried again with the same key. */
  | { readonly kind: 'failed'; readonly error: AdapterError }
  /** No answer, and the second look failed too: it may have happened. */
  | { readonly kind: 'uncertain'; readonly error: AdapterError };

export interface WriteSteps<Result> {
  readonly send: () => Promise<Result>;
  /** Reads how things stand; asked only after a lost answer. */
  readonly recheck: () => Promise<Recheck<Result>>;
  /** Told when the answer was lost and the second look begins, or when the same write is still being worked on. */
  readonly onChecking?: () => void;
  /** Waits before the same write is asked about again. @default a timer */
  readonly wait?: (ms: number) => Promise<void>;
}

/** Codes after which the write may have been applied although no answer says so. */
const LOST: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'timeout',
  'network',
  'unavailable',
  'malformed',
]);

/** How often a write that the backend is still working on is asked about. */
const MOST_ASKINGS = 5;
const ASK_AGAIN_MS = 1000;

/** Sends a write and finds out what became of it. Never rejects. */
export async function write<Result>(steps: WriteSteps<Result>): Promise<WriteOutcome<Result>> {
  const wait = steps.wait ?? pause;
  for (let asked = 0; ; asked += 1) {
    try {
      return { kind: 'done', value: await steps.send() };
    } catch (error) {
      const known = asAdapterError(error);
      if (isInProgress(known)) {
        steps.onChecking?.();
        if (asked === MOST_ASKINGS) return lookAtUnfinished(steps, known);
        await wait(retryAfterMs(known) ?? ASK_AGAIN_MS);
        continue;
      }
      if (known.code === 'conflict') {
        return { kind: 'conflict', error: known, current: known.current ?? null };
      }
      if (!LOST.has(known.code) || isTurnedAway(known)) return { kind: 'failed', error: known };
      steps.onChecking?.();
      return lookAgain(steps, known);
    }
  }
}

/** The backend has this very key in work: no conflict with anybody, the same key gets the answer later. */
function isInProgress(error: AdapterError): boolean {
  return (
    error.code === 'conflict' &&
    !error.current &&
    (error.retryAfterSeconds !== undefined ||
      error.fields.some(({ code }) => code === 'in-progress'))
  );
}

/** Refused at the door with a time to come back (503 with Retry-After): it was not applied. */
function isTurnedAway(error: AdapterError): boolean {
  return error.code === 'unavailable' && retryAfterMs(error) !== null;
}

/** Never answered: it may still be applied, so nobody may call it failed. */
async function lookAtUnfinished<Result>(
  steps: WriteSteps<Result>,
  cause: AdapterError,
): Promise<WriteOutcome<Result>> {
  const { operation } = cause;
  const error = new AdapterError('timeout', { ...(operation && { operation }), cause });
  const found = await lookAgain(steps, error);
  return found.kind === 'failed' ? { kind: 'uncertain', error } : found;
}

async function lookAgain<Result>(
  steps: WriteSteps<Result>,
  error: AdapterError,
): Promise<WriteOutcome<Result>> {
  try {
    const found = await steps.recheck();
    switch (found.kind) {
      case 'applied':
        return { kind: 'done', value: found.value };
      case 'not-applied':
        return { kind: 'failed', error };
      case 'superseded':
        return {
          kind: 'conflict',
          error: new AdapterError('conflict', { cause: error }),
          current: found.current,
        };
    }
  } catch {
    return { kind: 'uncertain', error };
  }
}

function asAdapterError(error: unknown): AdapterError {
  // By shape: the adapter may have been built with another copy of the library.
  return isAdapterError(error) ? error : new AdapterError('malformed', { cause: error });
}
