/** The rules of the work: legal changes of status, and the actions that a message offers. */
import {
  MESSAGE_ACTIONS,
  MESSAGE_CHANNELS,
  MESSAGE_STATUSES,
  type ActionPermission,
  type Message,
  type MessageAction,
  type MessageChannel,
  type MessageStatus,
  type RefusalReason,
} from './message.js';

/** Acts that move a message from one status to the next. */
export type Transition = 'allocate' | 'start-processing' | 'submit' | 'release';

const TRANSITIONS: Readonly<
  Record<MessageStatus, Readonly<Partial<Record<Transition, MessageStatus>>>>
> = {
  'to-be-allocated': { allocate: 'unprocessed' },
  'allocation-failed': { allocate: 'unprocessed' },
  unprocessed: { 'start-processing': 'processing' },
  // Starting again resumes: the status stays.
  processing: { 'start-processing': 'processing', submit: 'processed', release: 'unprocessed' },
  processed: {},
};

export function isKnownStatus(value: unknown): value is MessageStatus {
  return (MESSAGE_STATUSES as readonly unknown[]).includes(value);
}

export function isKnownChannel(value: unknown): value is MessageChannel {
  return (MESSAGE_CHANNELS as readonly unknown[]).includes(value);
}

/** The status after `transition`, or `null` when it is not legal from `status`. */
export function statusAfter(status: string, transition: Transition): MessageStatus | null {
  return isKnownStatus(status) ? (TRANSITIONS[status][transition] ?? null) : null;
}

const refuse = (reason: RefusalReason): ActionPermission => ({ allowed: false, reason });
const ALLOWED: ActionPermission = { allowed: true };

const CHANNEL_ACTIONS: Readonly<Record<MessageChannel, readonly MessageAction[]>> = {
  voice: ['allocate', 'process', 'play', 'download'],
  web: ['allocate', 'view', 'process'],
};

/**
 * The actions a row shows, in reading order, allowed or not. The AICC manual's rule: Voice offers
 * process, play and download, WEB offers allocate, view and process; both can be allocated while
 * they wait for an agent. A message of an unknown channel can only be viewed.
 */
export function actionsOf(message: Message): readonly MessageAction[] {
  if (!isKnownChannel(message.channel)) return ['view'];
  const byChannel = CHANNEL_ACTIONS[message.channel];
  return MESSAGE_ACTIONS.filter((action) => {
    if (backendPermission(message, action)) return true;
    if (!byChannel.includes(action)) return false;
    // A voice message offers Allocate only while it waits for an agent.
    return !(
      action === 'allocate' &&
      message.channel === 'voice' &&
      isKnownStatus(message.status) &&
      !statusAfter(message.status, 'allocate')
    );
  });
}

/** Own properties only: a polluted prototype grants nothing. */
function backendPermission(message: Message, action: MessageAction): ActionPermission | undefined {
  return Object.hasOwn(message.actions, action) ? message.actions[action] : undefined;
}

/**
 * Whether `message` offers `action`. The backend can forbid any action, but it cannot allow one that
 * the state machine does not, so that no illegal transition leaves the client. It can allow an action
 * that only the channel would not offer.
 */
export function actionPermission(message: Message, action: MessageAction): ActionPermission {
  const byRule = permissionByRule(message, action);
  const byBackend = backendPermission(message, action);
  if (byRule.allowed) return byBackend ?? byRule;
  // The backend may know more about the channel, for example text that was left with a recording.
  return byRule.reason === 'channel' && byBackend ? byBackend : byRule;
}

function permissionByRule(message: Message, action: MessageAction): ActionPermission {
  if (action === 'view')
    return isKnownChannel(message.channel) && message.channel !== 'web'
      ? refuse('channel')
      : ALLOWED;
  if (!isKnownChannel(message.channel)) return refuse('unknown-channel');
  if (!isKnownStatus(message.status)) return refuse('unknown-status');
  if (!CHANNEL_ACTIONS[message.channel].includes(action)) return refuse('channel');
  switch (action) {
    case 'allocate':
      if (statusAfter(message.status, 'allocate')) return ALLOWED;
      return refuse(message.status === 'processed' ? 'already-processed' : 'already-allocated');
    case 'process':
      if (!statusAfter(message.status, 'start-processing')) {
        return refuse(message.status === 'processed' ? 'already-processed' : 'not-allocated');
      }
      return message.lease && !message.lease.mine ? refuse('owned-by-other') : ALLOWED;
    case 'play':
    case 'download':
      return ALLOWED;
  }
}

/** True when the signed-in user is the one working on `message`. */
export function isMine(message: Message): boolean {
  return message.status === 'processing' && message.lease?.mine === true;
}
