import { expect } from 'chai';
import { deferred, delayTask, waitFor } from '../../test/support/waits.js';
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
  return { adapter: made, client: AdapterClient.for(made), calls };
}

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (reason: unknown) => reason,
  );
const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  ((await reasonOf(promise)) as AdapterError).code;

describe('adapter client', () => {
  // The code that reads failures comes with the first of them, or before.

  it('is one for all who share an adapter', () => {
    const { adapter, client } = fake();
    expect(AdapterClient.for(adapter)).to.equal(client);
  });

  describe('reads', () => {
    it('are shared by those who ask the same at the same time, and stop with the last of them', async () => {
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

    it('W2 a read that began before a write is not shared with those who ask after it', async () => {
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

    it('W9 are tried again by rule, and the waiting is told', async () => {
      const { client, calls } = fake();
      const waits: number[] = [];
      const answer = client.listMessages(DEFAULT_QUERY, { onRetry: (ms) => waits.push(ms) });
      calls[0]!.reject(new AdapterError('unavailable', { retryAfterSeconds: 0 }));
      await waitFor(() => calls.length === 2);
      calls[1]!.resolve(page(row('m')));
      expect((await answer).messages).to.have.lengthOf(1);
      expect(waits).to.deep.equal([0]);
    });

    it('W9 are not tried again after a refusal', async () => {
      for (const code of ['invalid', 'forbidden', 'not-found', 'unauthenticated'] as const) {
        const { client, calls } = fake();
        const answer = client.listMessages(DEFAULT_QUERY);
        calls[0]!.reject(new AdapterError(code));
        expect(await codeOf(answer)).to.equal(code);
        expect(calls).to.have.lengthOf(1);
      }
    });

    it('N1 end after the time limit', async () => {
      const { client, calls } = fake(['getRecording']);
      const answer = getRecording(client, { messageId: 'm', purpose: 'play' }, { timeoutMs: 5 });
      expect(await codeOf(answer)).to.equal('timeout');
      expect(calls[0]!.signal.aborted).to.be.true;
    });

    it('N1 the time limit is the adapter’s, where it names a sensible one', async () => {
      const never = (): Promise<never> => new Promise(() => undefined);
      const quick = { listMessages: never, getRecording: never, timeoutSeconds: 0.005 };
      const client = AdapterClient.for(quick as unknown as MessageAdapter);
      expect(await codeOf(getRecording(client, { messageId: 'm', purpose: 'play' }))).to.equal(
        'timeout',
      );
      for (const timeoutSeconds of [0, -1, Number.NaN, Infinity, 1e9, '1']) {
        const slow = { getRecording: never, timeoutSeconds } as unknown as MessageAdapter;
        const stop = new AbortController();
        const answer = getRecording(
          AdapterClient.for(slow),
          { messageId: 'm', purpose: 'play' },
          { signal: stop.signal },
        );
        const first = await Promise.race([
          codeOf(answer),
          new Promise((resolve) => setTimeout(resolve, 20, 'still waiting')),
        ]);
        expect(first, String(timeoutSeconds)).to.equal('still waiting');
        stop.abort();
      }
    });

    it('N9 nobody asks before the time the backend named', async () => {
      const { client, calls } = fake();
      const waits: number[] = [];
      const first = client.getMessage('a');
      calls[0]!.reject(new AdapterError('rate-limited', { retryAfterSeconds: 0.05 }));
      await delayTask();
      const others = Array.from({ length: 20 }, (_, index) =>
        client.getMessage(`b${index}`, { onRetry: (ms) => waits.push(ms) }),
      );
      await delayTask();
      expect(calls).to.have.lengthOf(1);
      expect(waits).to.have.lengthOf(20);
      await waitFor(() => calls.length === 22);
      for (const call of calls.slice(1)) call.resolve(row(call.args[0] as string));
      await Promise.all([first, ...others]);
    });

    it('N12 an answer that is no page is not understood; one about another message neither', async () => {
      const { client, calls } = fake();
      const answers = [client.listMessages(DEFAULT_QUERY), client.getMessage('m')];
      calls[0]!.resolve({ rows: [] });
      calls[1]!.resolve(row('other'));
      expect(await codeOf(answers[0]!)).to.equal('malformed');
      expect(await codeOf(answers[1]!)).to.equal('malformed');
    });

    it('N14 tell which fields could not be read', async () => {
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

    it('W9 are sent once, whatever comes back', async () => {
      const { client, calls } = fake();
      const answer = allocateMessages(client, command);
      calls[0]!.reject(new AdapterError('unavailable', { retryAfterSeconds: 0 }));
      expect(await codeOf(answer)).to.equal('unavailable');
      expect(calls).to.have.lengthOf(1);
    });

    it('W13 have one result for each message', async () => {
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

  it('W24 looks at methods that throw when they are looked at', () => {
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

  it('W24 is silent after unsubscribing, even if the adapter is not', () => {
    let tell: (event: LiveEvent) => void = () => undefined;
    const adapter = {
      subscribe: (listener: (event: LiveEvent) => void) => {
        tell = listener;
        return () => {
          throw new Error('already gone');
        };
      },
    } as unknown as MessageAdapter;
    const events: LiveEvent[] = [];
    const stop = AdapterClient.for(adapter).subscribe((event) => events.push(event));
    tell({ type: 'connection', state: 'live' });
    stop();
    stop();
    tell({ type: 'connection', state: 'paused' });
    expect(events).to.deep.equal([{ type: 'connection', state: 'live' }]);
  });
});
