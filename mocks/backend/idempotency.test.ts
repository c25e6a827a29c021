import { expect } from 'chai';
import {
  amelia,
  newKey,
  rejection,
  setUp,
  stored,
  unprocessed,
} from '../../test/support/backend.js';

const command = (idempotencyKey: string, employeeId = '1005') => ({
  idempotencyKey,
  assignments: [{ messageId: 'm-1', expectedVersion: 3, employeeId }],
});

describe('idempotency keys', () => {
  it('answers the same command as before and does nothing again (W1)', async () => {
    const { backend } = setUp();
    const first = await backend.as().allocateMessages(command('k'));
    const second = await backend.as().allocateMessages(command('k'));
    expect(second).to.deep.equal(first);
    expect(backend.peek('m-1')?.version).to.equal(4);
  });

  it('returns the answer that was lost (W2)', async () => {
    const { backend } = setUp([unprocessed()]);
    backend.loseReply('startProcessing');
    const start = { idempotencyKey: 'k', messageId: 'm-1', expectedVersion: 3 };
    await rejection(backend.as().startProcessing(start), 'network');
    expect(backend.peek('m-1')?.status, 'the act').to.equal('processing');
    expect(await backend.as().startProcessing(start)).to.include({ version: 4 });
    expect(backend.peek('m-1')?.version).to.equal(4);
  });

  it('refuses the same key for another command, and no key at all', async () => {
    const { backend } = setUp();
    await backend.as().allocateMessages(command('k'));
    const reused = await rejection(backend.as().allocateMessages(command('k', '1006')), 'invalid');
    expect(reused.fields).to.deep.equal([{ field: 'idempotencyKey', code: 'reused' }]);
    const missing = await rejection(backend.as().allocateMessages(command(' ')), 'invalid');
    expect(missing.fields).to.deep.equal([{ field: 'idempotencyKey', code: 'required' }]);
  });

  it('keeps the keys of different users apart', async () => {
    const { backend } = setUp([stored(), stored({ id: 'm-2' })]);
    await backend.as().allocateMessages(command('k'));
    const [result] = await backend.as(amelia).allocateMessages({
      idempotencyKey: 'k',
      assignments: [{ messageId: 'm-2', expectedVersion: 3, employeeId: '1005' }],
    });
    expect(result?.ok).to.equal(true);
  });

  it('frees the key of a command that failed', async () => {
    const { backend } = setUp();
    backend.fail('allocateMessages', 'unavailable');
    await rejection(backend.as().allocateMessages(command('k')), 'unavailable');
    const [result] = await backend.as().allocateMessages(command('k', '1006'));
    expect(result?.ok).to.equal(true);
  });

  it('lets a second try wait for the first, or refuses it', async () => {
    for (const keyInProgress of ['wait', 'refuse'] as const) {
      const { backend } = setUp([stored()], { keyInProgress });
      const release = backend.holdNext('allocateMessages');
      const key = newKey();
      const first = backend.as().allocateMessages(command(key));
      await release.reached;
      const second = backend.as().allocateMessages(command(key));
      if (keyInProgress === 'refuse') {
        const error = await rejection(second, 'conflict');
        expect(error).to.include({ retryAfterSeconds: 1, current: undefined });
      }
      release();
      const answers = await Promise.all(keyInProgress === 'wait' ? [first, second] : [first]);
      for (const [result] of answers) expect(result?.ok).to.equal(true);
      expect(backend.peek('m-1')?.version).to.equal(4);
    }
  });
});
