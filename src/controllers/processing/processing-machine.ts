/** The states of the work on one message, and which may follow which. Pure. */
import type { AdapterError } from '../../adapter/errors.js';
import type { Lease, Message } from '../../model/message.js';
import { isMine, statusAfter } from '../../model/rules.js';

/** A command that failed; the person goes on or tries again. */
export interface Problem {
  readonly act: 'submit' | 'release';
  /** `uncertain`: no answer, and reading the message failed too; it may have happened. */
  readonly kind: 'failed' | 'uncertain';
  readonly error: AdapterError;
}

export type ProcessingState =
  | { readonly kind: 'idle' }
  /** Unprocessed → Processing is under way; no other command may be sent. */
  | {
      readonly kind: 'starting';
      readonly message: Message | null;
      readonly checking: boolean;
      readonly takingOver: boolean;
    }
  | {
      readonly kind: 'start-failed';
      readonly message: Message | null;
      readonly error: AdapterError;
      readonly uncertain: boolean;
      readonly takingOver: boolean;
    }
  /** Processing, and the lease is ours. */
  | { readonly kind: 'active'; readonly message: Message; readonly problem: Problem | null }
  | { readonly kind: 'submitting'; readonly message: Message; readonly checking: boolean }
  | { readonly kind: 'releasing'; readonly message: Message; readonly checking: boolean }
  /** Processed: by this dialog (`here`) or elsewhere meanwhile. */
  | { readonly kind: 'processed'; readonly message: Message; readonly here: boolean }
  | { readonly kind: 'released'; readonly message: Message }
  /** Somebody else is processing it; `wasMine` when it was taken from us. */
  | { readonly kind: 'owned'; readonly message: Message; readonly wasMine: boolean }
  /** Nobody holds it any more (the lease ended, or it changed before we had it); it can be started again. */
  | { readonly kind: 'lost'; readonly message: Message; readonly wasMine: boolean }
  /** Its status does not allow processing. */
  | { readonly kind: 'not-possible'; readonly message: Message }
  | { readonly kind: 'gone'; readonly message: Message | null };

export type ProcessingMove =
  | { readonly type: 'start'; readonly message: Message | null; readonly takingOver: boolean }
  | { readonly type: 'checking' }
  | { readonly type: 'started'; readonly message: Message }
  | { readonly type: 'start-failed'; readonly error: AdapterError; readonly uncertain: boolean }
  | { readonly type: 'submit' }
  | { readonly type: 'submitted'; readonly message: Message }
  | { readonly type: 'release' }
  | { readonly type: 'released'; readonly message: Message }
  | { readonly type: 'write-failed'; readonly problem: Problem }
  /** The message as it is now: a live event, a fresh read. */
  | { readonly type: 'seen'; readonly message: Message }
  /** The command was refused because the message is another by now; `problem` names Submit or Release. */
  | { readonly type: 'conflict'; readonly message: Message; readonly problem?: Problem }
  | { readonly type: 'lease-renewed'; readonly before: Lease; readonly lease: Lease }
  | { readonly type: 'removed' };

export const IDLE: ProcessingState = { kind: 'idle' };

/** True while a command is on its way: no other may be sent. */
export function isWriting(state: ProcessingState): boolean {
  return state.kind === 'starting' || state.kind === 'submitting' || state.kind === 'releasing';
}

/** True when a comment may be submitted: not after the backend has said that this person may not. */
export function canSubmit(state: ProcessingState): boolean {
  return state.kind === 'active' && !isForbidden(state.problem, 'submit');
}

/** True when the message may be given back. */
export function canRelease(state: ProcessingState): boolean {
  return state.kind === 'active' && !isForbidden(state.problem, 'release');
}

function isForbidden(problem: Problem | null, act: Problem['act']): boolean {
  return problem?.act === act && problem.error.code === 'forbidden';
}

/** True when another try of Processing can help: the person is allowed to process. */
export function canRetryStart(state: ProcessingState): boolean {
  return state.kind === 'start-failed' && state.error.code !== 'forbidden';
}

/** True when Processing may be requested: at the beginning, after a failure, or after it was lost. */
export function canStart(state: ProcessingState): boolean {
  switch (state.kind) {
    case 'idle':
    case 'start-failed':
    case 'lost':
    case 'released':
    case 'owned':
      return true;
    case 'starting':
    case 'active':
    case 'submitting':
    case 'releasing':
    case 'processed':
    case 'not-possible':
    case 'gone':
      return false;
  }
}

/** The message of a state, where it has one. */
export function messageOf(state: ProcessingState): Message | null {
  return state.kind === 'idle' ? null : state.message;
}

/** The lease under which we work; `null` while we have none. */
export function leaseOf(state: ProcessingState): Lease | null {
  switch (state.kind) {
    case 'active':
    case 'submitting':
    case 'releasing':
      return state.message.lease;
    default:
      return null;
  }
}

export function isSameLease(one: Lease | null, other: Lease | null): boolean {
  return one?.id === other?.id && one?.expiresAt === other?.expiresAt;
}

/** The state after `move`; the same object when the move is not legal now. */
export function nextProcessingState(state: ProcessingState, move: ProcessingMove): ProcessingState {
  switch (move.type) {
    case 'start':
      return canStart(state)
        ? { kind: 'starting', message: move.message, checking: false, takingOver: move.takingOver }
        : state;
    case 'checking':
      return isWriting(state) ? ({ ...state, checking: true } as ProcessingState) : state;
    case 'started':
      if (state.kind !== 'starting') return state;
      return judge(newer(state.message, move.message), false);
    case 'start-failed':
      if (state.kind !== 'starting') return state;
      return {
        kind: 'start-failed',
        message: state.message,
        error: move.error,
        uncertain: move.uncertain,
        takingOver: state.takingOver,
      };
    case 'submit':
      return state.kind === 'active'
        ? { kind: 'submitting', message: state.message, checking: false }
        : state;
    case 'submitted':
      return state.kind === 'submitting'
        ? { kind: 'processed', message: newer(state.message, move.message), here: true }
        : state;
    case 'release':
      return state.kind === 'active'
        ? { kind: 'releasing', message: state.message, checking: false }
        : state;
    case 'released':
      return state.kind === 'releasing'
        ? { kind: 'released', message: newer(state.message, move.message) }
        : state;
    case 'write-failed':
      if (state.kind !== 'submitting' && state.kind !== 'releasing') return state;
      return withProblem(judge(state.message, true), move.problem);
    case 'conflict':
      return move.problem
        ? withProblem(afterConflict(state, move.message), move.problem)
        : afterConflict(state, move.message);
    case 'lease-renewed':
      return afterRenewal(state, move.before, move.lease);
    case 'seen':
      return afterSeen(state, move.message);
    case 'removed':
      return state.kind === 'idle' || state.kind === 'processed'
        ? state
        : { kind: 'gone', message: state.message };
  }
}

/** The state for a message as it is now. */
function judge(message: Message, wasMine: boolean): ProcessingState {
  if (message.status === 'processed') return { kind: 'processed', message, here: false };
  if (isMine(message)) return { kind: 'active', message, problem: null };
  if (message.status === 'processing' && message.lease) return { kind: 'owned', message, wasMine };
  // Without leases the backend itself guards the status: Processing is enough.
  if (message.status === 'processing') return { kind: 'active', message, problem: null };
  return statusAfter(message.status, 'start-processing') === null
    ? { kind: 'not-possible', message }
    : { kind: 'lost', message, wasMine };
}

function withProblem(state: ProcessingState, problem: Problem): ProcessingState {
  return state.kind === 'active' ? { ...state, problem } : state;
}

function afterConflict(state: ProcessingState, current: Message): ProcessingState {
  switch (state.kind) {
    case 'starting':
      return judge(newer(state.message, current), false);
    case 'submitting':
    case 'releasing':
    case 'active':
      return judge(newer(state.message, current), true);
    default:
      return state;
  }
}

function afterRenewal(state: ProcessingState, before: Lease, lease: Lease): ProcessingState {
  switch (state.kind) {
    case 'active':
    case 'submitting':
    case 'releasing':
      return state.message.lease?.id === before.id
        ? { ...state, message: { ...state.message, lease } }
        : state;
    default:
      return state;
  }
}

function afterSeen(state: ProcessingState, seen: Message): ProcessingState {
  switch (state.kind) {
    case 'idle':
      return state;
    // Our own write is under way: this may be its effect. The answer decides, on the newest version.
    case 'starting':
    case 'submitting':
    case 'releasing':
      return seen.version > (state.message?.version ?? -1) ? { ...state, message: seen } : state;
    case 'start-failed':
    case 'gone':
      return { ...state, message: newer(state.message, seen) };
    case 'processed':
      return seen.version > state.message.version ? { ...state, message: seen } : state;
    case 'active': {
      if (seen.version <= state.message.version) return state;
      const after = judge(seen, true);
      return after.kind === 'active' ? { ...after, problem: state.problem } : after;
    }
    case 'owned':
    case 'lost':
      return seen.version > state.message.version ? relost(judge(seen, state.wasMine)) : state;
    case 'not-possible':
    case 'released':
      return seen.version > state.message.version ? relost(judge(seen, false)) : state;
  }
}

/**
 * Another window of ours may have taken the message. This dialog did not: it offers to resume rather
 * than write with a lease it was not given.
 */
function relost(state: ProcessingState): ProcessingState {
  return state.kind === 'active' ? { kind: 'lost', message: state.message, wasMine: false } : state;
}

/** The one of two with the higher version; the second wins a draw, as it was read later. */
function newer(known: Message | null, other: Message): Message {
  return known && known.version > other.version ? known : other;
}
