import { expect } from 'chai';
import type { HeardStatement } from '../../src/adapter/adapter.js';
import { amelia, newKey, rejection, setUp, stored } from '../../test/support/backend.js';
import type { MemoryBackend } from './memory-backend.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
/** 23.58 s long. */
const voice = (overrides: Parameters<typeof stored>[0] = {}) =>
  stored({
    channel: 'voice',
    status: 'unprocessed',
    employeeId: '1001',
    recordingFile: 'rec-01-en.wav',
    durationSeconds: 23.58,
    ...overrides,
  });

async function submit(backend: MemoryBackend, heard?: HeardStatement): Promise<string> {
  const session = backend.as();
  const known = await session.getMessage('m-1');
  const started = await session.startProcessing({
    idempotencyKey: newKey(),
    messageId: 'm-1',
    expectedVersion: known.version,
  });
  const { status } = await session.submitProcessing({
    idempotencyKey: newKey(),
    messageId: 'm-1',
    expectedVersion: started.version,
    leaseId: started.lease?.id ?? null,
    comments: 'Done.',
    ...(heard ? { heard } : {}),
  });
  return status;
}

describe('listening in the memory backend', () => {
  it('unites what each user heard, and shows colleagues without names', async () => {
    const { backend } = setUp([voice()]);
    const mine = backend.as();
    await mine.saveListening({ messageId: 'm-1', spans: [span(0, 4), span(3, 6)] });
    await backend.as(amelia).saveListening({ messageId: 'm-1', spans: [span(10, 12)] });
    const again = await mine.saveListening({ messageId: 'm-1', spans: [span(0, 4)] });
    expect(again).to.deep.equal({
      messageId: 'm-1',
      spans: [span(0, 6)],
      others: [span(10, 12)],
    });
    expect(await backend.as(amelia).getListening('m-1')).to.deep.equal({
      messageId: 'm-1',
      spans: [span(10, 12)],
      others: [span(0, 6)],
    });
  });

  it('keeps nothing beyond the recording, and forgets with the message', async () => {
    const { backend } = setUp([voice()]);
    const session = backend.as();
    const saved = await session.saveListening({ messageId: 'm-1', spans: [span(20, 99)] });
    expect(saved.spans).to.deep.equal([span(20, 23.58)]);
    backend.remove('m-1', 'erased');
    await rejection(session.getListening('m-1'), 'not-found');
    backend.put(voice());
    expect((await session.getListening('m-1')).spans).to.deep.equal([]);
  });

  it('refuses impossible spans, and users who may not hear the message', async () => {
    const { backend } = setUp([voice()]);
    for (const spans of [[span(2, 1)], [span(-1, 2)], [span(0, Infinity)]]) {
      await rejection(backend.as().saveListening({ messageId: 'm-1', spans }), 'invalid');
    }
    const deaf = backend.as({ ...amelia, denied: ['play'] });
    await rejection(deaf.getListening('m-1'), 'forbidden');
  });
});

describe('the policy "heard before Submit" in the memory backend', () => {
  const withPolicy = (messages = [voice()]) =>
    setUp(messages, { heardBeforeSubmitPercent: 80 }).backend;

  it('is part of the capabilities', async () => {
    const capabilities = await withPolicy().as().getCapabilities();
    expect(capabilities.heardBeforeSubmitPercent).to.equal(80);
  });

  it('refuses too little at the field `heard`, and leaves the message as it is', async () => {
    const backend = withPolicy();
    const error = await rejection(
      submit(backend, { spans: [span(0, 10)], instead: null }),
      'invalid',
    );
    expect(error.fields).to.deep.equal([{ field: 'heard', code: 'heard-too-little' }]);
    expect(backend.peek('m-1')?.status).to.equal('processing');
  });

  it('counts parts saved before together with those of the submission', async () => {
    const backend = withPolicy();
    await backend.as().saveListening({ messageId: 'm-1', spans: [span(0, 10)] });
    const spans = [span(9, 19)];
    expect(await submit(backend, { spans, instead: null })).to.equal('processed');
  });

  it('does not count what colleagues heard', async () => {
    const backend = withPolicy();
    await backend.as(amelia).saveListening({ messageId: 'm-1', spans: [span(0, 23.58)] });
    await rejection(submit(backend), 'invalid');
  });

  it('accepts a reason instead of listening, and requires nothing of web messages', async () => {
    for (const instead of ['transcript', 'not-playable', 'phone'] as const) {
      expect(await submit(withPolicy(), { spans: [], instead })).to.equal('processed');
    }
    const web = withPolicy([voice({ channel: 'web', recordingFile: null })]);
    expect(await submit(web)).to.equal('processed');
  });
});
