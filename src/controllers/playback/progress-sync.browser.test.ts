import { expect } from 'chai';
import { fakeAdapter, type FakeAdapter } from '../../../test/support/fake-adapter.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { delayTask, waitFor } from '../../../test/support/waits.js';
import { AdapterClient } from '../../client/adapter-client.js';
import type { PlayedRange } from './played-ranges.js';
import { ProgressSync } from './progress-sync.js';

interface Told {
  mine: readonly PlayedRange[];
  others: readonly PlayedRange[];
}

function setUp(adapter: FakeAdapter = fakeAdapter({ listening: true })) {
  const told: Told[] = [];
  const clock = new FakeClock();
  const inForce = { adapter: adapter as FakeAdapter | null };
  const sync = new ProgressSync(
    {
      client: () => inForce.adapter && AdapterClient.for(inForce.adapter),
      onSync: (mine, others) => told.push({ mine, others }),
    },
    () => clock.now(),
  );
  return { adapter, sync, told, clock, inForce };
}

const held = (spans: readonly PlayedRange[], others: readonly PlayedRange[] = []) => ({
  messageId: 'm',
  spans: spans.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })),
  others: others.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })),
});

/** A message whose listening was read: nothing was heard yet. */
async function following() {
  const all = setUp();
  all.sync.follow('m');
  (await all.adapter.book.next('getListening')).answer(held([]));
  await waitFor(() => all.told.length === 1);
  return all;
}

describe('progress sync', () => {
  it('requests nothing from a backend that keeps no listening', async () => {
    const { adapter, sync } = setUp(fakeAdapter());
    sync.follow('m');
    sync.flush([[0, 30]]);
    sync.flush([[0, 40]]);
    sync.leave();
    await delayTask();
    expect(adapter.book.calls).to.deep.equal([]);
  });

  it('reports what the same person and what colleagues have heard', async () => {
    const { adapter, sync, told } = setUp();
    sync.follow('m');
    (await adapter.book.next('getListening')).answer(
      held(
        [
          [0, 4],
          [3, 6],
        ],
        [[1, 9]],
      ),
    );
    await waitFor(() => told.length === 1);
    expect(told).to.deep.equal([{ mine: [[0, 6]], others: [[1, 9]] }]);
  });

  it('sends at most every ten seconds while it plays, whatever the number of timeupdates', async () => {
    const { adapter, sync, clock } = await following();
    for (let second = 0; second < 40; second += 0.25) {
      sync.update([[0, second]]);
      clock.advance(250);
      for (const call of adapter.book.of('saveListening').filter(({ settled }) => !settled)) {
        call.answer(held([[0, second]]));
      }
      await delayTask();
    }
    expect(adapter.book.count('saveListening')).to.be.within(3, 4);
  });

  it('sends what is new at once when listening stops, and nothing when nothing is new', async () => {
    const { adapter, sync, told } = await following();
    sync.flush([[0, 3]]);
    const first = await adapter.book.next('saveListening');
    expect(first.input).to.deep.equal({
      messageId: 'm',
      spans: [{ startSeconds: 0, endSeconds: 3 }],
    });
    first.answer(held([[0, 3]]));
    await waitFor(() => told.length === 2);
    sync.flush([[0, 3]]);
    sync.flush([[0, 3.2]]);
    await delayTask();
    expect(adapter.book.count('saveListening')).to.equal(1);
  });

  it('sends one request at a time; what came meanwhile follows', async () => {
    const { adapter, sync } = await following();
    sync.flush([[0, 3]]);
    sync.flush([[0, 5]]);
    sync.flush([[0, 8]]);
    await delayTask();
    expect(adapter.book.count('saveListening')).to.equal(1);
    (await adapter.book.next('saveListening')).answer(held([[0, 3]]));
    const second = await adapter.book.next('saveListening', 2);
    expect(second.input.spans).to.deep.equal([{ startSeconds: 0, endSeconds: 8 }]);
  });

  it('reports no failure, and sends everything with the next request', async () => {
    const { adapter, sync, told } = await following();
    sync.flush([[0, 3]]);
    (await adapter.book.next('saveListening')).fail('network');
    await delayTask();
    expect(told).to.have.lengthOf(1);
    sync.flush([[0, 3]]);
    (await adapter.book.next('saveListening', 2)).answer(held([[0, 3]]));
    await waitFor(() => told.length === 2);
  });

  for (const code of ['unauthenticated', 'forbidden', 'not-found'] as const) {
    it(`sends nothing more of this message after ${code}`, async () => {
      const { adapter, sync } = await following();
      sync.flush([[0, 3]]);
      (await adapter.book.next('saveListening')).fail(code);
      await delayTask();
      sync.flush([[0, 30]]);
      sync.flush([[0, 40]]);
      sync.leave();
      await delayTask();
      expect(adapter.book.count('saveListening')).to.equal(1);
    });
  }

  it('requests nothing more from a backend that answers that it keeps no listening', async () => {
    const { adapter, sync } = setUp();
    sync.follow('m');
    (await adapter.book.next('getListening')).fail('unsupported');
    await delayTask();
    sync.follow('n');
    sync.flush([[0, 30]]);
    await delayTask();
    expect(adapter.book.calls).to.have.lengthOf(1);
  });

  it('sends nothing to a backend that was replaced', async () => {
    const { adapter, sync, inForce, told } = await following();
    sync.flush([[0, 3]]);
    sync.update([[0, 9]]);
    inForce.adapter = null;
    sync.flush([[0, 9]]);
    sync.leave();
    (await adapter.book.next('saveListening')).answer(held([[0, 3]]));
    await delayTask();
    expect(adapter.book.count('saveListening')).to.equal(1);
    expect(told, 'nor is its answer shown').to.have.lengthOf(1);
  });

  it('sends the rest of a message when another one comes, and gives up reading', async () => {
    const { adapter, sync, told } = await following();
    sync.flush([[0, 3]]);
    sync.flush([[0, 5]]);
    sync.follow('n');
    (await adapter.book.next('saveListening')).answer(held([[0, 3]]));
    const last = await adapter.book.next('saveListening', 2);
    expect(last.input).to.deep.include({ messageId: 'm' });
    expect(told, 'what comes back is no longer shown').to.have.lengthOf(1);
    const reading = await adapter.book.next('getListening', 2);
    sync.follow(null);
    await waitFor(() => reading.signal?.aborted);
  });

  it('sends the rest when the player goes, once', async () => {
    const { adapter, sync } = await following();
    sync.flush([[0, 3]]);
    sync.leave();
    const last = await adapter.book.next('saveListening');
    expect(last.signal?.aborted).to.equal(false);
    sync.flush([[0, 3]]);
    sync.leave();
    last.answer(held([[0, 3]]));
    await delayTask();
    expect(adapter.book.count('saveListening')).to.equal(1);
  });

  it('sends what is new when the page is left, and not after the player has gone', async () => {
    const { adapter, sync } = await following();
    sync.update([[0, 3]]);
    dispatchEvent(new Event('pagehide'));
    (await adapter.book.next('saveListening')).answer(held([[0, 3]]));
    sync.update([[0, 9]]);
    sync.leave();
    dispatchEvent(new Event('pagehide'));
    await delayTask();
    expect(adapter.book.count('saveListening')).to.equal(1);
  });

  it('ignores rubbish, and an answer about another message', async () => {
    const { adapter, sync, told } = setUp();
    sync.follow('m');
    (await adapter.book.next('getListening')).answer({ ...held([[0, 9]]), messageId: 'other' });
    await delayTask();
    sync.flush([[0, 3]]);
    (await adapter.book.next('saveListening')).answer({ messageId: 'm', spans: [{}, null, 7] });
    await waitFor(() => told.length === 1);
    expect(told).to.deep.equal([{ mine: [], others: [] }]);
  });
});
