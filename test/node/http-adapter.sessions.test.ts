/** The HTTP adapter and sessions that end: sign-in pages, renewals, headers. */
import assert from 'node:assert/strict';
import { newIdempotencyKey } from '../../src/client/send-command.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { CANARY, everything, rejectionOf, useHttpAdapters } from './support/http-adapter.ts';
import { HttpBackend, problem, reply } from './support/http-backend.ts';
import { until } from './support/waits.ts';

describe('the HTTP adapter when the session ends', () => {
  const http = useHttpAdapters();

  const signIn = '<!doctype html><title>Sign in</title><form>';

  it('a redirect to a sign-in page, on the same or another origin, is a session that ended (N4)', async () => {
    const other = await new HttpBackend().start();
    try {
      for (const location of ['/login', `${other.origin}/login`]) {
        http.server.next(reply(302, { Location: location }));
        const error = await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}));
        assert.equal(error.code, 'unauthenticated', location);
      }
      assert.equal(other.seen.length, 0);
      assert.ok(http.server.seen.every(({ url }) => url !== '/login'));
    } finally {
      await other.stop();
    }
  });

  it('a sign-in page in place of the answer is a session that ended (N4)', async () => {
    http.server.next(reply(200, { 'Content-Type': 'text/html; charset=utf-8' }, signIn));
    const error = await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.code, 'unauthenticated');
  });

  it('twenty requests refused at once make one renewal and twenty repetitions, commands with their key (N3)', async () => {
    let token = 'old';
    let renewals = 0;
    const adapter = http.make({
      headers: async () => ({ Authorization: `Bearer ${token}` }),
      onAuthRequired: async () => {
        renewals += 1;
        await until('all to be refused', () => http.server.seen.length === 20);
        token = 'new';
        return true;
      },
    });
    http.server.fault = ({ headers }) =>
      headers['authorization'] === 'Bearer new' ? null : problem(401, 'unauthenticated');
    const calls = Array.from({ length: 18 }, (_, index) =>
      adapter.listMessages({ ...DEFAULT_QUERY, page: { index, size: 1 } }, {}),
    );
    const command = {
      idempotencyKey: newIdempotencyKey(),
      assignments: [{ messageId: 'none', expectedVersion: 1, employeeId: '1' }],
    };
    const writes = [adapter.allocateMessages(command, {}), adapter.getCapabilities!({})];
    await Promise.all([...calls, ...writes]);
    assert.equal(renewals, 1);
    assert.equal(http.server.seen.length, 40);
    const keys = http.server.seen.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    assert.deepEqual(keys, [command.idempotencyKey, command.idempotencyKey]);
  });

  it('never loops: a renewal that does not help, or is refused, ends as unauthenticated (N3)', async () => {
    for (const outcome of [true, false, 'throws'] as const) {
      http.server.seen.length = 0;
      let renewals = 0;
      const adapter = http.make({
        onAuthRequired: async () => {
          renewals += 1;
          if (outcome === 'throws') throw new Error('popup blocked');
          return outcome;
        },
      });
      http.server.fault = () => problem(401, 'unauthenticated', {}, { 'X-Request-Id': 'req-9' });
      const calls = Array.from({ length: 5 }, () => rejectionOf(adapter.getMessage('m-1', {})));
      for (const error of await Promise.all(calls)) {
        assert.equal(error.code, 'unauthenticated');
        assert.equal(error.requestId, 'req-9');
      }
      assert.equal(renewals, 1, String(outcome));
      assert.equal(http.server.seen.length, outcome === true ? 10 : 5, String(outcome));
    }
  });

  it('no header that the host cannot make reaches the line, and no token an error (N3)', async () => {
    for (const headers of [
      () => Promise.reject(new Error('no token')),
      () => ({ Authorization: `Bearer ${CANARY}\n${CANARY}` }),
    ]) {
      const error = await rejectionOf(http.make({ headers }).getMessage('m-1', {}));
      assert.equal(error.code, 'unauthenticated');
      assert.ok(!everything(error).includes(CANARY));
    }
    assert.equal(http.server.seen.length, 0);
  });

  it('asks for headers anew for each request and lets nobody override the contract’s own', async () => {
    let asked = 0;
    const adapter = http.make({
      headers: () => ({ 'X-Asked': String((asked += 1)), 'Content-Type': 'text/plain' }),
    });
    await adapter.listMessages(DEFAULT_QUERY, {});
    await adapter.listMessages(DEFAULT_QUERY, {});
    assert.deepEqual(
      http.server.seen.map(({ headers }) => [headers['x-asked'], headers['content-type']]),
      [
        ['1', 'application/json'],
        ['2', 'application/json'],
      ],
    );
  });
});
