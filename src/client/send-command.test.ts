import { expect } from 'chai';
import { ADAPTER_ERROR_CODES, AdapterError, type AdapterErrorCode } from '../adapter/errors.js';
import { readMessage } from './validate/read-message.js';
import {
  newIdempotencyKey,
  sendCommand,
  type CommandOutcome,
  type Reconciliation,
} from './send-command.js';

const CURRENT = readMessage({ id: 'm', version: 4, channel: 'web', status: 'processed' })!;

async function outcomeOf(
  code: AdapterErrorCode,
  reconcile: () => Promise<Reconciliation<string>> = () =>
    Promise.reject(new Error('not asked for')),
): Promise<{ outcome: CommandOutcome<string>; sent: number; reads: number; reconciled: number }> {
  let [sent, reads, reconciled] = [0, 0, 0];
  const outcome = await sendCommand<string>({
    send: () => {
      sent += 1;
      return Promise.reject(new AdapterError(code, { current: CURRENT }));
    },
    reconcile: () => {
      reads += 1;
      return reconcile();
    },
    onReconcile: () => (reconciled += 1),
  });
  return { outcome, sent, reads, reconciled };
}

const LOST: readonly AdapterErrorCode[] = ['timeout', 'network', 'unavailable', 'malformed'];

describe('sending a command', () => {
  it('gives every intent its own key', () => {
    const keys = Array.from({ length: 100 }, newIdempotencyKey);
    expect(new Set(keys).size).to.equal(100);
    for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
  });

  it('reconciles after a lost answer, and never sends twice by itself (W2)', async () => {
    for (const code of ADAPTER_ERROR_CODES) {
      const { outcome, sent, reads, reconciled } = await outcomeOf(code, () =>
        Promise.resolve({ kind: 'applied', value: 'done' }),
      );
      expect(sent, code).to.equal(1);
      const isLost = LOST.includes(code);
      expect([reads, reconciled], code).to.deep.equal(isLost ? [1, 1] : [0, 0]);
      if (isLost) expect(outcome.kind, code).to.equal('done');
    }
  });

  it('says failed only when it did not happen, and uncertain when nobody knows (W2)', async () => {
    const notApplied = await outcomeOf('timeout', () => Promise.resolve({ kind: 'not-applied' }));
    expect(notApplied.outcome.kind).to.equal('failed');
    const unknown = await outcomeOf('network', () => Promise.reject(new Error('still offline')));
    expect(unknown.outcome.kind).to.equal('uncertain');
  });

  it('reports a conflict with the message as it is now (W3)', async () => {
    const { outcome } = await outcomeOf('conflict');
    expect(outcome).to.deep.include({ kind: 'conflict', current: CURRENT });
    const superseded = await outcomeOf('timeout', () =>
      Promise.resolve({ kind: 'superseded', current: CURRENT }),
    );
    expect(superseded.outcome).to.deep.include({ kind: 'conflict', current: CURRENT });
  });

  it('takes a refusal as final (W9)', async () => {
    for (const code of ['invalid', 'forbidden', 'not-found', 'unauthenticated'] as const) {
      expect((await outcomeOf(code)).outcome.kind, code).to.equal('failed');
    }
  });

  describe('whose key is still in progress', () => {
    const inProgress = new AdapterError('conflict', {
      operation: 'submitProcessing',
      retryAfterSeconds: 2,
      fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
    });
    interface Trial {
      readonly outcome: CommandOutcome<string>;
      readonly sent: number;
      readonly waits: readonly number[];
      readonly reconciled: number;
    }
    async function trial(
      answers: readonly (AdapterError | string)[],
      found: Reconciliation<string> = { kind: 'not-applied' },
    ): Promise<Trial> {
      const waits: number[] = [];
      let [sent, reconciled] = [0, 0];
      const outcome = await sendCommand<string>({
        send: () => {
          const answer = answers[sent] ?? inProgress;
          sent += 1;
          return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
        },
        reconcile: () => Promise.resolve(found),
        onReconcile: () => (reconciled += 1),
        wait: (ms) => {
          waits.push(ms);
          return Promise.resolve();
        },
      });
      return { outcome, sent, waits, reconciled };
    }

    it('waits as long as the backend says, and gets the answer by the same key (N7)', async () => {
      const { outcome, waits } = await trial([inProgress, inProgress, 'done']);
      expect(outcome).to.deep.equal({ kind: 'done', value: 'done' });
      expect(waits).to.deep.equal([2000, 2000]);
    });

    it('waits a second where the backend names no time (N7)', async () => {
      const bare = new AdapterError('conflict', {
        fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
      });
      expect((await trial([bare, 'done'])).waits).to.deep.equal([1000]);
    });

    it('asks a few times only, and never reports a conflict (N7)', async () => {
      const { outcome, sent, waits, reconciled } = await trial([]);
      expect([sent, waits.length, reconciled]).to.deep.equal([6, 5, 6]);
      expect(outcome.kind, 'it may still be applied').to.equal('uncertain');
      if (outcome.kind === 'uncertain') expect(outcome.error.code).to.equal('timeout');
      const applied = await trial([], { kind: 'applied', value: 'done' });
      expect(applied.outcome.kind).to.equal('done');
    });

    it('does not wait after a conflict that names its winner (N7)', async () => {
      const won = new AdapterError('conflict', { current: CURRENT, retryAfterSeconds: 1 });
      const { outcome, waits } = await trial([won]);
      expect(outcome.kind).to.equal('conflict');
      expect(waits).to.deep.equal([]);
      expect((await trial([new AdapterError('conflict')])).outcome.kind).to.equal('conflict');
    });
  });

  it('takes a refusal with a time to come back as it is, without reconciling (N9)', async () => {
    let reads = 0;
    for (const code of ['unavailable', 'rate-limited'] as const) {
      const outcome = await sendCommand<string>({
        send: () => Promise.reject(new AdapterError(code, { retryAfterSeconds: 30 })),
        reconcile: () => {
          reads += 1;
          return Promise.resolve({ kind: 'not-applied' });
        },
      });
      expect(outcome.kind, code).to.equal('failed');
    }
    expect(reads).to.equal(0);
  });
});
