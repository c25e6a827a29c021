/** Checks of live events. */
import type { LiveEvent, MessageAdapter } from '../adapter/adapter.js';
import { expect, skip, type CheckContext, type ConformanceCheck } from './check-context.js';
import { allocate, done } from './checks-writing.js';

/** Time for an event to arrive, and for one that must not arrive. */
const EVENT_MS = 4_000;
const QUIET_MS = 300;

export const eventChecks: readonly ConformanceCheck[] = [
  {
    id: 'events',
    title: 'an event reports a change with the id and the new version',
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
          'no event reported the change',
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
      'no event reported the connection as live',
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

async function until(fact: () => boolean, fault: string): Promise<void> {
  const end = Date.now() + EVENT_MS;
  while (!fact()) {
    expect(Date.now() < end, fault);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}
