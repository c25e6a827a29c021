import { expect } from 'chai';
import type { LiveEvent } from '../src/adapter/adapter.js';
import type { Message } from '../src/model/message.js';
import { aQuery, newKey, rejection } from '../test/support/backend.js';
import type { BackendSession } from './backend/index.js';
import { ManualClock } from './clock.js';
import { createMemoryAdapter } from './memory-adapter.js';
import { createScenario, isScenarioName, scenarioNames } from './scenarios.js';

const find = async (
  adapter: BackendSession,
  status: 'to-be-allocated' | 'unprocessed',
): Promise<readonly Message[]> => (await adapter.listMessages(aQuery({ status }))).messages;

const allocate = (adapter: BackendSession, messages: readonly Message[]) =>
  adapter.allocateMessages({
    idempotencyKey: newKey(),
    assignments: messages.map(({ id, version }) => ({
      messageId: id,
      expectedVersion: version,
      employeeId: '1010',
    })),
  });

const start = (adapter: BackendSession, { id, version }: Message, reason?: string) =>
  adapter.startProcessing({
    idempotencyKey: newKey(),
    messageId: id,
    expectedVersion: version,
    ...(reason === undefined ? {} : { takeOver: { reason } }),
  });

describe('scenarios', () => {
  it('are those of the contract, and one for each policy', () => {
    expect([...scenarioNames]).to.deep.equal([
      'default',
      'empty',
      'slow',
      'server-error',
      'conflict',
      'session-expired',
      'storage-offline',
      'partial-bulk',
      'storm',
      'large',
      'heard-policy',
      'download-policy',
    ]);
    expect(isScenarioName('storm')).to.equal(true);
    expect(isScenarioName('constructor')).to.equal(false);
  });

  it('default: a message arrives, is allocated and processed', async () => {
    const { arrive, adapter } = createScenario('default');
    const arrived = arrive();
    const me = adapter();
    const [first] = await find(me, 'to-be-allocated');
    expect(first?.id).to.equal(arrived.id);
    const [result] = await allocate(me, [first!]);
    if (!result?.ok) throw new Error('not allocated');
    const started = await start(me, result.message);
    const done = await me.submitProcessing({
      idempotencyKey: newKey(),
      messageId: started.id,
      expectedVersion: started.version,
      leaseId: started.lease!.id,
      comments: 'Done',
    });
    expect(done.status).to.equal('processed');
  });

  it('empty: no messages, but agents', async () => {
    const adapter = createMemoryAdapter({ scenario: 'empty' });
    expect(await adapter.listMessages(aQuery())).to.include({ total: 0 });
    expect((await adapter.listAgents({ page: { index: 0, size: 10 } })).total).to.equal(48);
  });

  it('slow: each answer takes 3 s', async () => {
    const clock = new ManualClock();
    const adapter = createScenario('slow', { clock }).adapter();
    let isDone = false;
    const answer = adapter.listMessages(aQuery()).then(() => (isDone = true));
    for (const ms of [1500, 1499]) {
      clock.advance(ms);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
    expect(isDone).to.equal(false);
    clock.advance(1);
    await answer;
  });

  it('server-error: 4 list requests fail with a request id, then it works', async () => {
    const adapter = createScenario('server-error').adapter();
    for (let request = 0; request < 4; request += 1) {
      const error = await rejection(adapter.listMessages(aQuery()), 'unavailable');
      expect(error.requestId).to.match(/^req-/);
    }
    expect((await adapter.listMessages(aQuery())).messages).not.to.have.length(0);
  });

  it('conflict: somebody else wins each message once, and is named (W3)', async () => {
    const adapter = createScenario('conflict').adapter();
    const [toAllocate] = await find(adapter, 'to-be-allocated');
    const [result] = await allocate(adapter, [toAllocate!]);
    if (result?.ok !== false) throw new Error('no conflict');
    expect(result.code).to.equal('conflict');
    expect(result.current).to.include({ status: 'unprocessed' });
    expect(result.current?.history.at(-1)).to.include({
      kind: 'allocated',
      name: 'Amelia Thornbury',
    });

    const [toProcess] = await find(adapter, 'unprocessed');
    const { current } = await rejection(start(adapter, toProcess!), 'conflict');
    expect(current?.lease).to.include({ ownerName: 'Marco Bellandi', mine: false });
    const taken = await start(adapter, current!, 'agreed with Marco');
    expect(taken.lease?.mine).to.equal(true);
  });

  it('session-expired: after 3 requests nothing is answered until somebody signs in', async () => {
    const { adapter, backend } = createScenario('session-expired');
    const me = adapter();
    await me.getCapabilities();
    for (let request = 0; request < 3; request += 1) await me.listMessages(aQuery());
    await rejection(me.listMessages(aQuery()), 'unauthenticated');
    await rejection(me.listAgents({ page: { index: 0, size: 10 } }), 'unauthenticated');
    backend.signIn();
    for (let request = 0; request < 5; request += 1) await me.listMessages(aQuery());
  });

  it('storage-offline: no recording is available', async () => {
    const adapter = createScenario('storage-offline').adapter();
    const page = await adapter.listMessages(aQuery({ channel: 'voice' }));
    for (const { id: messageId } of page.messages.slice(0, 3)) {
      const request = { messageId, purpose: 'play' } as const;
      await rejection(adapter.getRecording(request), 'recording-storage-offline');
    }
  });

  it('download-policy: an archive for a reason and a password, and nothing without them', async () => {
    const { adapter } = createScenario('download-policy');
    const me = adapter();
    expect(await me.getCapabilities()).to.include({
      downloadNeedsReason: true,
      downloadNeedsPassword: true,
    });
    const page = await me.listMessages(aQuery({ channel: 'voice' }));
    const messageId = page.messages.find(({ actions }) => actions.download?.allowed)!.id;
    await rejection(me.getRecording({ messageId, purpose: 'download' }), 'invalid');
    const archive = await me.getRecording({
      messageId,
      purpose: 'download',
      reason: 'Complaint',
      archivePassword: 'abc1_',
    });
    expect(archive.archive).to.equal('password-zip');
  });

  it('heard-policy: too little heard is refused, and colleagues do not count', async () => {
    const { adapter, backend } = createScenario('heard-policy');
    const me = adapter();
    expect(await me.getCapabilities()).to.include({ heardBeforeSubmitPercent: 80 });
    const page = await me.listMessages(aQuery({ channel: 'voice', status: 'unprocessed' }));
    const mayProcess = page.messages.filter(({ actions }) => actions.process?.allowed);
    const heard = await Promise.all(mayProcess.map(({ id }) => me.getListening(id)));
    expect(heard.some(({ others = [] }) => others.length > 0)).to.equal(true);
    expect(heard.every(({ spans }) => spans.length === 0)).to.equal(true);
    const started = await start(me, mayProcess[0]!);
    const submit = (endSeconds: number) =>
      me.submitProcessing({
        idempotencyKey: newKey(),
        messageId: started.id,
        expectedVersion: started.version,
        leaseId: started.lease?.id ?? null,
        comments: 'Done.',
        heard: { spans: [{ startSeconds: 0, endSeconds }], instead: null },
      });
    await rejection(submit(0.5), 'invalid');
    await submit(3600);
    expect(backend.peek(started.id)?.status).to.equal('processed');
  });

  it('partial-bulk: some rows of many fail, each for a reason of its own; one alone works (W13)', async () => {
    const adapter = createScenario('partial-bulk').adapter();
    const messages = (await find(adapter, 'to-be-allocated')).slice(0, 12);
    const results = await allocate(adapter, messages);
    expect(results.map((result) => (result.ok ? 'ok' : result.code))).to.deep.equal([
      'ok',
      'conflict',
      'ok',
      'ok',
      'invalid',
      'ok',
      'ok',
      'not-found',
      'ok',
      'ok',
      'forbidden',
      'ok',
    ]);
    const [alone] = await allocate(adapter, [messages[4]!]);
    expect(alone?.ok).to.equal(true);
  });

  it('storm: 1000 events a second for 30 s, in order, while somebody listens (W17)', async () => {
    const clock = new ManualClock();
    const { adapter, dispose } = createScenario('storm', { clock });
    expect(clock.pending, 'before anybody listens').to.equal(0);
    const events: LiveEvent[] = [];
    const stop = adapter().subscribe((event) => events.push(event));
    clock.advance(1000);
    await Promise.resolve();
    const count = (): number => events.filter(({ type }) => type === 'changed').length;
    expect(count()).to.equal(1000);
    stop();
    clock.advance(5000);
    expect(clock.pending, 'while nobody listens').to.equal(0);
    const stopAgain = adapter().subscribe((event) => events.push(event));
    clock.advance(60_000);
    await Promise.resolve();
    expect(count()).to.equal(30_000);
    const numbers = events.flatMap((event) => (event.type === 'changed' ? [event.sequence] : []));
    expect(numbers.every((number, index) => number === index + 1)).to.equal(true);
    expect(await find(adapter(), 'to-be-allocated'), 'work that is left').not.to.have.length(0);
    stopAgain();
    dispose();
  });

  it('large: 100,000 messages with right totals, right pages and working commands (N16)', async () => {
    const { adapter, backend } = createScenario('large');
    const me = adapter();
    const whole = await me.listMessages(aQuery());
    expect(whole.total).to.equal(100_000);

    const totals = await Promise.all(
      (
        ['to-be-allocated', 'unprocessed', 'processing', 'processed', 'allocation-failed'] as const
      ).map(async (status) => (await me.listMessages(aQuery({ status }))).total ?? 0),
    );
    expect(totals.reduce((sum, total) => sum + total, 0)).to.equal(100_000);
    for (const total of totals) expect(total).to.be.above(2000);

    const last = await me.listMessages(aQuery({ page: { index: 4999, size: 20 } }));
    expect(last.messages).to.have.length(20);
    expect(last.hasMore).to.equal(false);
    for (const message of [...whole.messages, ...last.messages]) {
      expect(await me.getMessage(message.id)).to.deep.equal(message);
    }
    const [number] = whole.messages.map(({ contactNumber }) => contactNumber);
    const same = await me.listMessages(aQuery({ contactNumber: number! }));
    const digits = (text: string | null): string => text?.replace(/\D/g, '') ?? '';
    expect(same.total).to.be.above(0);
    for (const { contactNumber } of same.messages) {
      expect(digits(contactNumber)).to.include(digits(number!));
    }

    const [waiting] = await find(me, 'to-be-allocated');
    const [result] = await allocate(me, [waiting!]);
    expect(result?.ok).to.equal(true);
    const after = await me.listMessages(aQuery({ status: 'to-be-allocated' }));
    expect(after.total).to.equal(totals[0]! - 1);
    expect(backend.peek('x-0000000')).to.equal(null);
    expect(backend.peek('x-0100001')).to.equal(null);
  });
});
