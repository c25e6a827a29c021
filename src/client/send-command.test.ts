import { expect } from 'chai';
import { ADAPTER_ERROR_CODES, AdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import { readMessage } from './validate/read-message.js';
import { newIdempotencyKey, write, type Recheck, type WriteOutcome } from './send-command.js';

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

  describe('N7 the same key still in progress', () => {
    const inProgress = new AdapterError('conflict', {
      operation: 'submitProcessing',
      retryAfterSeconds: 2,
      fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
    });
    interface Trial {
      readonly outcome: WriteOutcome<string>;
      readonly sent: number;
      readonly waits: readonly number[];
      readonly told: number;
    }
    async function trial(
      answers: readonly (AdapterError | string)[],
      found: Recheck<string> = { kind: 'not-applied' },
    ): Promise<Trial> {
      const waits: number[] = [];
      let [sent, told] = [0, 0];
      const outcome = await write<string>({
        send: () => {
          const answer = answers[sent] ?? inProgress;
          sent += 1;
          return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
        },
        recheck: () => Promise.resolve(found),
        onChecking: () => (told += 1),
        wait: (ms) => {
          waits.push(ms);
          return Promise.resolve();
        },
      });
      return { outcome, sent, waits, told };
    }

    it('is waited on as long as told, and answered by the same key', async () => {
      const { outcome, waits } = await trial([inProgress, inProgress, 'done']);
      expect(outcome).to.deep.equal({ kind: 'done', value: 'done' });
      expect(waits).to.deep.equal([2000, 2000]);
    });

    it('is waited on a second where no time is told', async () => {
      const bare = new AdapterError('conflict', {
        fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
      });
      expect((await trial([bare, 'done'])).waits).to.deep.equal([1000]);
    });

    it('is asked about a few times only, and is never told as a conflict', async () => {
      const { outcome, sent, waits, told } = await trial([]);
      expect([sent, waits.length, told]).to.deep.equal([6, 5, 6]);
      expect(outcome.kind, 'it may still be applied').to.equal('uncertain');
      if (outcome.kind === 'uncertain') expect(outcome.error.code).to.equal('timeout');
      const applied = await trial([], { kind: 'applied', value: 'done' });
      expect(applied.outcome.kind).to.equal('done');
    });

    it('is not what a conflict with its winner is', async () => {
      const won = new AdapterError('conflict', { current: CURRENT, retryAfterSeconds: 1 });
      const { outcome, waits } = await trial([won]);
      expect(outcome.kind).to.equal('conflict');
      expect(waits).to.deep.equal([]);
      expect((await trial([new AdapterError('conflict')])).outcome.kind).to.equal('conflict');
    });
  });

  it('N9 takes a refusal with a time to come back as it is, and asks nothing before', async () => {
    let checked = 0;
    for (const code of ['unavailable', 'rate-limited'] as const) {
      const outcome = await write<string>({
        send: () => Promise.reject(new AdapterError(code, { retryAfterSeconds: 30 })),
        recheck: () => {
          checked += 1;
          return Promise.resolve({ kind: 'not-applied' });
        },
      });
      expect(outcome.kind, code).to.equal('failed');
    }
    expect(checked).to.equal(0);
  });
});
