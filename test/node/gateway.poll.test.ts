/** The one event poll of CC-Gateway that all elements share. */
import assert from 'node:assert/strict';
import type { Respond } from './support/fake-gateway.ts';
import { ofCall, start, useGateways, DIALLED } from './support/gateways.ts';
import { HeldTimers } from './support/held-timers.ts';
import { until } from './support/waits.ts';

describe('the event poll', () => {
  const { fake, control, listen, undoLater } = useGateways();

  it('is one for all elements, without overlap, and rests between two polls', async () => {
    const gateway = await fake({ longPollMs: 40 });
    const phones = [
      control(gateway),
      control(gateway),
      control(gateway, { baseUrl: gateway.origin }),
    ];
    const heard = phones.map(listen);
    // The same function twice is two subscriptions.
    await until('four polls', () => gateway.polls().length >= 4);
    gateway.emit('AgentState_Work');
    await until('all to hear of it', () =>
      heard.every((events) => events.some(({ state }) => state === 'wrap-up')),
    );
    assert.equal(gateway.mostOpenPolls, 1);
    for (const events of heard) assert.equal(events.length, 1);
  });

  it('begins with the first listener and stops with the last', async () => {
    const gateway = await fake({ longPollMs: 40 });
    const phone = control(gateway);
    await phone.getAgentState({});
    assert.equal(gateway.polls().length, 0);
    const ignore = (): void => undefined;
    const first = phone.subscribe(ignore);
    const second = control(gateway).subscribe(ignore);
    await until('two polls', () => gateway.polls().length >= 2);
    first();
    first();
    const after = gateway.polls().length;
    await until('a further poll', () => gateway.polls().length > after);
    const pauses = new HeldTimers({ fromMs: 1, toMs: 10 });
    try {
      await until('a pause', () => pauses.pending === 1);
      second();
      await until('the pause to be called off', () => pauses.pending === 0);
      assert.equal(gateway.openPolls, 0);
      assert.equal(pauses.delays.length, 1, 'nothing more is planned');
    } finally {
      pauses.release();
    }
    const last = gateway.polls().length;
    undoLater(phone.subscribe(ignore));
    await until('a poll for the new listener', () => gateway.polls().length === last + 1);
  });

  it('keeps to the published pause of 200 to 500 ms by default', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const pauses = new HeldTimers({ fromMs: 1, toMs: 1_000 });
    try {
      listen(control(gateway, { timing: {} }));
      for (let polls = 1; polls <= 4; polls += 1) {
        await until('a pause', () => pauses.pending === 1);
        assert.equal(gateway.polls().length, polls, 'it rests before it asks again');
        pauses.fire();
      }
      for (const delayMs of pauses.delays) {
        assert.ok(delayMs >= 200 && delayMs <= 500, `${delayMs} ms`);
      }
    } finally {
      pauses.release();
    }
  });

  it('takes every new GUID from it, and uses it for everything', async () => {
    const gateway = await fake({ longPollMs: 20, rotates: true });
    const told: string[] = [];
    const phone = control(gateway, { onGuid: (guid) => told.push(guid) });
    listen(phone);
    await until('five GUIDs', () => gateway.rotations >= 5);
    assert.equal(await phone.getAgentState({}), 'idle');
    assert.ok((await start(phone)).id);
    assert.deepEqual(told.slice(0, 3), [
      'r1.AgentGateway0',
      'r2.AgentGateway0',
      'r3.AgentGateway0',
    ]);
    assert.ok(gateway.called()[0]?.guid?.startsWith('r'));
  });

  it('asks the host for the GUID, once for all, when the one in use is refused', async () => {
    const gateway = await fake();
    let asked = 0;
    const phone = control(gateway, {
      guid: async () => {
        asked += 1;
        return asked === 1 ? 'JSESSIONID=old.AgentGateway0' : gateway.guid;
      },
    });
    assert.deepEqual(
      await Promise.all([
        phone.getAgentState({}),
        phone.getAgentState({}),
        phone.getAgentState({}),
      ]),
      ['idle', 'idle', 'idle'],
    );
    assert.equal(asked, 2);
  });

  it('says signed out when the session is over, and slows down', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway, { guid: 'over' });
    const events = listen(phone);
    await until('five polls', () => gateway.polls().length >= 5);
    assert.deepEqual(events, [{ type: 'agent-state', state: 'signed-out' }]);
  });

  it('backs off when it fails, never overlaps, and asks how things are when it is back (N22)', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const timing = { backOffMs: [1000, 2000], pauseMs: [5, 10] } as const;
    const phone = control(gateway, { timing });
    const events = listen(phone);
    const call = await start(phone);
    gateway.ring(call.id, DIALLED);
    await until('the ringing', () => ofCall(events).length === 1);
    for (const respond of [
      (r) => r.destroy(),
      (r) => r.writeHead(502).end(),
      (r) => r.end('<html>'),
      (r) => r.end('{"retcode":"000-001"}'),
    ] as readonly Respond[]) {
      gateway.failNext(`agentevent/${gateway.agentId}`, respond);
    }
    const backOffs = new HeldTimers({ fromMs: 500, toMs: 3_000 });
    try {
      for (let failed = 1; failed <= 4; failed += 1) {
        await until('a wait', () => backOffs.pending === 1);
        assert.equal(gateway.faultsLeft, 4 - failed, 'nothing is asked meanwhile');
        // While the last wait goes on the call ends, and its events are gone.
        gateway.isWorking = false;
        gateway.agentState = 4;
        backOffs.fire();
      }
      await until('the state', () => events.at(-1)?.state === 'idle');
    } finally {
      backOffs.release();
    }
    // Doubled each time up to the longest, and spread by a quarter.
    for (const [at, expected] of [1000, 2000, 2000, 2000].entries()) {
      const waited = backOffs.delays[at] ?? 0;
      assert.ok(Math.abs(waited - expected) <= expected / 4, `wait ${at}: ${waited} ms`);
    }
    assert.equal(gateway.mostOpenPolls, 1);
    assert.equal(ofCall(events).at(-1)?.type, 'failed');
  });

  it('goes on when a listener throws', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway);
    undoLater(
      phone.subscribe(() => {
        throw new Error('a listener’s own trouble');
      }),
    );
    const events = listen(phone);
    gateway.emit('AgentState_Work');
    await until('the first event', () => events.length === 1);
    gateway.emit('AgentState_Ready');
    await until('the second event', () => events.length === 2);
  });

  it('is left to a page that reads the events itself', async () => {
    const gateway = await fake();
    const phone = control(gateway, { events: 'host' });
    const events = listen(phone);
    const call = await start(phone);
    phone.handleEvent({
      message: '',
      retcode: '0',
      event: {
        eventType: 'AgentEvent_Customer_Alerting',
        workNo: '49999',
        content: JSON.stringify({ callid: call.id }),
      },
    });
    phone.handleEvent({
      event: [
        { eventType: 'AgentEvent_Talking', content: { callid: call.id } },
        { eventType: 'AgentEvent_Call_Release', content: call.id },
      ],
    });
    phone.handleEvent(null);
    phone.handleEvent({ event: 'rubbish' });
    await until('three events', () => ofCall(events).length === 3);
    assert.deepEqual(
      ofCall(events).map(({ type }) => type),
      ['alerting', 'talking', 'ended'],
    );
    assert.equal(gateway.polls().length, 0);
  });

  it('asks for the state when an unknown state event comes', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const events = listen(control(gateway));
    gateway.agentState = 8;
    gateway.emit('AgentState_SomethingNew');
    await until('the state', () => events.length === 1);
    assert.deepEqual(events, [{ type: 'agent-state', state: 'rest' }]);
  });
});
