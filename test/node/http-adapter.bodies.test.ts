/** The HTTP adapter and answers that are broken, hostile or about something else. */
import assert from 'node:assert/strict';
import { AdapterClient } from '../../src/client/adapter-client.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import {
  CANARY,
  everything,
  JSON_TYPE,
  operations,
  rejectionOf,
  useHttpAdapters,
} from './support/http-adapter.ts';
import { reply, type Fault } from './support/http-backend.ts';

describe('the HTTP adapter and broken bodies', () => {
  const http = useHttpAdapters();

  const bodies: [string, Fault][] = [
    ['truncated JSON', reply(200, JSON_TYPE, `{"messages":[{"id":"${CANARY}`)],
    ['an empty 200', reply(200, JSON_TYPE)],
    ['204', reply(204)],
    ['HTML as JSON', reply(200, JSON_TYPE, `<html>${CANARY}`)],
    ['text/plain', reply(200, { 'Content-Type': 'text/plain' }, `{"a":"${CANARY}"}`)],
    ['Latin-1', reply(200, JSON_TYPE, Buffer.from('{"messages":[],"x":"\u00e9"}', 'latin1'))],
    ['null', reply(200, JSON_TYPE, 'null')],
    ['a string', reply(200, JSON_TYPE, `"${CANARY}"`)],
    ['a list', reply(200, JSON_TYPE, '[]')],
    [
      'wrong types',
      reply(200, JSON_TYPE, '{"messages":{},"agents":7,"results":"x","id":{},"url":[]}'),
    ],
    ['two values', reply(200, JSON_TYPE, '{}{}')],
    ['a gzip error', reply(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, 'not gzip')],
  ];
  for (const [name, fault] of bodies) {
    it(`${name} is an answer that is not understood, from every endpoint (N12)`, async () => {
      for (const [operation, call] of Object.entries(operations(http.make()))) {
        http.server.next(fault);
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

  it('a byte order mark does no harm (N12)', async () => {
    http.server.next(async ({ response, answer }) => {
      response.writeHead(200, JSON_TYPE);
      response.end(`\uFEFF${await (await answer()).text()}`);
    });
    const page = await http.make().listMessages(DEFAULT_QUERY, {});
    assert.equal(page.messages.length, 20);
  });

  it('one bad row does not take the list with it, and its fields are named (N13 N14)', async () => {
    const rows = [
      { id: 'a', version: 1, channel: 'fax', status: 'ESCALATED' },
      null,
      7,
      { id: 'b', version: 1, channel: 'web', status: 'processed', createdAt: 1763803800, text: {} },
      { version: 3 },
      { id: 2 ** 53 + 2, version: 1 },
    ];
    http.server.next(reply(200, JSON_TYPE, JSON.stringify({ messages: rows, total: -1 })));
    const issues: string[] = [];
    const client = AdapterClient.for(http.make());
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
    http.server.next(
      reply(200, JSON_TYPE, '{"id":"other","version":1,"channel":"web","status":"processed"}'),
    );
    assert.equal((await rejectionOf(http.make().getMessage('m-1', {}))).code, 'malformed');
  });

  it('refuses addresses of recordings that may not be loaded (S6 S9)', async () => {
    const adapter = http.make({ recordingOrigins: ['https://obs.example.com'] });
    const good = [
      ['/api/recordings/x', `${http.server.origin}/api/recordings/x`],
      ['recordings/x', `${http.server.baseUrl}/recordings/x`],
      ['https://obs.example.com/a.wav?sig=1', 'https://obs.example.com/a.wav?sig=1'],
    ] as const;
    for (const [url, expected] of good) {
      http.server.next(reply(200, JSON_TYPE, JSON.stringify({ url })));
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
      http.server.next(reply(200, JSON_TYPE, JSON.stringify({ url })));
      const error = await rejectionOf(
        adapter.getRecording({ messageId: 'm', purpose: 'play' }, {}),
      );
      assert.equal(error.code, 'malformed', url);
      assert.ok(url === '' || !everything(error).includes(url));
    }
  });
});
