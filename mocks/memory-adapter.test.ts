import { expect } from 'chai';
import { aQuery, newKey, rejection, seedWith, stored } from '../test/support/backend.js';
import { MemoryBackend } from './backend/index.js';
import { ManualClock } from './clock.js';
import { createMemoryAdapter } from './memory-adapter.js';

const command = () => ({
  idempotencyKey: newKey(),
  assignments: [{ messageId: 'm-1', expectedVersion: 3, employeeId: '1005' }],
});
const clock = new ManualClock();

describe('the memory adapter', () => {
  it('returns its capabilities', async () => {
    const adapter = createMemoryAdapter({ filters: ['skill-queue', 'organization'] });
    const capabilities = await adapter.getCapabilities();
    expect(capabilities).to.deep.include({
      filters: ['late', 'skill-queue', 'organization'],
      statusCounts: true,
      commentLimit: { max: 500, unit: 'utf16' },
      employeeId: '1001',
      undoSeconds: 8,
      maxAssignments: 200,
    });
    expect(capabilities.skillQueues).to.have.length(6);
    expect(capabilities).not.to.have.property('timeZone');
  });

  it('returns plain frozen objects that do not change afterwards', async () => {
    const adapter = createMemoryAdapter({ seed: seedWith(stored()), clock });
    const page = await adapter.listMessages(aQuery());
    const copy = structuredClone(page);
    await adapter.allocateMessages(command());
    expect(page).to.deep.equal(copy);
    const [message] = page.messages;
    expect(() => Object.assign(message!, { status: 'processed' })).to.throw(TypeError);
    expect(() => Object.assign(message!.actions, { play: null })).to.throw(TypeError);
  });

  it('stops reading when the signal aborts, with its reason (W11)', async () => {
    const backend = new MemoryBackend({ seed: seedWith(stored()), clock });
    const adapter = createMemoryAdapter({ backend });
    for (const when of ['before', 'during'] as const) {
      const controller = new AbortController();
      const reason = new Error('no longer needed');
      if (when === 'before') controller.abort(reason);
      const release = backend.holdNext('getMessage');
      const answer = adapter.getMessage('m-1', { signal: controller.signal });
      if (when === 'during') {
        await release.reached;
        controller.abort(reason);
      }
      const error: unknown = await answer.catch((rejected: unknown) => rejected);
      expect(error, when).to.equal(reason);
      release();
      backend.clearFaults();
    }
  });

  it('follows a write to its end when nobody waits for it any more', async () => {
    const backend = new MemoryBackend({ seed: seedWith(stored()), clock });
    const adapter = createMemoryAdapter({ backend });
    const controller = new AbortController();
    const release = backend.holdNext('allocateMessages');
    const answer = adapter.allocateMessages(command(), { signal: controller.signal });
    const settled = answer.catch(() => 'aborted');
    await release.reached;
    controller.abort();
    expect(await settled).to.equal('aborted');
    release();
    // The held write goes on within the next turns.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    expect(backend.peek('m-1')?.status).to.equal('unprocessed');
  });

  it('delays its answers on request: half before the act, half after', async () => {
    const slow = new ManualClock();
    const adapter = createMemoryAdapter({ seed: seedWith(stored()), clock: slow, latencyMs: 3000 });
    let isDone = false;
    const answer = adapter.getMessage('m-1').then(() => (isDone = true));
    slow.advance(1500);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    expect(isDone).to.equal(false);
    slow.advance(1500);
    await answer;
  });

  it('fails as planned, as often as planned', async () => {
    const backend = new MemoryBackend({ seed: seedWith(stored()), clock });
    const adapter = createMemoryAdapter({ backend });
    backend.fail('*', { code: 'rate-limited', retryAfterSeconds: 7 }, { times: 2, skip: 1 });
    await adapter.getMessage('m-1');
    const error = await rejection(adapter.getMessage('m-1'), 'rate-limited');
    expect(error).to.include({ operation: 'getMessage', retryAfterSeconds: 7 });
    await rejection(adapter.listMessages(aQuery()), 'rate-limited');
    await adapter.getMessage('m-1');
    const takeBack = backend.fail('getMessage', 'network', { times: Infinity });
    await rejection(adapter.getMessage('m-1'), 'network');
    takeBack();
    await adapter.getMessage('m-1');
  });

  it('shares a backend with others', async () => {
    const backend = new MemoryBackend({ seed: seedWith(stored()), clock });
    await createMemoryAdapter({ backend }).allocateMessages(command());
    const other = createMemoryAdapter({ backend, user: { ...backend.as().user, employeeId: '7' } });
    expect(await other.getMessage('m-1')).to.include({ status: 'unprocessed', version: 4 });
  });
});
