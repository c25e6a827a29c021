/** AICC’s secrets stay with the host proxy of the documentation, which lets two paths through. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createAiccAgents, createAiccRecordings } from '../../src/adapters/aicc/index.js';
import { agentsAt, FIRST_PAGE, PATH, useAicc } from './support/aicc.ts';
import { agentRows, KEYS } from './support/fake-aicc.ts';

describe('AICC’s secrets', () => {
  const { answering, house } = useAicc();

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
          () => create({ url: '/aicc', [name]: 'canary-secret' } as never),
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
    const found = await agentsAt(address).listAgents({ page: FIRST_PAGE }, {});
    assert.equal(found.total, 3);
    assert.doesNotMatch(JSON.stringify(found), /canary/);
  });
});

describe('the host proxy of the documentation', () => {
  const { house } = useAicc();

  const post = (
    address: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) =>
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
    const ask = async (fileName: unknown) =>
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
