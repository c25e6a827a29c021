/** Checks of recordings, live events, and manners: aborting, errors, objects that stay as they are. */
import type { LiveEvent, MessageAdapter } from '../adapter/adapter.js';
import { readRecording } from '../client/validate/read-recording.js';
import {
  expect,
  rejection,
  skip,
  type CheckContext,
  type ConformanceCheck,
} from './check-context.js';
import { allocate, done } from './checks-writing.js';

/** Time for an event to arrive, or for one that must not arrive to show. */
const EVENT_MS = 4_000;
const QUIET_MS = 300;

export const recordingChecks: readonly ConformanceCheck[] = [
  {
    id: 'recording',
    title: 'a recording is answered with an address or with bytes',
    async run(context) {
      const adapter = await context.adapter();
      const { id: messageId } = await context.voice();
      const recording = readRecording(
        await adapter.getRecording({ messageId, purpose: 'play' }, {}),
      );
      expect(recording, 'the answer has neither `url` nor `blob`');
      if (recording.kind === 'blob') {
        expect(recording.blob.size > 0, 'the bytes are empty');
      } else {
        const { protocol } = new URL(recording.url, 'https://page.invalid/');
        expect(/^(https?|blob):$/.test(protocol), 'the address is not http, https or blob');
      }
    },
  },
  {
    id: 'recording-unknown',
    title: 'no recording is rejected with a code that says so',
    async run(context) {
      const adapter = await context.adapter();
      await rejection(
        () => adapter.getRecording({ messageId: 'no-such-message-8c1f0e', purpose: 'play' }, {}),
        ['not-found', 'recording-missing'],
      );
    },
  },
];

export const manners: readonly ConformanceCheck[] = [
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
    title: 'a signal that is aborted already rejects with its reason',
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
      expect(JSON.stringify([page, message]) === before, 'it did, after a command');
    },
  },
  {
    id: 'dispose',
    title: 'dispose, where offered, can be called twice',
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.dispose) skip('there is nothing to let go of');
      adapter.dispose();
      adapter.dispose();
      await Promise.resolve();
    },
  },
];

export const eventChecks: readonly ConformanceCheck[] = [
  {
    id: 'events',
    title: 'a change is told with the id and the new version',
    writes: true,
    async run(context) {
      const { adapter, events, stop } = await listen(context);
      try {
        const { id, version } = await change(adapter, context);
        await until(
          () =>
            events.some(
              (event) =>
                event.type === 'changed' && event.messageId === id && event.version >= version,
            ),
          'no event told of the change',
        );
        const numbers = events.flatMap((event) =>
          event.type === 'connection' || event.sequence === null ? [] : [event.sequence],
        );
        expect(
          numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? -1)),
          'the sequence numbers do not rise',
        );
      } finally {
        stop();
      }
    },
  },
  {
    id: 'events-stop',
    title: 'no event comes after unsubscribing, which can be done twice',
    writes: true,
    async run(context) {
      const { adapter, events, stop } = await listen(context);
      stop();
      stop();
      const before = events.length;
      await change(adapter, context);
      await quiet();
      expect(events.length === before, 'an event came after unsubscribing');
    },
  },
  {
    id: 'events-abort',
    title: 'aborting the signal unsubscribes too',
    writes: true,
    async run(context) {
      const controller = new AbortController();
      const { adapter, events, stop } = await listen(context, controller.signal);
      controller.abort();
      const before = events.length;
      await change(adapter, context);
      await quiet();
      expect(events.length === before, 'an event came after the signal was aborted');
      stop();
    },
  },
];

async function rejectsWithReason(
  adapter: MessageAdapter,
  context: CheckContext,
  isBefore: boolean,
): Promise<void> {
  const controller = new AbortController();
  const reason = new DOMException('no longer wanted', 'AbortError');
  if (isBefore) controller.abort(reason);
  const answer = adapter.listMessages(context.query(), { signal: controller.signal }).then(
    () => 'resolved',
    (error: unknown) => error,
  );
  // As soon as possible after the call, before any real backend can have answered.
  controller.abort(reason);
  const outcome = await answer;
  expect(outcome !== 'resolved', 'resolved all the same');
  expect(outcome === reason, 'rejected with something else than the reason of the signal');
}

async function listen(
  context: CheckContext,
  signal?: AbortSignal,
): Promise<{ adapter: MessageAdapter; events: LiveEvent[]; stop: () => void }> {
  const adapter = await context.adapter();
  if (!adapter.subscribe) skip('there are no live events');
  const events: LiveEvent[] = [];
  const stop = adapter.subscribe((event) => events.push(event), signal ? { signal } : {});
  try {
    await until(
      () => events.some((event) => event.type === 'connection' && event.state === 'live'),
      'the connection was not told to be live',
    );
  } catch (error) {
    stop();
    throw error;
  }
  return { adapter, events, stop };
}

async function change(
  adapter: MessageAdapter,
  context: CheckContext,
): Promise<{ id: string; version: number }> {
  const message = await context.allocatable();
  const { employeeId } = await context.agent();
  const results = await allocate(adapter, context, message, employeeId);
  return done(results, message.id);
}

async function until(fact: () => boolean, wrong: string): Promise<void> {
  const end = Date.now() + EVENT_MS;
  while (!fact()) {
    expect(Date.now() < end, wrong);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}
