import { expect } from '@open-wc/testing';
import { ADAPTER_ERROR_CODES, AdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import { readMessage } from '../model/read.js';
import { newIdempotencyKey, write, type Recheck, type WriteOutcome } from './write-path.js';

const CURRENT = readMessage({ id: 'm', version: 4, channel: 'web', status: 'processed' })!;

async function outcomeOf(
  code: AdapterErrorCode,
  recheck: () => Promise<Recheck<string>> = () => Promise.reject(new Error('not asked for')),
): Promise<{ outcome: WriteOutcome<string>; sent: number; checked: number; told: number }> {
  let [sent, checked, told] = [0, 0, 0];
  const outcome = await write<string>({
    send: () => {
      sent += 1;
      return Promise.reject(new AdapterError(code, { current: CURRENT }));
    },
    recheck: () => {
      checked += 1;
      return recheck();
    },
    onChecking: () => (told += 1),
  });
  return { outcome, sent, checked, told };
}

const LOST: readonly AdapterErrorCode[] = ['timeout', 'network', 'unavailable', 'malformed'];

describe('write path', () => {
  it('gives every intent another key', () => {
    const keys = Array.from({ length: 100 }, newIdempotencyKey);
    expect(new Set(keys).size).to.equal(100);
    for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
  });

  it('W2 looks again after a lost answer, and never sends twice by itself', async () => {
    for (const code of ADAPTER_ERROR_CODES) {
      const { outcome, sent, checked, told } = await outcomeOf(code, () =>
        Promise.resolve({ kind: 'applied', value: 'done' }),
      );
      expect(sent, code).to.equal(1);
      const isLost = LOST.includes(code);
      expect([checked, told], code).to.deep.equal(isLost ? [1, 1] : [0, 0]);
      if (isLost) expect(outcome.kind, code).to.equal('done');
    }
  });

  it('W2 says failed only when it did not happen, and uncertain when nobody knows', async () => {
    const notApplied = await outcomeOf('timeout', () => Promise.resolve({ kind: 'not-applied' }));
    expect(notApplied.outcome.kind).to.equal('failed');
    const unknown = await outcomeOf('network', () => Promise.reject(new Error('still offline')));
    expect(unknown.outcome.kind).to.equal('uncertain');
  });

  it('W3 a conflict names how the message stands', async () => {
    const { outcome } = await outcomeOf('conflict');
    expect(outcome).to.deep.include({ kind: 'conflict', current: CURRENT });
    const superseded = await outcomeOf('timeout', () =>
      Promise.resolve({ kind: 'superseded', current: CURRENT }),
    );
    expect(superseded.outcome).to.deep.include({ kind: 'conflict', current: CURRENT });
  });

  it('W9 a refusal is final', async () => {
    for (const code of ['invalid', 'forbidden', 'not-found', 'unauthenticated'] as const) {
      expect((await outcomeOf(code)).outcome.kind, code).to.equal('failed');
    }
  });
});
