/** Checks of commands: allocating and processing. */
import type { AllocationResult, MessageAdapter } from '../adapter/adapter.js';
import type { Message } from '../model/message.js';
import { readLease, readMessage } from '../client/validate/read-message.js';
import {
  expect,
  rejection,
  skip,
  type CheckContext,
  type ConformanceCheck,
} from './check-context.js';

/** Spaces at both ends, an emoji, a letter of two code points, a line break and markup. */
const COMMENTS = '  Called back 🤝, noe\u0308l.\n<b>done</b>  ';

export const allocationChecks: readonly ConformanceCheck[] = [
  {
    id: 'allocate',
    title: 'allocating makes a message Unprocessed with the agent’s employee ID and account',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.allocatable();
      const agent = await context.agent();
      const after = done(await allocate(adapter, context, before, agent.employeeId), before.id);
      expect(after.status === 'unprocessed', `the status is "${after.status}"`);
      expect(after.employeeId === agent.employeeId, 'the employee ID is not the agent’s');
      expect(after.businessAccount === agent.businessAccount, 'the account is not the agent’s');
      expect(after.version > before.version, 'the version did not rise');
      expect(
        before.updatedAt === null ||
          (after.updatedAt !== null && Date.parse(after.updatedAt) >= Date.parse(before.updatedAt)),
        'the time of the change went back',
      );
      const read = await adapter.getMessage(before.id, {});
      expect(read.version === after.version, 'reading it again gives another version');
    },
  },
  {
    id: 'allocate-once',
    title: 'the same key twice allocates once and returns the same answer',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const { id, version } = await context.allocatable();
      const { employeeId } = await context.agent();
      const command = {
        ...context.command(),
        assignments: [{ messageId: id, expectedVersion: version, employeeId }],
      };
      const [first, second] = await Promise.all([
        adapter.allocateMessages(command, {}),
        adapter.allocateMessages(command, {}),
      ]);
      const third = await adapter.allocateMessages(command, {});
      const versions = [first, second, third].map((results) => done(results, id).version);
      expect(
        new Set(versions).size === 1,
        `three answers with the versions ${versions.join(', ')}`,
      );
      const read = await adapter.getMessage(id, {});
      expect(read.version === versions[0], 'the message changed more than once');
    },
  },
  {
    id: 'allocate-conflict',
    title: 'an old version is a conflict with the current message',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.allocatable();
      const { employeeId } = await context.agent();
      const after = done(await allocate(adapter, context, before, employeeId), before.id);
      const [result] = await allocate(adapter, context, before, employeeId);
      expect(result && !result.ok, 'the old version was accepted');
      expect(result.code === 'conflict', `the code is "${result.code}"`);
      expect(result.current?.version === after.version, '`current` is missing or not the newest');
      const read = await adapter.getMessage(before.id, {});
      expect(read.version === after.version, 'the message has changed nevertheless');
    },
  },
  {
    id: 'allocate-partly',
    title: 'each message of an allocation has its own result',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const good = await context.allocatable();
      const { employeeId } = await context.agent();
      const missing = 'no-such-message-8c1f0e';
      const results = await adapter.allocateMessages(
        {
          ...context.command(),
          assignments: [
            { messageId: missing, expectedVersion: 1, employeeId },
            { messageId: good.id, expectedVersion: good.version, employeeId },
          ],
        },
        {},
      );
      expect(results.length === 2, `${results.length} results for two messages`);
      done(results, good.id);
      const failed = results.find(({ messageId }) => messageId === missing);
      expect(failed && !failed.ok, 'a message that does not exist was allocated');
      expect(failed.code === 'not-found', `its code is "${failed.code}"`);
    },
  },
  {
    id: 'allocate-unknown-agent',
    title: 'an agent that does not exist gets nothing',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.allocatable();
      let results: readonly AllocationResult[] = [];
      try {
        results = await allocate(adapter, context, before, 'no-such-agent-8c1f0e');
      } catch (error) {
        await rejection(() => Promise.reject(error), ['invalid', 'not-found']);
      }
      expect(!results.some(({ ok }) => ok), 'it was allocated');
      const read = await adapter.getMessage(before.id, {});
      expect(read.version === before.version, 'the message has changed nevertheless');
    },
  },
  {
    id: 'allocate-undo',
    title: 'an allocation can be undone, with a higher version',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const capabilities = (await adapter.getCapabilities?.({})) ?? {};
      if (!adapter.undoAllocation || !capabilities.undoSeconds) skip('undo is not offered');
      const before = await context.allocatable();
      const { employeeId } = await context.agent();
      const after = done(await allocate(adapter, context, before, employeeId), before.id);
      const results = await adapter.undoAllocation(
        {
          ...context.command(),
          messages: [{ messageId: after.id, expectedVersion: after.version }],
        },
        {},
      );
      const undone = done(results, before.id);
      expect(undone.status === before.status, `the status is "${undone.status}"`);
      expect(undone.employeeId === before.employeeId, 'the employee ID is not what it was');
      expect(undone.version > after.version, 'the version did not rise');
    },
  },
];

export const processingChecks: readonly ConformanceCheck[] = [
  {
    id: 'process-start',
    title: 'starting makes a message Processing with a lease for the user',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.processable();
      const after = readMessage(await start(adapter, context, before));
      expect(after, 'the answer is no message');
      expect(after.id === before.id, 'another message came back');
      expect(after.status === 'processing', `the status is "${after.status}"`);
      expect(after.version > before.version, 'the version did not rise');
      if (after.lease) expect(after.lease.mine, 'the lease belongs to somebody else');
    },
  },
  {
    id: 'process-resume',
    title: 'starting again resumes, and the same key starts once',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.processable();
      const command = {
        ...context.command(),
        messageId: before.id,
        expectedVersion: before.version,
      };
      const [first, second] = await Promise.all([
        adapter.startProcessing(command, {}),
        adapter.startProcessing(command, {}),
      ]);
      expect(first.version === second.version, 'the same key was done twice');
      const resumed = await start(adapter, context, first);
      expect(resumed.status === 'processing', `after resuming the status is "${resumed.status}"`);
      expect(!resumed.lease || resumed.lease.mine, 'after resuming the lease is somebody else’s');
    },
  },
  {
    id: 'process-old-version',
    title: 'an old version is a conflict with the current message',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const before = await context.processable();
      const started = await start(adapter, context, before);
      const error = await rejection(
        () =>
          adapter.submitProcessing(
            {
              ...context.command(),
              messageId: before.id,
              expectedVersion: before.version,
              leaseId: started.lease?.id ?? null,
              comments: 'too late',
            },
            {},
          ),
        ['conflict'],
      );
      expect(error.current?.id === before.id, '`current` is missing');
      expect(error.current.version >= started.version, '`current` is not the newest');
      const read = await adapter.getMessage(before.id, {});
      expect(read.status !== 'processed', 'the message was processed nevertheless');
    },
  },
  {
    id: 'lease-renew',
    title: 'a lease can be renewed by its id only, and then ends no earlier',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.renewLease) skip('leases are not renewed');
      const { id: messageId, lease } = await start(adapter, context, await context.processable());
      if (!lease) skip('there are no leases');
      const renewed = readLease(await adapter.renewLease({ messageId, leaseId: lease.id }, {}));
      expect(renewed, 'the answer is no lease');
      expect(renewed.mine, 'the renewed lease is somebody else’s');
      expect(
        lease.expiresAt === null ||
          (renewed.expiresAt !== null &&
            Date.parse(renewed.expiresAt) >= Date.parse(lease.expiresAt)),
        'it ends earlier than before',
      );
      const renew = adapter.renewLease.bind(adapter);
      await rejection(
        () => renew({ messageId, leaseId: 'no-such-lease-8c1f0e' }, {}),
        ['conflict', 'not-found'],
      );
    },
  },
  {
    id: 'process-submit',
    title: 'submitting keeps the comments exactly, once, and ends the lease',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const started = await start(adapter, context, await context.processable());
      const command = {
        ...context.command(),
        messageId: started.id,
        expectedVersion: started.version,
        leaseId: started.lease?.id ?? null,
        comments: COMMENTS,
        ...(await context.heard(started)),
      };
      const first = await adapter.submitProcessing(command, {});
      expect(first.status === 'processed', `the status is "${first.status}"`);
      expect(first.version > started.version, 'the version did not rise');
      expect(first.lease === null, 'the lease has not ended');
      const second = await adapter.submitProcessing(command, {});
      expect(second.version === first.version, 'the same key was done twice');
      const read = await adapter.getMessage(started.id, {});
      expect(read.handlingComments === COMMENTS, 'the comments are not what was sent');
    },
  },
  {
    id: 'process-ended',
    title: 'a Processed message cannot be started again',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const started = await start(adapter, context, await context.processable());
      const ended = await adapter.submitProcessing(
        {
          ...context.command(),
          messageId: started.id,
          expectedVersion: started.version,
          leaseId: started.lease?.id ?? null,
          comments: 'Done.',
          ...(await context.heard(started)),
        },
        {},
      );
      await rejection(() => start(adapter, context, ended), ['conflict', 'forbidden', 'invalid']);
    },
  },
  {
    id: 'process-release',
    title: 'releasing makes a message Unprocessed again, without lease',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.releaseProcessing) skip('releasing is not offered');
      const started = await start(adapter, context, await context.processable());
      const released = await adapter.releaseProcessing(
        {
          ...context.command(),
          messageId: started.id,
          expectedVersion: started.version,
          leaseId: started.lease?.id ?? null,
        },
        {},
      );
      expect(released.status === 'unprocessed', `the status is "${released.status}"`);
      expect(released.lease === null, 'the lease has not ended');
      expect(released.version > started.version, 'the version did not rise');
    },
  },
];

export function allocate(
  adapter: MessageAdapter,
  context: CheckContext,
  message: Message,
  employeeId: string,
): Promise<readonly AllocationResult[]> {
  return adapter.allocateMessages(
    {
      ...context.command(),
      assignments: [{ messageId: message.id, expectedVersion: message.version, employeeId }],
    },
    {},
  );
}

export function start(
  adapter: MessageAdapter,
  context: CheckContext,
  message: Message,
): Promise<Message> {
  return adapter.startProcessing(
    { ...context.command(), messageId: message.id, expectedVersion: message.version },
    {},
  );
}

/** The message of a result that must be a success. */
export function done(results: readonly AllocationResult[], messageId: string): Message {
  const result = results.find((each) => each.messageId === messageId);
  expect(result, 'there is no result for the message');
  expect(result.ok, result.ok ? '' : `it failed with the code "${result.code}"`);
  const message = readMessage(result.message);
  expect(message?.id === messageId, 'the result holds no message, or another one');
  return message;
}
