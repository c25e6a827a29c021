/** The rules of the work: which change of status is legal, and who may do what. */
import type { MessageRow, Status } from './db/schema.js';
import type { User } from './people.js';
import type { Settings } from './settings.js';
import type { Action, Permission } from './wire.js';

const ALLOWED: Permission = { allowed: true };
const refuse = (reason: string): Permission => ({ allowed: false, reason });

export function canBeAllocated(status: Status, { reallocation }: Settings): boolean {
  return (
    status === 'to-be-allocated' ||
    status === 'allocation-failed' ||
    (reallocation && status === 'unprocessed')
  );
}

/** The actions that a message has, allowed or not, and why not. */
export function actionsFor(
  row: MessageRow,
  user: User,
  settings: Settings,
  isPurged: boolean,
): Partial<Record<Action, Permission>> {
  const permission = (action: Action): Permission =>
    permissionFor(row, action, user, settings, isPurged);
  if (row.channel === 'web') {
    return { allocate: permission('allocate'), view: ALLOWED, process: permission('process') };
  }
  return {
    // A voice message names Allocate only while it can be allocated.
    ...(canBeAllocated(row.status, settings) ? { allocate: permission('allocate') } : {}),
    // The comments of a processed one can be read, with the recording beside them.
    ...(row.status === 'processed' && row.handling_comments ? { view: ALLOWED } : {}),
    process: permission('process'),
    play: permission('play'),
    download: permission('download'),
  };
}

export function permissionFor(
  row: MessageRow,
  action: Action,
  user: User,
  settings: Settings,
  isPurged = false,
): Permission {
  const { roles, employeeId } = user;
  switch (action) {
    case 'view':
      return ALLOWED;
    case 'allocate':
      if (!roles.has('administrator')) return refuse('no-permission');
      if (canBeAllocated(row.status, settings)) return ALLOWED;
      return refuse(row.status === 'processed' ? 'already-processed' : 'already-allocated');
    case 'process':
      if (!roles.has('agent')) return refuse('no-permission');
      if (row.status === 'processed') return refuse('already-processed');
      if (row.status !== 'unprocessed' && row.status !== 'processing')
        return refuse('not-allocated');
      if (row.lease_owner !== null && row.lease_owner !== employeeId)
        return refuse('owned-by-other');
      return mayProcess(row, user) ? ALLOWED : refuse('assigned-to-other');
    case 'play':
    case 'download':
      if (row.channel !== 'voice') return refuse('channel');
      return isPurged ? refuse('recording-purged') : ALLOWED;
  }
}

/** Whether the message is this person's work at all, whoever has its lease now. */
export function mayProcess(row: MessageRow, { roles, employeeId }: User): boolean {
  return roles.has('agent') && (roles.has('administrator') || row.employee_id === employeeId);
}
