import { core } from './core.js';

/** Words that several elements use. */
export const common = {
  ...core,
  cancel: 'Cancel',
  loading: 'Loading…',
  timeZoneNote: 'Times are in {zone}.',
  agentIdle: 'Idle',
  agentBusy: 'Busy',
  agentWrapUp: 'Wrap-up',
  agentTalking: 'Talking',
  agentRest: 'Rest',
  agentSignedOut: 'Signed out',
  agentUnknown: 'Unknown',
  reasonStatus: 'Not possible in this status.',
  reasonNotAllocated: 'Allocate it to an agent first.',
  reasonAlreadyAllocated: 'Already allocated to an agent.',
  reasonAlreadyProcessed: 'Already processed.',
  reasonChannel: 'Not offered for this channel.',
  reasonUnknownStatus: 'The status is not known here, so the message can only be viewed.',
  reasonUnknownChannel: 'The channel is not known here, so the message can only be viewed.',
  reasonOwnedByOther: '{owner} is processing this message.',
  reasonAssignedToOther: 'This message is allocated to another agent.',
  reasonNoPermission: 'You do not have permission for this.',
  reasonRecordingPurged: 'The recording was deleted when its retention time ended.',
  reasonRecordingStorageOffline:
    'The recording lies on another storage drive than the current one.',
} as const;
