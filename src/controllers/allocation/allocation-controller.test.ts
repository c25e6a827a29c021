import { expect } from 'chai';
import type { Assignment } from '../../adapter/adapter.js';
import { aMessage } from '../../../test/support/messages.js';
import { fakeAdapter, type FakeAdapter } from '../../../test/support/fake-adapter.js';
import { AdapterClient } from '../../client/adapter-client.js';
import { AllocationController } from './allocation-controller.js';
import type { RowOutcome } from './allocation-run.js';

const assign = (count: number): Assignment[] =>
  Array.from({ length: count }, (_, index) => ({
    messageId: `m${index}`,
    expectedVersion: 1,
    employeeId: '1007',
  }));
const done = ({ messageId, employeeId }: Assignment) => ({
  messageId,
  ok: true as const,
  message: aMessage({ id: messageId, version: 2, status: 'unprocessed', employeeId }),
});
const untouched = (id: string) =>
  aMessage({ id, version: 1, status: 'to-be-allocated', employeeId: null });

function setUp(): {
  adapter: FakeAdapter;
  client: AdapterClient;
  controller: AllocationController;
  settled: RowOutcome[][];
} {
  const adapter = fakeAdapter();
  const settled: RowOutcome[][] = [];
  const controller = new AllocationController({
    onChange: () => undefined,
    onSettled: (rows) => settled.push([...rows]),
    onError: () => undefined,
  });
  return { adapter, client: AdapterClient.for(adapter), controller, settled };
}

describe('carrying out an allocation', () => {
  it('sends one command for fifty clicks (W1)', async () => {
    const { adapter, client, controller } = setUp();
    const runs = Array.from({ length: 50 }, () => controller.run(client, assign(1), 200));
    const call = await adapter.book.next('allocateMessages');
    call.answer(call.input.assignments.map(done));
    await Promise.all(runs);
    expect(adapter.book.count('allocateMessages')).to.equal(1);
  });

  it('sends at most as many in one command as the backend takes', async () => {
    const { adapter, client, controller } = setUp();
    const run = controller.run(client, assign(5), 2);
    for (let part = 1; part <= 3; part += 1) {
      const call = await adapter.book.next('allocateMessages', part);
      call.answer(call.input.assignments.map(done));
    }
    const rows = await run;
    expect(rows?.map((row) => row.kind)).to.deep.equal(['done', 'done', 'done', 'done', 'done']);
    const sizes = adapter.book.of('allocateMessages').map((call) => call.input.assignments.length);
    expect(sizes).to.deep.equal([2, 2, 1]);
    const keys = adapter.book.of('allocateMessages').map((call) => call.input.idempotencyKey);
    expect(new Set(keys).size).to.equal(3);
  });

  it('reads every message when the answer is lost, and finds it done (W2)', async () => {
    const { adapter, client, controller } = setUp();
    const run = controller.run(client, assign(2), 200);
    (await adapter.book.next('allocateMessages')).fail('network');
    for (let nth = 1; nth <= 2; nth += 1) {
      const read = await adapter.book.next('getMessage', nth);
      expect(controller.state).to.include({ kind: 'allocating', checking: true });
      read.answer(aMessage({ id: read.id, version: 2, employeeId: '1007' }));
    }
    const rows = await run;
    expect(rows?.every((row) => row.kind === 'done')).to.equal(true);
    expect(adapter.book.count('allocateMessages')).to.equal(1);
  });

  it('sends the same key again when the lost write had changed nothing (W2)', async () => {
    const { adapter, client, controller } = setUp();
    const run = controller.run(client, assign(1), 200);
    const first = await adapter.book.next('allocateMessages');
    first.fail('timeout');
    (await adapter.book.next('getMessage')).answer(untouched('m0'));
    const rows = await run;
    expect(rows?.[0]).to.include({ kind: 'failed', code: 'timeout' });
    const again = controller.retry(client, 200);
    const second = await adapter.book.next('allocateMessages', 2);
    expect(second.input).to.deep.equal(first.input);
    second.answer(second.input.assignments.map(done));
    expect((await again)?.[0]?.kind).to.equal('done');
  });

  it('reports an uncertain outcome when reading fails too (W2)', async () => {
    const { adapter, client, controller } = setUp();
    const run = controller.run(client, assign(1), 200);
    (await adapter.book.next('allocateMessages')).fail('network');
    (await adapter.book.next('getMessage')).fail('forbidden');
    expect((await run)?.[0]?.kind).to.equal('uncertain');
  });

  it('sends only those that failed again, with their present version (W13)', async () => {
    const { adapter, client, controller, settled } = setUp();
    const run = controller.run(client, assign(3), 200);
    const call = await adapter.book.next('allocateMessages');
    const [one, two, three] = call.input.assignments as [Assignment, Assignment, Assignment];
    call.answer([
      done(one),
      {
        messageId: two.messageId,
        ok: false,
        code: 'conflict',
        current: aMessage({ id: 'm1', version: 7, status: 'to-be-allocated' }),
      },
      { messageId: three.messageId, ok: false, code: 'forbidden' },
    ]);
    await run;
    const again = controller.retry(client, 200);
    const second = await adapter.book.next('allocateMessages', 2);
    expect(second.input.assignments).to.deep.equal([
      { messageId: 'm1', expectedVersion: 7, employeeId: '1007' },
    ]);
    expect(second.input.idempotencyKey).not.to.equal(call.input.idempotencyKey);
    second.answer(second.input.assignments.map(done));
    const rows = await again;
    expect(rows).to.have.lengthOf(3);
    expect(settled.map((some) => some.map((row) => row.assignment.messageId))).to.deep.equal([
      ['m0', 'm1', 'm2'],
      ['m1'],
    ]);
  });

  it('never sends a refused write again by itself (W9)', async () => {
    for (const code of [
      'invalid',
      'forbidden',
      'not-found',
      'unauthenticated',
      'rate-limited',
    ] as const) {
      const { adapter, client, controller } = setUp();
      const run = controller.run(client, assign(1), 200);
      (await adapter.book.next('allocateMessages')).fail(code);
      const rows = await run;
      expect(rows?.[0]).to.include({ kind: 'failed', code });
      expect(adapter.book.count('allocateMessages'), code).to.equal(1);
    }
  });

  it('follows a command to its end after the dialog has closed (H9)', async () => {
    const { adapter, client, controller, settled } = setUp();
    const run = controller.run(client, assign(1), 200);
    const call = await adapter.book.next('allocateMessages');
    controller.reset();
    expect(call.signal?.aborted).to.equal(false);
    call.answer(call.input.assignments.map(done));
    await run;
    expect(settled).to.have.lengthOf(1);
    expect(controller.state.kind).to.equal('choosing');
  });
});
