/** Single messages for the stories of one element. */
import type { MessageAdapter } from '../../src/adapter/adapter.js';
import type { Message } from '../../src/model/message.js';
import {
  createSeed,
  recordedMessages,
  type RecordedMessage,
  type SeedData,
  type StoredMessage,
} from '../../mocks/memory.js';

const HOUR_MS = 3_600_000;

/** Seed data with these messages, and the agents, organizations and skill queues of the default seed. */
export function seedOf(...messages: readonly StoredMessage[]): SeedData {
  return { ...createSeed({ recent: 0, older: 0 }), messages };
}

export function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * HOUR_MS).toISOString();
}

export function recording(file: string): RecordedMessage {
  const found = recordedMessages.find((one) => one.file === file);
  if (!found) throw new Error(`There is no recording ${file}.`);
  return found;
}

const base = {
  version: 2,
  status: 'unprocessed',
  employeeId: '1001',
  businessAccount: 'j100001',
  organization: 'Customer Care Europe',
  skillQueue: 'Orders and delivery',
  organizationId: 'ou-11',
  skillQueueId: 'sq-01',
  lease: null,
  allocationFailure: null,
  handlingComments: null,
  recordingState: 'available',
} as const;

function history(): StoredMessage['history'] {
  return [
    { at: hoursAgo(2.5), kind: 'created', employeeId: null, name: null, note: null },
    {
      at: hoursAgo(1.2),
      kind: 'allocated',
      employeeId: '1002',
      name: 'Amelia Thornbury',
      note: 'Robin Castellan',
    },
  ];
}

export const VOICE_ID = 'm-voice';
const WEB_ID = 'm-web';

/** A voice message that is allocated to the default user. */
export function voiceMessage(
  overrides: Partial<StoredMessage> = {},
  recorded: RecordedMessage = recording('rec-01-en.wav'),
): StoredMessage {
  return {
    ...base,
    id: VOICE_ID,
    channel: 'voice',
    contactNumber: '+44 20 7946 0127',
    createdAt: hoursAgo(2.5),
    updatedAt: hoursAgo(1.2),
    durationSeconds: recorded.durationSeconds,
    text: null,
    language: recorded.language,
    history: history(),
    recordingFile: recorded.file,
    ...overrides,
  };
}

/** A WEB message that is allocated to the default user. */
export function webMessage(overrides: Partial<StoredMessage> = {}): StoredMessage {
  return {
    ...base,
    id: WEB_ID,
    channel: 'web',
    contactNumber: '+1 415 555 0143',
    createdAt: hoursAgo(2.5),
    updatedAt: hoursAgo(1.2),
    durationSeconds: null,
    text: 'Hi, my order 48213 was supposed to arrive on Monday and its still not here. Can someone call me back please?',
    language: 'en',
    history: history(),
    recordingFile: null,
    ...overrides,
  };
}

/** Reads the message with that id, as the adapter's user sees it. */
export function read(adapter: MessageAdapter, id: string): Promise<Message> {
  return adapter.getMessage(id, {});
}
