/** Starting, joining in and stopping; and the page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { readDocument } from '../src/openapi.js';
import { Client, databases, testService, type TestService } from './support/services.js';

for (const kind of databases) {
  describe(`service on ${kind}`, () => {
    let service: TestService;
    before(async () => (service = await testService(kind)));
    after(() => service.end());

    it('fills an empty database once, however many processes start', async () => {
      const [a, b] = await Promise.all([service.another(), service.another()]);
      const totals = await Promise.all(
        [service, a, b].map(async (each) => (await new Client(each).search()).body.total),
      );
      assert.deepEqual(new Set(totals).size, 1);
      const { db } = service.service.database;
      const { n } = await db
        .selectFrom('messages')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      assert.equal(n, 400);
    });

    it('is one service in two processes: what one does the other shows (W20)', async () => {
      const other = new Client(await service.another());
      const here = new Client(service);
      const message = await here.take('to-be-allocated');
      const [done] = (await here.allocate([message], '1010')).body.results;
      assert.equal((await other.get(message.id)).body.version, done.message.version);
      const key = crypto.randomUUID();
      const agents = [new Client(service, '1010'), new Client(await service.another(), '1010')];
      const [a, b] = await Promise.all(agents.map((agent) => agent.start(done.message, {}, key)));
      assert.deepEqual(a!.body, b!.body);
      const recording = await here.take('processed', { channel: 'voice' });
      const { body } = await here.ask('POST', `/messages/${recording.id}/recording`, {
        body: { purpose: 'play' },
      });
      const third = await service.another();
      assert.equal((await fetch(new URL(body.url, `${third.url}/api/`))).status, 200);
    });

    it('says whether it lives and whether it can serve', async () => {
      assert.equal((await fetch(`${service.url}/health`)).status, 200);
      assert.equal((await fetch(`${service.url}/ready`)).status, 200);
    });

    it('ends its streams and finishes what is under way when it stops', async () => {
      const leaving = await service.another();
      const stream = await fetch(`${leaving.url}/api/events`, {
        headers: { Cookie: 'demo-user=1001' },
      });
      const client = new Client(leaving);
      const message = await client.take('to-be-allocated');
      // Somebody else holds the message, so that the allocation is under way for a while.
      const { db } = service.service.database;
      await db.connection().execute(async (connection) => {
        const run = (text: string) => sql.raw(text).execute(connection);
        await run(kind === 'sqlite' ? 'begin immediate' : 'begin');
        await run(`update messages set text = text where id = '${message.id}'`);
        const underway = client.allocate([message], '1010');
        await new Promise((resolve) => setTimeout(resolve, 300));
        const code = leaving.close();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await run('commit');
        assert.equal((await underway).body.results[0].ok, true);
        // Read to its end: the stream ended, and was not torn off.
        await stream.text();
        assert.equal(await code, 0);
      });
    });
  });
}

describe('the page', () => {
  it('has the elements and its strict policy', async () => {
    const service = await testService('sqlite');
    const page = await fetch(`${service.url}/`);
    assert.match(
      page.headers.get('Content-Security-Policy') ?? '',
      /default-src 'none'; script-src 'self'/,
    );
    assert.match(await page.text(), /<aicc-message-list>/);
    for (const file of [
      'page.js',
      'page.css',
      'aicc/aicc-messages.min.js',
      'aicc/aicc-messages-http.min.js',
    ]) {
      assert.equal((await fetch(`${service.url}/${file}`)).status, 200, file);
    }
    await service.end();
  });
});

describe('the document', () => {
  it('has a route for each operation', async () => {
    const service = await testService('sqlite');
    for (const [path, item] of Object.entries(readDocument().paths)) {
      for (const method of Object.keys(item).filter((name) => /^(get|post|put)$/.test(name))) {
        const url = `/api${path.replaceAll(/\{\w+\}/g, ':x')}`;
        const isThere = service.app.hasRoute({
          method: method.toUpperCase(),
          url: url.replaceAll(':x', path.includes('token') ? ':token' : ':messageId'),
        } as never);
        assert.ok(isThere, `${method} ${path}`);
      }
    }
    await service.end();
  });
});
