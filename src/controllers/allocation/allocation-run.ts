/** Sends an allocation in parts that the backend accepts, each under one key. */
import {
  DEFAULT_MAX_ASSIGNMENTS,
  type AllocationResult,
  type Assignment,
} from '../../adapter/adapter.js';
import type { AdapterError, AdapterErrorCode, FieldError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import { statusAfter } from '../../model/rules.js';
import { allocateMessages } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { isPassing } from '../../client/retry.js';
import { newIdempotencyKey, sendCommand, type Reconciliation } from '../../client/send-command.js';

/** The outcome of one message. */
export type RowOutcome =
  | { readonly kind: 'done'; readonly assignment: Assignment; readonly message: Message }
  | {
      readonly kind: 'failed';
      readonly assignment: Assignment;
      readonly code: AdapterErrorCode;
      /** The message as it is now, where the answer has it. */
      readonly current: Message | null;
      readonly fields: readonly FieldError[];
    }
  /** No answer, and reading the message failed: it may have happened. */
  | { readonly kind: 'uncertain'; readonly assignment: Assignment };

/** A part of an allocation; a retry sends it as it is. */
export interface AllocationPart {
  readonly key: string;
  readonly assignments: readonly Assignment[];
}

/** Reads at a time when a lost answer is looked up. */
const PARALLEL_READS = 6;

/** Cuts `assignments` into parts of at most `max`, each with a key of its own. */
export function makeParts(
  assignments: readonly Assignment[],
  max: number,
): readonly AllocationPart[] {
  const size = Number.isInteger(max) && max > 0 ? max : DEFAULT_MAX_ASSIGNMENTS;
  const parts: AllocationPart[] = [];
  for (let start = 0; start < assignments.length; start += size) {
    parts.push({ key: newIdempotencyKey(), assignments: assignments.slice(start, start + size) });
  }
  return parts;
}

/** The outcome of one part; `error` when the request failed as a whole. */
export interface PartOutcome {
  readonly part: AllocationPart;
  readonly rows: readonly RowOutcome[];
  readonly error: AdapterError | null;
}

/** Sends one part, and finds the outcome of each message. Never rejects. */
export async function allocatePart(
  client: AdapterClient,
  part: AllocationPart,
  onReconcile: () => void,
): Promise<PartOutcome> {
  const outcome = await sendCommand<readonly AllocationResult[]>({
    send: () =>
      allocateMessages(client, { idempotencyKey: part.key, assignments: part.assignments }),
    reconcile: () => reconcile(client, part.assignments),
    onReconcile,
  });
  switch (outcome.kind) {
    case 'done':
      return { part, rows: rowsOf(part, outcome.value), error: null };
    case 'conflict':
    case 'failed':
      return {
        part,
        rows: part.assignments.map((assignment) => ({
          kind: 'failed',
          assignment,
          code: outcome.error.code,
          current:
            outcome.error.current?.id === assignment.messageId ? outcome.error.current : null,
          fields: outcome.error.fields,
        })),
        error: outcome.error,
      };
    case 'uncertain':
      return {
        part,
        rows: part.assignments.map((assignment) => ({ kind: 'uncertain', assignment })),
        error: outcome.error,
      };
  }
}

function rowsOf(part: AllocationPart, results: readonly AllocationResult[]): readonly RowOutcome[] {
  const byId = new Map(results.map((result) => [result.messageId, result]));
  return part.assignments.map((assignment): RowOutcome => {
    const result = byId.get(assignment.messageId);
    if (result?.ok) return { kind: 'done', assignment, message: result.message };
    return {
      kind: 'failed',
      assignment,
      code: result?.code ?? 'malformed',
      current: result?.current ?? null,
      fields: result?.fields ?? [],
    };
  });
}

/** Reads each message of a part whose answer was lost. */
async function reconcile(
  client: AdapterClient,
  assignments: readonly Assignment[],
): Promise<Reconciliation<readonly AllocationResult[]>> {
  const results: AllocationResult[] = [];
  let untouched = 0;
  for (let start = 0; start < assignments.length; start += PARALLEL_READS) {
    const some = assignments.slice(start, start + PARALLEL_READS);
    const messages = await Promise.all(some.map(({ messageId }) => client.getMessage(messageId)));
    messages.forEach((message, index) => {
      const assignment = some[index];
      if (!assignment) return;
      const { messageId } = assignment;
      if (isApplied(message, assignment)) results.push({ messageId, ok: true, message });
      else if (message.version <= assignment.expectedVersion) {
        untouched += 1;
        results.push({ messageId, ok: false, code: 'unavailable', current: message });
      } else results.push({ messageId, ok: false, code: 'conflict', current: message });
    });
  }
  return untouched === assignments.length
    ? { kind: 'not-applied' }
    : { kind: 'applied', value: results };
}

function isApplied(message: Message, assignment: Assignment): boolean {
  return (
    message.version > assignment.expectedVersion && message.employeeId === assignment.employeeId
  );
}

/** Whether another try can help this message. */
export function isRetryable(row: RowOutcome): boolean {
  switch (row.kind) {
    case 'done':
      return false;
    case 'uncertain':
      return true;
    case 'failed':
      if (row.code === 'conflict') {
        return row.current === null || statusAfter(row.current.status, 'allocate') !== null;
      }
      return isPassing(row.code) || row.code === 'malformed' || row.code === 'unauthenticated';
  }
}

/** The next assignment for a row, with the present version where that is known. */
export function againFor(row: RowOutcome): Assignment {
  return row.kind === 'failed' && row.current
    ? { ...row.assignment, expectedVersion: row.current.version }
    : row.assignment;
}
