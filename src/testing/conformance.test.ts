import { expect } from 'chai';
import { fakeTime, timersRunningFor } from '../../test/support/fake-time.js';
import { MemoryBackend, createMemoryAdapter } from '../../mocks/memory.js';
import type { MessageAdapter } from '../adapter/adapter.js';
import { AdapterError } from '../adapter/errors.js';
import {
  allocateMessages,
  getRecording,
  listAgents,
  renewLease,
  startProcessing,
} from '../client/operations.js';
import { delayTask } from '../../test/support/waits.js';
import { AdapterClient } from '../client/adapter-client.js';
import { DEFAULT_QUERY } from '../model/query.js';
import {
  badAdapters,
  conformanceChecks,
  describeConformance,
  runConformance,
  type ConformanceCheck,
} from './index.js';

/** What breaks no rule of the contract, however odd it is. */
const LEGAL = new Set(['freezes', 'settles-twice', 'pollutes-prototypes']);

/** Many checks wait for what must not come: their time passes fast. */
const STEP_MS = 10;
const conformanceOf = (
  ...words: Parameters<typeof runConformance>
): ReturnType<typeof runConformance> => timersRunningFor(runConformance(...words), STEP_MS);

describe('conformance kit', () => {
  beforeEach(() => {
    fakeTime();
  });

  for (const { id, title, make } of badAdapters) {
    if (LEGAL.has(id)) continue;
    it(`finds an adapter that ${title}`, async () => {
      const backend = new MemoryBackend();
      const report = await conformanceOf(() => make(createMemoryAdapter({ backend })), {
        timeoutMs: 80,
      });
      expect(report.ok).to.be.false;
      expect(report.failed).to.be.greaterThan(0);
      expect(report.results).to.have.lengthOf(conformanceChecks.length);
      expect(String(report)).to.match(/^FAIL /m);
    });
  }

  it('leaves every message unchanged when writes are left out', async () => {
    const backend = new MemoryBackend();
    const { sequence } = backend.tenant('main').events;
    const report = await conformanceOf(() => createMemoryAdapter({ backend }), { writes: false });
    expect(report.ok, String(report)).to.be.true;
    expect(report.skipped).to.equal(
      conformanceChecks.filter(({ writes }: ConformanceCheck) => writes).length,
    );
    expect(backend.tenant('main').events.sequence).to.equal(sequence);
  });

  it('skips what the adapter does not offer', async () => {
    const make = (): MessageAdapter => {
      const good = createMemoryAdapter();
      return {
        listMessages: good.listMessages.bind(good),
        getMessage: good.getMessage.bind(good),
        listAgents: good.listAgents.bind(good),
        allocateMessages: good.allocateMessages.bind(good),
        startProcessing: good.startProcessing.bind(good),
        submitProcessing: good.submitProcessing.bind(good),
        getRecording: good.getRecording.bind(good),
      };
    };
    const report = await conformanceOf(make);
    expect(report.ok, String(report)).to.be.true;
    const skipped = report.results.filter((result) => result.skipped).map(({ id }) => id);
    expect(skipped).to.have.members([
      'listening',
      'listening-unknown',
      'heard-policy',
      'capabilities',
      'dispose',
      'events',
      'events-stop',
      'events-abort',
      'allocate-undo',
      'lease-renew',
      'process-release',
    ]);
  });

  it('uses the messages it is given', async () => {
    const backend = new MemoryBackend();
    const asked: string[] = [];
    const adapter = createMemoryAdapter({ backend });
    const list = async (status: 'unprocessed' | 'to-be-allocated'): Promise<string[]> =>
      (
        await adapter.listMessages({ ...DEFAULT_QUERY, status, page: { index: 0, size: 30 } }, {})
      ).messages.map(({ id }) => id);
    const [processable, allocatable] = [await list('unprocessed'), await list('to-be-allocated')];
    const next = (ids: string[]) => (): string => {
      const id = ids.shift()!;
      asked.push(id);
      return id;
    };
    const report = await conformanceOf(() => adapter, {
      fixtures: { allocatable: next(allocatable), processable: next(processable) },
    });
    expect(asked.length).to.be.greaterThan(10);
    expect(report.results.find(({ id }) => id === 'allocate')?.ok).to.be.true;
  });

  it('makes one test for each check, in any runner', async () => {
    const backend = new MemoryBackend();
    const tests: [string, () => Promise<void>][] = [];
    const skips: string[] = [];
    const good = createMemoryAdapter({ backend });
    describeConformance(
      (_title, body) => {
        body();
      },
      (title, body) => {
        expect(body).to.have.lengthOf(0);
        const context = { skip: (reason: string) => skips.push(reason) };
        tests.push([title, () => body.call({}, context)]);
      },
      () => ({ ...bound(good), listMessages: () => Promise.reject(new Error('no')) }),
    );
    expect(tests).to.have.lengthOf(conformanceChecks.length);
    const outcomes = await timersRunningFor(
      Promise.allSettled(tests.map(([, run]) => run())),
      STEP_MS,
    );
    expect(outcomes.some(({ status }) => status === 'rejected')).to.be.true;
    expect(skips).to.include('there are no live events');
  });
});

describe('badly behaved adapters', () => {
  beforeEach(() => {
    fakeTime();
  });

  for (const { id, title, make } of badAdapters) {
    it(`the client turns an adapter that ${title} into answers or typed errors (W24)`, async () => {
      const good = createMemoryAdapter();
      const page = await good.listMessages({ ...DEFAULT_QUERY, status: 'unprocessed' }, {});
      const message = page.messages[0]!;
      const client = AdapterClient.for(make(good));
      const options = { timeoutMs: 60 };
      const command = {
        idempotencyKey: `key-for-${id}`,
        messageId: message.id,
        expectedVersion: message.version,
      };
      const events: unknown[] = [];
      const stop = client.subscribe((event) => events.push(event));
      stop();
      const heard = events.length;

      const outcomes = await timersRunningFor(
        Promise.allSettled([
          once(client.capabilities()),
          once(client.listMessages(DEFAULT_QUERY, options)),
          once(client.getMessage(message.id, options)),
          once(listAgents(client, { page: { index: 0, size: 20 } }, options)),
          getRecording(client, { messageId: message.id, purpose: 'play' }, options),
          allocateMessages(
            client,
            {
              idempotencyKey: `allocation-for-${id}`,
              assignments: [{ messageId: 'm', expectedVersion: 1, employeeId: '1' }],
            },
            options,
          ),
          startProcessing(client, command, options),
          renewLease(client, { messageId: message.id, leaseId: 'l' }, options),
        ]),
        STEP_MS,
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          expect(outcome.reason).to.be.instanceOf(AdapterError);
          expect(() => JSON.stringify((outcome.reason as AdapterError).fields)).not.to.throw();
        } else {
          expect(() => JSON.stringify(outcome.value)).not.to.throw();
          expect(JSON.stringify(outcome.value)).not.to.match(/polluted|changed later/);
        }
      }
      await delayTask();
      expect(events).to.have.lengthOf(heard);
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });
  }
});

/** Reads that are tried again would take seconds: the first failure is enough here. */
function once<Value>(promise: Promise<Value>): Promise<Value> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new AdapterError('timeout')), 300)),
  ]);
}

function bound(adapter: MessageAdapter): MessageAdapter {
  return {
    listMessages: adapter.listMessages.bind(adapter),
    getMessage: adapter.getMessage.bind(adapter),
    listAgents: adapter.listAgents.bind(adapter),
    allocateMessages: adapter.allocateMessages.bind(adapter),
    startProcessing: adapter.startProcessing.bind(adapter),
    submitProcessing: adapter.submitProcessing.bind(adapter),
    getRecording: adapter.getRecording.bind(adapter),
  };
}
