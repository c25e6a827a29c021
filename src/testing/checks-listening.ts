/** Checks of listening progress and of the policy that requires it. */
import type { Listening, ListeningSpan, MessageAdapter } from '../adapter/adapter.js';
import { isAdapterError } from '../adapter/errors.js';
import { readListening } from '../client/validate/read-listening.js';
import { expect, rejection, skip, type ConformanceCheck } from './check-context.js';
import { start } from './checks-writing.js';

const FIRST: readonly ListeningSpan[] = [{ startSeconds: 0, endSeconds: 0.5 }];
const MORE: readonly ListeningSpan[] = [{ startSeconds: 0.4, endSeconds: 1 }];

export const listeningChecks: readonly ConformanceCheck[] = [
  {
    id: 'listening',
    title: 'heard parts are added to those that are kept, and sending them again changes nothing',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      const { id, version } = await context.voice();
      const first = await save(adapter, id, FIRST);
      expect(holds(first, FIRST), 'the saved parts are not in the answer');
      const more = await save(adapter, id, MORE);
      expect(holds(more, FIRST) && holds(more, MORE), 'what was heard before is no longer kept');
      const again = await save(adapter, id, MORE);
      expect(JSON.stringify(again) === JSON.stringify(more), 'sending it again changed it');
      const read = readListening(await adapter.getListening?.(id, {}), id);
      expect(
        read && holds(read, FIRST) && holds(read, MORE),
        'a later read returns something else',
      );
      const after = await adapter.getMessage(id, {});
      expect(after.version === version, 'listening raised the version of the message');
    },
  },
  {
    id: 'listening-unknown',
    title: 'the listening to an unknown message is rejected',
    async run(context) {
      const adapter = await context.adapter();
      if (!adapter.getListening) skip('listening is not kept');
      const read = adapter.getListening.bind(adapter);
      await rejection(
        () => read('no-such-message-8c1f0e', {}),
        ['not-found', 'forbidden', 'recording-missing', 'unsupported'],
      );
    },
  },
  {
    id: 'heard-policy',
    title: 'where a share must be heard, submitting without it is rejected at the field `heard`',
    writes: true,
    async run(context) {
      const adapter = await context.adapter();
      if ((await context.heardPercent()) <= 0) skip('there is no such policy');
      const message = await context.processable('voice');
      if (message.channel !== 'voice') skip('no voice message that can be processed was found');
      const started = await start(adapter, context, message);
      const command = {
        messageId: started.id,
        expectedVersion: started.version,
        leaseId: started.lease?.id ?? null,
        comments: 'Done.',
      };
      const error = await rejection(
        () =>
          adapter.submitProcessing(
            { ...command, ...context.command(), heard: { spans: [], instead: null } },
            {},
          ),
        ['invalid'],
      );
      expect(
        error.fields.some(({ field }) => field === 'heard'),
        'the rejection does not name the field `heard`',
      );
      const heard = await context.heard(started);
      const done = await adapter.submitProcessing(
        { ...command, ...context.command(), ...heard },
        {},
      );
      expect(done.status === 'processed', 'it is rejected although all of it was heard');
    },
  },
];

async function save(
  adapter: MessageAdapter,
  messageId: string,
  spans: readonly ListeningSpan[],
): Promise<Listening> {
  if (!adapter.getListening || !adapter.saveListening) skip('listening is not kept');
  try {
    const saved = readListening(await adapter.saveListening({ messageId, spans }, {}), messageId);
    expect(saved, 'the answer cannot be understood, or is about another message');
    return saved;
  } catch (error) {
    if (isAdapterError(error) && error.code === 'unsupported') skip('listening is not kept');
    throw error;
  }
}

function holds({ spans }: Listening, expected: readonly ListeningSpan[]): boolean {
  return expected.every((span) =>
    spans.some(
      ({ startSeconds, endSeconds }) =>
        startSeconds <= span.startSeconds && endSeconds >= span.endSeconds,
    ),
  );
}
