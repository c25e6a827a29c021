/** What the tests of the backend share. */
import type { AdapterErrorCode } from '../../src/adapter/errors.js';
import { isAdapterError, type AdapterError } from '../../src/adapter/errors.js';
import type { MessageQuery } from '../../src/model/query.js';
import { ManualClock } from '../../mocks/clock.js';
import { agents, organizations, skillQueues } from '../../mocks/data/people.js';
import { MemoryBackend } from '../../mocks/backend/memory-backend.js';
import type {
  BackendUser,
  MemoryBackendOptions,
  SeedData,
  StoredMessage,
} from '../../mocks/backend/types.js';

export const NOW = '2026-11-22T09:30:00.000Z';

let keys = 0;
export const newKey = (): string => `key-${(keys += 1)}`;

export function stored(overrides: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: 'm-1',
    version: 3,
    channel: 'voice',
    status: 'to-be-allocated',
    contactNumber: '+44 20 7946 0018',
    employeeId: null,
    businessAccount: null,
    createdAt: '2026-11-22T08:00:00.000Z',
    updatedAt: '2026-11-22T08:00:00.000Z',
    durationSeconds: 23.58,
    text: null,
    language: 'en-US',
    organization: null,
    skillQueue: null,
    organizationId: null,
    skillQueueId: null,
    lease: null,
    allocationFailure: null,
    handlingComments: null,
    history: [],
    recordingFile: 'rec-01-en.wav',
    recordingState: 'available',
    ...overrides,
  };
}

export const unprocessed = (overrides: Partial<StoredMessage> = {}): StoredMessage =>
  stored({
    status: 'unprocessed',
    employeeId: '1004',
    businessAccount: 'j100004',
    ...overrides,
  });

export const seedWith = (...messages: StoredMessage[]): SeedData => ({
  messages,
  agents,
  organizations,
  skillQueues,
});

export const amelia: BackendUser = {
  employeeId: '1002',
  businessAccount: 'j100002',
  name: 'Amelia Thornbury',
  roles: ['administrator', 'agent'],
};

export const marco: BackendUser = {
  employeeId: '1004',
  businessAccount: 'j100004',
  name: 'Marco Bellandi',
  roles: ['agent'],
};

export function setUp(
  messages: readonly StoredMessage[] = [stored()],
  options: MemoryBackendOptions = {},
): { clock: ManualClock; backend: MemoryBackend } {
  const clock = new ManualClock(NOW);
  return { clock, backend: new MemoryBackend({ seed: seedWith(...messages), clock, ...options }) };
}

export const aQuery = (overrides: Partial<MessageQuery> = {}): MessageQuery => ({
  time: { kind: 'last', hours: 168 },
  sort: { field: 'created', direction: 'descending' },
  page: { index: 0, size: 20 },
  ...overrides,
});

/** The `AdapterError` that `promise` rejects with; fails when it does not, or has another code. */
export async function rejection(
  promise: Promise<unknown>,
  code: AdapterErrorCode,
): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    if (isAdapterError(error) && error.code === code) return error;
    throw error;
  }
  throw new Error(`Expected a rejection with ${code}`);
}
