/**
 * One intent, one command. A command is sent once; when its answer is lost, the message is read again
 * before anybody says "failed", and a retry carries the same key.
 */
import { pause } from '../adapter/deadline.js';
import { AdapterError, isAdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import type { Message } from '../model/message.js';
import { retryAfterMs } from './retry.js';

/** A key for one intent: 128 random bits. `randomUUID` is missing on pages served over plain HTTP. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What reading again shows after an answer was lost. */
export type Reconciliation<Result> =
  | { readonly kind: 'applied'; readonly value: Result }
  /** Nothing has changed: the command never arrived, the same key may be sent again. */
  | { readonly kind: 'not-applied' }
  /** Somebody else has changed the message. */
  | { readonly kind: 'superseded'; readonly current: Message };

export type CommandOutcome<Result> =
  | { readonly kind: 'done'; readonly value: Result }
  | { readonly kind: 'conflict'; readonly error: AdapterError; readonly current: Message | null }
  /** Refused or never applied: nothing happened, the intent may be retried with the same key. */
  | { readonly kind: 'failed'; readonly error: AdapterError }
  /** No answer, and reconciling failed too: the command may have been applied. */
  | { readonly kind: 'uncertain'; readonly error: AdapterError };

export interface CommandSteps<Result> {
  readonly send: () => Promise<Result>;
  /** Reads the message's current state; called only after an answer was lost. */
  readonly reconcile: () => Promise<Reconciliation<Result>>;
  /** Called when reconciling begins, and when the backend still works on the same command. */
  readonly onReconcile?: () => void;
  /** Waits before the same command is asked about again. @default a timer */
  readonly wait?: (ms: number) => Promise<void>;
}

/** Codes after which the command may have been applied although no answer says so. */
const ANSWER_LOST: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'timeout',
  'network',
  'unavailable',
  'malformed',
]);

/** How often a command is sent again while the backend still works on it. */
const IN_PROGRESS_RETRIES = 5;
const IN_PROGRESS_WAIT_MS = 1000;

/** Sends a command and finds out its outcome. Never rejects. */
export async function sendCommand<Result>(
  steps: CommandSteps<Result>,
): Promise<CommandOutcome<Result>> {
  const wait = steps.wait ?? pause;
  for (let retries = 0; ; retries += 1) {
    try {
      return { kind: 'done', value: await steps.send() };
    } catch (reason) {
      const error = asAdapterError(reason);
      if (isInProgress(error)) {
        steps.onReconcile?.();
        if (retries === IN_PROGRESS_RETRIES) return reconcileUnfinished(steps, error);
        await wait(retryAfterMs(error) ?? IN_PROGRESS_WAIT_MS);
        continue;
      }
      if (error.code === 'conflict') {
        return { kind: 'conflict', error, current: error.current ?? null };
      }
      if (!ANSWER_LOST.has(error.code) || isTurnedAway(error)) return { kind: 'failed', error };
      steps.onReconcile?.();
      return reconcile(steps, error);
    }
  }
}

/** The backend still works on this key: not a conflict; the same key gets its answer later. */
function isInProgress(error: AdapterError): boolean {
  return (
    error.code === 'conflict' &&
    !error.current &&
    (error.retryAfterSeconds !== undefined ||
      error.fields.some(({ code }) => code === 'in-progress'))
  );
}

/** Turned away with a time to come back (503 with Retry-After): it was not applied. */
function isTurnedAway(error: AdapterError): boolean {
  return error.code === 'unavailable' && retryAfterMs(error) !== null;
}

/** Never answered: it may still be applied, so it is never reported as failed. */
async function reconcileUnfinished<Result>(
  steps: CommandSteps<Result>,
  cause: AdapterError,
): Promise<CommandOutcome<Result>> {
  const { operation } = cause;
  const error = new AdapterError('timeout', { ...(operation && { operation }), cause });
  const outcome = await reconcile(steps, error);
  return outcome.kind === 'failed' ? { kind: 'uncertain', error } : outcome;
}

async function reconcile<Result>(
  steps: CommandSteps<Result>,
  error: AdapterError,
): Promise<CommandOutcome<Result>> {
  try {
    const found = await steps.reconcile();
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

function asAdapterError(reason: unknown): AdapterError {
  // By shape: the adapter may have been built with another copy of the library.
  return isAdapterError(reason) ? reason : new AdapterError('malformed', { cause: reason });
}
