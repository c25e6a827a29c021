/** The call control of CC-Gateway signs nobody in, tells no secret and takes no dangerous option. */
import assert from 'node:assert/strict';
import { createGatewayCallControl, type GatewayOptions } from '../../src/call-control/index.js';
import type { Respond } from './support/fake-gateway.ts';
import { rejection, start, useGateways } from './support/gateways.ts';
import { until } from './support/waits.ts';

describe('what the call control never does', () => {
  const { fake, control, listen } = useGateways();

  it('signs nobody in, and speaks no path but the four', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway);
    listen(phone);
    const call = await start(phone);
    await phone.getAgentState({});
    await phone.endCall(call, {});
    await until('a second poll', () => gateway.polls().length > 1);
    const spoken = new Set(gateway.requests.map(({ method, path }) => `${method} ${path}`));
    assert.deepEqual([...spoken].sort(), [
      'DELETE voicecall/49999/release',
      'GET agentevent/49999',
      'GET onlineagent/49999/agentstatus',
      'PUT voicecall/49999/callout',
    ]);
  });

  it('lets neither number nor GUID into an error (S13)', async () => {
    const gateway = await fake();
    const canary = 'canary-guid.AgentGateway0';
    gateway.guids.push(canary);
    const phone = control(gateway, { guid: canary });
    const errors = [
      await rejection(start(phone, '+86 138****0000')),
      await rejection(start(phone, '13800138000;x')),
    ];
    for (const respond of [
      (r) => r.destroy(),
      (r) => r.end('13800138000'),
      (r) => r.end('{"message":"13800138000","retcode":"13800138000"}'),
      (r) => r.writeHead(500).end(),
    ] as readonly Respond[]) {
      gateway.failNext('/callout', respond);
      errors.push(
        await rejection(
          start(
            control(gateway, { guid: canary, events: 'host', baseUrl: `${gateway.baseUrl}/` }),
            '13800138000',
          ),
        ),
      );
    }
    for (const error of errors) {
      const told = JSON.stringify([error.message, error.fields, error.requestId, error.stack]);
      assert.doesNotMatch(told, /138/, told);
      assert.doesNotMatch(told, /canary/, told);
    }
    const broken = await rejection(
      control(gateway, { guid: () => 'line\nbreak 138' }).getAgentState({}),
    );
    assert.equal(broken.code, 'unauthenticated');
    assert.doesNotMatch(String(broken.stack) + String(broken.cause), /break 138/);
  });

  it('is made with options that could lead elsewhere', () => {
    const good = { baseUrl: 'http://127.0.0.1:1', agentId: '49999', guid: 'g' };
    for (const bad of [
      { agentId: '../49999' },
      { agentId: '' },
      { guid: '' },
      { guid: undefined as unknown as string },
      { baseUrl: 'javascript:alert(1)' },
      { baseUrl: 'http://user:pw@127.0.0.1' },
      { baseUrl: 'not an address' },
      { caller: '12;3' },
      { internationalPrefix: '0,0' },
      { skillId: 1.5 },
    ] as readonly Partial<GatewayOptions>[]) {
      assert.throws(
        () => createGatewayCallControl({ ...good, ...bad }),
        TypeError,
        JSON.stringify(bad),
      );
    }
  });
});
