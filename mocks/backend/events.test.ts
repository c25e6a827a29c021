import { expect } from 'chai';
import type { LiveEvent } from '../../src/adapter/adapter.js';
import type { MemoryBackend } from './memory-backend.js';
import {
  amelia,
  aQuery,
  newKey,
  rejection,
  seedWith,
  setUp,
  stored,
  unprocessed,
} from '../../test/support/backend.js';
import { expectAlarm } from '../../test/support/alarms.js';
import { waitFor } from '../../test/support/waits.js';

function listen(backend: MemoryBackend): { events: LiveEvent[]; stop: () => void } {
  const events: LiveEvent[] = [];
  return { events, stop: backend.as().subscribe((event) => events.push(event)) };
}

const sequences = (events: readonly LiveEvent[]): (number | null)[] =>
  events.flatMap((event) => (event.type === 'connection' ? [] : [event.sequence]));

const touch = (backend: MemoryBackend, times = 1): void => {
  for (let time = 0; time < times; time += 1) {
    const message = backend.peek('m-1')!;
    backend.put({ ...message, version: message.version + 1 });
  }
};

describe('live events of the memory backend', () => {
  it('begin with the connection and are numbered without gaps', async () => {
    const { backend } = setUp();
    const { events, stop } = listen(backend);
    expect(events, 'before anybody waits').to.have.length(0);
    touch(backend, 3);
    backend.remove('m-1', 'erased');
    await Promise.resolve();
    expect(events[0]).to.deep.equal({ type: 'connection', state: 'live' });
    expect(sequences(events)).to.deep.equal([1, 2, 3, 4]);
    expect(events.at(-1)).to.include({ type: 'removed', version: 7, reason: 'erased' });
    stop();
  });

  it('carry the message as each subscriber sees it', async () => {
    const { backend } = setUp([unprocessed()]);
    const seen = new Map<string, boolean | undefined>();
    for (const user of [undefined, amelia]) {
      const session = backend.as(user);
      session.subscribe((event) => {
        if (event.type === 'changed') {
          seen.set(session.user.employeeId, event.message?.lease?.mine);
        }
      });
    }
    await backend
      .as(amelia)
      .startProcessing({ idempotencyKey: newKey(), messageId: 'm-1', expectedVersion: 3 });
    await Promise.resolve();
    expect([...seen]).to.deep.equal([
      ['1001', false],
      ['1002', true],
    ]);
  });

  it('go on from the number of the page that was read', async () => {
    const { backend } = setUp();
    touch(backend, 2);
    const page = await backend.as().listMessages(aQuery());
    const { events, stop } = listen(backend);
    touch(backend);
    await Promise.resolve();
    expect(page.sequence).to.equal(2);
    expect(sequences(events)).to.deep.equal([3]);
    stop();
  });

  it('are dropped, repeated and reordered on request', async () => {
    const { backend } = setUp();
    const { events, stop } = listen(backend);
    backend.disturbEvents({
      drop: (sequence) => sequence === 2,
      duplicate: (sequence) => sequence === 3,
      reverseGroups: 2,
    });
    touch(backend, 5);
    await Promise.resolve();
    expect(sequences(events)).to.deep.equal([3, 3, 1, 5, 4]);
    stop();
  });

  it('are lost while the connection is paused, and the numbers show it', async () => {
    const { backend } = setUp();
    const { events, stop } = listen(backend);
    backend.setConnection('paused');
    touch(backend, 2);
    backend.setConnection('live');
    touch(backend);
    await Promise.resolve();
    expect(
      events.map((event) => (event.type === 'connection' ? event.state : event.sequence)),
    ).to.deep.equal(['live', 'paused', 'live', 3]);
    stop();
  });

  it('stop with the signal, the returned function or the end of the adapter', async () => {
    const { backend } = setUp();
    const session = backend.as();
    const events: LiveEvent[] = [];
    const controller = new AbortController();
    session.subscribe((event) => events.push(event), { signal: controller.signal });
    session.subscribe((event) => events.push(event))();
    session.subscribe((event) => events.push(event));
    controller.abort();
    session.dispose();
    touch(backend);
    await Promise.resolve();
    expect(events).to.have.length(0);
  });

  it('reach the others when one listener throws', async () => {
    const { backend } = setUp();
    expectAlarm(/a listener's own fault/);
    backend.as().subscribe(() => {
      throw new Error("a listener's own fault");
    });
    const { events } = listen(backend);
    await waitFor(() => events.length === 1);
  });

  it('never cross from one tenant to another (W19)', async () => {
    const { backend } = setUp([stored()], {
      tenants: { other: seedWith(stored({ id: 'o-1' })) },
    });
    const { events } = listen(backend);
    const other = backend.as({ ...amelia, tenantId: 'other' });
    const [result] = await other.allocateMessages({
      idempotencyKey: newKey(),
      assignments: [{ messageId: 'o-1', expectedVersion: 3, employeeId: '1005' }],
    });
    expect(result?.ok).to.equal(true);
    expect(sequences(events)).to.deep.equal([]);
    const page = await backend.as().listMessages(aQuery());
    expect(page.messages.map(({ id }) => id)).to.deep.equal(['m-1']);

    const theirs: LiveEvent[] = [];
    other.subscribe((event) => theirs.push(event));
    touch(backend);
    await rejection(other.getMessage('m-1'), 'not-found');
    const theirPage = await other.listMessages(aQuery());
    expect(theirPage.messages.map(({ id }) => id)).to.deep.equal(['o-1']);
    expect(sequences(theirs)).to.deep.equal([]);
    const nobody = backend.as({ ...amelia, tenantId: 'unknown' });
    await rejection(nobody.getMessage('m-1'), 'forbidden');
  });
});
