/** The HTTP adapter's live events over a real line. */
import assert from 'node:assert/strict';
import type { MessageAdapter } from '../../src/adapter/adapter.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { rejectionOf, useHttpAdapters } from './support/http-adapter.ts';
import { HeldTimers } from './support/held-timers.ts';
import { reply, type Fault } from './support/http-backend.ts';
import { until } from './support/waits.ts';

/** The delays before connecting again. */
const RECONNECTS = { fromMs: 100, toMs: 30_000 };

describe('the HTTP adapter’s live events', () => {
  const http = useHttpAdapters();

  interface Heard {
    readonly events: string[];
    readonly stop: () => void;
  }
  function hear(adapter: MessageAdapter): Heard {
    const events: string[] = [];
    const stop = adapter.subscribe!(
      (event) =>
        events.push(
          event.type === 'connection'
            ? event.state
            : `${event.type} ${event.messageId} v${event.version} #${String(event.sequence)}`,
        ),
      {},
    );
    return { events, stop };
  }
  const streaming =
    (write: (response: Parameters<Fault>[0]['response']) => void): Fault =>
    ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      write(response);
    };
  const requests = (): typeof http.server.seen =>
    http.server.seen.filter(({ url }) => url.endsWith('/events'));

  it('puts events together from pieces, with any line ends, and skips what it does not know', async () => {
    http.server.next(
      streaming((response) => {
        const text =
          '\uFEFF: hello\r\n\r\nretry: 50\r\rid: 1\r\nevent: changed\r\ndata: {"messageId":"a",\r\n' +
          'data: "version":2}\r\n\r\nevent: other\ndata: {}\n\nid: 2\nevent: changed\ndata: {"mess\n\n' +
          'id: 3\nevent: removed\ndata: {"messageId":"é","version":3}\n\n';
        const bytes = Buffer.from(text);
        let at = 0;
        const timer = setInterval(() => {
          response.write(bytes.subarray(at, (at += 7)));
          if (at >= bytes.length) clearInterval(timer);
        }, 1);
      }),
    );
    const { events, stop } = hear(http.make());
    await until('three events', () => events.length === 3);
    assert.deepEqual(events, ['live', 'changed a v2 #1', 'removed é v3 #3']);
    stop();
  });

  it('tells of a lost connection, comes back with the last id, and tells again (W18)', async () => {
    let drop = (): unknown => undefined;
    http.server.next(
      streaming((response) => {
        response.write(
          'retry: 20\n\nid: 41\nevent: changed\ndata: {"messageId":"a","version":1}\n\n',
        );
        drop = () => response.destroy();
      }),
    );
    const { events, stop } = hear(http.make());
    await until('the event', () => events.length === 2);
    drop();
    await until('the connection to be back', () => events.length === 4);
    assert.deepEqual(events, ['live', 'changed a v1 #41', 'paused', 'live']);
    assert.equal(requests()[0]?.headers['last-event-id'], undefined);
    assert.equal(requests()[1]?.headers['last-event-id'], '41');
    stop();
  });

  it('makes the connection anew when nothing is heard for too long', async () => {
    http.server.next(streaming((response) => response.write('retry: 10\n\n')));
    const { events, stop } = hear(http.make({ eventSilenceSeconds: 0.1 }));
    await until('the connection to be back', () => events.length >= 3);
    assert.deepEqual(events.slice(0, 3), ['live', 'paused', 'live']);
    stop();
  });

  it('shares one connection, sends headers with it, and ends it with the last listener', async () => {
    const adapter = http.make({ headers: () => ({ Authorization: 'Bearer t' }) });
    const first = hear(adapter);
    await until('the first to be live', () => first.events.length === 1);
    const second = hear(adapter);
    await until('the second to be live', () => second.events.length === 1);
    assert.equal(requests().length, 1);
    assert.equal(requests()[0]?.headers['authorization'], 'Bearer t');
    const isHeard = (): boolean => http.server.backend.tenant('main').events.subscriberCount > 0;
    assert.ok(isHeard());
    first.stop();
    assert.ok(isHeard());
    second.stop();
    second.stop();
    await until('the connection to end', () => !isHeard());
  });

  it('does not ask again where there are no events', async () => {
    for (const status of [204, 403, 404, 405, 501]) {
      http.server.seen.length = 0;
      http.server.fault = () => reply(status);
      const timers = new HeldTimers(RECONNECTS);
      try {
        const { events, stop } = hear(http.make());
        await until(`an end by ${status}`, () => events.length === 1);
        assert.deepEqual(events, ['paused'], String(status));
        assert.equal(requests().length, 1, String(status));
        assert.deepEqual(timers.delays, [], 'nothing is planned');
        stop();
      } finally {
        timers.release();
      }
    }
  });

  it('waits after the session ended until another request is let through (N4)', async () => {
    const adapter = http.make();
    http.server.backend.signOut();
    const timers = new HeldTimers(RECONNECTS);
    try {
      const { events, stop } = hear(adapter);
      await until('the end of the session to be told', () => events.length === 1);
      assert.deepEqual(events, ['paused']);
      assert.equal(requests().length, 1);
      assert.deepEqual(timers.delays, [], 'nothing is planned');
      http.server.backend.signIn();
      await adapter.listMessages(DEFAULT_QUERY, {});
      await until('a pause', () => timers.pending === 1);
      timers.fire();
      await until('the connection to be back', () => events.at(-1) === 'live');
      stop();
    } finally {
      timers.release();
    }
  });

  it('dispose ends what is under way and everything after it', async () => {
    const adapter = http.make();
    const { events } = hear(adapter);
    await until('the connection', () => events.length === 1);
    http.server.next(() => undefined);
    const waiting = rejectionOf(adapter.getMessage('m-1', {}));
    await until('the request', () => http.server.seen.length === 2);
    adapter.dispose!();
    assert.equal((await waiting).code, 'unavailable');
    assert.equal((await rejectionOf(adapter.getMessage('m-1', {}))).code, 'unavailable');
    await until(
      'the connection to end',
      () => http.server.backend.tenant('main').events.subscriberCount === 0,
    );
    assert.equal(hear(adapter).events.length, 0);
  });
});
