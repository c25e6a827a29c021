/** Checks of general behavior: capabilities, aborting, unchanged answers, disposing. */
import type { MessageAdapter } from '../adapter/adapter.js';
import { expect, skip, type CheckContext, type ConformanceCheck } from './check-context.js';
import { allocate, done } from './checks-writing.js';

export const behaviorChecks: readonly ConformanceCheck[] = [
  {
    id: 'capabilities',
    title: 'capabilities, where offered, are a plain object',
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.getCapabilities) skip('everything has its default');
      const capabilities: unknown = await adapter.getCapabilities({});
      expect(
        typeof capabilities === 'object' && capabilities !== null && !Array.isArray(capabilities),
        'the answer is no object',
      );
    },
  },
  {
    id: 'abort-before',
    title: 'a signal that is already aborted rejects with its reason',
    async run(context) {
      const adapter = await context.adapter();
      await rejectsWithReason(adapter, context, true);
    },
  },
  {
    id: 'abort-during',
    title: 'aborting a read rejects at once with the reason of the signal',
    async run(context) {
      const adapter = await context.adapter();
      await rejectsWithReason(adapter, context, false);
    },
  },
  {
    id: 'unchanged-answers',
    title: 'an answer does not change afterwards',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const message = await context.allocatable();
      const page = await adapter.listMessages(context.query(), {});
      const before = JSON.stringify([page, message]);
      const { employeeId } = await context.agent();
      done(await allocate(adapter, context, message, employeeId), message.id);
      expect(JSON.stringify([page, message]) === before, 'it changed after a command');
    },
  },
  {
    id: 'dispose',
    title: 'dispose, where offered, can be called twice',
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.dispose) skip('dispose is not offered');
      adapter.dispose();
      adapter.dispose();
      await Promise.resolve();
    },
  },
];

async function rejectsWithReason(
  adapter: MessageAdapter,
  context: CheckContext,
  isBefore: boolean,
): Promise<void> {
  const controller = new AbortController();
  const reason = new DOMException('no longer needed', 'AbortError');
  if (isBefore) controller.abort(reason);
  const answer = adapter.listMessages(context.query(), { signal: controller.signal }).then(
    () => 'resolved',
    (error: unknown) => error,
  );
  // As soon as possible after the call, before any real backend can have answered.
  controller.abort(reason);
  const outcome = await answer;
  expect(outcome !== 'resolved', 'resolved nevertheless');
  expect(outcome === reason, 'rejected with something other than the reason of the signal');
}
