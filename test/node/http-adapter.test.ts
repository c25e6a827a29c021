/** The HTTP adapter on a real line: dropped sockets, sign-in pages, broken answers, bursts. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { MessageAdapter } from '../../src/adapter/adapter.js';
import type { AdapterError } from '../../src/adapter/errors.js';
import { isAdapterError, type AdapterErrorCode } from '../../src/adapter/errors.js';
import { createHttpAdapter, type HttpAdapterOptions } from '../../src/adapters/http/index.js';
import { getRecording, startProcessing } from '../../src/client/operations.js';
import { AdapterClient } from '../../src/client/adapter-client.js';
import { newIdempotencyKey, sendCommand } from '../../src/client/send-command.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import type { Message } from '../../src/model/message.js';
import { runConformance } from '../../src/testing/index.js';
import { HttpBackend, dropAfterCommit, problem, reply, type Fault } from './http-backend.js';
import { OpenApiChecker } from './http-openapi.js';

const CANARY = 'canary-7f3a';

let server: HttpBackend;
let other: HttpBackend;
const adapters: MessageAdapter[] = [];

function makeAdapter(options: Partial<HttpAdapterOptions> = {}): MessageAdapter {
  const adapter = createHttpAdapter({ baseUrl: server.baseUrl, ...options });
  adapters.push(adapter);
  return adapter;
}

before(async () => {
  server = await new HttpBackend().start();
  other = await new HttpBackend().start();
});
after(async () => {
  await server.stop();
  await other.stop();
});
afterEach(() => {
  for (const adapter of adapters.splice(0)) adapter.dispose?.();
  server.fault = null;
  server.seen.length = 0;
  server.backend.clearFaults();
  server.backend.signIn();
});

async function rejectionOf(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isAdapterError(error), `rejected with ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'resolved where a rejection was due' });
}

async function unprocessed(adapter: MessageAdapter): Promise<Message> {
  const page = await adapter.listMessages({ ...DEFAULT_QUERY, status: 'unprocessed' }, {});
  const message = page.messages.find(({ actions }) => actions.process?.allowed !== false);
  assert.ok(message);
  return message;
}

/** Every operation, on a message that is there. */
function operations(adapter: MessageAdapter, id = 'm-1'): Record<string, () => Promise<unknown>> {
  const command = { idempotencyKey: newIdempotencyKey(), messageId: id, expectedVersion: 1 };
  return {
    getCapabilities: () => adapter.getCapabilities!({}),
    listMessages: () => adapter.listMessages(DEFAULT_QUERY, {}),
    getMessage: () => adapter.getMessage(id, {}),
    listAgents: () => adapter.listAgents({ page: { index: 0, size: 5 } }, {}),
    allocateMessages: () =>
      adapter.allocateMessages(
        {
          idempotencyKey: newIdempotencyKey(),
          assignments: [{ messageId: id, expectedVersion: 1, employeeId: '1' }],
        },
        {},
      ),
    undoAllocation: () =>
      adapter.undoAllocation!(
        {
          idempotencyKey: newIdempotencyKey(),
          messages: [{ messageId: id, expectedVersion: 1 }],
        },
        {},
      ),
    startProcessing: () => adapter.startProcessing(command, {}),
    renewLease: () => adapter.renewLease!({ messageId: id, leaseId: 'l' }, {}),
    submitProcessing: () =>
      adapter.submitProcessing({ ...command, leaseId: 'l', comments: 'x' }, {}),
    releaseProcessing: () => adapter.releaseProcessing!({ ...command, leaseId: 'l' }, {}),
    getRecording: () => adapter.getRecording({ messageId: id, purpose: 'play' }, {}),
    getListening: () => adapter.getListening!(id, {}),
    saveListening: () => adapter.saveListening!({ messageId: id, spans: [] }, {}),
  };
}

describe('HTTP adapter: contract', () => {
  it('holds the adapter contract, and every exchange is as published in OpenAPI', async () => {
    const strict = await new HttpBackend({ heardBeforeSubmitPercent: 80 }).start();
    const { baseUrl } = strict;
    try {
      const checker = new OpenApiChecker(baseUrl);
      const report = await runConformance(() => makeAdapter({ baseUrl, fetch: checker.fetch }));
      assert.ok(report.ok, String(report));
      assert.equal(report.skipped, 0, String(report));
      assert.deepEqual([...new Set(checker.problems)], []);
      assert.ok(checker.operations.size >= 14, [...checker.operations].join('\n'));
    } finally {
      await strict.stop();
    }
  });

  it('holds the contract with cursors in place of page numbers', async () => {
    const cursors = await new HttpBackend({ paging: 'cursor' }).start();
    try {
      const report = await runConformance(() => makeAdapter({ baseUrl: cursors.baseUrl }));
      assert.ok(report.ok, String(report));
    } finally {
      await cursors.stop();
    }
  });

  it('S12 puts no contact number, name or text into an address', async () => {
    const adapter = makeAdapter();
    await adapter.listMessages({ ...DEFAULT_QUERY, contactNumber: CANARY, employeeId: CANARY }, {});
    await adapter.listAgents({ name: CANARY, account: CANARY, page: { index: 0, size: 5 } }, {});
    await adapter
      .getRecording(
        { messageId: 'm-1', purpose: 'download', reason: CANARY, archivePassword: CANARY },
        {},
      )
      .catch(() => undefined);
    assert.ok(server.seen.some(({ body }) => body.includes(CANARY)));
    assert.ok(server.seen.every(({ url }) => !url.includes(CANARY) && !url.includes('?')));
  });

  it('sends what was heard so that it arrives when the page is left', async () => {
    const kept: unknown[] = [];
    const adapter = makeAdapter({
      fetch: (input, init) => {
        kept.push(init?.keepalive ?? false);
        return fetch(input, init);
      },
    });
    const { messages } = await adapter.listMessages({ ...DEFAULT_QUERY, channel: 'voice' }, {});
    const voice = messages.find(({ actions }) => actions.play?.allowed !== false);
    assert.ok(voice && adapter.saveListening);
    const spans = [{ startSeconds: 0, endSeconds: 1 }];
    await adapter.saveListening({ messageId: voice.id, spans }, {});
    assert.deepEqual(kept, [false, true]);
  });

  it('keeps an id within its segment of the address', async () => {
    const adapter = makeAdapter();
    await rejectionOf(adapter.getMessage('../agents/search', {}));
    assert.equal(server.seen[0]?.url, '/api/messages/..%2Fagents%2Fsearch');
    for (const id of ['..', '.', '']) {
      assert.equal((await rejectionOf(adapter.getMessage(id, {}))).code, 'invalid');
    }
    assert.equal(server.seen.length, 1);
  });
});

describe('HTTP adapter: the line', () => {
  it('N2 says network when nobody listens', async () => {
    const adapter = makeAdapter({ baseUrl: 'http://127.0.0.1:9/api' });
    assert.equal((await rejectionOf(adapter.listMessages(DEFAULT_QUERY, {}))).code, 'network');
  });

  it('W2 a reply that is lost after the commit is found by the same key, without doing it twice', async () => {
    const adapter = makeAdapter();
    const message = await unprocessed(adapter);
    const command = {
      idempotencyKey: newIdempotencyKey(),
      messageId: message.id,
      expectedVersion: message.version,
    };
    server.next(dropAfterCommit);
    assert.equal((await rejectionOf(adapter.startProcessing(command, {}))).code, 'network');
    assert.equal(server.backend.peek(message.id)?.status, 'processing');
    const again = await adapter.startProcessing(command, {});
    assert.equal(again.version, message.version + 1);
    assert.equal(server.backend.peek(message.id)?.version, message.version + 1);
  });

  it('W2 sending a command reads before it says anything, and never writes again by itself', async () => {
    const adapter = makeAdapter();
    const client = AdapterClient.for(adapter);
    const message = await unprocessed(adapter);
    server.seen.length = 0;
    server.next(dropAfterCommit);
    const outcome = await sendCommand<Message>({
      send: () =>
        startProcessing(client, {
          idempotencyKey: newIdempotencyKey(),
          messageId: message.id,
          expectedVersion: message.version,
        }),
      reconcile: async () => {
        const current = await client.getMessage(message.id);
        return current.lease?.mine
          ? { kind: 'applied', value: current }
          : { kind: 'superseded', current };
      },
    });
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(
      server.seen.map(({ method }) => method),
      ['POST', 'GET'],
    );
  });

  it('a write is followed to its end although nobody waits for it any more', async () => {
    const adapter = makeAdapter();
    const message = await unprocessed(adapter);
    const release = server.backend.holdNext('startProcessing');
    const controller = new AbortController();
    const answer = adapter.startProcessing(
      {
        idempotencyKey: newIdempotencyKey(),
        messageId: message.id,
        expectedVersion: message.version,
      },
      { signal: controller.signal },
    );
    await release.reached;
    controller.abort(new Error('closed'));
    await assert.rejects(answer, /closed/);
    release();
    await until(() => server.backend.peek(message.id)?.status === 'processing');
  });

  it('a read that is aborted lets its connection go', async () => {
    const adapter = makeAdapter();
    const isClosed = new Promise<void>((resolve) => {
      server.next(({ response }) => response.on('close', resolve));
    });
    const controller = new AbortController();
    const answer = adapter.getMessage('m-1', { signal: controller.signal });
    await until(() => server.seen.length === 1);
    controller.abort(new Error('gone'));
    await assert.rejects(answer, /gone/);
    await isClosed;
  });

  it('N1 N22 a drip too slow for the time limit is a time-out', async () => {
    const adapter = makeAdapter();
    const dripping: Fault = ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    server.next(dripping);
    const client = AdapterClient.for(adapter);
    const message = getRecording(client, { messageId: 'm-1', purpose: 'play' }, { timeoutMs: 150 });
    assert.equal((await rejectionOf(message)).code, 'timeout');
  });

  it('N22 an answer in small pieces is put together', async () => {
    const adapter = makeAdapter();
    server.next(async ({ response, answer }) => {
      const bytes = Buffer.from(await (await answer()).arrayBuffer());
      response.writeHead(200, { 'Content-Type': 'application/json' });
      for (let at = 0; at < bytes.length; at += 1009) {
        response.write(bytes.subarray(at, at + 1009));
        await new Promise(setImmediate);
      }
      response.end();
    });
    const page = await adapter.listMessages(DEFAULT_QUERY, {});
    assert.equal(page.messages.length, 20);
  });

  it('a line that breaks in the middle of an answer is a network fault', async () => {
    const adapter = makeAdapter();
    server.next(({ response }) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"messages":[');
      setTimeout(() => response.destroy(), 10);
    });
    assert.equal((await rejectionOf(adapter.listMessages(DEFAULT_QUERY, {}))).code, 'network');
  });
});

describe('HTTP adapter: sessions', () => {
  const signIn = '<!doctype html><title>Sign in</title><form>';

  it('N4 a redirect to a sign-in page, on the same or another origin, is a session that ended', async () => {
    for (const location of ['/login', `${other.origin}/login`]) {
      server.next(reply(302, { Location: location }));
      const error = await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}));
      assert.equal(error.code, 'unauthenticated', location);
    }
    assert.equal(other.seen.length, 0);
    assert.ok(server.seen.every(({ url }) => url !== '/login'));
  });

  it('N4 a sign-in page in place of the answer is a session that ended', async () => {
    server.next(reply(200, { 'Content-Type': 'text/html; charset=utf-8' }, signIn));
    const error = await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.code, 'unauthenticated');
  });

  it('N3 twenty requests refused at once make one renewal and twenty repetitions, commands with their key', async () => {
    let token = 'old';
    let renewals = 0;
    const adapter = makeAdapter({
      headers: async () => ({ Authorization: `Bearer ${token}` }),
      onAuthRequired: async () => {
        renewals += 1;
        await new Promise((resolve) => setTimeout(resolve, 30));
        token = 'new';
        return true;
      },
    });
    server.fault = ({ headers }) =>
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
    assert.equal(server.seen.length, 40);
    const keys = server.seen.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    assert.deepEqual(keys, [command.idempotencyKey, command.idempotencyKey]);
  });

  it('N3 never loops: a renewal that does not help, or is refused, ends as unauthenticated', async () => {
    for (const outcome of [true, false, 'throws'] as const) {
      server.seen.length = 0;
      let renewals = 0;
      const adapter = makeAdapter({
        onAuthRequired: async () => {
          renewals += 1;
          if (outcome === 'throws') throw new Error('popup blocked');
          return outcome;
        },
      });
      server.fault = () => problem(401, 'unauthenticated', {}, { 'X-Request-Id': 'req-9' });
      const calls = Array.from({ length: 5 }, () => rejectionOf(adapter.getMessage('m-1', {})));
      for (const error of await Promise.all(calls)) {
        assert.equal(error.code, 'unauthenticated');
        assert.equal(error.requestId, 'req-9');
      }
      assert.equal(renewals, 1, String(outcome));
      assert.equal(server.seen.length, outcome === true ? 10 : 5, String(outcome));
    }
  });

  it('N3 no header that the host cannot make reaches the line, and no token an error', async () => {
    for (const headers of [
      () => Promise.reject(new Error('no token')),
      () => ({ Authorization: `Bearer ${CANARY}\n${CANARY}` }),
    ]) {
      const error = await rejectionOf(makeAdapter({ headers }).getMessage('m-1', {}));
      assert.equal(error.code, 'unauthenticated');
      assert.ok(!everything(error).includes(CANARY));
    }
    assert.equal(server.seen.length, 0);
  });

  it('asks for headers anew for each request and lets nobody override the contract’s own', async () => {
    let asked = 0;
    const adapter = makeAdapter({
      headers: () => ({ 'X-Asked': String((asked += 1)), 'Content-Type': 'text/plain' }),
    });
    await adapter.listMessages(DEFAULT_QUERY, {});
    await adapter.listMessages(DEFAULT_QUERY, {});
    assert.deepEqual(
      server.seen.map(({ headers }) => [headers['x-asked'], headers['content-type']]),
      [
        ['1', 'application/json'],
        ['2', 'application/json'],
      ],
    );
  });
});

describe('HTTP adapter: refusals', () => {
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
    it(`N5 N6 N7 N8 N10 reads ${status} by itself as ${code}, sent once`, async () => {
      for (const [operation, call] of Object.entries(operations(makeAdapter()))) {
        server.seen.length = 0;
        server.next(reply(status, { 'Content-Type': 'text/html' }, `<h1>${CANARY}</h1>`));
        if (operation === 'getCapabilities' && /not-found|unsupported/.test(code)) {
          assert.deepEqual(await call(), {});
        } else {
          const error = await rejectionOf(call());
          assert.equal(error.code, operation === 'getRecording' ? recordingCode : code, operation);
          assert.equal(error.operation, operation);
          assert.ok(!everything(error).includes(CANARY));
        }
        assert.equal(server.seen.length, 1, operation);
      }
    });
  }

  it('N11 the type decides where it fits the status; title, detail and status of the body do not', async () => {
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
      server.next(fault);
      const error = await rejectionOf(
        makeAdapter().getRecording({ messageId: 'm-1', purpose: 'play' }, {}),
      );
      assert.equal(error.code, code);
      assert.ok(!everything(error).includes(CANARY));
    }
  });

  it('N7 a conflict shows how the message stands', async () => {
    const adapter = makeAdapter();
    const message = await unprocessed(adapter);
    const command = { ...{ messageId: message.id }, expectedVersion: message.version - 1 };
    const error = await rejectionOf(
      adapter.startProcessing({ idempotencyKey: newIdempotencyKey(), ...command }, {}),
    );
    assert.equal(error.code, 'conflict');
    assert.equal(error.current?.id, message.id);
    assert.equal(error.current?.version, message.version);
    assert.equal(server.seen.at(-1)?.headers['if-match'], `"${message.version - 1}"`);
  });

  it('N7 waits while the same key is being worked on, then takes its answer', async () => {
    const adapter = makeAdapter();
    const message = await unprocessed(adapter);
    server.seen.length = 0;
    let left = 2;
    server.fault = () => {
      left -= 1;
      return left >= 0 ? problem(409, 'key-in-progress', {}, { 'Retry-After': '0' }) : null;
    };
    const command = {
      idempotencyKey: newIdempotencyKey(),
      messageId: message.id,
      expectedVersion: message.version,
    };
    const started = await adapter.startProcessing(command, {});
    assert.equal(started.status, 'processing');
    assert.equal(server.seen.length, 3);
    assert.equal(new Set(server.seen.map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  it('N8 names the fields, whatever else the list holds', async () => {
    const fields = [
      { field: 'comments', code: 'too-long', message: 'x'.repeat(1000) },
      { field: 'comments', code: 7 },
      null,
      ...Array.from({ length: 300 }, (_, index) => ({ field: `f${index}`, code: 'required' })),
    ];
    server.next(problem(422, 'invalid', { fields }));
    const error = await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.code, 'invalid');
    assert.deepEqual(error.fields[0], {
      field: 'comments',
      code: 'too-long',
      message: 'x'.repeat(200),
    });
    assert.ok(error.fields.length > 10 && error.fields.length <= 100);
  });

  it('N9 reads both forms of Retry-After and trusts no nonsense', async () => {
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
        server.next(reply(status, { 'Retry-After': value, Date: now.toUTCString() }));
        const error = await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}));
        assert.equal(error.retryAfterSeconds, seconds, value);
      }
    }
  });

  it('N10 keeps the request id and nothing else of a hostile answer', async () => {
    const body = `SELECT * FROM ${CANARY} at Object.<anonymous> (/srv/app.js:1:1)`;
    server.next(
      reply(500, { 'Content-Type': 'application/problem+json', 'X-Request-Id': 'r/1' }, body),
    );
    const error = await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}));
    assert.equal(error.requestId, 'r/1');
    assert.ok(!everything(error).includes(CANARY));
    server.next(reply(500, { 'X-Request-Id': '<script>' }));
    assert.equal(
      (await rejectionOf(makeAdapter().listMessages(DEFAULT_QUERY, {}))).requestId,
      undefined,
    );
  });
});

describe('HTTP adapter: broken bodies', () => {
  const json = { 'Content-Type': 'application/json' };
  const bodies: [string, Fault][] = [
    ['truncated JSON', reply(200, json, `{"messages":[{"id":"${CANARY}`)],
    ['an empty 200', reply(200, json)],
    ['204', reply(204)],
    ['HTML as JSON', reply(200, json, `<html>${CANARY}`)],
    ['text/plain', reply(200, { 'Content-Type': 'text/plain' }, `{"a":"${CANARY}"}`)],
    ['Latin-1', reply(200, json, Buffer.from('{"messages":[],"x":"\u00e9"}', 'latin1'))],
    ['null', reply(200, json, 'null')],
    ['a string', reply(200, json, `"${CANARY}"`)],
    ['a list', reply(200, json, '[]')],
    ['wrong types', reply(200, json, '{"messages":{},"agents":7,"results":"x","id":{},"url":[]}')],
    ['two values', reply(200, json, '{}{}')],
    ['a gzip error', reply(200, { ...json, 'Content-Encoding': 'gzip' }, 'not gzip')],
  ];
  for (const [name, fault] of bodies) {
    it(`N12 ${name} is an answer that is not understood, from every endpoint`, async () => {
      for (const [operation, call] of Object.entries(operations(makeAdapter()))) {
        server.next(fault);
        // Everything of the capabilities has a default.
        if (operation === 'getCapabilities' && name === 'wrong types') continue;
        const error = await rejectionOf(call());
        // The line and the decompression of it cannot be told apart.
        const code = name === 'a gzip error' ? 'network' : 'malformed';
        assert.equal(error.code, code, operation);
        if (code === 'malformed') assert.equal(error.cause, undefined);
        assert.ok(!everything(error).includes(CANARY), operation);
      }
    });
  }

  it('N12 a byte order mark does no harm', async () => {
    server.next(async ({ response, answer }) => {
      response.writeHead(200, json);
      response.end(`\uFEFF${await (await answer()).text()}`);
    });
    const page = await makeAdapter().listMessages(DEFAULT_QUERY, {});
    assert.equal(page.messages.length, 20);
  });

  it('N13 N14 one bad row does not take the list with it, and its fields are named', async () => {
    const rows = [
      { id: 'a', version: 1, channel: 'fax', status: 'ESCALATED' },
      null,
      7,
      { id: 'b', version: 1, channel: 'web', status: 'processed', createdAt: 1763803800, text: {} },
      { version: 3 },
      { id: 2 ** 53 + 2, version: 1 },
    ];
    server.next(reply(200, json, JSON.stringify({ messages: rows, total: -1 })));
    const issues: string[] = [];
    const client = AdapterClient.for(makeAdapter());
    const page = await client.listMessages(DEFAULT_QUERY, {
      onIssues: (fields) => issues.push(...fields),
    });
    assert.deepEqual(
      page.messages.map(({ id, status }) => [id, status]),
      [
        ['a', 'ESCALATED'],
        ['b', 'processed'],
      ],
    );
    assert.equal(page.total, null);
    assert.ok(issues.includes('messages[1].createdAt'), issues.join());
    assert.ok(issues.includes('total'));
  });

  it('an answer about another message is not understood', async () => {
    server.next(
      reply(200, json, '{"id":"other","version":1,"channel":"web","status":"processed"}'),
    );
    assert.equal((await rejectionOf(makeAdapter().getMessage('m-1', {}))).code, 'malformed');
  });

  it('S6 S9 refuses addresses of recordings that may not be loaded', async () => {
    const adapter = makeAdapter({ recordingOrigins: ['https://obs.example.com'] });
    const good = [
      ['/api/recordings/x', `${server.origin}/api/recordings/x`],
      ['recordings/x', `${server.baseUrl}/recordings/x`],
      ['https://obs.example.com/a.wav?sig=1', 'https://obs.example.com/a.wav?sig=1'],
    ] as const;
    for (const [url, expected] of good) {
      server.next(reply(200, json, JSON.stringify({ url })));
      const recording = await adapter.getRecording({ messageId: 'm', purpose: 'play' }, {});
      assert.equal(recording.kind === 'url' && recording.url, expected);
    }
    for (const url of [
      'javascript:alert(1)',
      ' java\tscript:alert(1)',
      'data:audio/wav;base64,AA',
      'blob:https://obs.example.com/1',
      'file:///D:/records/1.wav',
      '//evil.example/a.wav',
      '\\\\evil.example\\a.wav',
      'https://user:pass@obs.example.com/a.wav',
      'https://obs.example.com.evil.example/a.wav',
      'http://obs.example.com/a.wav',
      'D:\\records\\1.wav',
      '',
    ]) {
      server.next(reply(200, json, JSON.stringify({ url })));
      const error = await rejectionOf(
        adapter.getRecording({ messageId: 'm', purpose: 'play' }, {}),
      );
      assert.equal(error.code, 'malformed', url);
      assert.ok(url === '' || !everything(error).includes(url));
    }
  });
});

describe('HTTP adapter: events', () => {
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
  const requests = (): typeof server.seen =>
    server.seen.filter(({ url }) => url.endsWith('/events'));

  it('puts events together from pieces, with any line ends, and skips what it does not know', async () => {
    server.next(
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
    const { events, stop } = hear(makeAdapter());
    await until(() => events.length === 3);
    assert.deepEqual(events, ['live', 'changed a v2 #1', 'removed é v3 #3']);
    stop();
  });

  it('W18 tells of a lost connection, comes back with the last id, and tells again', async () => {
    let times = 0;
    server.fault = () => {
      times += 1;
      return times === 1
        ? streaming((response) => {
            response.write(
              'retry: 20\n\nid: 41\nevent: changed\ndata: {"messageId":"a","version":1}\n\n',
            );
            setTimeout(() => response.destroy(), 20);
          })
        : null;
    };
    const { events, stop } = hear(makeAdapter());
    await until(() => events.filter((event) => event === 'live').length === 2);
    assert.deepEqual(events, ['live', 'changed a v1 #41', 'paused', 'live']);
    assert.equal(requests()[0]?.headers['last-event-id'], undefined);
    assert.equal(requests()[1]?.headers['last-event-id'], '41');
    stop();
  });

  it('makes the connection anew when nothing is heard for too long', async () => {
    let times = 0;
    server.fault = () => {
      times += 1;
      return times === 1 ? streaming((response) => response.write('retry: 10\n\n')) : null;
    };
    const { events, stop } = hear(makeAdapter({ eventSilenceSeconds: 0.1 }));
    await until(() => events.join() === 'live,paused,live');
    stop();
  });

  it('shares one connection, sends headers with it, and ends it with the last listener', async () => {
    const adapter = makeAdapter({ headers: () => ({ Authorization: 'Bearer t' }) });
    const first = hear(adapter);
    await until(() => first.events.length === 1);
    const second = hear(adapter);
    await until(() => second.events.length === 1);
    assert.equal(requests().length, 1);
    assert.equal(requests()[0]?.headers['authorization'], 'Bearer t');
    const isHeard = (): boolean => server.backend.tenant('main').events.subscriberCount > 0;
    assert.ok(isHeard());
    first.stop();
    assert.ok(isHeard());
    second.stop();
    second.stop();
    await until(() => !isHeard());
  });

  it('does not ask again where there are no events', async () => {
    for (const status of [204, 403, 404, 405, 501]) {
      server.seen.length = 0;
      server.fault = () => reply(status);
      const { events, stop } = hear(makeAdapter());
      await until(() => events.length === 1);
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.deepEqual(events, ['paused'], String(status));
      assert.equal(requests().length, 1, String(status));
      stop();
    }
  });

  it('N4 waits after the session ended until another request is let through', async () => {
    const adapter = makeAdapter();
    server.backend.signOut();
    const { events, stop } = hear(adapter);
    await until(() => events.length === 1);
    assert.deepEqual(events, ['paused']);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(requests().length, 1);
    server.backend.signIn();
    await adapter.listMessages(DEFAULT_QUERY, {});
    await until(() => events.at(-1) === 'live');
    stop();
  });

  it('dispose ends what is under way and everything after it', async () => {
    const adapter = makeAdapter();
    const { events } = hear(adapter);
    await until(() => events.length === 1);
    server.next(() => undefined);
    const waiting = rejectionOf(adapter.getMessage('m-1', {}));
    await until(() => server.seen.length === 2);
    adapter.dispose!();
    assert.equal((await waiting).code, 'unavailable');
    assert.equal((await rejectionOf(adapter.getMessage('m-1', {}))).code, 'unavailable');
    await until(() => server.backend.tenant('main').events.subscriberCount === 0);
    assert.equal(hear(adapter).events.length, 0);
  });
});

describe('HTTP adapter: options', () => {
  it('says which option cannot be used', () => {
    const bad: [Partial<HttpAdapterOptions>, RegExp][] = [
      [{ baseUrl: '' }, /baseUrl is missing/],
      [{ baseUrl: '/api' }, /baseUrl .*absolute/],
      [{ baseUrl: 'ftp://x/' }, /baseUrl must be http/],
      [{ baseUrl: `https://u:${CANARY}@x/` }, /baseUrl must not hold/],
      [{ baseUrl: 'https://x/?a=1' }, /no query/],
      [{ headers: {} as never }, /headers must be a function/],
      [{ onAuthRequired: true as never }, /onAuthRequired must be a function/],
      [{ events: 'websocket' as never }, /events must be/],
      [{ idempotencyHeader: 'a b' }, /idempotencyHeader/],
      [{ recordingOrigins: ['javascript:1'] }, /recordingOrigins/],
      [{ eventSilenceSeconds: Number.NaN }, /eventSilenceSeconds/],
    ];
    for (const [options, message] of bad) {
      assert.throws(
        () => createHttpAdapter({ baseUrl: 'https://x.example/', ...options }),
        (error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes(CANARY));
          return true;
        },
      );
    }
    assert.throws(() => createHttpAdapter(undefined as never), TypeError);
  });

  it('leaves out the methods that the backend does not offer', () => {
    const adapter = makeAdapter({ events: 'none', without: ['releaseProcessing', 'renewLease'] });
    assert.equal(adapter.subscribe, undefined);
    assert.equal(adapter.releaseProcessing, undefined);
    assert.equal(adapter.renewLease, undefined);
    assert.ok(adapter.undoAllocation);
  });

  it('sends the key and reads the request id under the names that are set', async () => {
    const adapter = makeAdapter({ idempotencyHeader: 'X-Key', requestIdHeader: 'X-Trace' });
    server.next(reply(500, { 'X-Trace': 'trace-1' }));
    const error = await rejectionOf(operations(adapter)['allocateMessages']!());
    assert.equal(error.requestId, 'trace-1');
    assert.ok(server.seen[0]?.headers['x-key']);
  });
});

/** All that an error says, to whoever logs it. */
function everything(error: AdapterError): string {
  const { message, stack, cause, fields, requestId } = error;
  return [message, stack, String(cause), JSON.stringify({ fields, requestId, cause })].join('\n');
}

async function until(fact: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!fact()) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${String(fact)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
