/** Ready-made situations, for the demo, the stories and tests. */
import type { AllocateCommand, StartProcessing } from '../src/adapter/adapter.js';
import { MemoryBackend } from './backend/memory-backend.js';
import { allocateMessages, startProcessing } from './backend/commands.js';
import { recordingByFile } from './backend/recordings.js';
import type { BackendSession } from './backend/session.js';
import {
  DEFAULT_TENANT,
  DEFAULT_USER,
  type BackendUser,
  type MemoryBackendOptions,
  type StoredMessage,
} from './backend/types.js';
import { systemClock } from './clock.js';
import { agents, organizations, skillQueues } from './data/people.js';
import { createLargeSource } from './data/large.js';
import { Random } from './data/random.js';
import { createArrival } from './data/seed.js';
import { SimulatedPhone } from './phone.js';
import { Storm } from './storm.js';

/**
 * - `default`: everything works.
 * - `empty`: no messages; the agents are there.
 * - `slow`: every answer takes 3 s.
 * - `server-error`: the first 4 list requests fail (`unavailable`, with a request id), then it works:
 *   a client that tries a read three times shows the failure once, and its Retry succeeds.
 * - `conflict`: another administrator allocates, or another agent starts, each message just before
 *   the user does it for the first time.
 * - `session-expired`: after 3 requests everything is `unauthenticated` until `backend.signIn()`.
 * - `storage-offline`: every recording is on a drive that is not available.
 * - `partial-bulk`: of several messages allocated at once every third fails, each for another reason.
 * - `storm`: 1000 live events a second, for 30 s from the first subscription on.
 * - `large`: 100,000 messages within 7 days.
 * - `heard-policy`: 80 % of a voice message must be heard before Submit; colleagues have heard a part
 *   of every second one.
 * - `download-policy`: a download needs a reason and a password for its archive.
 */
export const scenarioNames = [
  'default',
  'empty',
  'slow',
  'server-error',
  'conflict',
  'session-expired',
  'storage-offline',
  'partial-bulk',
  'storm',
  'large',
  'heard-policy',
  'download-policy',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export function isScenarioName(name: unknown): name is ScenarioName {
  return (scenarioNames as readonly unknown[]).includes(name);
}

/** Options of the scenario's backend, and the signed-in user. */
export interface ScenarioOptions extends MemoryBackendOptions {
  readonly user?: BackendUser;
}

export interface Scenario {
  readonly name: ScenarioName;
  readonly backend: MemoryBackend;
  readonly phone: SimulatedPhone;
  /** A new adapter on this backend; several of them see each other's work. */
  adapter(user?: BackendUser): BackendSession;
  /** A customer leaves another message. */
  arrive(): StoredMessage;
  /** Ends the scenario's own activity. */
  dispose(): void;
}

export function createScenario(name: ScenarioName, options: ScenarioOptions = {}): Scenario {
  const { user = DEFAULT_USER, ...given } = options;
  const clock = given.clock ?? systemClock;
  const backend = new MemoryBackend({ ...optionsOf(name, clock.now()), ...given, clock });
  const phone = new SimulatedPhone({
    clock,
    recordingSeconds: (messageId) => {
      const message = backend.peek(messageId, user.tenantId);
      if (message?.recordingState !== 'available') return null;
      return recordingByFile(message.recordingFile)?.durationSeconds ?? null;
    },
  });
  const random = new Random(7);
  let arrivals = 0;
  const arrive = (): StoredMessage => {
    arrivals += 1;
    const message = createArrival(random, backend.now(), `m-${600_000 + arrivals}`);
    backend.put(message, user.tenantId);
    return message;
  };
  const storm = prepare(name, backend, user, arrive);
  return {
    name,
    backend,
    phone,
    adapter: (as = user) => backend.as(as),
    arrive,
    dispose: () => {
      storm?.stop();
      phone.dispose();
    },
  };
}

function optionsOf(name: ScenarioName, now: Date): MemoryBackendOptions {
  const people = { agents, organizations, skillQueues };
  switch (name) {
    case 'empty':
      return { seed: { messages: [], ...people } };
    case 'large':
      return { seed: { messages: createLargeSource({ now }), ...people } };
    case 'slow':
      return { latencyMs: 3000 };
    case 'heard-policy':
      return { heardBeforeSubmitPercent: 80 };
    case 'download-policy':
      return { downloadNeedsReason: true, downloadNeedsPassword: true };
    default:
      return {};
  }
}

function prepare(
  name: ScenarioName,
  backend: MemoryBackend,
  user: BackendUser,
  arrive: () => StoredMessage,
): Storm | null {
  switch (name) {
    case 'server-error':
      backend.fail(
        'listMessages',
        { code: 'unavailable', requestId: 'req-7f3a90c1' },
        { times: 4 },
      );
      return null;
    case 'storage-offline':
      backend.fail('getRecording', 'recording-storage-offline', { times: Infinity });
      return null;
    case 'session-expired':
      backend.signOut({ afterRequests: 3 });
      return null;
    case 'conflict':
      letOthersWin(backend, user);
      return null;
    case 'partial-bulk':
      failSomeRows(backend, user);
      return null;
    case 'heard-policy':
      letColleaguesHear(backend, user);
      return null;
    case 'storm':
      return new Storm(backend, user.tenantId ?? DEFAULT_TENANT, arrive);
    default:
      return null;
  }
}

/** Somebody else with the same tenant, never the user of the scenario. */
function colleague(user: BackendUser, place: number): BackendUser {
  const others = agents.filter(({ employeeId }) => employeeId !== user.employeeId);
  const { employeeId, businessAccount, name } = others[place % others.length]!;
  return {
    employeeId,
    businessAccount,
    name: name ?? employeeId,
    roles: ['administrator', 'agent'],
    ...(user.tenantId === undefined ? {} : { tenantId: user.tenantId }),
  };
}

function letOthersWin(backend: MemoryBackend, user: BackendUser): void {
  const met = new Set<string>();
  const isFirst = (act: string, messageId: string): boolean => {
    const key = `${act} ${messageId}`;
    if (met.has(key)) return false;
    met.add(key);
    return true;
  };
  backend.before('allocateMessages', (input) => {
    for (const { messageId } of (input as AllocateCommand).assignments) {
      if (isFirst('allocate', messageId)) allocateAs(backend, colleague(user, 0), messageId);
    }
  });
  backend.before('startProcessing', (input) => {
    const { messageId, takeOver } = input as StartProcessing;
    const message = backend.peek(messageId, user.tenantId);
    if (takeOver || message?.status !== 'unprocessed' || !isFirst('start', messageId)) return;
    startProcessing(backend.contextFor(colleague(user, 2)), {
      idempotencyKey: '-',
      messageId,
      expectedVersion: message.version,
    });
  });
}

function allocateAs(backend: MemoryBackend, by: BackendUser, messageId: string): void {
  const message = backend.peek(messageId, by.tenantId);
  if (!message) return;
  const context = { ...backend.contextFor(by), rowFault: null };
  allocateMessages(context, {
    idempotencyKey: '-',
    assignments: [
      { messageId, expectedVersion: message.version, employeeId: colleague(by, 3).employeeId },
    ],
  });
}

function letColleaguesHear(backend: MemoryBackend, user: BackendUser): void {
  const { store } = backend.tenant(user.tenantId ?? DEFAULT_TENANT);
  const voice = [...store.scan()].filter(({ channel }) => channel === 'voice');
  voice.forEach(({ id }, index) => {
    const length = store.get(id)?.durationSeconds ?? 0;
    if (index % 2 > 0 || length <= 0) return;
    const { employeeId } = colleague(user, index);
    const spans = [{ startSeconds: 0, endSeconds: length * 0.6 }];
    backend.hear(id, employeeId, spans, user.tenantId);
  });
}

function failSomeRows(backend: MemoryBackend, user: BackendUser): void {
  const reasons = ['conflict', 'agent-gone', 'not-found', 'forbidden'] as const;
  const reasonAt = (index: number): (typeof reasons)[number] | null =>
    index % 3 === 1 ? reasons[Math.floor(index / 3) % reasons.length]! : null;
  backend.before('allocateMessages', (input) => {
    const { assignments } = input as AllocateCommand;
    if (assignments.length < 2) return;
    assignments.forEach(({ messageId }, index) => {
      if (reasonAt(index) === 'conflict') allocateAs(backend, colleague(user, 0), messageId);
      if (reasonAt(index) === 'not-found') backend.remove(messageId, 'deleted', user.tenantId);
    });
  });
  backend.failAssignments((_assignment, index, count) => {
    const reason = count < 2 ? null : reasonAt(index);
    if (reason === 'forbidden') return { code: 'forbidden' };
    if (reason !== 'agent-gone') return null;
    return { code: 'invalid', fields: [{ field: 'employeeId', code: 'agent-gone' }] };
  });
}
