import { expect } from 'chai';
import { FakeClock } from '../../test/support/fake-clock.js';
import { deferred, delayTask } from '../../test/support/waits.js';
import type { LiveEvent, MessageAdapter } from '../adapter/adapter.js';
import { AdapterError } from '../adapter/errors.js';
import { DEFAULT_QUERY } from '../model/query.js';
import { allocateMessages, getRecording, renewLease } from './operations.js';
import { AdapterClient } from './adapter-client.js';

const row = (id: string, version = 1): object => ({
  id,
  version,
  channel: 'web',
  status: 'unprocessed',
});
const page = (...rows: object[]): object => ({ messages: rows, total: rows.length });

interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** An adapter whose every call the test settles. */
function fake(methods: readonly string[] = ['listMessages', 'getMessage', 'allocateMessages']): {
  adapter: MessageAdapter;
  client: AdapterClient;
  calls: Call[];
  clock: FakeClock;
} {
  const calls: Call[] = [];
  const adapter: Record<string, unknown> = {};
  for (const method of methods) {
    adapter[method] = (...args: unknown[]) => {
      const { promise, resolve, reject } = deferred<unknown>();
      const { signal } = args.at(-1) as { signal: AbortSignal };
      calls.push({ method, args, signal, resolve, reject });
      return promise;
    };
  }
  const made = adapter as unknown as MessageAdapter;
  const clock = new FakeClock();
  return { adapter: made, client: AdapterClient.for(made, { clock }), calls, clock };
}

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (reason: unknown) => reason,
  );
const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  ((await reasonOf(promise)) as AdapterError).code;

describe('adapter client', () => {
  it('is shared by all who use the same adapter', () => {
    const { adapter, client } = fake();
    expect(AdapterClient.for(adapter)).to.equal(client);
  });

  describe('reads', () => {
    it('are shared by callers that ask the same at the same time, and stop with the last of them', async () => {
      const { client, calls } = fake();
      const [one, two] = [new AbortController(), new AbortController()];
      const first = reasonOf(client.listMessages(DEFAULT_QUERY, { signal: one.signal }));
      const second = reasonOf(client.listMessages(DEFAULT_QUERY, { signal: two.signal }));
      expect(calls).to.have.lengthOf(1);
      one.abort('a');
      expect(await first).to.equal('a');
      expect(calls[0]!.signal.aborted).to.be.false;
      two.abort('b');
      expect(await second).to.equal('b');
      expect(calls[0]!.signal.aborted).to.be.true;
    });

    it('that began before a write are not shared with those who ask after it (W2)', async () => {
      const { client, calls } = fake();
      const early = client.getMessage('m');
      const sent = allocateMessages(client, {
        idempotencyKey: 'k',
        assignments: [{ messageId: 'm', expectedVersion: 1, employeeId: '1' }],
      });
      calls[1]!.reject(new AdapterError('network'));
      expect(await codeOf(sent)).to.equal('network');
      const late = client.getMessage('m');
      expect(calls).to.have.lengthOf(3);
      calls[2]!.resolve(row('m', 2));
      calls[0]!.resolve(row('m', 1));
      expect([(await early).version, (await late).version]).to.deep.equal([1, 2]);
    });

    it('are retried by rule, and report each wait (W9)', async () => {
      const { client, calls, clock } = fake();
      const waits: number[] = [];
      const answer = client.listMessages(DEFAULT_QUERY, { onRetry: (ms) => waits.push(ms) });
      calls[0]!.reject(new AdapterError('unavailable', { retryAfterSeconds: 0 }));
      await delayTask();
      clock.advance(0);
      await delayTask();
      calls[1]!.resolve(page(row('m')));
      expect((await answer).messages).to.have.lengthOf(1);
      expect(waits).to.deep.equal([0]);
    });

    it('are not retried after a refusal (W9)', async () => {
      for (const code of ['invalid', 'forbidden', 'not-found', 'unauthenticated'] as const) {
        const { client, calls } = fake();
        const answer = client.listMessages(DEFAULT_QUERY);
        calls[0]!.reject(new AdapterError(code));
        expect(await codeOf(answer)).to.equal(code);
        expect(calls).to.have.lengthOf(1);
      }
    });

    it('end after the time limit (N1)', async () => {
      const { client, calls, clock } = fake(['getRecording']);
      const answer = getRecording(client, { messageId: 'm', purpose: 'play' }, { timeoutMs: 5 });
      clock.advance(4);
      expect(calls[0]!.signal.aborted).to.be.false;
      clock.advance(1);
      expect(await codeOf(answer)).to.equal('timeout');
      expect(calls[0]!.signal.aborted).to.be.true;
    });

    it('use the time limit that the adapter names, if it is a sensible one (N1)', async () => {
      const limitOf = async (timeoutSeconds: unknown): Promise<number> => {
        const never = (): Promise<never> => new Promise(() => undefined);
        const adapter = { getRecording: never, timeoutSeconds } as unknown as MessageAdapter;
        const clock = new FakeClock();
        const client = AdapterClient.for(adapter, { clock });
        let isOver = false;
        void getRecording(client, { messageId: 'm', purpose: 'play' }).catch(() => (isOver = true));
        let ms = 0;
        for (; !isOver; ms += 500) {
          clock.advance(500);
          await delayTask();
        }
        return ms;
      };
      expect(await limitOf(2.5)).to.equal(2500);
      for (const timeoutSeconds of [0, -1, Number.NaN, Infinity, 1e9, '1']) {
        expect(await limitOf(timeoutSeconds), String(timeoutSeconds)).to.equal(15_000);
      }
    });

    it('wait until the time that the backend named (N9)', async () => {
      const { client, calls, clock } = fake();
      const waits: number[] = [];
      const first = client.getMessage('a');
      calls[0]!.reject(new AdapterError('rate-limited', { retryAfterSeconds: 30 }));
      await delayTask();
      clock.advance(10_000);
      expect(client.heldBackMs).to.equal(20_000);
      const others = Array.from({ length: 20 }, (_, index) =>
        client.getMessage(`b${index}`, { onRetry: (ms) => waits.push(ms) }),
      );
      clock.advance(19_999);
      await delayTask();
      expect(calls).to.have.lengthOf(1);
      expect(waits).to.deep.equal(Array.from({ length: 20 }, () => 20_000));
      clock.advance(1);
      await delayTask();
      expect(calls).to.have.lengthOf(22);
      expect(client.heldBackMs).to.equal(null);
      for (const call of calls.slice(1)) call.resolve(row(call.args[0] as string));
      await Promise.all([first, ...others]);
    });

    it('reject an answer that is no page, or is about another message, as malformed (N12)', async () => {
      const { client, calls } = fake();
      const answers = [client.listMessages(DEFAULT_QUERY), client.getMessage('m')];
      calls[0]!.resolve({ rows: [] });
      calls[1]!.resolve(row('other'));
      expect(await codeOf(answers[0]!)).to.equal('malformed');
      expect(await codeOf(answers[1]!)).to.equal('malformed');
    });

    it('name the fields that could not be read (N14)', async () => {
      const { client, calls } = fake();
      const issues: string[] = [];
      const answer = client.listMessages(DEFAULT_QUERY, {
        onIssues: (fields) => issues.push(...fields),
      });
      calls[0]!.resolve(page({ ...row('m'), createdAt: 'canary' }));
      await answer;
      expect(issues).to.deep.equal(['messages[0].createdAt']);
    });
  });

  describe('writes', () => {
    const command = {
      idempotencyKey: 'k',
      assignments: [
        { messageId: 'a', expectedVersion: 1, employeeId: '1' },
        { messageId: 'b', expectedVersion: 1, employeeId: '1' },
      ],
    };

    it('are sent once, whatever comes back (W9)', async () => {
      const { client, calls } = fake();
      const answer = allocateMessages(client, command);
      calls[0]!.reject(new AdapterError('unavailable', { retryAfterSeconds: 0 }));
      expect(await codeOf(answer)).to.equal('unavailable');
      expect(calls).to.have.lengthOf(1);
    });

    it('have one result for each message (W13)', async () => {
      const { client, calls } = fake();
      const answer = allocateMessages(client, command);
      calls[0]!.resolve([{ messageId: 'a', ok: true, message: row('a', 2) }]);
      expect((await answer).map((result) => result.ok || result.code)).to.deep.equal([
        true,
        'malformed',
      ]);
    });

    it('say unsupported where the adapter has no such method', async () => {
      const { client } = fake();
      expect([client.canRelease, client.canRenewLease, client.canUndoAllocation]).to.deep.equal([
        false,
        false,
        false,
      ]);
      expect(await codeOf(renewLease(client, { messageId: 'm', leaseId: 'l' }))).to.equal(
        'unsupported',
      );
    });
  });

  it('treats a method whose getter throws as missing (W24)', () => {
    const adapter = {
      get subscribe(): never {
        throw new Error('disposed');
      },
    } as unknown as MessageAdapter;
    const client = AdapterClient.for(adapter);
    expect(client.canSubscribe).to.be.false;
    const events: LiveEvent[] = [];
    client.subscribe((event) => events.push(event))();
    expect(events).to.deep.equal([{ type: 'connection', state: 'paused' }]);
  });

  it('asks for capabilities once, and again after a failure', async () => {
    const { client, calls } = fake(['getCapabilities']);
    const asked = [client.capabilities(), client.capabilities()];
    expect(calls).to.have.lengthOf(1);
    calls[0]!.reject(new Error('no'));
    expect(await Promise.all(asked)).to.deep.equal([{}, {}]);
    const again = client.capabilities();
    calls[1]!.resolve({ undoSeconds: 8, timeZone: 7 });
    expect(await again).to.deep.equal({ undoSeconds: 8 });
    await client.capabilities();
    expect(calls).to.have.lengthOf(2);
  });

  it('is silent after unsubscribing, even if the adapter is not (W24)', () => {
    let emit: (event: LiveEvent) => void = () => undefined;
    const adapter = {
      subscribe: (listener: (event: LiveEvent) => void) => {
        emit = listener;
        return () => {
          throw new Error('already gone');
        };
      },
    } as unknown as MessageAdapter;
    const events: LiveEvent[] = [];
    const stop = AdapterClient.for(adapter).subscribe((event) => events.push(event));
    emit({ type: 'connection', state: 'live' });
    stop();
    stop();
    emit({ type: 'connection', state: 'paused' });
    expect(events).to.deep.equal([{ type: 'connection', state: 'live' }]);
  });
});
