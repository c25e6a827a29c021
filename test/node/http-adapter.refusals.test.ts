/** The HTTP adapter reads refusals by their status and their problem document. */
import assert from 'node:assert/strict';
import type { AdapterErrorCode } from '../../src/adapter/errors.js';
import { newIdempotencyKey } from '../../src/client/send-command.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import {
  CANARY,
  everything,
  operations,
  rejectionOf,
  unprocessed,
  useHttpAdapters,
} from './support/http-adapter.ts';
import { HeldTimers } from './support/held-timers.ts';
import { problem, reply, type Fault } from './support/http-backend.ts';
import { until } from './support/waits.ts';

/** The delays between two tries of one command. */
const PAUSES = { fromMs: 400, toMs: 6_000 };

describe('the HTTP adapter and refusals', () => {
  const http = useHttpAdapters();

  const statuses: [number, AdapterErrorCode, AdapterErrorCode?][] = [
    [400, 'invalid'],
    [403, 'forbidden', 'recording-forbidden'],
    [404, 'not-found', 'recording-missing'],
    [409, 'conflict'],
    [410, 'not-found', 'recording-purged'],
    [412, 'conflict'],
    [422, 'invalid'],
    [428, 'conflict'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [501, 'unsupported'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ];
  for (const [status, code, recordingCode = code] of statuses) {
    it(`reads ${status} by itself as ${code}, sent once (N5 N6 N7 N8 N10)`, async () => {
      for (const [operation, call] of Object.entries(operations(http.make()))) {
        http.server.seen.length = 0;
        http.server.next(reply(status, { 'Content-Type': 'text/html' }, `<h1>${CANARY}</h1>`));
        if (operation === 'getCapabilities' && /not-found|unsupported/.test(code)) {
          assert.deepEqual(await call(), {});
        } else {
          const error = await rejectionOf(call());
          assert.equal(error.code, operation === 'getRecording' ? recordingCode : code, operation);
          assert.equal(error.operation, operation);
          assert.ok(!everything(error).includes(CANARY));
        }
        assert.equal(http.server.seen.length, 1, operation);
      }
    });
  }

  it('the type decides where it fits the status; title, detail and status of the body do not (N11)', async () => {
    const cases: [Fault, AdapterErrorCode][] = [
      [problem(404, 'recording-missing'), 'recording-missing'],
      [
        problem(503, 'recording-storage-offline', { detail: `D:\\${CANARY}` }),
        'recording-storage-offline',
      ],
      [problem(410, 'recording-expired'), 'recording-expired'],
      [problem(422, 'no-such-type', { status: 200 }), 'invalid'],
      [problem(500, 'conflict', { status: 409 }), 'unavailable'],
      [problem(401, 'conflict'), 'unauthenticated'],
      [
        reply(
          409,
          { 'Content-Type': 'application/problem+json' },
          '{"type":7,"current":[],"fields":{}}',
        ),
        'conflict',
      ],
      [reply(409, { 'Content-Type': 'application/problem+json' }, '"x"'), 'conflict'],
      [reply(409, { 'Content-Type': 'application/problem+json' }, '{"type":'), 'conflict'],
    ];
    for (const [fault, code] of cases) {
      http.server.next(fault);
      const error = await rejectionOf(
        http.make().getRecording({ messageId: 'm-1', purpose: 'play' }, {}),
      );
      assert.equal(error.code, code);
      assert.ok(!everything(error).includes(CANARY));
    }
  });

  it('a conflict shows how the message stands (N7)', async () => {
    const adapter = http.make();
    const message = await unprocessed(adapter);
    const command = { ...{ messageId: message.id }, expectedVersion: message.version - 1 };
    const error = await rejectionOf(
      adapter.startProcessing({ idempotencyKey: newIdempotencyKey(), ...command }, {}),
    );
    assert.equal(error.code, 'conflict');
    assert.equal(error.current?.id, message.id);
    assert.equal(error.current?.version, message.version);
    assert.equal(http.server.seen.at(-1)?.headers['if-match'], `"${message.version - 1}"`);
  });

  it('waits while the same key is being worked on, then takes its answer (N7)', async () => {
    const adapter = http.make();
    const message = await unprocessed(adapter);
    http.server.seen.length = 0;
    let left = 2;
    http.server.fault = () => {
      left -= 1;
      return left >= 0 ? problem(409, 'key-in-progress', {}, { 'Retry-After': '0' }) : null;
    };
    const command = {
      idempotencyKey: newIdempotencyKey(),
      messageId: message.id,
      expectedVersion: message.version,
    };
    const timers = new HeldTimers(PAUSES);
    try {
      const starting = adapter.startProcessing(command, {});
      for (let pauses = 1; pauses <= 2; pauses += 1) {
        await until('a pause', () => timers.pending === 1);
        assert.equal(http.server.seen.length, pauses);
        timers.fire();
      }
      assert.equal((await starting).status, 'processing');
    } finally {
      timers.release();
    }
    assert.equal(http.server.seen.length, 3);
    assert.equal(
      new Set(http.server.seen.map(({ headers }) => headers['idempotency-key'])).size,
      1,
    );
  });

  it('names the fields, whatever else the list holds (N8)', async () => {
    const fields = [
      { field: 'comments', code: 'too-long', message: 'x'.repeat(1000) },
      { field: 'comments', code: 7 },
      null,
      ...Array.from({ length: 300 }, (_, index) => ({ field: `f${index}`, code: 'required' })),
    ];
    http.server.next(problem(422, 'invalid', { fields }));
    const error = await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.code, 'invalid');
    assert.deepEqual(error.fields[0], {
      field: 'comments',
      code: 'too-long',
      message: 'x'.repeat(200),
    });
    assert.ok(error.fields.length > 10 && error.fields.length <= 100);
  });

  it('reads both forms of Retry-After and trusts no nonsense (N9)', async () => {
    const now = new Date('2026-11-22T09:30:00Z');
    const later = (seconds: number): string =>
      new Date(now.getTime() + seconds * 1000).toUTCString();
    const cases: [string, number | undefined][] = [
      ['7', 7],
      ['0', 0],
      [later(30), 30],
      [later(-30), undefined],
      ['-5', undefined],
      ['1000000000', 3600],
      ['1e3', undefined],
      ['soon', undefined],
      ['', undefined],
      ['Sun, 99 Foo 2026 99:99:99 GMT', undefined],
    ];
    for (const [value, seconds] of cases) {
      for (const status of [429, 503]) {
        http.server.next(reply(status, { 'Retry-After': value, Date: now.toUTCString() }));
        const error = await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}));
        assert.equal(error.retryAfterSeconds, seconds, value);
      }
    }
  });

  it('keeps the request id and nothing else of a hostile answer (N10)', async () => {
    const body = `SELECT * FROM ${CANARY} at Object.<anonymous> (/srv/app.js:1:1)`;
    http.server.next(
      reply(500, { 'Content-Type': 'application/problem+json', 'X-Request-Id': 'r/1' }, body),
    );
    const error = await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.requestId, 'r/1');
    assert.ok(!everything(error).includes(CANARY));
    http.server.next(reply(500, { 'X-Request-Id': '<script>' }));
    assert.equal(
      (await rejectionOf(http.make().listMessages(DEFAULT_QUERY, {}))).requestId,
      undefined,
    );
  });
});
