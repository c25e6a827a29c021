/** The rules of every command. Each function decides and commits in one step. */
import type {
  AllocateCommand,
  AllocationResult,
  Assignment,
  ReleaseProcessing,
  RenewLease,
  StartProcessing,
  SubmitProcessing,
  UndoAllocation,
} from '../../src/adapter/adapter.js';
import {
  AdapterError,
  type AdapterErrorCode,
  type AdapterOperation,
  type FieldError,
} from '../../src/adapter/errors.js';
import type { HistoryEntry, Lease, Message } from '../../src/model/message.js';
import { statusAfter } from '../../src/model/rules.js';
import { isHeardEnough } from './listening.js';
import { permissionFor, viewMessage } from './permissions.js';
import type { Tenant } from './tenant.js';
import type { BackendLimits, BackendUser, StoredMessage } from './types.js';

/** A planned refusal of one row of an allocation; `null` accepts it. */
export type RowFault = (
  assignment: Assignment,
  index: number,
  count: number,
) => { readonly code: AdapterErrorCode; readonly fields?: readonly FieldError[] } | null;

export interface CommandContext extends BackendLimits {
  readonly tenant: Tenant;
  readonly user: BackendUser;
  readonly now: Date;
  readonly rowFault: RowFault | null;
  /** A new opaque id. */
  readonly newId: () => string;
}

// --- allocating ------------------------------------------------------------------------------------

export function allocateMessages(
  context: CommandContext,
  { assignments }: AllocateCommand,
): AllocationResult[] {
  const operation = 'allocateMessages';
  if (assignments.length === 0) throw invalid(operation, 'assignments', 'required');
  if (assignments.length > context.maxAssignments) {
    throw invalid(operation, 'assignments', 'too-many');
  }
  if (new Set(assignments.map(({ messageId }) => messageId)).size < assignments.length) {
    throw invalid(operation, 'assignments', 'repeated');
  }
  if (!context.user.roles.includes('administrator')) {
    throw new AdapterError('forbidden', { operation });
  }
  return assignments.map((assignment, index) => {
    const fault = context.rowFault?.(assignment, index, assignments.length);
    if (fault) return { messageId: assignment.messageId, ok: false, ...fault };
    return allocateOne(context, assignment);
  });
}

function allocateOne(context: CommandContext, assignment: Assignment): AllocationResult {
  const { tenant, user, now } = context;
  const { messageId, expectedVersion, employeeId } = assignment;
  const message = tenant.store.get(messageId);
  if (!message) return { messageId, ok: false, code: 'not-found' };
  const status = statusAfter(message.status, 'allocate');
  if (!status || message.version !== expectedVersion) {
    return { messageId, ok: false, code: 'conflict', current: viewMessage(message, user) };
  }
  if (!permissionFor(message, 'allocate', user).allowed) {
    return { messageId, ok: false, code: 'forbidden' };
  }
  const agent = tenant.agents.get(employeeId);
  if (!agent) {
    const fields: FieldError[] = [{ field: 'employeeId', code: 'agent-gone' }];
    return { messageId, ok: false, code: 'invalid', fields };
  }
  const allocated = tenant.commit({
    ...next(context, message, 'allocated', agent.name ?? agent.employeeId),
    status,
    employeeId: agent.employeeId,
    businessAccount: agent.businessAccount,
    allocationFailure: null,
  });
  tenant.undo.set(messageId, {
    before: message,
    version: allocated.version,
    untilMs: now.getTime() + context.undoSeconds * 1000,
    employeeId: user.employeeId,
  });
  return { messageId, ok: true, message: viewMessage(allocated, user) };
}

export function undoAllocation(
  context: CommandContext,
  { messages }: UndoAllocation,
): AllocationResult[] {
  return messages.map(({ messageId, expectedVersion }): AllocationResult => {
    const { tenant, user, now } = context;
    const message = tenant.store.get(messageId);
    if (!message) return { messageId, ok: false, code: 'not-found' };
    const entry = tenant.undo.get(messageId);
    if (message.version !== expectedVersion || entry?.version !== expectedVersion) {
      return { messageId, ok: false, code: 'conflict', current: viewMessage(message, user) };
    }
    if (entry.employeeId !== user.employeeId) return { messageId, ok: false, code: 'forbidden' };
    if (now.getTime() > entry.untilMs) {
      const fields: FieldError[] = [{ field: 'messages', code: 'undo-expired' }];
      return { messageId, ok: false, code: 'invalid', fields };
    }
    tenant.undo.delete(messageId);
    // As before, except for the version, which only rises, and the time of the change.
    const restored = tenant.commit({
      ...entry.before,
      version: message.version + 1,
      updatedAt: now.toISOString(),
    });
    return { messageId, ok: true, message: viewMessage(restored, user) };
  });
}

// --- processing ------------------------------------------------------------------------------------

export function startProcessing(context: CommandContext, command: StartProcessing): Message {
  const operation = 'startProcessing';
  const { tenant, user } = context;
  const message = find(context, operation, command.messageId);
  const { lease } = message;
  const isOwnedByOther = lease !== null && lease.ownerEmployeeId !== user.employeeId;

  if (isOwnedByOther && !command.takeOver) throw conflict(context, operation, message);
  const status = statusAfter(message.status, 'start-processing');
  if (!status || message.version !== command.expectedVersion) {
    throw conflict(context, operation, message);
  }
  const permission = permissionFor({ ...message, lease: null }, 'process', user);
  if (!permission.allowed) throw new AdapterError('forbidden', { operation });

  if (lease && !isOwnedByOther) {
    // The owner resumes: the lease lasts longer, the message is unchanged.
    const resumed = { ...message, lease: { ...lease, expiresAt: leaseEnd(context) } };
    tenant.renew(resumed);
    return viewMessage(resumed, user);
  }
  const reason = command.takeOver?.reason.trim() ?? '';
  if (isOwnedByOther && reason === '') throw invalid(operation, 'takeOver.reason', 'required');
  return viewMessage(
    tenant.commit({
      ...(isOwnedByOther
        ? next(context, message, 'taken-over', reason)
        : next(context, message, 'processing-started', null)),
      status,
      lease: {
        id: context.newId(),
        ownerEmployeeId: user.employeeId,
        ownerName: user.name,
        expiresAt: leaseEnd(context),
      },
    }),
    user,
  );
}

export function renewLease(context: CommandContext, { messageId, leaseId }: RenewLease): Lease {
  const operation = 'renewLease';
  const message = find(context, operation, messageId);
  const { lease } = message;
  if (lease?.id !== leaseId || lease.ownerEmployeeId !== context.user.employeeId) {
    throw conflict(context, operation, message);
  }
  const renewed = { ...lease, expiresAt: leaseEnd(context) };
  context.tenant.renew({ ...message, lease: renewed });
  return { ...renewed, mine: true };
}

export function submitProcessing(context: CommandContext, command: SubmitProcessing): Message {
  const operation = 'submitProcessing';
  const message = findHeld(context, operation, command, 'submit');
  const { comments } = command;
  if (comments.trim() === '') throw invalid(operation, 'comments', 'required');
  if (comments.length > context.commentLimit) throw invalid(operation, 'comments', 'too-long');
  if (!isHeardEnough(context, context.heardBeforeSubmitPercent, message, command.heard)) {
    throw invalid(operation, 'heard', 'heard-too-little');
  }
  return viewMessage(
    context.tenant.commit({
      ...next(context, message, 'processed', comments),
      status: 'processed',
      lease: null,
      handlingComments: comments,
    }),
    context.user,
  );
}

export function releaseProcessing(context: CommandContext, command: ReleaseProcessing): Message {
  const message = findHeld(context, 'releaseProcessing', command, 'release');
  return viewMessage(
    context.tenant.commit({
      ...next(context, message, 'released', null),
      status: 'unprocessed',
      lease: null,
    }),
    context.user,
  );
}

// --- shared helpers --------------------------------------------------------------------------------

/** The message, if this user holds its lease and knows its version. */
function findHeld(
  context: CommandContext,
  operation: AdapterOperation,
  command: SubmitProcessing | ReleaseProcessing,
  transition: 'submit' | 'release',
): StoredMessage {
  const message = find(context, operation, command.messageId);
  const { lease } = message;
  if (
    !statusAfter(message.status, transition) ||
    lease?.ownerEmployeeId !== context.user.employeeId ||
    (command.leaseId !== null && command.leaseId !== lease.id) ||
    message.version !== command.expectedVersion
  ) {
    throw conflict(context, operation, message);
  }
  return message;
}

export function find(
  { tenant }: Pick<CommandContext, 'tenant'>,
  operation: AdapterOperation,
  messageId: string,
): StoredMessage {
  const message = tenant.store.get(messageId);
  if (!message) throw new AdapterError('not-found', { operation });
  return message;
}

/** The message with its next version and a line in its history. */
function next(
  { user, now }: CommandContext,
  message: StoredMessage,
  kind: string,
  note: string | null,
): StoredMessage {
  const at = now.toISOString();
  const entry: HistoryEntry = {
    at,
    kind,
    employeeId: user.employeeId,
    name: user.name,
    note,
  };
  return {
    ...message,
    version: message.version + 1,
    updatedAt: at,
    history: [...message.history, entry],
  };
}

function leaseEnd({ now, leaseSeconds }: CommandContext): string {
  return new Date(now.getTime() + leaseSeconds * 1000).toISOString();
}

function conflict(
  { user }: CommandContext,
  operation: AdapterOperation,
  message: StoredMessage,
): AdapterError {
  return new AdapterError('conflict', { operation, current: viewMessage(message, user) });
}

function invalid(operation: AdapterOperation, field: string, code: string): AdapterError {
  return new AdapterError('invalid', { operation, fields: [{ field, code }] });
}
