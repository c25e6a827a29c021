/** Runs an allocation from Complete to the outcome of each message, its retries and its undo. */
import type { Assignment, AllocationResult } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { undoAllocation } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { newIdempotencyKey, sendCommand } from '../../client/send-command.js';
import {
  againFor,
  allocatePart,
  isRetryable,
  makeParts,
  type AllocationPart,
  type RowOutcome,
} from './allocation-run.js';

export type AllocationState =
  | { readonly kind: 'choosing' }
  | {
      readonly kind: 'allocating';
      readonly total: number;
      readonly settled: number;
      /** An answer was lost; the messages are being read. */
      readonly checking: boolean;
      readonly rows: readonly RowOutcome[];
    }
  /** `error` when a request as a whole failed. */
  | {
      readonly kind: 'outcome';
      readonly rows: readonly RowOutcome[];
      readonly error: AdapterError | null;
    };

export interface AllocationCallbacks {
  readonly onChange: () => void;
  /** The outcome of one run; called once, also when the dialog has closed meanwhile. */
  readonly onSettled: (rows: readonly RowOutcome[]) => void;
  readonly onError: (error: AdapterError) => void;
}

export class AllocationController {
  readonly #callbacks: AllocationCallbacks;
  #state: AllocationState = { kind: 'choosing' };
  /** Parts that failed as a whole: sent again as they were, with their key. */
  #unsent: AllocationPart[] = [];
  #session = 0;

  constructor(callbacks: AllocationCallbacks) {
    this.#callbacks = callbacks;
  }

  get state(): AllocationState {
    return this.#state;
  }

  get isWriting(): boolean {
    return this.#state.kind === 'allocating';
  }

  /** Sends all assignments, in parts. @returns the outcome, or `null` when another run is under way */
  async run(
    client: AdapterClient,
    assignments: readonly Assignment[],
    maxAssignments: number,
  ): Promise<readonly RowOutcome[] | null> {
    if (this.isWriting || assignments.length === 0) return null;
    return this.#send(client, this.#partsFor(assignments, maxAssignments), []);
  }

  /** Sends again those that can still succeed; those that are done are never sent again. */
  async retry(
    client: AdapterClient,
    maxAssignments: number,
  ): Promise<readonly RowOutcome[] | null> {
    if (this.#state.kind !== 'outcome') return null;
    const again = this.#state.rows.filter(isRetryable);
    const kept = this.#state.rows.filter((row) => !isRetryable(row));
    if (again.length === 0) return null;
    return this.#send(client, this.#partsFor(again.map(againFor), maxAssignments), kept);
  }

  /** Back to choosing; a command on its way goes on, and `onSettled` is called. */
  reset(): void {
    this.#session += 1;
    this.#state = { kind: 'choosing' };
    this.#unsent = [];
  }

  /** Back to choosing another agent; the failed parts keep their keys. */
  reconsider(): void {
    if (this.#state.kind === 'outcome') this.#set({ kind: 'choosing' });
  }

  /** Undoes an allocation. Never rejects. @returns the result of each message */
  async undo(
    client: AdapterClient,
    rows: readonly RowOutcome[],
  ): Promise<{ results: readonly AllocationResult[]; error: AdapterError | null }> {
    const messages = rows.flatMap((row) =>
      row.kind === 'done'
        ? [{ messageId: row.message.id, expectedVersion: row.message.version }]
        : [],
    );
    const idempotencyKey = newIdempotencyKey();
    const outcome = await sendCommand<readonly AllocationResult[]>({
      send: () => undoAllocation(client, { idempotencyKey, messages }),
      reconcile: async () => {
        const now = await Promise.all(
          messages.map(({ messageId }) => client.getMessage(messageId)),
        );
        if (now.every((message, index) => message.version === messages[index]?.expectedVersion)) {
          return { kind: 'not-applied' };
        }
        return {
          kind: 'applied',
          value: now.map((message): AllocationResult =>
            message.status === 'to-be-allocated' || message.status === 'allocation-failed'
              ? { messageId: message.id, ok: true, message }
              : { messageId: message.id, ok: false, code: 'conflict', current: message },
          ),
        };
      },
    });
    return outcome.kind === 'done'
      ? { results: outcome.value, error: null }
      : { results: [], error: outcome.error };
  }

  /** The failed parts whose assignments are the same (with their key), and new parts for the rest. */
  #partsFor(assignments: readonly Assignment[], max: number): readonly AllocationPart[] {
    const left = [...assignments];
    const known = this.#unsent.filter((part) => takeAll(left, part.assignments));
    this.#unsent = [];
    return [...known, ...makeParts(left, max)];
  }

  async #send(
    client: AdapterClient,
    parts: readonly AllocationPart[],
    kept: readonly RowOutcome[],
  ): Promise<readonly RowOutcome[]> {
    const session = this.#session;
    const total = parts.reduce((sum, part) => sum + part.assignments.length, 0);
    let fresh: readonly RowOutcome[] = [];
    let failure: AdapterError | null = null;
    const show = (checking: boolean): void => {
      if (session !== this.#session) return;
      this.#set({
        kind: 'allocating',
        total,
        settled: fresh.length,
        checking,
        rows: [...kept, ...fresh],
      });
    };
    const unsent: AllocationPart[] = [];
    show(false);
    for (const part of parts) {
      const { rows, error } = await allocatePart(client, part, () => show(true));
      if (error) {
        failure = error;
        unsent.push(part);
        this.#callbacks.onError(error);
      }
      fresh = [...fresh, ...rows];
      show(false);
    }
    this.#callbacks.onSettled(fresh);
    const rows = [...kept, ...fresh];
    if (session === this.#session) {
      this.#unsent = unsent;
      this.#set({ kind: 'outcome', rows, error: failure });
    }
    return rows;
  }

  #set(state: AllocationState): void {
    this.#state = state;
    this.#callbacks.onChange();
  }
}

/** Removes `some` from `left`, when `left` has all of them. */
function takeAll(left: Assignment[], some: readonly Assignment[]): boolean {
  const indexes = some.map((one) =>
    left.findIndex(
      (other) =>
        other.messageId === one.messageId &&
        other.employeeId === one.employeeId &&
        other.expectedVersion === one.expectedVersion,
    ),
  );
  if (indexes.includes(-1)) return false;
  for (const index of indexes.sort((a, b) => b - a)) left.splice(index, 1);
  return true;
}
