/** Sessions, roles, numbers that may not be seen, other sites, limits, logs and the audit. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  Client,
  databases,
  newKey,
  startProcess,
  testService,
  type TestService,
} from './support/services.js';

for (const kind of databases) {
  describe(`people on ${kind}`, () => {
    let service: TestService;
    before(
      async () =>
        (service = await testService(kind, {
          CONTACT_NUMBERS: 'masked-with-reveal',
          REVEAL_SECONDS: '30',
        })),
    );
    after(() => service.end());

    it('asks who is there, in every operation', async () => {
      const nobody = new Client(service, 'nobody');
      for (const [method, path] of [
        ['POST', '/messages/search'],
        ['GET', '/messages/m-500000'],
        ['POST', '/allocations'],
        ['GET', '/capabilities'],
        ['GET', '/events'],
        ['GET', '/audit'],
        ['POST', '/messages/m-500000/contact-number'],
      ] as const) {
        const { status, body, headers } = await nobody.ask(
          method,
          path,
          method === 'POST' ? { body: {} } : {},
        );
        assert.deepEqual([status, body.type], [401, '/problems/unauthenticated'], path);
        assert.match(headers.get('X-Request-Id') ?? '', /^[\w-]{36}$/);
      }
      assert.equal((await new Client(service, '9999').search()).status, 403);
    });

    it('never sends a number that may not be seen (S14)', async () => {
      const { db } = service.service.database;
      const administrator = new Client(service, '1001');
      const message = await administrator.take('to-be-allocated');
      await db
        .updateTable('messages')
        .set({
          contact_number: '+44 20 7946 0777',
          contact_search: '442079460777',
          channel: 'web',
          text: 'Hello',
        })
        .where('id', '=', message.id)
        .execute();
      const said: string[] = [];
      const listen = async (client: Client, act: () => Promise<unknown>) => {
        const answer = await act();
        said.push(JSON.stringify(answer));
        void client;
        return answer;
      };
      const agent = new Client(service, '1010');
      const row = (await administrator.get(message.id)).body;
      said.push(JSON.stringify(row));
      assert.equal(row.contactNumber, '+44 •• •••• 0777');
      const allocation = (await listen(administrator, () =>
        administrator.allocate([row], '1010'),
      )) as { body: { results: { message: { id: string; version: number } }[] } };
      const conflict = (await listen(administrator, () =>
        administrator.allocate([row], '1011'),
      )) as { status: number };
      assert.equal(conflict.status, 200);
      const started = (await agent.start(allocation.body.results[0]!.message)).body;
      said.push(JSON.stringify(started), JSON.stringify((await administrator.start(started)).body));
      said.push(
        JSON.stringify((await administrator.search({ contactNumber: '442079460777' })).body),
      );
      const events = await fetch(`${service.url}/api/events`, {
        headers: { Cookie: 'demo-user=2001', 'Last-Event-ID': '0' },
      });
      const reader = events.body!.getReader();
      for (let text = ''; !text.includes('"processing"');) {
        text += new TextDecoder().decode((await reader.read()).value);
        said.push(text);
      }
      await reader.cancel();
      assert.ok(said.some((text) => text.includes('•• •••• 0777')));
      assert.ok(
        !said.some((text) => /7946\s*0777|79460777/.test(text)),
        'the number left the service',
      );
    });

    it('reveals one number to whoever may, says until when, and writes down what for', async () => {
      const agent = new Client(service, '1010');
      const supervisor = new Client(service, '2001');
      const { id } = (await agent.search({ channel: 'voice' })).body.messages.find(
        ({ contactNumber }: { contactNumber: string | null }) => contactNumber !== null,
      );
      const reveal = (client: Client, body: object) =>
        client.ask('POST', `/messages/${id}/contact-number`, { body });
      assert.equal(
        (await supervisor.ask('GET', '/capabilities')).body.privacy.contactNumber,
        'masked',
      );
      assert.equal(
        (await supervisor.search()).body.messages[0].actions.process.reason,
        'no-permission',
      );
      assert.equal((await reveal(supervisor, { purpose: 'Curious' })).status, 403);
      const without = await reveal(agent, { purpose: ' ' });
      assert.deepEqual([without.status, without.body.fields[0].code], [422, 'purpose-required']);
      const { body } = await reveal(agent, { purpose: 'Call back' });
      assert.match(body.contactNumber, /\d{2}/);
      const left = Date.parse(body.until) - Date.now();
      assert.ok(left > 20_000 && left <= 31_000);
      const audit = await supervisor.ask('GET', `/audit?messageId=${id}`);
      assert.deepEqual(
        [audit.body.entries[0].act, audit.body.entries[0].employeeId, audit.body.entries[0].reason],
        ['revealed', '1010', 'Call back'],
      );
      assert.equal((await agent.ask('GET', '/audit')).status, 403);
    });

    it('keeps an audit that can only grow', async () => {
      const { db } = service.service.database;
      await new Client(service).get('m-500000');
      await assert.rejects(db.deleteFrom('audit').execute(), /only grow/);
      await assert.rejects(db.updateTable('audit').set({ act: 'nothing' }).execute(), /only grow/);
    });

    it('takes changes from its own pages alone', async () => {
      const client = new Client(service);
      const body = JSON.stringify({
        assignments: [{ messageId: 'm-1', expectedVersion: 1, employeeId: '1010' }],
      });
      const ask = (headers: Record<string, string>) =>
        client.ask('POST', '/allocations', {
          body,
          headers: { 'Idempotency-Key': newKey(), ...headers },
        });
      const host = new URL(service.url).host;
      assert.equal((await ask({ Origin: `http://${host}` })).status, 200);
      assert.equal((await ask({ 'Sec-Fetch-Site': 'cross-site' })).status, 403);
      assert.equal((await ask({ Origin: 'https://elsewhere.example' })).status, 403);
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        assert.equal((await ask({ 'Content-Type': type })).status, 400, type);
      }
    });
  });
}

describe('a session of OpenID Connect', () => {
  it('takes tokens of its issuer, for its audience, with the roles that they name', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const { privateKey: otherKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
    const issuer = createServer((request, response) => {
      const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
      const answer =
        request.url === '/keys' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const service = await testService('sqlite', {
      AUTH: 'oidc',
      OIDC_ISSUER: url,
      OIDC_AUDIENCE: 'messages',
      SEED: 'demo',
    });
    const token = (claims: object, { key = privateKey, audience = 'messages' } = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuer(url)
        .setAudience(audience)
        .setExpirationTime('5m')
        .sign(key);
    const ask = async (authorization: string) =>
      (
        await fetch(`${service.url}/api/capabilities`, {
          headers: { Authorization: authorization, Cookie: 'demo-user=1001' },
        })
      ).status;
    const claims = { employee_id: '1010', roles: ['agent'] };
    assert.equal(await ask(`Bearer ${await token(claims)}`), 200);
    assert.equal(await ask(''), 401);
    assert.equal(await ask(`Bearer ${await token(claims, { key: otherKey })}`), 401);
    assert.equal(await ask(`Bearer ${await token(claims, { audience: 'payroll' })}`), 401);
    const administrator = await token({ employee_id: '1010', roles: ['administrator'] });
    const answer = await fetch(`${service.url}/api/allocations`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${administrator}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': newKey(),
      },
      body: JSON.stringify({
        assignments: [{ messageId: 'm-1', expectedVersion: 1, employeeId: '1010' }],
      }),
    });
    assert.equal(answer.status, 200);
    await service.end();
    issuer.close();
  });
});

describe('limits and logs', () => {
  it('asks those who ask too often to wait (N9)', async () => {
    const service = await testService('sqlite', { REQUESTS_PER_MINUTE: '3' });
    const client = new Client(service);
    const statuses = [];
    for (let round = 0; round < 4; round += 1) statuses.push(await client.search());
    const last = statuses.at(-1)!;
    assert.deepEqual([last.status, last.body.type], [429, '/problems/rate-limited']);
    assert.ok(Number(last.headers.get('Retry-After')) >= 1);
    assert.equal((await new Client(service, '1010').search()).status, 200);
    await service.end();
  });

  it('logs no personal data, in answers, refusals and failures (S13)', async () => {
    const service = await testService('sqlite');
    let log = '';
    const logged = await startProcess(
      { ...service.env, LOG_LEVEL: 'trace' },
      (text) => (log += text),
    );
    const { url } = logged;
    const client = new Client({ url });
    const [message] = (await client.search({ contactNumber: '442079' })).body.messages;
    await client.get(message.id);
    const unprocessed = await client.take('unprocessed');
    const started = (await client.start(unprocessed)).body;
    await client.submit(started, 'Secret comments');
    await client.search({ contactNumber: 'Secret name' }, { page: { index: -1, size: 0 } });
    // A failure of the database: its words quote the statement and its values.
    await service.service.database.db.schema.dropTable('listening').execute();
    assert.equal(
      (
        await client.ask(
          'GET',
          `/messages/${message.channel === 'voice' ? message.id : started.id}/listening`,
        )
      ).status >= 400,
      true,
    );
    assert.equal(await logged.close(), 0);
    assert.match(log, /"route":"\/api\/messages\/:messageId"/);
    assert.ok(
      !/Secret|442079|7946|demo-user|127\.0\.0\.1:\d+"|remoteAddress/.test(log.replaceAll(url, '')),
      log,
    );
    assert.ok(!log.includes(message.id), 'ids of messages stay out of the log; the audit has them');
    await service.end();
  });
});
