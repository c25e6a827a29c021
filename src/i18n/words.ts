/** Which word belongs to which value of the model; unknown values have no key and are shown as sent. */
import type { AgentState } from '../model/agent.js';
import type { MessageChannel, MessageStatus, RefusalReason } from '../model/message.js';
import type { StringKey } from './strings.js';

export const STATUS_KEYS: Readonly<Record<MessageStatus, StringKey>> = {
  'to-be-allocated': 'statusToBeAllocated',
  unprocessed: 'statusUnprocessed',
  processing: 'statusProcessing',
  processed: 'statusProcessed',
  'allocation-failed': 'statusAllocationFailed',
};

export const CHANNEL_KEYS: Readonly<Record<MessageChannel, StringKey>> = {
  voice: 'channelVoice',
  web: 'channelWeb',
};

export const REASON_KEYS: Readonly<Record<RefusalReason, StringKey>> = {
  status: 'reasonStatus',
  'not-allocated': 'reasonNotAllocated',
  'already-allocated': 'reasonAlreadyAllocated',
  'already-processed': 'reasonAlreadyProcessed',
  channel: 'reasonChannel',
  'unknown-status': 'reasonUnknownStatus',
  'unknown-channel': 'reasonUnknownChannel',
  'owned-by-other': 'reasonOwnedByOther',
  'assigned-to-other': 'reasonAssignedToOther',
  'no-permission': 'reasonNoPermission',
  'recording-purged': 'reasonRecordingPurged',
  'recording-storage-offline': 'reasonRecordingStorageOffline',
  unsupported: 'reasonUnsupported',
};

export const AGENT_STATE_KEYS: Readonly<Record<AgentState, StringKey>> = {
  idle: 'agentIdle',
  busy: 'agentBusy',
  'wrap-up': 'agentWrapUp',
  talking: 'agentTalking',
  rest: 'agentRest',
  'signed-out': 'agentSignedOut',
  unknown: 'agentUnknown',
};

/** The key for `value`, or `null` when it is not one of ours (own keys only). */
export function wordKey<Key extends string>(
  keys: Readonly<Record<Key, StringKey>>,
  value: string,
): StringKey | null {
  return Object.hasOwn(keys, value) ? keys[value as Key] : null;
}
