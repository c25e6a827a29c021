/** Call control over CC-Gateway, against a gateway on loopback that speaks the published protocol. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createGatewayCallControl } from '../../src/call-control/index.ts';
import { startFakeGateway } from './fake-gateway.mjs';

const NUMBER = '+86 (138) 0013-8000';
const DIALLED = '008613800138000';
const MESSAGE = 'm-1';

const undo = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function fake(options) {
  const gateway = await startFakeGateway(options);
  undo.push(() => gateway.stop());
  return gateway;
}

function control(gateway, options = {}) {
  return createGatewayCallControl({
    baseUrl: gateway.baseUrl,
    agentId: gateway.agentId,
    guid: gateway.guid,
    timing: { requestMs: 1500, backOffMs: [30, 120], lostReplyMs: 600, pauseMs: [20, 40] },
    ...options,
  });
}

/** Listens until the test is over. */
function listen(phone) {
  const events = [];
  undo.push(phone.subscribe((event) => events.push(event)));
  return events;
}

async function until(fact, what = fact.toString()) {
  const end = performance.now() + 4000;
  for (;;) {
    const value = await fact();
    if (value) return value;
    if (performance.now() > end) assert.fail(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const ofCall = (events) => events.filter(({ type }) => type !== 'agent-state');
const start = (phone, number = NUMBER) => phone.startCall({ messageId: MESSAGE, number }, {});
const rejection = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('it did not reject');
};
const reason = (error) => {
  const told = error.fields.find(({ field }) => field === 'call')?.code;
  // What the dialog reads.
  assert.equal(error.cause.reason, told === 'call-in-progress' ? 'agent-not-ready' : told);
  return told;
};

describe('the agent’s state over CC-Gateway', () => {
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
    gateway.failNext('/agentstatus', () => {});
    const stop = new AbortController();
    const asked = rejection(control(gateway).getAgentState({ signal: stop.signal }));
    await until(() => gateway.requests.length === 1);
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
    ['silence', () => {}, 'timeout'],
    [
      'an unpublished code',
      (response) => response.end('{"message":"secret","retcode":"999-123"}'),
      'unavailable',
    ],
  ]) {
    it(`rejects with ${code} for ${name}`, async () => {
      const gateway = await fake();
      gateway.failNext('/agentstatus', respond);
      const error = await rejection(
        control(gateway, { timing: { requestMs: 300 } }).getAgentState({}),
      );
      assert.equal(error.name, 'AdapterError');
      assert.equal(error.code, code);
      assert.equal(error.operation, 'getAgentState');
      assert.doesNotMatch(JSON.stringify([error, error.message]), /secret/);
    });
  }
});

describe('a call over CC-Gateway', () => {
  it('W22 is dialled once, normalised, and its course is told to the end', async () => {
    const gateway = await fake();
    const phone = control(gateway, { skillId: 3, caller: '1234' });
    const events = listen(phone);
    const call = await start(phone);
    assert.deepEqual(call, { id: '1455885056-1095', messageId: MESSAGE });
    assert.deepEqual(
      gateway.called().map(({ method, path, body }) => ({ method, path, body })),
      [
        {
          method: 'PUT',
          path: 'voicecall/49999/callout',
          body: { called: DIALLED, caller: '1234', skillid: 3, mediaability: 0 },
        },
      ],
    );
    gateway.ring(call.id, DIALLED);
    gateway.answer(call.id, DIALLED);
    await until(() => ofCall(events).length === 2);
    await phone.endCall(call, {});
    assert.equal(gateway.requests.filter(({ method }) => method === 'DELETE').length, 1);
    gateway.release(call.id, DIALLED);
    await until(() => events.at(-1)?.state === 'idle');
    assert.deepEqual(ofCall(events), [
      { type: 'alerting', callId: call.id },
      { type: 'talking', callId: call.id },
      { type: 'ended', callId: call.id, durationSeconds: 0 },
    ]);
    assert.deepEqual(
      events.filter(({ type }) => type === 'agent-state').map(({ state }) => state),
      ['talking', 'idle'],
    );
  });

  it('W22 is placed once for two clicks, by whichever element', async () => {
    const gateway = await fake();
    const [one, two] = [control(gateway), control(gateway)];
    listen(one);
    const first = start(one);
    const [a, b] = await Promise.all([first, rejection(start(two)), rejection(start(one))]);
    assert.equal(a.id, '1455885056-1095');
    assert.equal(b.code, 'invalid');
    assert.equal(reason(b), 'call-in-progress');
    assert.equal(gateway.called().length, 1);
  });

  it('fails with no-answer when it rang and nobody answered', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    const call = await start(phone);
    gateway.ring(call.id, DIALLED);
    gateway.noAnswer(call.id);
    await until(() => events.at(-1)?.state === 'idle');
    assert.deepEqual(ofCall(events), [
      { type: 'alerting', callId: call.id },
      { type: 'failed', callId: call.id, reason: 'no-answer' },
    ]);
  });

  it('fails with phone-unreachable when the agent’s own phone was not lifted', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    const call = await start(phone);
    gateway.emit('AgentEvent_Connect_Fail', null);
    gateway.emit('AgentOther_PhoneRelease', { phoneState: 2 });
    await until(() => ofCall(events).length > 0);
    assert.deepEqual(ofCall(events), [
      { type: 'failed', callId: call.id, reason: 'phone-unreachable' },
    ]);
  });

  for (const [detect, failure] of [
    [47, 'busy'],
    ['9', 'rejected'],
    [8, 'no-answer'],
    [1552, 'unknown'],
  ]) {
    it(`fails with ${failure} for the cause ${detect}`, async () => {
      const gateway = await fake();
      const phone = control(gateway);
      const events = listen(phone);
      const call = await start(phone);
      gateway.emit('AgentState_Busy');
      gateway.emit('OUTBOUND_DETECT_EVENT', { callId: call.id, detect, desc: 'why' });
      gateway.emit('AgentEvent_Call_Out_Fail', call.id);
      await until(() => ofCall(events).length > 0);
      assert.deepEqual(ofCall(events), [{ type: 'failed', callId: call.id, reason: failure }]);
    });
  }

  it('is not moved by late events of the call before, nor by another call on the phone', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    const first = await start(phone);
    gateway.ring(first.id, DIALLED);
    gateway.noAnswer(first.id);
    await until(() => events.at(-1)?.state === 'idle');
    const second = await start(phone);
    const before = ofCall(events).length;
    gateway.emit('AgentEvent_Call_Release', first.id);
    gateway.emit('AgentEvent_Customer_Release', { callid: first.id, number: DIALLED });
    gateway.emit('AgentEvent_Talking', { callid: '1-999', caller: '110', called: '49999' });
    gateway.emit('AgentEvent_Call_Release', '1-999');
    gateway.ring(second.id, DIALLED);
    await until(() => ofCall(events).length > before);
    assert.deepEqual(ofCall(events).slice(before), [{ type: 'alerting', callId: second.id }]);
  });

  it('tells events that came before the answer to the dial request, after it', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    let answer;
    gateway.failNext('/callout', (response) => (answer = response));
    const asked = start(phone);
    await until(() => answer);
    gateway.ring('77-1', DIALLED);
    await until(
      () => events.some(({ state }) => state === 'talking') && gateway.events.length === 0,
    );
    assert.deepEqual(ofCall(events), []);
    answer.end(JSON.stringify({ message: '', retcode: '0', result: '77-1' }));
    const call = await asked;
    assert.equal(call.id, '77-1');
    assert.deepEqual(ofCall(events), []);
    await until(() => ofCall(events).length === 1);
    assert.deepEqual(ofCall(events), [{ type: 'alerting', callId: '77-1' }]);
  });

  it('is found by its events when the answer to the dial request is lost, and never dialled twice', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    gateway.failNext('/callout', (response) => {
      gateway.ring('77-2', DIALLED);
      response.destroy();
    });
    const call = await start(phone);
    assert.equal(call.id, '77-2');
    await until(() => ofCall(events).length === 1);
    assert.equal(gateway.called().length, 1);
  });

  it('is refused with the network’s fault when its answer is lost and nothing rings', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    listen(phone);
    gateway.failNext('/callout', (response) => response.destroy());
    const error = await rejection(start(phone));
    assert.equal(error.code, 'network');
    assert.equal(reason(error), 'network');
    assert.equal(gateway.called().length, 1);
    // The line is free again.
    assert.ok((await start(phone)).id);
  });

  for (const [retcode, code, failure] of [
    ['000-003', 'unauthenticated', 'not-signed-in'],
    ['100-006', 'unauthenticated', 'not-signed-in'],
    ['000-006', 'invalid', 'invalid-number'],
    ['000-007', 'rate-limited', 'agent-not-ready'],
    ['200-123', 'unavailable', 'unknown'],
  ]) {
    it(`is refused with ${code} and ${failure} for ${retcode}`, async () => {
      const gateway = await fake();
      const refuse = (response) => response.end(JSON.stringify({ message: NUMBER, retcode }));
      gateway.failNext('/callout', refuse);
      gateway.failNext('/callout', refuse);
      const error = await rejection(start(control(gateway)));
      assert.equal(error.code, code);
      assert.equal(reason(error), failure);
      assert.match(error.fields[0].message, new RegExp(retcode));
    });
  }

  it('N21 is not placed for what is no plain number, and asks the gateway nothing', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    for (const number of [
      '*#06#',
      '*21*0138#',
      '138****1234',
      'anonymous',
      '１３８００',
      '+44 20;ext=5',
      '555,,,1',
      '',
      '1'.repeat(25),
      '+'.repeat(3),
      undefined,
    ]) {
      const error = await rejection(
        phone.startCall({ messageId: MESSAGE, ...(number === undefined ? {} : { number }) }, {}),
      );
      assert.equal(error.code, number === undefined ? 'unsupported' : 'invalid', String(number));
      assert.equal(reason(error), 'invalid-number');
    }
    assert.equal(gateway.requests.length, 0);
  });

  it('ends without events being read: the gateway is asked, and the next call is possible', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const call = await start(phone);
    gateway.isWorking = true;
    assert.equal(reason(await rejection(start(phone))), 'call-in-progress');
    gateway.isWorking = false;
    await phone.endCall(call, {});
    assert.equal((await start(phone)).id, '1455885056-1096');
  });

  it('hangs up nothing else when the call is over already, or is not ours', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    const call = await start(phone);
    gateway.ring(call.id, DIALLED);
    gateway.noAnswer(call.id);
    await until(() => ofCall(events).length === 2);
    await phone.endCall(call, {});
    assert.equal(
      (await rejection(phone.endCall({ id: '1-1', messageId: MESSAGE }, {}))).code,
      'not-found',
    );
    assert.equal(gateway.requests.filter(({ method }) => method === 'DELETE').length, 0);
  });

  it('ends by the agent’s state when the event of its end was lost', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    const call = await start(phone);
    gateway.ring(call.id, DIALLED);
    gateway.answer(call.id, DIALLED);
    await until(() => ofCall(events).length === 2);
    gateway.emit('AgentState_Work');
    await until(() => events.at(-1)?.state === 'wrap-up');
    assert.deepEqual(ofCall(events).at(-1), { type: 'ended', callId: call.id, durationSeconds: 0 });
  });
});

describe('the event poll', () => {
  it('is one for all elements, without overlap, and rests between two polls', async () => {
    const gateway = await fake({ longPollMs: 40 });
    const phones = [
      control(gateway),
      control(gateway),
      control(gateway, { baseUrl: gateway.origin }),
    ];
    const heard = phones.map(listen);
    // The same function twice is two subscriptions.
    await until(() => gateway.polls().length >= 4);
    gateway.emit('AgentState_Work');
    await until(() => heard.every((events) => events.some(({ state }) => state === 'wrap-up')));
    assert.equal(gateway.mostOpenPolls, 1);
    for (const events of heard) assert.equal(events.length, 1);
  });

  it('begins with the first listener and stops with the last', async () => {
    const gateway = await fake({ longPollMs: 40 });
    const phone = control(gateway);
    await phone.getAgentState({});
    assert.equal(gateway.polls().length, 0);
    const stops = [phone.subscribe(() => {}), control(gateway).subscribe(() => {})];
    await until(() => gateway.polls().length >= 2);
    stops[0]();
    stops[0]();
    const after = gateway.polls().length;
    await until(() => gateway.polls().length > after);
    stops[1]();
    await until(() => gateway.openPolls === 0);
    const last = gateway.polls().length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(gateway.polls().length, last);
    undo.push(phone.subscribe(() => {}));
    await until(() => gateway.polls().length > last);
  });

  it('keeps to the published pause of 200 to 500 ms by default', async () => {
    const gateway = await fake({ longPollMs: 20 });
    listen(control(gateway, { timing: {} }));
    await until(() => gateway.pollTimes.length === 4);
    for (let at = 1; at < 4; at += 1) {
      const gap = gateway.pollTimes[at].began - gateway.pollTimes[at - 1].ended;
      assert.ok(gap >= 195, `${gap} ms`);
    }
  });

  it('takes every new GUID from it, and uses it for everything', async () => {
    const gateway = await fake({ longPollMs: 20, rotates: true });
    const told = [];
    const phone = control(gateway, { onGuid: (guid) => told.push(guid) });
    listen(phone);
    await until(() => gateway.rotations >= 5);
    assert.equal(await phone.getAgentState({}), 'idle');
    assert.ok((await start(phone)).id);
    assert.deepEqual(told.slice(0, 3), [
      'r1.AgentGateway0',
      'r2.AgentGateway0',
      'r3.AgentGateway0',
    ]);
    assert.ok(gateway.called()[0].guid.startsWith('r'));
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
    await until(() => gateway.polls().length >= 5);
    assert.deepEqual(events, [{ type: 'agent-state', state: 'signed-out' }]);
  });

  it('N22 backs off when it fails, never overlaps, and asks how things are when it is back', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway, { timing: { backOffMs: [60, 120], pauseMs: [5, 10] } });
    const events = listen(phone);
    const call = await start(phone);
    gateway.ring(call.id, DIALLED);
    await until(() => ofCall(events).length === 1);
    for (const respond of [
      (r) => r.destroy(),
      (r) => r.writeHead(502).end(),
      (r) => r.end('<html>'),
      (r) => r.end('{"retcode":"000-001"}'),
    ]) {
      gateway.failNext(`agentevent/${gateway.agentId}`, respond);
    }
    const began = performance.now();
    await until(() => gateway.faults.length === 0);
    // In the meantime the call ended, and its events are gone.
    gateway.isWorking = false;
    gateway.agentState = 4;
    await until(() => events.at(-1)?.state === 'idle');
    assert.ok(performance.now() - began > 45 + 90 + 90, 'it waited longer each time');
    assert.equal(gateway.mostOpenPolls, 1);
    assert.equal(ofCall(events).at(-1).type, 'failed');
  });

  it('goes on when a listener throws', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway);
    undo.push(
      phone.subscribe(() => {
        throw new Error('a listener’s own trouble');
      }),
    );
    const events = listen(phone);
    gateway.emit('AgentState_Work');
    await until(() => events.length === 1);
    gateway.emit('AgentState_Ready');
    await until(() => events.length === 2);
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
    await until(() => ofCall(events).length === 3);
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
    await until(() => events.length === 1);
    assert.deepEqual(events, [{ type: 'agent-state', state: 'rest' }]);
  });
});

describe('what the call control never does', () => {
  it('signs nobody in, and speaks no path but the four', async () => {
    const gateway = await fake({ longPollMs: 20 });
    const phone = control(gateway);
    listen(phone);
    const call = await start(phone);
    await phone.getAgentState({});
    await phone.endCall(call, {});
    await until(() => gateway.polls().length > 1);
    const spoken = new Set(gateway.requests.map(({ method, path }) => `${method} ${path}`));
    assert.deepEqual([...spoken].sort(), [
      'DELETE voicecall/49999/release',
      'GET agentevent/49999',
      'GET onlineagent/49999/agentstatus',
      'PUT voicecall/49999/callout',
    ]);
  });

  it('S13 lets neither number nor GUID into an error', async () => {
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
    ]) {
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
      { guid: undefined },
      { baseUrl: 'javascript:alert(1)' },
      { baseUrl: 'http://user:pw@127.0.0.1' },
      { baseUrl: 'not an address' },
      { caller: '12;3' },
      { internationalPrefix: '0,0' },
      { skillId: 1.5 },
    ]) {
      assert.throws(
        () => createGatewayCallControl({ ...good, ...bad }),
        TypeError,
        JSON.stringify(bad),
      );
    }
  });
});
