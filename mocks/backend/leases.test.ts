import { expect } from 'chai';
import type { LiveEvent } from '../../src/adapter/adapter.js';
import { newKey, rejection, setUp, unprocessed } from '../../test/support/backend.js';

const TEN_MINUTES_MS = 600_000;

const start = { messageId: 'm-1', expectedVersion: 3 };

describe('leases of the memory backend', () => {
  it('end by themselves and put the message back as of that moment', async () => {
    const { backend, clock } = setUp([unprocessed()]);
    await backend.as().startProcessing({ ...start, idempotencyKey: newKey() });
    clock.advance(TEN_MINUTES_MS - 1);
    expect(backend.peek('m-1')?.status).to.equal('processing');
    clock.advance(3_600_000);
    const message = await backend.as().getMessage('m-1');
    expect(message).to.include({
      status: 'unprocessed',
      lease: null,
      version: 5,
      updatedAt: '2026-11-22T09:40:00.000Z',
    });
    expect(message.history.at(-1)).to.include({ kind: 'released', employeeId: null });
  });

  it('last longer when renewed, without a new version or an event', async () => {
    const { backend, clock } = setUp([unprocessed()]);
    const events: LiveEvent[] = [];
    const { lease } = await backend.as().startProcessing({ ...start, idempotencyKey: newKey() });
    const stop = backend.as().subscribe((event) => events.push(event));
    clock.advance(TEN_MINUTES_MS - 1000);
    const renewed = await backend.as().renewLease({ messageId: 'm-1', leaseId: lease!.id });
    expect(renewed).to.include({ mine: true, expiresAt: '2026-11-22T09:49:59.000Z' });
    clock.advance(TEN_MINUTES_MS - 1000);
    expect(backend.peek('m-1')).to.include({ status: 'processing', version: 4 });
    expect(events.filter(({ type }) => type === 'changed')).to.have.length(0);
    stop();
  });

  it('cannot be renewed when they are lost', async () => {
    const { backend, clock } = setUp([unprocessed()]);
    const { lease } = await backend.as().startProcessing({ ...start, idempotencyKey: newKey() });
    clock.advance(TEN_MINUTES_MS);
    const error = await rejection(
      backend.as().renewLease({ messageId: 'm-1', leaseId: lease!.id }),
      'conflict',
    );
    expect(error.current).to.include({ status: 'unprocessed', version: 5 });
  });

  it('raise an event when they end, and no timer runs while nobody subscribes', async () => {
    const { backend, clock } = setUp([unprocessed()], { leaseSeconds: 60 });
    await backend.as().startProcessing({ ...start, idempotencyKey: newKey() });
    expect(clock.pending, 'timers without a subscriber').to.equal(0);

    const events: LiveEvent[] = [];
    const stop = backend.as().subscribe((event) => events.push(event));
    expect(clock.pending, 'timers with a subscriber').to.equal(1);
    clock.advance(60_000);
    await Promise.resolve();
    expect(events.at(-1)).to.deep.include({ type: 'changed', messageId: 'm-1', version: 5 });
    expect(clock.pending, 'timers when no lease is left').to.equal(0);

    await backend.as().startProcessing({ ...start, expectedVersion: 5, idempotencyKey: newKey() });
    stop();
    expect(clock.pending, 'timers after the last one has gone').to.equal(0);
  });
});
