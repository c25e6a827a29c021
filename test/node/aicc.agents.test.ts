/** AICC’s agent accounts through the host proxy of the documentation, against an AICC on loopback. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { AgentQuery } from '../../src/model/query.js';
import { agentsAt, code, FIRST_PAGE, rejection, useAicc, type Answer } from './support/aicc.ts';
import { agentRows } from './support/fake-aicc.ts';
import { settledBy, until } from './support/waits.ts';

describe('agents by agentAccount/query', () => {
  const { answering, house } = useAicc();

  it('are read page by page from page 0, once for all searches, and paged here', async () => {
    const { aicc, address } = await house();
    const agents = agentsAt(address);
    const [first, again] = await Promise.all([
      agents.listAgents({ page: FIRST_PAGE }, {}),
      agents.listAgents({ page: FIRST_PAGE }, {}),
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
    const { agents } = await agentsAt(address, { skillQueues }).listAgents(
      { page: FIRST_PAGE },
      {},
    );
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
    const found = async (query: Partial<AgentQuery>) =>
      (await agents.listAgents({ ...query, page: FIRST_PAGE }, {})).total;
    assert.equal(await found({ employeeId: '1001' }), 1);
    assert.equal(await found({ account: 'J100249' }), 1);
    assert.equal(await found({ name: 'MÁRQUEZ' }), 125);
    assert.equal(await found({ name: '  li lei 248 ' }), 1);
    assert.equal(await found({ skillQueue: 'ｖｉｐ' }), 83);
    assert.equal(await found({ skillQueue: '2', name: 'Li' }), 42);
    assert.equal(await found({ name: 'nobody' }), 0);
    assert.equal(await found({ name: '   ' }), 250);
    assert.equal(
      await code(agents.listAgents({ organization: 'x', page: FIRST_PAGE }, {})),
      'unsupported',
    );
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
    ] as readonly (readonly [(at: number) => object, number, number])[]) {
      const { address, bodies } = await answering((response, body) => {
        const { pageNum } = body as { readonly pageNum: number };
        response.end(JSON.stringify({ resultCode: '0', ...answer(pageNum) }));
      });
      const found = await agentsAt(address, { pageSize: 10 }).listAgents({ page: FIRST_PAGE }, {});
      assert.equal(found.total, total);
      assert.equal(bodies.length, asked);
    }
  });

  it('stop at the most that is wanted', async () => {
    const { aicc, address } = await house();
    const found = await agentsAt(address, { maxAgents: 150 }).listAgents({ page: FIRST_PAGE }, {});
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
    assert.equal(await code(agents.listAgents({ page: FIRST_PAGE }, {})), 'unavailable');
    fail = false;
    await agents.listAgents({ page: FIRST_PAGE }, {});
    await agents.listAgents({ page: FIRST_PAGE }, {});
    assert.equal(bodies.length, 3);
  });

  it('are no longer read when nobody waits for them any more (W11)', async () => {
    let open: ServerResponse | undefined;
    const { address } = await answering((response) => (open = response));
    const agents = agentsAt(address);
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [one, two].map(({ signal }) =>
      rejection(agents.listAgents({ page: FIRST_PAGE }, { signal })),
    );
    const response = await until('the request', () => open);
    const closed = new Promise((resolve) => response.on('close', resolve));
    one.abort('first');
    assert.equal(await asked[0], 'first');
    assert.equal(response.destroyed, false);
    two.abort('second');
    assert.equal(await asked[1], 'second');
    await settledBy('the connection to be let go', closed);
    assert.equal(
      await rejection(agents.listAgents({ page: FIRST_PAGE }, { signal: two.signal })),
      'second',
    );
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
  ] as readonly (readonly [string, Answer, string])[]) {
    it(`reject with ${expected} for ${name}`, async () => {
      const { address } = await answering(answer);
      assert.equal(await code(agentsAt(address).listAgents({ page: FIRST_PAGE }, {})), expected);
    });
  }
});
