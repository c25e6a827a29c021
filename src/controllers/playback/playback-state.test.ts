import { expect } from 'chai';
import fc from 'fast-check';
import { IDLE, isWaiting, playbackStep, type PlaybackEvent } from './playback-state.js';

const after = (...events: PlaybackEvent[]) => events.reduce(playbackStep, IDLE);

describe('playback state', () => {
  it('goes from asking to loading, playing, pausing and the end', () => {
    const asked = after({ type: 'command', play: true }, { type: 'ask' });
    expect(asked).to.include({ phase: 'asking', playRequested: true });
    const playing = [{ type: 'load' }, { type: 'ready' }, { type: 'playing' }] as PlaybackEvent[];
    const sounding = playing.reduce(playbackStep, asked);
    expect(sounding).to.include({ phase: 'playing', playRequested: true });
    expect(playbackStep(sounding, { type: 'paused' })).to.include({
      phase: 'paused',
      playRequested: false,
    });
    expect(playbackStep(sounding, { type: 'ended' })).to.include({
      phase: 'ended',
      playRequested: false,
    });
  });

  it('shows a stall as waiting, never as playing (M5)', () => {
    const stalled = after(
      { type: 'command', play: true },
      { type: 'load' },
      { type: 'playing' },
      { type: 'stall' },
    );
    expect(stalled.phase).to.equal('stalled');
    expect(isWaiting(stalled)).to.be.true;
  });

  it('keeps a failure until the next request, whatever the audio element reports', () => {
    const failed = after({ type: 'load' }, { type: 'fail', cause: 'network' });
    for (const type of ['playing', 'paused', 'waiting', 'stall', 'ended', 'ready'] as const) {
      expect(playbackStep(failed, { type })).to.equal(failed);
    }
    expect(playbackStep(failed, { type: 'ask' }).cause).to.equal(null);
  });

  it('has a cause exactly while it has failed', () => {
    const event: fc.Arbitrary<PlaybackEvent> = fc.oneof(
      fc.boolean().map((play): PlaybackEvent => ({ type: 'command', play })),
      fc
        .constantFrom(
          'ask',
          'load',
          'ready',
          'playing',
          'paused',
          'waiting',
          'stall',
          'ended',
          'reset',
        )
        .map((type) => ({ type })),
      fc.constant<PlaybackEvent>({ type: 'fail', cause: 'stalled' }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const state = after(...events);
        expect((state.cause !== null) === (state.phase === 'failed')).to.be.true;
      }),
    );
  });
});
