import { expect } from 'chai';
import type { ListenEvent } from '../../adapter/call-control.js';
import {
  NOT_LISTENING,
  isHeardByPhone,
  isListening,
  phoneStep,
  positionAt,
  readListenEvent,
  type PhoneState,
} from './phone-state.js';

/** The state after events at the given seconds. */
function after(
  startSeconds: number,
  ...events: [atSeconds: number, event: ListenEvent][]
): PhoneState {
  return events.reduce<PhoneState>(
    (state, [at, event]) => phoneStep(state, { type: 'phone', event, nowMs: at * 1000 }),
    phoneStep(NOT_LISTENING, { type: 'start', positionSeconds: startSeconds }),
  );
}
const RINGING = { type: 'ringing' } as const;
const PLAYING = { type: 'playing' } as const;
const PAUSED = { type: 'paused' } as const;
const FINISHED = { type: 'ended', reason: 'finished' } as const;

describe('phone state', () => {
  it('counts the time that it plays, and not the time that it is paused', () => {
    const state = after(5, [0, RINGING], [2, PLAYING], [12, PAUSED], [60, PLAYING]);
    expect(positionAt(state, 63_000)).to.equal(18);
    expect(after(5, [0, PLAYING], [4, FINISHED]).playedSeconds).to.equal(4);
    expect(positionAt(after(5, [0, PLAYING], [4, PAUSED]), 99_000)).to.equal(9);
  });

  it('takes over the position that a phone reports', () => {
    const state = after(0, [0, PLAYING], [10, { type: 'playing', positionSeconds: 3 }]);
    expect(positionAt(state, 11_000)).to.equal(4);
  });

  it('skips forward and back, never before the start', () => {
    const playing = after(0, [0, PLAYING]);
    const skipped = phoneStep(playing, { type: 'skip', seconds: 10, nowMs: 2000 });
    expect(positionAt(skipped, 3000)).to.equal(13);
    const back = phoneStep(skipped, { type: 'skip', seconds: -60, nowMs: 3000 });
    expect(positionAt(back, 3000)).to.equal(0);
    expect(back.playedSeconds).to.equal(3);
  });

  it('ignores events after its end, and can begin again', () => {
    const ended = after(0, [0, PLAYING], [9, { type: 'ended', reason: 'hung-up' }]);
    expect(isListening(ended)).to.equal(false);
    expect(phoneStep(ended, { type: 'phone', event: PLAYING, nowMs: 10_000 })).to.equal(ended);
    expect(phoneStep(ended, { type: 'refused', reason: 'network' })).to.equal(ended);
    const again = phoneStep(ended, { type: 'start', positionSeconds: 0 });
    expect(again).to.include({ phase: 'starting', end: null, failure: null });
  });

  it('reads the events of the host’s phone, and drops rubbish', () => {
    for (const rubbish of [null, 7, 'playing', [], {}, { type: 'talking' }]) {
      expect(readListenEvent(rubbish), JSON.stringify(rubbish)).to.equal(null);
    }
    expect(readListenEvent({ type: 'failed', reason: 'exploded' })).to.deep.equal({
      type: 'failed',
      reason: 'unknown',
    });
    expect(readListenEvent({ type: 'ended' })).to.deep.equal({ type: 'ended', reason: 'stopped' });
    for (const positionSeconds of [NaN, -1, Infinity, '3', 1e9]) {
      expect(readListenEvent({ type: 'playing', positionSeconds })).to.deep.equal(PLAYING);
    }
  });
});

describe('heard by phone', () => {
  it('is a recording that played to its end, for its whole length', () => {
    expect(isHeardByPhone(after(0, [0, PLAYING], [20, FINISHED]), 0, [], 20)).to.equal(true);
    expect(isHeardByPhone(after(0, [0, PLAYING], [18.5, FINISHED]), 0, [], 20)).to.equal(true);
    // The length is not known.
    expect(isHeardByPhone(after(0, [0, PLAYING], [3, FINISHED]), 0, [], NaN)).to.equal(true);
  });

  it('is none that was stopped, never played, or skipped through', () => {
    const stopped = after(0, [0, PLAYING], [20, { type: 'ended', reason: 'stopped' }]);
    expect(isHeardByPhone(stopped, 0, [], 20)).to.equal(false);
    expect(isHeardByPhone(after(0, [0, RINGING], [9, FINISHED]), 0, [], NaN)).to.equal(false);
    const skipped = phoneStep(after(0, [0, PLAYING]), { type: 'skip', seconds: 15, nowMs: 1000 });
    const ended = phoneStep(skipped, { type: 'phone', event: FINISHED, nowMs: 6000 });
    expect(isHeardByPhone(ended, 0, [], 20)).to.equal(false);
  });

  it('includes what was heard here before', () => {
    const state = after(12, [0, PLAYING], [8, FINISHED]);
    expect(isHeardByPhone(state, 12, [[0, 15]], 20)).to.equal(true);
    expect(isHeardByPhone(state, 12, [], 20)).to.equal(false);
  });
});
