/** Live events: across processes, after breaks, after too long a break, and for clients that do not read. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { eraseMessages } from '../src/retention.js';
import { Client, databases, testService, type TestService } from './support/services.js';

interface Told {
  id: number;
  event: string;
  data: {
    messageId?: string;
    version?: number;
    message?: { contactNumber: string | null } | null;
    reason?: string;
  };
}

/** Reads a stream until `enough` says so. */
async function listen(
  url: string,
  enough: (told: Told[]) => boolean,
  lastId?: string,
  onOpen?: () => unknown,
): Promise<Told[]> {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/events`, {
    headers: {
      Cookie: 'demo-user=1001',
      ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }),
    },
    signal: stop.signal,
  });
  assert.equal(response.headers.get('Content-Type'), 'text/event-stream');
  const told: Told[] = [];
  let text = '';
  void onOpen?.();
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string =>
        new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      if (field('event') === '') continue;
      told.push({
        id: Number(field('id')),
        event: field('event'),
        data: JSON.parse(field('data')) as Told['data'],
      });
    }
    if (enough(told)) break;
  }
  stop.abort();
  return told;
}

for (const kind of databases) {
  describe(`events on ${kind}`, () => {
    let service: TestService;
    let client: Client;
    const change = async (): Promise<string> => {
      const message = await client.take('to-be-allocated');
      await client.allocate([message], '1010');
      return message.id;
    };
    before(async () => {
      service = await testService(kind, { HEARTBEAT_MS: '50' });
      client = new Client(service);
    });
    after(() => service.end());

    it('tells in one process what another one did, with the message (W20)', async () => {
      const other = await service.another();
      const changed: Promise<string>[] = [];
      const told = await listen(
        other.url,
        (all) => all.length >= 1,
        undefined,
        () => changed.push(change()),
      );
      assert.deepEqual(
        [told[0]!.event, told[0]!.data.messageId, told[0]!.data.version],
        ['changed', await changed[0], 2],
      );
      assert.notEqual(told[0]!.data.message, null);
    });

    it('goes on after a break with what came since, each event once and in order (W18)', async () => {
      const { sequence } = (await client.search()).body;
      const ids = [await change(), await change(), await change()];
      const told = await listen(service.url, (all) => all.length >= 3, String(sequence));
      assert.deepEqual(
        told.map(({ id }) => id),
        [sequence + 1, sequence + 2, sequence + 3],
      );
      assert.deepEqual(
        told.map(({ data }) => data.messageId),
        ids,
      );
    });

    it('tells to read again when what came since is not kept any more', async () => {
      for (const lastId of ['999999', 'nonsense']) {
        const [first] = await listen(service.url, (all) => all.length >= 1, lastId);
        assert.equal(first!.event, 'reset');
      }
      await change();
      const { db } = service.service.database;
      await db.deleteFrom('events').execute();
      const late = await service.another();
      const told = await listen(
        late.url,
        (all) => all.length >= 2,
        '1',
        () => setTimeout(() => void change(), 100),
      );
      assert.deepEqual(
        told.map(({ event }) => event),
        ['reset', 'changed'],
      );
      assert.equal(told[1]!.id, told[0]!.id + 1);
    });

    it('tells that an erased message may not be kept (S25)', async () => {
      const message = await client.take('processed');
      const { sequence } = (await client.search()).body;
      await eraseMessages(service.service, [message.id], 'asked');
      const [told] = await listen(service.url, (all) => all.length >= 1, String(sequence));
      assert.deepEqual(
        [told!.event, told!.data.reason, told!.data.messageId],
        ['removed', 'erased', message.id],
      );
      assert.equal((await client.get(message.id)).status, 404);
    });

    it('sends a sign of life while nothing happens', async () => {
      const stop = new AbortController();
      const response = await fetch(`${service.url}/api/events`, {
        headers: { Cookie: 'demo-user=1001' },
        signal: stop.signal,
      });
      let text = '';
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
        text += part;
        if (/^: .*\n\n: /m.test(text)) break;
      }
      stop.abort();
    });

    it(
      'lets a client go that does not read, while others are told',
      { timeout: 60_000 },
      async () => {
        const { hostname, port } = new URL(service.url);
        const socket = connect(Number(port), hostname);
        socket.write(
          `GET /api/events HTTP/1.1\r\nHost: ${hostname}\r\nCookie: demo-user=1001\r\n\r\n`,
        );
        socket.pause();
        const gone = new Promise((resolve) => socket.once('close', resolve));
        // Many large events, until its buffers are full.
        const message = await client
          .take('unprocessed', { employeeId: '1001' })
          .catch(() => client.take('unprocessed'));
        const { db } = service.service.database;
        await db
          .updateTable('messages')
          .set({ text: 'x'.repeat(200_000) })
          .where('id', '=', message.id)
          .execute();
        const { sequence } = (await client.search()).body;
        let now = message;
        for (let round = 0; round < 30; round += 1) {
          now = (await client.start(now)).body;
          now = (await client.release(now)).body;
        }
        const told = await listen(service.url, (all) => all.length >= 60, String(sequence));
        assert.equal(told.length, 60);
        socket.on('error', () => undefined);
        // Its other end is closed; reading on shows that.
        await new Promise((resolve) => setTimeout(resolve, 11_000));
        socket.resume();
        await gone;
      },
    );
  });
}
