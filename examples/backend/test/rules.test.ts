/** The rules of the work, over HTTP, on each database. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cleanUp } from '../src/retention.js';
import { Client, databases, newKey, testService, type TestService } from './support/services.js';

for (const kind of databases) {
  describe(`rules on ${kind}`, () => {
    let service: TestService;
    let administrator: Client;
    let agent: Client;
    let colleague: Client;
    before(async () => {
      service = await testService(kind, { LEASE_SECONDS: '600', UNDO_SECONDS: '600' });
      administrator = new Client(service, '1001');
      agent = new Client(service, '1010');
      colleague = new Client(service, '1011');
    });
    after(() => service.end());

    /** A message that is Unprocessed with `employeeId`. */
    const allocated = async (employeeId: string) => {
      const message = await administrator.take('to-be-allocated');
      const { body } = await administrator.allocate([message], employeeId);
      return body.results[0].message;
    };
    const started = async (client: Client) =>
      (await client.start(await allocated(client.employeeId))).body;

    it('gives one message to one of two administrators, and shows the other one the winner (W3)', async () => {
      const other = new Client(service, '1002');
      const message = await administrator.take('to-be-allocated');
      const answers = await Promise.all([
        administrator.allocate([message], '1010'),
        other.allocate([message], '1011'),
      ]);
      const results = answers.map(({ body }) => body.results[0]);
      const winner = results.find(({ ok }) => ok);
      const loser = results.find(({ ok }) => !ok);
      assert.equal(loser.code, 'conflict');
      assert.equal(loser.current.employeeId, winner.message.employeeId);
      assert.equal(loser.current.version, winner.message.version);
    });

    it('answers each message of a bulk allocation for itself (W13)', async () => {
      const good = await administrator.take('to-be-allocated');
      const old = await allocated('1010');
      const { status, body } = await administrator.command('/allocations', {
        assignments: [
          { messageId: good.id, expectedVersion: good.version, employeeId: '1010' },
          { messageId: 'm-none', expectedVersion: 1, employeeId: '1010' },
          { messageId: old.id, expectedVersion: old.version, employeeId: '1010' },
        ],
      });
      assert.equal(status, 200);
      assert.deepEqual(
        body.results.map(({ ok, code }: { ok: boolean; code?: string }) => code ?? ok),
        [true, 'not-found', 'conflict'],
      );
      const agentGone = await administrator.allocate(
        [await administrator.take('to-be-allocated')],
        '2001',
      );
      assert.deepEqual(agentGone.body.results[0].fields, [
        { field: 'employeeId', code: 'agent-gone' },
      ]);
    });

    it('refuses an allocation that is no allocation as a whole', async () => {
      const [a, b] = [
        await administrator.take('to-be-allocated'),
        await administrator.take('to-be-allocated'),
      ];
      const twins = await administrator.allocate([a, a], '1010');
      assert.deepEqual(
        [twins.status, twins.body.fields],
        [422, [{ field: 'assignments', code: 'repeated' }]],
      );
      assert.equal((await agent.allocate([a, b], '1010')).status, 403);
      assert.equal((await administrator.allocate([], '1010')).status, 400);
      assert.equal((await administrator.get(a.id)).body.version, a.version);
    });

    it('takes an allocation back as long as nobody touched the message, and for whoever made it', async () => {
      const failed = await administrator.take('allocation-failed');
      const before = (await administrator.get(failed.id)).body;
      const [done] = (await administrator.allocate([failed], '1010')).body.results;
      const undo = (client: Client, message: { id: string; version: number }) =>
        client.command('/allocations/undo', {
          messages: [{ messageId: message.id, expectedVersion: message.version }],
        });
      const other = await undo(new Client(service, '1002'), done.message);
      assert.equal(other.body.results[0].code, 'forbidden');
      const { body } = await undo(administrator, done.message);
      const { version, updatedAt: _, ...restored } = body.results[0].message;
      const { version: earlier, updatedAt: _before, ...was } = before;
      assert.deepEqual(restored, was);
      assert.equal(version, earlier + 2);

      const touched = await allocated('1010');
      await agent.start(touched);
      assert.equal((await undo(administrator, touched)).body.results[0].code, 'conflict');
    });

    it('starts for whom the message is allocated to, and names whoever has it', async () => {
      const message = await allocated('1010');
      assert.equal((await colleague.start(message)).status, 403);
      const { status, body, headers } = await agent.start(message);
      assert.equal(status, 200);
      assert.equal(headers.get('ETag'), `"${message.version + 1}"`);
      assert.deepEqual(
        [body.status, body.lease.mine, body.lease.ownerEmployeeId],
        ['processing', true, '1010'],
      );
      const refused = await administrator.start(body);
      assert.deepEqual(
        [refused.status, refused.body.type, refused.body.current.lease.ownerName],
        [409, '/problems/conflict', body.lease.ownerName],
      );
    });

    it('resumes without a new version, and only on the version that is there', async () => {
      const first = await started(agent);
      const again = await agent.start(first);
      assert.deepEqual([again.body.version, again.body.lease.id], [first.version, first.lease.id]);
      assert.ok(Date.parse(again.body.lease.expiresAt) >= Date.parse(first.lease.expiresAt));
      assert.equal((await agent.start({ id: first.id, version: first.version - 1 })).status, 412);
    });

    it('takes a lease over with a reason, which the history keeps', async () => {
      const first = await started(agent);
      const without = await administrator.start(first, { takeOver: { reason: ' ' } });
      assert.deepEqual(
        [without.status, without.body.fields],
        [422, [{ field: 'takeOver.reason', code: 'required' }]],
      );
      const { body } = await administrator.start(first, { takeOver: { reason: 'Gone home' } });
      assert.equal(body.lease.ownerEmployeeId, '1001');
      assert.notEqual(body.lease.id, first.lease.id);
      assert.deepEqual(
        [body.history.at(-1).kind, body.history.at(-1).note],
        ['taken-over', 'Gone home'],
      );
      const late = await agent.submit(first, 'Too late');
      assert.deepEqual([late.status, late.body.current.version], [412, body.version]);
      const renewed = await agent.ask('PUT', `/messages/${first.id}/processing/lease`, {
        body: { leaseId: first.lease.id },
      });
      assert.equal(renewed.status, 409);
    });

    it('submits for the owner of the lease, with the comments as typed', async () => {
      const comments = '  Called back 🤝, noe\u0308l.\n<b>done</b>  ';
      const message = await started(agent);
      const foreign = await administrator.submit(message, 'Mine!');
      assert.deepEqual([foreign.status, foreign.body.current.status], [409, 'processing']);
      for (const [text, code] of [
        [' \n', 'required'],
        ['x'.repeat(501), 'too-long'],
      ] as const) {
        const refused = await agent.submit(message, text);
        assert.deepEqual(
          [refused.status, refused.body.fields],
          [422, [{ field: 'comments', code }]],
        );
      }
      const { body } = await agent.submit(message, comments);
      assert.deepEqual(
        [body.status, body.lease, body.handlingComments],
        ['processed', null, comments],
      );
      assert.equal((await agent.start(body)).status, 409);
    });

    it('releases for the owner of the lease', async () => {
      const message = await started(agent);
      assert.equal((await colleague.release(message)).status, 409);
      const { body } = await agent.release(message);
      assert.deepEqual([body.status, body.lease, body.employeeId], ['unprocessed', null, '1010']);
    });

    it('wants the version and the key', async () => {
      const message = await allocated('1010');
      const path = `/messages/${message.id}/processing`;
      const headers = { 'Idempotency-Key': newKey() };
      const without = await agent.ask('POST', path, { body: {}, headers });
      assert.deepEqual([without.status, without.body.type], [428, '/problems/conflict']);
      const keyless = await agent.ask('POST', path, {
        body: {},
        headers: { 'If-Match': `"${message.version}"` },
      });
      assert.deepEqual([keyless.status, keyless.body.fields[0].field], [400, 'Idempotency-Key']);
    });

    it('answers a key that comes again as before, whatever happened since (W1, W2)', async () => {
      const message = await allocated('1010');
      const key = newKey();
      const [first, second] = await Promise.all([
        agent.start(message, {}, key),
        agent.start(message, {}, key),
      ]);
      assert.deepEqual(second.body, first.body);
      await agent.submit(first.body, 'Done');
      assert.deepEqual((await agent.start(message, {}, key)).body, first.body);
    });

    it('refuses a key that comes with other content, and takes it from another person', async () => {
      const [a, b] = [await allocated('1010'), await allocated('1010')];
      const key = newKey();
      await agent.start(a, {}, key);
      const reused = await agent.start(b, {}, key);
      assert.deepEqual(
        [reused.status, reused.body.fields],
        [422, [{ field: 'Idempotency-Key', code: 'reused' }]],
      );
      assert.equal((await agent.start({ ...a, version: a.version + 1 }, {}, key)).status, 422);
      const c = await allocated('1011');
      assert.equal((await colleague.start(c, {}, key)).status, 200);
    });

    it('keeps no key of a refused command, and none for more than a day', async () => {
      const message = await started(agent);
      const key = newKey();
      assert.equal((await agent.submit(message, '', key)).status, 422);
      assert.equal((await agent.submit(message, 'Done', key)).status, 200);
      const { db } = service.service.database;
      await db
        .updateTable('command_keys')
        .set({ at: Date.now() - 25 * 3_600_000 })
        .where('key', '=', key)
        .execute();
      await cleanUp(service.service);
      assert.equal((await agent.submit(message, 'Done', key)).status, 412);
    });

    it('unites what was heard, for the person and for colleagues without names', async () => {
      const { id, version } = await administrator.take('processed', { channel: 'voice' });
      const hear = (client: Client, startSeconds: number, endSeconds: number) =>
        client.ask('POST', `/messages/${id}/listening`, {
          body: { spans: [{ startSeconds, endSeconds }] },
        });
      await Promise.all([hear(agent, 0, 1), hear(agent, 0.5, 2), hear(colleague, 2, 3)]);
      const { body } = await agent.ask('GET', `/messages/${id}/listening`);
      assert.deepEqual(body.spans, [{ startSeconds: 0, endSeconds: 2 }]);
      assert.deepEqual(body.others, [{ startSeconds: 2, endSeconds: 3 }]);
      assert.equal((await agent.get(id)).body.version, version);
    });
  });

  describe(`leases that end, on ${kind}`, () => {
    let service: TestService;
    before(
      async () =>
        (service = await testService(kind, {
          LEASE_SECONDS: '1',
          UNDO_SECONDS: '0.001',
          REALLOCATION: 'on',
        })),
    );
    after(() => service.end());

    it('makes a message Unprocessed again at its end, by nobody, and tells (S15)', async () => {
      const administrator = new Client(service);
      const message = await administrator.take('unprocessed');
      const { body } = await administrator.start(message);
      const end = Date.parse(body.lease.expiresAt);
      let now = body;
      while (now.status === 'processing') {
        await new Promise((resolve) => setTimeout(resolve, 50));
        now = (await administrator.get(message.id)).body;
      }
      assert.ok(Date.now() >= end, 'it ended before its end');
      assert.deepEqual(
        [now.status, now.lease, now.version],
        ['unprocessed', null, body.version + 1],
      );
      assert.deepEqual(now.history.at(-1), {
        at: body.lease.expiresAt,
        kind: 'released',
        employeeId: null,
        name: null,
        note: null,
      });
      assert.equal((await administrator.submit(body, 'Too late')).status, 412);
    });

    it('ends the time in which an allocation can be taken back', async () => {
      const administrator = new Client(service);
      const message = await administrator.take('to-be-allocated');
      const [done] = (await administrator.allocate([message], '1010')).body.results;
      await new Promise((resolve) => setTimeout(resolve, 20));
      const { body } = await administrator.command('/allocations/undo', {
        messages: [{ messageId: message.id, expectedVersion: done.message.version }],
      });
      assert.deepEqual(body.results[0].fields, [{ field: 'messages', code: 'undo-expired' }]);
    });

    it('gives an Unprocessed message to another agent where that is switched on', async () => {
      const administrator = new Client(service);
      const message = await administrator.take('unprocessed');
      assert.equal(message.actions.allocate.allowed, true);
      const [done] = (await administrator.allocate([message], '1012')).body.results;
      assert.deepEqual([done.message.status, done.message.employeeId], ['unprocessed', '1012']);
    });
  });
}
