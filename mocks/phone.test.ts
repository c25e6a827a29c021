import { expect } from 'chai';
import type { CallEvent, ListenEvent } from '../src/adapter/call-control.js';
import { AdapterError } from '../src/adapter/errors.js';
import { ManualClock } from './clock.js';
import { SimulatedPhone, type SimulatedPhoneOptions } from './phone.js';

function setUp(options: SimulatedPhoneOptions = {}) {
  const clock = new ManualClock();
  const phone = new SimulatedPhone({ clock, ...options });
  const events: string[] = [];
  phone.subscribe((event: CallEvent) =>
    events.push(
      event.type === 'agent-state'
        ? event.state
        : event.type === 'failed'
          ? `failed: ${event.reason}`
          : event.type === 'ended'
            ? `ended after ${String(event.durationSeconds)}`
            : event.type,
    ),
  );
  const call = (number = '+44 20 7946 0018') => phone.startCall({ messageId: 'm-1', number });
  return { clock, phone, events, call };
}

describe('the simulated phone', () => {
  it('rings, is answered, and ends when the agent hangs up', async () => {
    const { clock, phone, events, call } = setUp();
    const placed = await call();
    expect(phone.call).to.deep.equal({
      number: '442079460018',
      phase: 'dialling',
      messageId: 'm-1',
    });
    clock.advance(600);
    expect(phone.call?.phase).to.equal('alerting');
    clock.advance(1400);
    expect(await phone.getAgentState()).to.equal('talking');
    clock.advance(12_000);
    await phone.endCall(placed);
    clock.advance(1500);
    expect(events).to.deep.equal([
      'busy',
      'alerting',
      'talking',
      'talking',
      'ended after 12',
      'wrap-up',
      'idle',
    ]);
    expect(phone.call).to.equal(null);
    expect(clock.pending).to.equal(0);
  });

  it('ends when the customer hangs up, or the agent before an answer', async () => {
    const { clock, phone, events, call } = setUp({ customerHangsUpMs: 5000 });
    await call();
    clock.advance(7000);
    expect(events).to.include('ended after 5');
    clock.advance(1500);
    const second = await call();
    clock.advance(700);
    await phone.endCall(second);
    clock.advance(60_000);
    expect(events).to.include('ended after null');
    expect(phone.state).to.equal('idle');
  });

  it('fails by an event for numbers that are busy, silent, wrong and so on', async () => {
    const cases: [number: string, reason: string][] = [
      ['+1 212 555 0199', 'busy'],
      ['+44 20 7946 0198', 'no-answer'],
      ['555 0197', 'rejected'],
      ['555 0196', 'phone-unreachable'],
      ['555 0195', 'network'],
      ['anonymous', 'invalid-number'],
      ['1'.repeat(25), 'invalid-number'],
    ];
    for (const [number, reason] of cases) {
      const { clock, phone, events, call } = setUp();
      await call(number);
      clock.advance(20_000);
      expect(events, number).to.include(`failed: ${reason}`);
      expect(phone.state, number).to.equal('idle');
    }
  });

  it('does not dial the bracketed zero of a number with a country code', async () => {
    const { phone, call } = setUp();
    await call('+49 (0)40 66969 123');
    expect(phone.call?.number).to.equal('494066969123');
  });

  it('places no call unless the agent is idle, and never two (W22)', async () => {
    for (const state of ['busy', 'talking', 'rest', 'wrap-up', 'signed-out'] as const) {
      const { clock, phone, events, call } = setUp({ state });
      await call();
      clock.advance(10_000);
      const reason = state === 'signed-out' ? 'not-signed-in' : 'agent-not-ready';
      expect(events).to.deep.equal([`failed: ${reason}`]);
      expect(phone.state).to.equal(state);
    }
    const { clock, events, call } = setUp();
    await call();
    await call();
    clock.advance(3000);
    expect(events.filter((event) => event === 'alerting')).to.have.length(1);
    expect(events).to.include('failed: agent-not-ready');
  });

  it('notifies the page of every change and clears its timers', async () => {
    const { clock, phone, call } = setUp();
    let changes = 0;
    const stop = phone.onChange(() => (changes += 1));
    phone.setState('rest');
    phone.setState('rest');
    expect(changes).to.equal(1);
    phone.setState('idle');
    await call();
    stop();
    phone.dispose();
    expect(clock.pending).to.equal(0);
  });

  it('rejects on request', async () => {
    const { phone, call } = setUp();
    phone.failNext(new AdapterError('network', { operation: 'startCall' }));
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'network');
    expect(phone.callCount).to.equal(0);
  });

  describe('listening to a recording', () => {
    async function listen(options: SimulatedPhoneOptions = {}, startSeconds = 0) {
      const set = setUp({ recordingSeconds: () => 30, ...options });
      const course: string[] = [];
      const listener = (event: ListenEvent): void => {
        const { type } = event;
        const more =
          'reason' in event
            ? event.reason
            : 'positionSeconds' in event
              ? event.positionSeconds
              : '';
        course.push(`${type} ${more}`.trim());
      };
      const listening = await set.phone.listenByPhone({ messageId: 'm-1', startSeconds }, listener);
      return { ...set, course, listening };
    }

    it('rings, plays in real time, and frees the phone at the end', async () => {
      const { clock, phone, course, events } = await listen();
      expect(phone.listening).to.include({ messageId: 'm-1', phase: 'ringing' });
      expect(phone.state).to.equal('talking');
      clock.advance(600);
      clock.advance(12_000);
      expect(phone.listening).to.include({ phase: 'playing', positionSeconds: 12 });
      clock.advance(18_000);
      expect(course).to.deep.equal(['ringing', 'playing 0', 'ended finished']);
      expect(phone.listening).to.equal(null);
      expect(events).to.deep.equal(['talking', 'idle']);
      expect(phone.callCount).to.equal(0);
      expect(clock.pending).to.equal(0);
    });

    it('pauses, goes on, skips within the recording and stops', async () => {
      const { clock, phone, course, listening } = await listen({}, 5);
      clock.advance(600 + 4000);
      await listening.pause!({});
      clock.advance(60_000);
      expect(phone.listening?.positionSeconds).to.equal(9);
      await listening.skip!(-20, {});
      await listening.resume!({});
      await listening.skip!(10, {});
      clock.advance(1000);
      await listening.stop({});
      await listening.stop({});
      expect(course).to.deep.equal([
        'ringing',
        'playing 5',
        'paused 9',
        'paused 0',
        'playing 0',
        'playing 10',
        'ended stopped',
      ]);
      expect(clock.pending).to.equal(0);
    });

    it('ends for an incoming or outgoing call, and when the agent hangs up (M13)', async () => {
      const going = await listen();
      await going.call();
      expect(going.course.at(-1)).to.equal('ended call');
      going.clock.advance(2000);
      expect(going.events).to.include('alerting');
      const coming = await listen();
      coming.phone.receiveCall();
      expect(coming.course.at(-1)).to.equal('ended call');
      expect(coming.phone.state).to.equal('talking');
      const hungUp = await listen();
      hungUp.phone.hangUpAsAgent();
      expect(hungUp.course.at(-1)).to.equal('ended hung-up');
    });

    it('plays only to an idle agent, and only a recording that exists', async () => {
      for (const [options, reason] of [
        [{ state: 'rest' }, 'agent-not-ready'],
        [{ state: 'signed-out' }, 'not-signed-in'],
        [{ recordingSeconds: () => null }, 'unknown'],
      ] as [SimulatedPhoneOptions, string][]) {
        const { clock, course, events } = await listen(options);
        clock.advance(1);
        expect(course).to.deep.equal([`failed ${reason}`]);
        expect(events).to.deep.equal([]);
      }
    });
  });
});
