/** One contract for both adapters: in memory, and over HTTP against the mock worker. */
import { expect } from 'chai';
import type { SetupWorker } from 'msw/browser';
import { startMockWorker } from '../../../mocks/browser.js';
import { createHandlers } from '../../../mocks/handlers.js';
import { DEFAULT_USER, MemoryBackend, createMemoryAdapter } from '../../../mocks/memory.js';
import { waitFor } from '../../../test/support/waits.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import { DEFAULT_QUERY } from '../../model/query.js';
import { conformanceChecks, describeConformance } from '../../testing/index.js';
import { runCheck } from '../../testing/conformance.js';
import { createHttpAdapter } from './index.js';

async function checkPolicy(makeAdapter: () => MessageAdapter): Promise<void> {
  const used = new Set<string>();
  for (const check of conformanceChecks) {
    if (!/^(process|heard)-/.test(check.id)) continue;
    const result = await runCheck(check, makeAdapter, {}, used);
    expect(result, check.id).to.deep.equal({ id: check.id, title: check.title, ok: true });
  }
}

describe('adapter contract over both adapters', () => {
  const memory = new MemoryBackend();
  describeConformance(describe, it, () => createMemoryAdapter({ backend: memory }), {
    title: 'in memory',
  });

  const strict = new MemoryBackend({ heardBeforeSubmitPercent: 80 });

  it('holds the checks of Processing where a share must be heard before Submit', () =>
    checkPolicy(() => createMemoryAdapter({ backend: strict })));

  describe('over HTTP', () => {
    const backend = new MemoryBackend();
    let worker: SetupWorker;
    const makeAdapter = (): ReturnType<typeof createHttpAdapter> =>
      createHttpAdapter({ baseUrl: '/test-api' });

    before(async () => {
      worker = await startMockWorker(backend, { baseUrl: '/test-api' });
    });
    after(() => worker.stop());

    describeConformance(describe, it, makeAdapter, { title: 'with the mock worker' });

    it('holds the checks of Processing where a share must be heard before Submit', async () => {
      worker.use(...createHandlers(strict, { baseUrl: '/strict-api' }));
      await checkPolicy(() => createHttpAdapter({ baseUrl: '/strict-api' }));
    });

    it('gives a recording as a link that plays and seeks', async () => {
      const adapter = makeAdapter();
      const { messages } = await adapter.listMessages({ ...DEFAULT_QUERY, channel: 'voice' }, {});
      const message = messages.find(({ actions }) => actions.play?.allowed !== false)!;
      const recording = await adapter.getRecording({ messageId: message.id, purpose: 'play' }, {});
      if (recording.kind !== 'url') throw new Error('no link');
      expect(recording.crossOrigin).to.equal('anonymous');
      const part = await fetch(recording.url, { headers: { Range: 'bytes=0-3' } });
      expect(part.status).to.equal(206);
      expect(await part.text()).to.equal('RIFF');
      expect(part.headers.get('Content-Range')).to.match(/^bytes 0-3\/\d+$/);
      const audio = new Audio();
      audio.crossOrigin = recording.crossOrigin;
      audio.src = recording.url;
      await waitFor(() => audio.readyState >= 1);
      expect(audio.seekable.length).to.equal(1);
      audio.removeAttribute('src');
      audio.load();
    });

    it('two users on one backend meet in a conflict that names the winner', async () => {
      const other = createMemoryAdapter({
        backend,
        user: { ...DEFAULT_USER, employeeId: '1002', name: 'Bo Chen' },
      });
      const mine = makeAdapter();
      const { messages } = await mine.listMessages(
        { ...DEFAULT_QUERY, status: 'to-be-allocated' },
        {},
      );
      const [message] = messages;
      const { agents } = await mine.listAgents({ page: { index: 0, size: 2 } }, {});
      const command = (employeeId: string, idempotencyKey: string) => ({
        idempotencyKey,
        assignments: [{ messageId: message!.id, expectedVersion: message!.version, employeeId }],
      });
      const outcomes = await Promise.all([
        other.allocateMessages(command(agents[0]!.employeeId, 'key-of-the-other'), {}),
        mine.allocateMessages(command(agents[1]!.employeeId, 'key-of-mine-only'), {}),
      ]);
      const results = outcomes.flat();
      expect(results.filter(({ ok }) => ok)).to.have.lengthOf(1);
      const loser = results.find(({ ok }) => !ok)!;
      const winner = results.find(({ ok }) => ok)!;
      expect(!loser.ok && loser.code).to.equal('conflict');
      expect(!loser.ok && loser.current?.employeeId).to.equal(
        winner.ok && winner.message.employeeId,
      );
    });

    it('faults of the backend arrive as the same typed errors', async () => {
      const adapter = makeAdapter();
      for (const code of ['network', 'malformed', 'rate-limited', 'forbidden'] as const) {
        backend.fail('listMessages', { code, retryAfterSeconds: 3 });
        const error: unknown = await adapter
          .listMessages(DEFAULT_QUERY, {})
          .catch((e: unknown) => e);
        expect(error).to.be.instanceOf(AdapterError);
        expect((error as AdapterError).code).to.equal(code);
      }
    });

    it('closes the event connection when the page goes, and opens it when it returns', async () => {
      const adapter = makeAdapter();
      const states: string[] = [];
      const stop = adapter.subscribe!((event) => {
        if (event.type === 'connection') states.push(event.state);
      }, {});
      const { events } = backend.tenant('main');
      await waitFor(() => states.join() === 'live' && events.subscriberCount === 1);
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await waitFor(() => states.join() === 'live,paused' && events.subscriberCount === 0);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await waitFor(() => states.join() === 'live,paused,live' && events.subscriberCount === 1);
      stop();
      await waitFor(() => events.subscriberCount === 0);
      // Nobody listens any more: the page may come and go.
      window.dispatchEvent(new PageTransitionEvent('pageshow'));
      expect(events.subscriberCount).to.equal(0);
    });
  });
});
