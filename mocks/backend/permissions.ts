/** A message for one user: the owner of its lease, and the permitted actions. */
import type { ActionPermission, Message, MessageAction } from '../../src/model/message.js';
import { actionPermission, actionsOf } from '../../src/model/rules.js';
import type { BackendUser, StoredMessage } from './types.js';

export function viewMessage(stored: StoredMessage, user: BackendUser): Message {
  const { organizationId, skillQueueId, recordingFile, recordingState, lease, ...shown } = stored;
  const message: Message = {
    ...shown,
    actions: {},
    lease: lease && { ...lease, mine: lease.ownerEmployeeId === user.employeeId },
  };
  const actions: Partial<Record<MessageAction, ActionPermission>> = {};
  for (const action of actionsOf(message)) {
    actions[action] = permissionOf(message, stored, action, user);
  }
  // What was answered to a voice message can be read, with the recording beside it.
  if (message.channel === 'voice' && message.status === 'processed' && message.handlingComments) {
    actions.view = { allowed: true };
  }
  return { ...message, actions };
}

/** The actions that `user` may do with `stored` now. */
export function permissionFor(
  stored: StoredMessage,
  action: MessageAction,
  user: BackendUser,
): ActionPermission {
  const message: Message = {
    ...stored,
    actions: {},
    lease: stored.lease && {
      ...stored.lease,
      mine: stored.lease.ownerEmployeeId === user.employeeId,
    },
  };
  return permissionOf(message, stored, action, user);
}

function permissionOf(
  message: Message,
  stored: StoredMessage,
  action: MessageAction,
  user: BackendUser,
): ActionPermission {
  const isAdministrator = user.roles.includes('administrator');
  if (user.denied?.includes(action)) return { allowed: false, reason: 'no-permission' };
  if (action === 'allocate' && !isAdministrator) return { allowed: false, reason: 'no-permission' };
  if (action === 'process' && !user.roles.includes('agent')) {
    return { allowed: false, reason: 'no-permission' };
  }
  const byRule = actionPermission(message, action);
  if (!byRule.allowed) return byRule;
  if (action === 'process' && !isAdministrator && message.employeeId !== user.employeeId) {
    return { allowed: false, reason: 'assigned-to-other' };
  }
  if ((action === 'play' || action === 'download') && stored.recordingState === 'purged') {
    return { allowed: false, reason: 'recording-purged' };
  }
  return byRule;
}
