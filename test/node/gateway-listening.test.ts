/** Recordings on the agent's own phone over CC-Gateway, against a gateway on loopback. */
import assert from 'node:assert/strict';
import type { RequestOptions } from '../../src/adapter/adapter.js';
import type { ListenEvent, ListenRequest, PhoneListening } from '../../src/adapter/call-control.js';
import type { AdapterError } from '../../src/adapter/errors.js';
import type { GatewayCallControl, GatewayOptions } from '../../src/call-control/index.js';
import type { FakeGateway } from './support/fake-gateway.ts';
import { QUICK, rejection, useGateways } from './support/gateways.ts';
import { HeldTimers } from './support/held-timers.ts';
import { rounds, until } from './support/waits.ts';

const PATH = 'Y:/39/record/20201015/10233946082696733.wav';

/** What lets the end be told soon though no event says why. */
const SOON = { ...QUICK, lostReplyMs: 20 };

const causeOf = ({ cause }: AdapterError): unknown => (cause as { reason: unknown }).reason;

interface Phone {
  readonly gateway: FakeGateway;
  readonly phone: GatewayCallControl;
  /** What was told of the recording, in words. */
  readonly course: () => readonly string[];
  /** What the gateway was asked about playing. */
  readonly asked: () => readonly string[];
  readonly listen: (
    request?: Partial<ListenRequest>,
    options?: RequestOptions,
  ) => Promise<PhoneListening>;
}

describe('a recording on the agent’s phone', () => {
  const { fake, control, undoLater } = useGateways();

  async function setUp(options: Partial<GatewayOptions> = {}): Promise<Phone> {
    const gateway = await fake({ longPollMs: 60 });
    const phone = control(gateway, { recordingPath: () => PATH, ...options });
    const events: ListenEvent[] = [];
    return {
      gateway,
      phone,
      course: () =>
        events.map((event) =>
          'reason' in event && event.reason ? `${event.type} ${event.reason}` : event.type,
        ),
      asked: () =>
        gateway.requests
          .filter(({ path }) => path.startsWith('recordplay/'))
          .map(
            ({ method, path }) => `${method} ${path.replace(`recordplay/${gateway.agentId}/`, '')}`,
          ),
      async listen(request = {}, more = {}) {
        assert.ok(phone.listenByPhone);
        const listening = await phone.listenByPhone(
          { messageId: 'm-1', startSeconds: 0, ...request },
          (event) => events.push(event),
          more,
        );
        // What still plays goes on reading events, and would keep the test's process alive.
        undoLater(() => listening.stop({}).catch(() => undefined));
        return listening;
      },
    };
  }

  it('is not offered where the page does not say where recordings lie', async () => {
    const { phone } = await setUp({ recordingPath: undefined as never });
    assert.equal(phone.listenByPhone, undefined);
  });

  it('rings the agent, plays from the wished place, and tells its end', async () => {
    const { gateway, course, listen } = await setUp();
    await listen({ startSeconds: 12.8 });
    const { body } = gateway.requests.find(({ path }) => path.endsWith('/play'))!;
    assert.deepEqual(body, { voicepath: PATH, startpostion: 12, times: 1, codeformat: 0 });
    await until('ringing', () => course().includes('ringing'));
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
    gateway.stopPlaying(0);
    await until('ended finished', () => course().includes('ended finished'));
    assert.deepEqual(course(), ['ringing', 'playing', 'ended finished']);
    assert.equal(gateway.calls, 0);
  });

  it('pauses, goes on, skips whole seconds, and stops', async () => {
    const { gateway, course, asked, listen } = await setUp();
    const listening = await listen();
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
    await listening.pause!({});
    await until('paused', () => course().includes('paused'));
    await listening.resume!({});
    await until('playing again', () => course().length === 4);
    await listening.skip!(10, {});
    await listening.skip!(-9.6, {});
    await listening.stop({});
    await until('ended stopped', () => course().includes('ended stopped'));
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
    await until('ringing', () => unheard.course().includes('ringing'));
    unheard.gateway.stopPlaying(2);
    await until('the failure', () => unheard.course().length === 2);
    assert.equal(unheard.course()[1], 'failed phone-unreachable');

    const broken = await setUp();
    await broken.listen();
    broken.gateway.emit('AgentOther_PhoneOffhook');
    broken.gateway.stopPlaying(2);
    await until('the failure', () => broken.course().length === 2);
    assert.equal(broken.course()[1], 'failed unknown');
  });

  it('knows that the agent hung up though no event says why', async () => {
    const { gateway, course, listen } = await setUp({ timing: SOON });
    await listen();
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
    gateway.emit('AgentOther_PhoneRelease', { phoneState: 2 });
    await until('ended hung-up', () => course().includes('ended hung-up'));
  });

  it('ends for a call that comes in, and is not played into it (M13)', async () => {
    const { gateway, course, asked, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
    gateway.emit('AgentEvent_Ringing', { callid: '9-9', caller: '13800138000' });
    await until('ended call', () => course().includes('ended call'));
    await until('the request to stop', () => asked().includes('DELETE stopplay'));
  });

  it('makes way for a call that is placed, and dials only when the phone is free (M13)', async () => {
    const { gateway, phone, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
    await phone.startCall({ messageId: 'm-1', number: '13800138000' }, {});
    assert.equal(gateway.calls, 1);
    assert.equal(course().at(-1), 'ended call');
  });

  it('is not begun while a call is up', async () => {
    const { phone, asked, listen, gateway } = await setUp();
    await phone.startCall({ messageId: 'm-1', number: '13800138000' }, {});
    undoLater(phone.subscribe(() => undefined));
    gateway.ring('1455885056-1095', '13800138000');
    const error = await rejection(listen());
    assert.equal(causeOf(error), 'agent-not-ready');
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
      assert.equal(causeOf(error), reason);
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
    await until('playing', () => course().includes('playing'));
    assert.deepEqual(asked(), ['PUT play']);

    const dead = await setUp({ timing: SOON });
    dead.gateway.failNext('/play', (response) => response.destroy());
    const error = await rejection(dead.listen());
    assert.equal(causeOf(error), 'network');
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
    await until('the request to stop', () => asked().includes('DELETE stopplay'));
  });

  it('plays one at a time: a second ends the first', async () => {
    const { gateway, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    await until('playing', () => course().includes('playing'));
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
      const { asked, listen } = await setUp({ recordingPath: async () => path as string });
      const error = await rejection(listen());
      assert.equal(error.code, code);
      assert.doesNotMatch(String(error), /Y:/);
      assert.deepEqual(asked(), []);
    }
    await assert.rejects(setUp({ recordingPath: 'Y:/' as never }), TypeError);
  });

  it('stops reading events when it is over and nobody else listens', async () => {
    const { gateway, phone, course, listen } = await setUp();
    await listen();
    gateway.liftToListen();
    gateway.stopPlaying(0);
    await until('ended finished', () => course().includes('ended finished'));
    const pauses = new HeldTimers({ fromMs: 1, toMs: 10 });
    try {
      await until('the poll under way to end', () => gateway.openPolls === 0);
      // Its answer has arrived when those to later requests have.
      await rounds(() => phone.getAgentState({}));
      assert.deepEqual(pauses.delays, [], 'no further poll is planned');
    } finally {
      pauses.release();
    }
  });
});
