/** Recordings on the agent's own phone over CC-Gateway, against a gateway on loopback. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createGatewayCallControl } from '../../src/call-control/index.ts';
import { startFakeGateway } from './fake-gateway.mjs';

const PATH = 'Y:/39/record/20201015/10233946082696733.wav';
const undo = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function setUp(options = {}) {
  const gateway = await startFakeGateway({ longPollMs: 60, ...options.gateway });
  undo.push(() => gateway.stop());
  const phone = createGatewayCallControl({
    baseUrl: gateway.baseUrl,
    agentId: gateway.agentId,
    guid: gateway.guid,
    recordingPath: () => PATH,
    timing: { requestMs: 1500, backOffMs: [30, 120], lostReplyMs: 400, pauseMs: [5, 10] },
    ...options.phone,
  });
  const events = [];
  const listen = async (request = {}, more = {}) => {
    const listening = await phone.listenByPhone(
      { messageId: 'm-1', startSeconds: 0, ...request },
      (event) => events.push(event),
      more,
    );
    // What still plays goes on reading events, and would keep the test's process alive.
    undo.push(() => listening.stop({}).catch(() => undefined));
    return listening;
  };
  const course = () =>
    events.map(({ type, reason }) => (reason === undefined ? type : `${type} ${reason}`));
  const asked = () =>
    gateway.requests
      .filter(({ path }) => path.startsWith('recordplay/'))
      .map(({ method, path }) => `${method} ${path.replace(`recordplay/${gateway.agentId}/`, '')}`);
  return { gateway, phone, events, course, asked, listen };
}

async function until(fact, what = fact.toString()) {
  const end = performance.now() + 4000;
  while (!(await fact())) {
    if (performance.now() > end) assert.fail(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const rejection = (promise) =>
  promise.then(
    () => assert.fail('it did not reject'),
    (error) => error,
  );

describe('a recording on the agent’s phone', () => {
  it('is not offered where the page does not say where recordings lie', async () => {
    const { phone } = await setUp({ phone: { recordingPath: undefined } });
    assert.equal(phone.listenByPhone, undefined);
  });

  it('rings the agent, plays from the wished place, and tells its end', async () => {
    const { gateway, course, listen } = await setUp();
    await listen({ startSeconds: 12.8 });
    const { body } = gateway.requests.find(({ path }) => path.endsWith('/play'));
    assert.deepEqual(body, { voicepath: PATH, startpostion: 12, times: 1, codeformat: 0 });
    await until(() => course().includes('ringing'));
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    gateway.stopPlaying(0);
    await until(() => course().includes('ended finished'));
    assert.deepEqual(course(), ['ringing', 'playing', 'ended finished']);
    assert.equal(gateway.calls, 0);
  });

  it('pauses, goes on, skips whole seconds, and stops', async () => {
    const { gateway, course, asked, listen } = await setUp();
    const listening = await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    await listening.pause({});
    await until(() => course().includes('paused'));
    await listening.resume({});
    await until(() => course().length === 4);
    await listening.skip(10, {});
    await listening.skip(-9.6, {});
    await listening.stop({});
    await until(() => course().includes('ended stopped'));
    assert.deepEqual(asked(), [
      'PUT play',
      'POST pauseplay',
      'POST resumeplay',
      'POST forefast/10',
      'POST backfast/10',
      'DELETE stopplay',
    ]);
    assert.deepEqual(course(), ['ringing', 'playing', 'paused', 'playing', 'ended stopped']);
    // It is over: nothing is asked any more.
    await listening.stop({});
    assert.equal(asked().length, 6);
  });

  it('says why nothing is heard: not picked up, or not playable', async () => {
    const unheard = await setUp();
    await unheard.listen();
    await until(() => unheard.course().includes('ringing'));
    unheard.gateway.stopPlaying(2);
    await until(() => unheard.course().length === 2);
    assert.equal(unheard.course()[1], 'failed phone-unreachable');

    const broken = await setUp();
    await broken.listen();
    broken.gateway.emit('AgentOther_PhoneOffhook');
    broken.gateway.stopPlaying(2);
    await until(() => broken.course().length === 2);
    assert.equal(broken.course()[1], 'failed unknown');
  });

  it('knows that the agent hung up though no event says why', async () => {
    const { gateway, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    gateway.emit('AgentOther_PhoneRelease', { phoneState: 2 });
    await until(() => course().includes('ended hung-up'));
  });

  it('M13 ends for a call that comes in, and is not played into it', async () => {
    const { gateway, course, asked, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    gateway.emit('AgentEvent_Ringing', { callid: '9-9', caller: '13800138000' });
    await until(() => course().includes('ended call'));
    await until(() => asked().includes('DELETE stopplay'));
  });

  it('M13 makes way for a call that is placed, and dials only when the phone is free', async () => {
    const { gateway, phone, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    await phone.startCall({ messageId: 'm-1', number: '13800138000' }, {});
    assert.equal(gateway.calls, 1);
    assert.equal(course().at(-1), 'ended call');
  });

  it('is not begun while a call is up', async () => {
    const { phone, asked, listen, gateway } = await setUp();
    await phone.startCall({ messageId: 'm-1', number: '13800138000' }, {});
    undo.push(phone.subscribe(() => undefined));
    gateway.ring('1455885056-1095', '13800138000');
    const error = await rejection(listen());
    assert.equal(error.cause.reason, 'agent-not-ready');
    assert.deepEqual(asked(), []);
  });

  it('tells what the gateway refuses, and never asks twice', async () => {
    for (const [retcode, code, reason] of [
      ['100-006', 'unauthenticated', 'not-signed-in'],
      ['104-002', 'recording-forbidden', 'unknown'],
      ['500-001', 'unavailable', 'unknown'],
    ]) {
      const { gateway, course, asked, listen } = await setUp();
      gateway.failNext('/play', (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ retcode })),
      );
      const error = await rejection(listen());
      assert.equal(error.code, code);
      assert.equal(error.operation, 'listenByPhone');
      assert.equal(error.cause.reason, reason);
      assert.deepEqual(asked(), ['PUT play']);
      assert.deepEqual(course(), []);
    }
  });

  it('looks a lost answer up in the events instead of asking again', async () => {
    const { gateway, course, asked, listen } = await setUp();
    gateway.failNext('/play', (response) => {
      gateway.playing = 'ringing';
      gateway.emit('AgentState_Busy');
      gateway.emit('AgentOther_PhoneAlerting');
      response.destroy();
    });
    await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    assert.deepEqual(asked(), ['PUT play']);

    const dead = await setUp();
    dead.gateway.failNext('/play', (response) => response.destroy());
    const error = await rejection(dead.listen());
    assert.equal(error.cause.reason, 'network');
  });

  it('leaves nothing playing for a request that was aborted', async () => {
    const { gateway, asked, listen } = await setUp();
    const stop = new AbortController();
    gateway.failNext('/play', (response) => {
      gateway.playing = 'ringing';
      gateway.emit('AgentOther_PhoneAlerting');
      stop.abort(new Error('closed'));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ retcode: '0' }));
    });
    assert.equal((await rejection(listen({}, { signal: stop.signal }))).message, 'closed');
    await until(() => asked().includes('DELETE stopplay'));
  });

  it('plays one at a time: a second ends the first', async () => {
    const { gateway, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until(() => course().includes('playing'));
    await listen({ messageId: 'm-2' });
    assert.equal(course()[2], 'ended stopped');
    assert.equal(gateway.playing, 'ringing');
  });

  it('refuses a path that cannot be one, and says when there is none', async () => {
    for (const [path, code] of [
      [null, 'recording-missing'],
      ['', 'recording-missing'],
      ['x'.repeat(101), 'malformed'],
      ['Y:/a\u0000.wav', 'malformed'],
      [7, 'malformed'],
    ]) {
      const { asked, listen } = await setUp({ phone: { recordingPath: async () => path } });
      const error = await rejection(listen());
      assert.equal(error.code, code);
      assert.doesNotMatch(String(error), /Y:/);
      assert.deepEqual(asked(), []);
    }
    await assert.rejects(setUp({ phone: { recordingPath: 'Y:/' } }), TypeError);
  });

  it('stops reading events when it is over and nobody else listens', async () => {
    const { gateway, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    gateway.stopPlaying(0);
    await until(() => course().includes('ended finished'));
    await until(() => gateway.openPolls === 0);
    const polls = gateway.polls().length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.ok(gateway.polls().length <= polls + 1);
  });
});
