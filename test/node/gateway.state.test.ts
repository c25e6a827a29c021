/** The agent's state, read from a CC-Gateway on loopback that speaks the published protocol. */
import assert from 'node:assert/strict';
import type { Respond } from './support/fake-gateway.ts';
import { rejection, useGateways } from './support/gateways.ts';
import { until } from './support/waits.ts';

describe('the agent’s state over CC-Gateway', () => {
  const { fake, control } = useGateways();

  for (const [code, state] of Object.entries({
    0: 'unknown',
    2: 'signed-out',
    3: 'busy',
    4: 'idle',
    5: 'wrap-up',
    7: 'talking',
    8: 'rest',
    42: 'unknown',
  })) {
    it(`reads agentState ${code} as ${state}`, async () => {
      const gateway = await fake();
      gateway.agentState = Number(code);
      assert.equal(await control(gateway).getAgentState({}), state);
    });
  }

  it('does not call an agent idle who is in a call', async () => {
    const gateway = await fake();
    gateway.isWorking = true;
    assert.equal(await control(gateway).getAgentState({}), 'talking');
  });

  it('says signed out when the gateway knows no session', async () => {
    const gateway = await fake();
    assert.equal(await control(gateway, { guid: 'stale' }).getAgentState({}), 'signed-out');
  });

  it('rejects with the signal’s reason when it is aborted', async () => {
    const gateway = await fake();
    gateway.failNext('/agentstatus', () => undefined);
    const stop = new AbortController();
    const asked = rejection(control(gateway).getAgentState({ signal: stop.signal }));
    await until('the request', () => gateway.requests.length === 1);
    stop.abort(new Error('closed'));
    assert.equal((await asked).message, 'closed');
  });

  for (const [name, respond, code] of [
    ['500', (response) => response.writeHead(500).end(), 'unavailable'],
    ['403', (response) => response.writeHead(403).end(), 'forbidden'],
    ['429', (response) => response.writeHead(429, { 'retry-after': '7' }).end(), 'rate-limited'],
    [
      'a redirect to a login page',
      (response) => response.writeHead(302, { location: '/login' }).end(),
      'unauthenticated',
    ],
    [
      'a login page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in'),
      'malformed',
    ],
    ['cut off JSON', (response) => response.end('{"retcode":"0","resu'), 'malformed'],
    ['no envelope', (response) => response.end('[]'), 'malformed'],
    ['a dropped connection', (response) => response.destroy(), 'network'],
    ['silence', () => undefined, 'timeout'],
    [
      'an unpublished code',
      (response) => response.end('{"message":"secret","retcode":"999-123"}'),
      'unavailable',
    ],
  ] as readonly (readonly [string, Respond, string])[]) {
    it(`rejects with ${code} for ${name}`, async () => {
      const gateway = await fake();
      gateway.failNext('/agentstatus', respond);
      const error = await rejection(
        control(gateway, { timing: { requestMs: name === 'silence' ? 30 : 60_000 } }).getAgentState(
          {},
        ),
      );
      assert.equal(error.name, 'AdapterError');
      assert.equal(error.code, code);
      assert.equal(error.operation, 'getAgentState');
      assert.doesNotMatch(JSON.stringify([error, error.message]), /secret/);
    });
  }
});
