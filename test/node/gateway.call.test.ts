/** Calls placed over CC-Gateway, against a gateway on loopback that speaks the published protocol. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Respond } from './support/fake-gateway.ts';
import {
  DIALLED,
  MESSAGE,
  NUMBER,
  ofCall,
  QUICK,
  reason,
  rejection,
  start,
  useGateways,
} from './support/gateways.ts';
import { until } from './support/waits.ts';

describe('a call over CC-Gateway', () => {
  const { fake, control, listen } = useGateways();

  it('is dialled once, normalised, and its course is told to the end (W22)', async () => {
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
    await until('two events of the call', () => ofCall(events).length === 2);
    await phone.endCall(call, {});
    assert.equal(gateway.requests.filter(({ method }) => method === 'DELETE').length, 1);
    gateway.release(call.id, DIALLED);
    await until('the agent to be free', () => events.at(-1)?.state === 'idle');
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

  it('is placed once for two clicks, by whichever element (W22)', async () => {
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
    await until('the agent to be free', () => events.at(-1)?.state === 'idle');
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
    await until('an event of the call', () => ofCall(events).length > 0);
    assert.deepEqual(ofCall(events), [
      { type: 'failed', callId: call.id, reason: 'phone-unreachable' },
    ]);
  });

  for (const [detect, failure] of [
    [47, 'busy'],
    ['9', 'rejected'],
    [8, 'no-answer'],
    [1552, 'unknown'],
  ] as const) {
    it(`fails with ${failure} for the cause ${detect}`, async () => {
      const gateway = await fake();
      const phone = control(gateway);
      const events = listen(phone);
      const call = await start(phone);
      gateway.emit('AgentState_Busy');
      gateway.emit('OUTBOUND_DETECT_EVENT', { callId: call.id, detect, desc: 'why' });
      gateway.emit('AgentEvent_Call_Out_Fail', call.id);
      await until('an event of the call', () => ofCall(events).length > 0);
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
    await until('the agent to be free', () => events.at(-1)?.state === 'idle');
    const second = await start(phone);
    const before = ofCall(events).length;
    gateway.emit('AgentEvent_Call_Release', first.id);
    gateway.emit('AgentEvent_Customer_Release', { callid: first.id, number: DIALLED });
    gateway.emit('AgentEvent_Talking', { callid: '1-999', caller: '110', called: '49999' });
    gateway.emit('AgentEvent_Call_Release', '1-999');
    gateway.ring(second.id, DIALLED);
    await until('an event of the second call', () => ofCall(events).length > before);
    assert.deepEqual(ofCall(events).slice(before), [{ type: 'alerting', callId: second.id }]);
  });

  it('tells events that came before the answer to the dial request, after it', async () => {
    const gateway = await fake();
    const phone = control(gateway);
    const events = listen(phone);
    let answer: ServerResponse | undefined;
    gateway.failNext('/callout', (response) => (answer = response));
    const asked = start(phone);
    const response = await until('the dial request', () => answer);
    gateway.ring('77-1', DIALLED);
    await until(
      'the events to be read',
      () => events.some(({ state }) => state === 'talking') && gateway.events.length === 0,
    );
    assert.deepEqual(ofCall(events), []);
    response.end(JSON.stringify({ message: '', retcode: '0', result: '77-1' }));
    const call = await asked;
    assert.equal(call.id, '77-1');
    assert.deepEqual(ofCall(events), []);
    await until('an event of the call', () => ofCall(events).length === 1);
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
    await until('an event of the call', () => ofCall(events).length === 1);
    assert.equal(gateway.called().length, 1);
  });

  it('is refused with the network’s fault when its answer is lost and nothing rings', async () => {
    const gateway = await fake();
    const phone = control(gateway, { timing: { ...QUICK, lostReplyMs: 20 } });
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
  ] as const) {
    it(`is refused with ${code} and ${failure} for ${retcode}`, async () => {
      const gateway = await fake();
      const refuse: Respond = (response) =>
        response.end(JSON.stringify({ message: NUMBER, retcode }));
      gateway.failNext('/callout', refuse);
      gateway.failNext('/callout', refuse);
      const error = await rejection(start(control(gateway)));
      assert.equal(error.code, code);
      assert.equal(reason(error), failure);
      assert.match(error.fields[0]?.message ?? '', new RegExp(retcode));
    });
  }

  it('is not placed for what is no plain number, and asks the gateway nothing (N21)', async () => {
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
    await until('two events of the call', () => ofCall(events).length === 2);
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
    await until('two events of the call', () => ofCall(events).length === 2);
    gateway.emit('AgentState_Work');
    await until('wrap-up', () => events.at(-1)?.state === 'wrap-up');
    assert.deepEqual(ofCall(events).at(-1), { type: 'ended', callId: call.id, durationSeconds: 0 });
  });
});
