/** The AICC pieces through the host proxy of the documentation, against an AICC on loopback. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { createHostProxy } from '../../docs/examples/host-proxy.mjs';
import {
  composeAdapter,
  createAiccAgents,
  createAiccRecordings,
  openEnvelope,
  readAiccTime,
  toAiccTime,
} from '../../src/adapters/aicc/index.ts';
import { agentRows, KEYS, SIGNATURE, startFakeAicc, wav } from './fake-aicc.mjs';

const undo = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${server.address().port}`;
}

async function house(options = {}) {
  const aicc = await startFakeAicc(options.aicc);
  undo.push(() => aicc.stop());
  const address = await listen(
    createHostProxy({
      api: aicc.origin,
      ccfs: aicc.origin,
      vdnId: 39,
      ...KEYS,
      sign: () => ({ Authorization: SIGNATURE }),
      isAllowed: ({ headers }) => headers.cookie !== 'nobody',
      ...options.proxy,
    }),
  );
  return { aicc, address };
}

/** A server that answers everything with `answer(response, body)`. */
async function answering(answer) {
  const bodies = [];
  const address = await listen(
    createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      bodies.push(JSON.parse(text));
      answer(response, bodies.at(-1));
    }),
  );
  return { address, bodies };
}

const page = { index: 0, size: 20 };
const PATH = 'Y:/39/record/20201015/10233946082696733.wav';
const rejection = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('it did not reject');
};
const code = async (promise) => (await rejection(promise)).code;
const agentsAt = (address, options = {}) =>
  createAiccAgents({ url: `${address}/aicc/agents`, ...options });
const recordingsAt = (address, options = {}) =>
  createAiccRecordings({ url: `${address}/aicc/recording`, recordingPath: () => PATH, ...options });
const getIt = (recordings, request = {}, options = {}) =>
  recordings.getRecording({ messageId: 'm-1', purpose: 'play', ...request }, options);

describe('agents by agentAccount/query', () => {
  it('are read page by page from page 0, once for all searches, and paged here', async () => {
    const { aicc, address } = await house();
    const agents = agentsAt(address);
    const [first, again] = await Promise.all([
      agents.listAgents({ page }, {}),
      agents.listAgents({ page }, {}),
    ]);
    assert.deepEqual(first, again);
    assert.equal(first.total, 250);
    assert.equal(first.agents.length, 20);
    assert.equal(first.hasMore, true);
    const last = await agents.listAgents({ page: { index: 12, size: 20 } }, {});
    assert.equal(last.agents.length, 10);
    assert.equal(last.hasMore, false);
    assert.equal((await agents.listAgents({ page: { index: 13, size: 20 } }, {})).agents.length, 0);
    const asked = aicc.requests
      .filter(({ path }) => path.endsWith('/query'))
      .map(({ body }) => body);
    assert.deepEqual(
      asked,
      [0, 1, 2].map((pageNum) => ({ pageNum, pageSize: 100 })),
    );
    assert.equal(aicc.tokens, 1);
  });

  it('have the fields of the screen', async () => {
    const { address } = await house();
    const skillQueues = [{ id: '0', name: 'Sales' }];
    const { agents } = await agentsAt(address, { skillQueues }).listAgents({ page }, {});
    assert.deepEqual(agents[0], {
      employeeId: '1001',
      businessAccount: 'j100000',
      name: 'Li Lei 0',
      organization: null,
      skillQueues: [{ id: '0', name: 'Sales' }],
      state: 'unknown',
      openMessages: null,
    });
  });

  it('are searched by employee ID, account, name and skill queue', async () => {
    const { address } = await house();
    const agents = agentsAt(address, { skillQueues: [{ id: '2', name: '贵宾 VIP' }] });
    const found = async (query) => (await agents.listAgents({ ...query, page }, {})).total;
    assert.equal(await found({ employeeId: '1001' }), 1);
    assert.equal(await found({ account: 'J100249' }), 1);
    assert.equal(await found({ name: 'MÁRQUEZ' }), 125);
    assert.equal(await found({ name: '  li lei 248 ' }), 1);
    assert.equal(await found({ skillQueue: 'ｖｉｐ' }), 83);
    assert.equal(await found({ skillQueue: '2', name: 'Li' }), 42);
    assert.equal(await found({ name: 'nobody' }), 0);
    assert.equal(await found({ name: '   ' }), 250);
    assert.equal(await code(agents.listAgents({ organization: 'x', page }, {})), 'unsupported');
  });

  it('end where the backend’s paging ends, however it lies', async () => {
    const rows = agentRows(30);
    for (const [answer, total, asked] of [
      [(at) => ({ data: rows.slice(at * 10, at * 10 + 10), total: 30 }), 30, 3],
      [(at) => ({ data: rows.slice(at * 10, at * 10 + 10) }), 30, 4],
      [() => ({ data: rows.slice(0, 10), total: 1e6 }), 10, 2],
      [(at) => ({ data: rows.slice(at * 5, at * 5 + 5), total: '30' }), 30, 6],
      [() => ({ data: [], total: 99 }), 0, 1],
      [
        () => ({
          data: [null, 7, {}, { workNo: 5 }, { userAccount: 'x' }, ...rows.slice(0, 1)],
          total: 6,
        }),
        1,
        1,
      ],
    ]) {
      const { address, bodies } = await answering((response, { pageNum }) =>
        response.end(JSON.stringify({ resultCode: '0', ...answer(pageNum) })),
      );
      const found = await agentsAt(address, { pageSize: 10 }).listAgents({ page }, {});
      assert.equal(found.total, total);
      assert.equal(bodies.length, asked);
    }
  });

  it('stop at the most that is wanted', async () => {
    const { aicc, address } = await house();
    const found = await agentsAt(address, { maxAgents: 150 }).listAgents({ page }, {});
    assert.equal(found.total, 150);
    assert.equal(aicc.requests.filter(({ path }) => path.endsWith('/query')).length, 2);
  });

  it('are asked for again after a failure, and after their time', async () => {
    let fail = true;
    const { address, bodies } = await answering((response) =>
      fail
        ? response.writeHead(503).end()
        : response.end(JSON.stringify({ resultCode: 0, data: agentRows(1), total: 1 })),
    );
    const agents = agentsAt(address, { cacheSeconds: 0 });
    assert.equal(await code(agents.listAgents({ page }, {})), 'unavailable');
    fail = false;
    await agents.listAgents({ page }, {});
    await agents.listAgents({ page }, {});
    assert.equal(bodies.length, 3);
  });

  it('W11 are no longer read when nobody waits for them any more', async () => {
    let open;
    const { address } = await answering((response) => (open = response));
    const agents = agentsAt(address);
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [one, two].map(({ signal }) =>
      rejection(agents.listAgents({ page }, { signal })),
    );
    while (!open) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = new Promise((resolve) => open.on('close', resolve));
    one.abort('first');
    assert.equal(await asked[0], 'first');
    assert.equal(open.destroyed, false);
    two.abort('second');
    assert.equal(await asked[1], 'second');
    await closed;
    assert.equal(await rejection(agents.listAgents({ page }, { signal: two.signal })), 'second');
  });

  for (const [name, answer, expected] of [
    ['a login page', (response) => response.end('<html>Sign in</html>'), 'malformed'],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: '/sso' }).end(),
      'unauthenticated',
    ],
    [
      'a failure code',
      (response) => response.end('{"resultCode":"100-006","resultMessage":"x"}'),
      'unauthenticated',
    ],
    ['no list', (response) => response.end('{"resultCode":"0","data":{}}'), 'malformed'],
    ['a dropped connection', (response) => response.destroy(), 'network'],
    ['401', (response) => response.writeHead(401).end(), 'unauthenticated'],
  ]) {
    it(`reject with ${expected} for ${name}`, async () => {
      const { address } = await answering(answer);
      assert.equal(await code(agentsAt(address).listAgents({ page }, {})), expected);
    });
  }
});

describe('recordings by downloadIVRRecordFile', () => {
  it('come as a Blob of the type its bytes show', async () => {
    const { aicc, address } = await house();
    const recording = await getIt(recordingsAt(address, { currentDrive: 'Y' }));
    assert.equal(recording.kind, 'blob');
    assert.equal(recording.mimeType, 'audio/wav');
    assert.equal(recording.blob.type, 'audio/wav');
    assert.equal(recording.durationSeconds, 2);
    assert.equal(recording.sizeBytes, wav(2).length);
    assert.deepEqual(Buffer.from(await recording.blob.arrayBuffer()), wav(2));
    assert.deepEqual(aicc.requests.at(-1).body, {
      request: { version: '2.0' },
      msgBody: { fileName: PATH },
    });
  });

  it('on another drive are storage-offline, without asking and without a path in any word', async () => {
    const { aicc, address } = await house({ aicc: { drive: 'Z' } });
    for (const currentDrive of ['Z', 'z:', 'Z:/', () => 'Z', async () => 'z']) {
      const error = await rejection(getIt(recordingsAt(address, { currentDrive })));
      assert.equal(error.code, 'recording-storage-offline');
      assert.doesNotMatch(
        JSON.stringify([error.message, error.stack, error.fields, String(error.cause)]),
        /record\/|[YZ]:\//,
      );
    }
    assert.equal(aicc.requests.length, 0);
    // Where the current drive is not told, AICC's own code says so.
    const error = await rejection(getIt(recordingsAt(address)));
    assert.equal(error.code, 'recording-storage-offline');
    assert.equal(error.requestId, 'AICC 104-004');
    assert.doesNotMatch(JSON.stringify([error.message, error.stack, error.fields]), /record\/20/);
  });

  it('are asked for where the drive cannot be told, or the reference is no path', async () => {
    const { address } = await house();
    for (const currentDrive of ['', '??', () => undefined]) {
      assert.equal((await getIt(recordingsAt(address, { currentDrive }))).mimeType, 'audio/wav');
    }
    const { address: other, bodies } = await answering((response) => response.end(wav()));
    const byId = recordingsAt(other, { recordingPath: (id) => `ref-${id}`, currentDrive: 'Y' });
    assert.equal((await getIt(byId)).durationSeconds, 1);
    assert.equal(bodies[0].msgBody.fileName, 'ref-m-1');
  });

  for (const [name, bytes, expected] of [
    ['nothing', '', 'recording-missing'],
    [
      'a success without a file',
      '{"resultCode":"0","resultDesc":"ok","resultData":""}',
      'recording-missing',
    ],
    [
      'a missing file',
      '{"resultCode":"104-005","resultDesc":"Y:/39/x","resultData":""}',
      'recording-missing',
    ],
    ['no right', '\ufeff{"resultCode":"104-002","resultData":""}', 'recording-forbidden'],
    ['a code of its own', '{"resultCode":"0300017","resultData":""}', 'recording-purged'],
    [
      'an unpublished code',
      '{"resultCode":"77","resultDesc":"Y:/39/x","resultData":""}',
      'unavailable',
    ],
    ['other JSON', '{"a":1}', 'malformed'],
    ['cut off JSON', '{"resultCode":"104', 'malformed'],
    ['a login page', '<!doctype html><title>Sign in', 'malformed'],
    ['text', 'no such file', 'recording-format'],
    ['an AVI', 'RIFF\0\0\0\0AVI LIST', 'recording-format'],
  ]) {
    it(`M16 reject with ${expected} for ${name} with status 200`, async () => {
      const { address } = await answering((response) => {
        response.writeHead(200, { 'content-type': 'Application/Octet-stream;charset=UTF-8' });
        response.end(bytes);
      });
      const error = await rejection(
        getIt(recordingsAt(address, { codes: { '0300017': 'recording-purged' } })),
      );
      assert.equal(error.code, expected);
      assert.equal(error.operation, 'getRecording');
      assert.doesNotMatch(
        JSON.stringify([error.message, error.stack, error.requestId]),
        /39\/|Sign/,
      );
    });
  }

  for (const [status, expected] of [
    [401, 'unauthenticated'],
    [403, 'recording-forbidden'],
    [404, 'recording-missing'],
    [500, 'unavailable'],
    [302, 'unauthenticated'],
  ]) {
    it(`reject with ${expected} for status ${status}`, async () => {
      const { address } = await answering((response) =>
        response.writeHead(status, { location: '/x' }).end(),
      );
      assert.equal(await code(getIt(recordingsAt(address))), expected);
    });
  }

  for (const [name, head, type] of [
    ['MP3 with a tag', [...Buffer.from('ID3\x03')], 'audio/mpeg'],
    ['MP3', [0xff, 0xfb, 0x90, 0x64], 'audio/mpeg'],
    ['AAC', [0xff, 0xf1, 0x50, 0x80], 'audio/aac'],
    ['Ogg', [...Buffer.from('OggS')], 'audio/ogg'],
    ['AMR', [...Buffer.from('#!AMR\n')], 'audio/amr'],
    ['WebM', [0x1a, 0x45, 0xdf, 0xa3], 'audio/webm'],
    ['MP4', [0, 0, 0, 0x20, ...Buffer.from('ftypM4A ')], 'audio/mp4'],
  ]) {
    it(`recognises ${name} by its bytes`, async () => {
      const { address } = await answering((response) =>
        response.end(Buffer.from([...head, ...new Array(40).fill(0)])),
      );
      assert.equal((await getIt(recordingsAt(address))).mimeType, type);
    });
  }

  it('N22 are not taken into memory beyond the limit, whatever length is told', async () => {
    for (const headers of [{}, { 'content-length': '9000000' }]) {
      let sent = 0;
      const { address } = await answering((response) => {
        response.writeHead(200, headers);
        response.write(wav());
        const more = () => {
          if (response.destroyed || sent > 8_000_000) return;
          sent += 65_536;
          response.write(Buffer.alloc(65_536), more);
        };
        more();
      });
      const error = await rejection(getIt(recordingsAt(address, { maxBytes: 200_000 })));
      assert.equal(error.code, 'unsupported');
      assert.ok(sent < 8_000_000, `${sent} bytes were sent`);
    }
  });

  it('reject with the network’s fault when they break off, and with the reason when aborted', async () => {
    const { address } = await answering((response) => {
      response.writeHead(200, { 'content-length': '100000' });
      response.write(wav().subarray(0, 100), () => setTimeout(() => response.destroy(), 20));
    });
    assert.equal(await code(getIt(recordingsAt(address))), 'network');
    const { address: slow } = await answering((response) => response.writeHead(200).write(wav()));
    const stop = new AbortController();
    const asked = rejection(getIt(recordingsAt(slow), {}, { signal: stop.signal }));
    setTimeout(() => stop.abort('closed'), 50);
    assert.equal(await asked, 'closed');
  });

  it('are missing where the host knows none, and tell nothing of the host’s own errors', async () => {
    const at = (recordingPath) => recordingsAt('http://127.0.0.1:9', { recordingPath });
    assert.equal(await code(getIt(at(() => null))), 'recording-missing');
    assert.equal(await code(getIt(at(() => 'Y'.repeat(226)))), 'invalid');
    const error = await rejection(
      getIt(
        at(() => {
          throw new Error(PATH);
        }),
      ),
    );
    assert.equal(error.code, 'unavailable');
    assert.doesNotMatch(error.stack + String(error.cause), /record\//);
    assert.equal(
      await code(
        getIt(
          at(() => PATH),
          { variant: 'converted' },
        ),
      ),
      'unsupported',
    );
    assert.equal(
      await code(
        getIt(
          at(() => PATH),
          { archivePassword: 'aA1_' },
        ),
      ),
      'unsupported',
    );
  });
});

describe('the envelopes', () => {
  const open = (body, codes) => openEnvelope(body, 'listAgents', codes);

  it('are all opened in one place', () => {
    assert.deepEqual(open({ message: '', retcode: '0', result: { a: 1 } }), {
      data: { a: 1 },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultMessage: 'x', data: [1], total: 1 }), {
      data: [1],
      total: 1,
    });
    assert.deepEqual(open({ returnCode: '0', description: 'x', data: { workNo: 1 } }), {
      data: { workNo: 1 },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultDesc: 'x', token: 't' }), {
      data: { token: 't' },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultDesc: 'x', resultData: '' }), {
      data: '',
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0200000', resultDesc: 'x', data: 7 }), {
      data: 7,
      total: null,
    });
    assert.deepEqual(open({ retCode: '0', retMsg: 'x', result: null }), {
      data: null,
      total: null,
    });
    assert.deepEqual(open({ resultCode: 0, data: [], total: '12' }), { data: [], total: 12 });
  });

  it('say by code why they hold nothing', async () => {
    for (const [body, expected] of [
      [{ message: '', retcode: '000-003' }, 'unauthenticated'],
      [{ retcode: '100-006' }, 'unauthenticated'],
      [{ resultCode: '3', resultDesc: 'bad' }, 'invalid'],
      [{ resultCode: '13', resultDesc: 'bad' }, 'unavailable'],
      [{ resultCode: '0200001' }, 'unavailable'],
      [{ returnCode: 1, description: 'x' }, 'unavailable'],
      [{ retCode: '9', retMsg: 'x' }, 'unavailable'],
      [{}, 'malformed'],
      [null, 'malformed'],
      [[], 'malformed'],
      ['0', 'malformed'],
      [{ resultCode: '' }, 'malformed'],
      [{ resultCode: {} }, 'malformed'],
      [Object.create({ resultCode: '0' }), 'malformed'],
    ]) {
      assert.equal(
        await code(Promise.resolve().then(() => open(body))),
        expected,
        JSON.stringify(body),
      );
    }
  });

  it('S13 tell codes, never the words or what only looks like a code', async () => {
    const error = await rejection(
      Promise.resolve().then(() => open({ resultCode: '13800138000', resultDesc: 'Mr Lee' })),
    );
    assert.doesNotMatch(
      JSON.stringify([error.message, error.requestId, error.fields, error.stack]),
      /138|Lee/,
    );
  });
});

describe('AICC’s times', () => {
  it('are instants once their zone is named', () => {
    assert.equal(readAiccTime('2023-10-12 08:30:00', '+08:00'), '2023-10-12T00:30:00.000Z');
    assert.equal(readAiccTime('2023-10-12 08:30:00', 'Z'), '2023-10-12T08:30:00.000Z');
    assert.equal(readAiccTime('2023-10-12 08:30:00.250', '-0330'), '2023-10-12T12:00:00.000Z');
    assert.equal(readAiccTime('2023-07-01 12:00:00', 'Europe/Paris'), '2023-07-01T10:00:00.000Z');
    assert.equal(readAiccTime('2023-01-01 00:00:00', 'Asia/Kathmandu'), '2022-12-31T18:15:00.000Z');
    assert.equal(readAiccTime(1697099400000, 'Z'), '2023-10-12T08:30:00.000Z');
    assert.equal(readAiccTime('1697099400000', 'Asia/Shanghai'), '2023-10-12T08:30:00.000Z');
  });

  it('W16 keep their order through the nights of clock change', () => {
    // 2023-10-29, 03:00 CEST → 02:00 CET; 2023-03-26, 02:00 CET → 03:00 CEST.
    const at = (text) => readAiccTime(text, 'Europe/Berlin');
    assert.equal(at('2023-10-29 01:59:59'), '2023-10-28T23:59:59.000Z');
    assert.equal(at('2023-10-29 03:00:00'), '2023-10-29T02:00:00.000Z');
    assert.equal(at('2023-03-26 01:59:59'), '2023-03-26T00:59:59.000Z');
    assert.equal(at('2023-03-26 03:00:00'), '2023-03-26T01:00:00.000Z');
  });

  it('N14 are nothing when they cannot be read', () => {
    for (const value of [
      '',
      'yesterday',
      '2023-02-30 10:00:00',
      '2023-13-01 10:00:00',
      '2023-10-12',
      '12/10/2023 08:30',
      '0000-00-00 00:00:00',
      '2023-10-12 25:00:00',
      1697099400,
      '1697099400',
      NaN,
      Infinity,
      -1,
      1e18,
      null,
      undefined,
      {},
      ['2023-10-12 08:30:00'],
      true,
    ]) {
      assert.equal(readAiccTime(value, '+08:00'), null, String(value));
    }
    for (const zone of ['', 'local', '+25:00', 'Mars/Olympus']) {
      assert.throws(() => readAiccTime('2023-10-12 08:30:00', zone), TypeError);
    }
  });

  it('are written as AICC wants them', () => {
    assert.equal(toAiccTime('2023-10-12T00:30:00Z', '+08:00'), '2023-10-12 08:30:00');
    assert.equal(
      toAiccTime('2023-07-01T12:00:00+02:00', 'America/Sao_Paulo'),
      '2023-07-01 07:00:00',
    );
    assert.throws(() => toAiccTime('never', 'Z'), RangeError);
  });
});

describe('composing an adapter', () => {
  class Base {
    #name = 'base';
    disposed = 0;
    listMessages() {
      return Promise.resolve(this.#name);
    }
    listAgents() {
      return Promise.resolve('agents of the base');
    }
    dispose() {
      this.disposed += 1;
    }
  }

  it('takes the last piece that has a method, each on its owner', async () => {
    const base = new Base();
    const disposed = [];
    const adapter = composeAdapter(
      base,
      { listAgents: () => Promise.resolve('first'), dispose: () => disposed.push(1) },
      { listAgents: (...words) => Promise.resolve(words) },
    );
    assert.equal(await adapter.listMessages(), 'base');
    assert.deepEqual(await adapter.listAgents({ page }, {}), [{ page }, {}]);
    // What nobody has stays absent: the screen looks at that.
    assert.equal(adapter.undoAllocation, undefined);
    assert.equal('subscribe' in adapter, false);
    adapter.dispose();
    assert.deepEqual([base.disposed, disposed], [1, [1]]);
  });
});

describe('AICC’s secrets', () => {
  it('are neither asked for nor taken: an option of such a name is an error', () => {
    const names = [
      'ak',
      'sk',
      'appKey',
      'app_key',
      'appSecret',
      'app_secret',
      'accessToken',
      'token',
      'password',
      'sipPwd',
      'headers',
      'authorization',
      'guid',
    ];
    for (const name of names) {
      for (const create of [createAiccAgents, createAiccRecordings]) {
        assert.throws(
          () => create({ url: '/aicc', [name]: 'canary-secret' }),
          (error) =>
            error instanceof TypeError &&
            error.message.includes(name) &&
            !error.message.includes('canary'),
        );
      }
    }
    for (const url of [
      '/aicc?app_secret=canary',
      'https://user:canary@example.com/',
      '/aicc?token=canary',
      'javascript:0',
      '',
    ]) {
      assert.throws(
        () => createAiccAgents({ url }),
        (error) => error instanceof TypeError && !error.message.includes('canary'),
        url,
      );
    }
  });

  it('are not in the sources of what runs in the browser', () => {
    for (const folder of ['../../src/adapters/aicc/', '../../src/call-control/']) {
      for (const name of readdirSync(new URL(folder, import.meta.url))) {
        if (name.includes('.test.')) continue;
        const source = readFileSync(new URL(folder + name, import.meta.url), 'utf8');
        assert.doesNotMatch(
          source,
          /app_secret|app_key|tokenByAkSk|Bearer|sipPwd|queryAgentInfo\b/,
          name,
        );
      }
    }
  });

  it('stay with the host proxy, and nothing of them or of the softphone comes out', async () => {
    const { aicc, address } = await house();
    const answer = await fetch(`${address}/aicc/agents`, {
      method: 'POST',
      body: JSON.stringify({ pageNum: 0, pageSize: 250 }),
    });
    const text = (await answer.text()) + JSON.stringify([...answer.headers]);
    assert.match(text, /j100000/);
    assert.doesNotMatch(text, /canary|token-/);
    assert.ok(aicc.requests.some(({ headers }) => headers['x-app-key'] === KEYS.appKey));
  });

  it('do not pass the pieces either, when a proxy is careless', async () => {
    const { address } = await answering((response) =>
      response.end(JSON.stringify({ resultCode: '0', data: agentRows(3), total: 3 })),
    );
    const found = await agentsAt(address).listAgents({ page }, {});
    assert.equal(found.total, 3);
    assert.doesNotMatch(JSON.stringify(found), /canary/);
  });
});

describe('the host proxy of the documentation', () => {
  const post = (address, path, body, headers = {}) =>
    fetch(address + path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers,
    });

  it('lets two paths through and nothing else', async () => {
    const { aicc, address } = await house();
    for (const path of [
      '/',
      '/aicc/agents/',
      '/aicc/agents?x=1',
      '/aicc/../aicc/x',
      '/constructor',
      '/__proto__',
      '/apigovernance/api/oauth/tokenByAkSk',
    ]) {
      assert.equal((await post(address, path, {})).status, 404, path);
    }
    assert.equal((await fetch(`${address}/aicc/agents`)).status, 404);
    assert.equal(aicc.requests.length, 0);
  });

  it('asks who is there, and refuses other sites', async () => {
    const { aicc, address } = await house();
    assert.equal((await post(address, '/aicc/agents', {}, { cookie: 'nobody' })).status, 401);
    assert.equal(
      (await post(address, '/aicc/agents', {}, { 'sec-fetch-site': 'cross-site' })).status,
      401,
    );
    assert.equal(aicc.requests.length, 0);
  });

  it('gives out recordings of its own tenant only', async () => {
    const { aicc, address } = await house();
    const ask = async (fileName) =>
      (await post(address, '/aicc/recording', { msgBody: { fileName } })).status;
    for (const fileName of [
      'Y:/40/record/20201015/1.wav',
      'Y:/39/record/20201015/../../../etc/passwd',
      'Y:/39/record/20201015/1.wav/../2.wav',
      '/etc/passwd',
      'Y:/39/record/20201015/1.exe',
      ['Y:/40/record/20201015/1.wav'],
    ]) {
      assert.equal(await ask(fileName), 404, String(fileName));
    }
    assert.equal(aicc.requests.length, 0);
    assert.equal(await ask(PATH), 200);
  });

  it('survives rubbish, large bodies and an AICC that is down, and says nothing of it', async () => {
    const { aicc, address } = await house();
    assert.equal((await post(address, '/aicc/agents', 'rubbish')).status, 502);
    assert.equal((await post(address, '/aicc/recording', '{}')).status, 502);
    assert.equal((await post(address, '/aicc/agents', 'x'.repeat(5000))).status, 413);
    aicc.faults.push((response) => response.destroy());
    const answer = await post(address, '/aicc/agents', {});
    assert.equal(answer.status, 502);
    assert.equal(await answer.text(), '');
  });

  it('gets a new token when AICC refuses the old one', async () => {
    const { aicc, address } = await house();
    await post(address, '/aicc/agents', { pageNum: 0, pageSize: 1 });
    aicc.faults.push((response) => response.writeHead(401).end('{}'));
    await post(address, '/aicc/agents', { pageNum: 0, pageSize: 1 });
    const third = await post(address, '/aicc/agents', { pageNum: 0, pageSize: 1 });
    assert.equal((await third.json()).data.length, 1);
    assert.equal(aicc.tokens, 2);
  });
});
