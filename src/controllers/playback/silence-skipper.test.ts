import { expect } from 'chai';
import { spokenWav } from '../../../test/support/sounds.js';
import { waitFor } from '../../../test/support/waits.js';
import type { AudioPlayer } from './audio-player.js';
import { SilenceSkipper } from './silence-skipper.js';

interface Given {
  readonly audio?: object;
  readonly state?: object;
  readonly seekLimit?: string;
}

/** A player at the position that the test sets, and the positions that it is sent to. */
function aPlayer({ audio: more, state, seekLimit }: Given = {}): {
  readonly audio: { currentTime: number; paused: boolean; seeking: boolean; playbackRate: number };
  readonly sent: number[];
  readonly skipper: SilenceSkipper;
} {
  const sent: number[] = [];
  const audio = {
    currentTime: 0,
    paused: false,
    seeking: false,
    playbackRate: 1,
    seekable: { length: 1, start: () => 0, end: () => 20 },
    ...more,
  };
  const player = {
    audio,
    state: state ?? { phase: 'playing', playRequested: true, cause: null },
    playhead: {
      seekLimit: seekLimit ?? null,
      played: [],
      get position() {
        return audio.currentTime;
      },
    },
    seek: (seconds: number) => sent.push(seconds),
  };
  const skipper = new SilenceSkipper(player as unknown as AudioPlayer, { skipSilence: true });
  const { peaks, durationSeconds } = spokenWav(2, 3, 2);
  skipper.use(peaks, durationSeconds);
  return { audio, sent, skipper };
}

describe('silence skipper', () => {
  it('checks when a silence is due, without waiting for the next event', async () => {
    const { audio, sent, skipper } = aPlayer({ audio: { playbackRate: 2 } });
    audio.currentTime = 2.1;
    skipper.handleMediaEvent('timeupdate');
    expect(sent).to.be.empty;
    audio.currentTime = 2.32;
    await waitFor(() => sent.length === 1);
    expect(sent[0]).to.be.closeTo(4.7, 0.06);
  });

  it('trusts the position of the media element, not the clock', async () => {
    const { audio, sent, skipper } = aPlayer();
    let looks = 0;
    // The sound waits for data: when the look comes it is still before the silence.
    Object.defineProperty(audio, 'currentTime', { get: () => ((looks += 1), 2.25) });
    skipper.handleMediaEvent('timeupdate');
    looks = 0;
    await waitFor(() => looks > 0);
    expect(sent).to.be.empty;
    skipper.stop();
  });

  it('never seeks where that would fetch the whole file, or cannot be done', () => {
    for (const given of [
      { audio: { seekable: { length: 0 } } },
      { audio: { seekable: { length: 1, start: () => 0, end: () => 0 } } },
      { seekLimit: 'no-range' },
    ]) {
      const { audio, sent, skipper } = aPlayer(given);
      audio.currentTime = 2.5;
      skipper.handleMediaEvent('timeupdate');
      expect(sent).to.be.empty;
    }
  });

  it('does nothing while nothing plays, or while a seek is under way', () => {
    for (const given of [
      { audio: { paused: true } },
      { audio: { seeking: true } },
      { state: { phase: 'paused', playRequested: false, cause: null } },
    ]) {
      const { audio, sent, skipper } = aPlayer(given);
      audio.currentTime = 2.5;
      skipper.handleMediaEvent('timeupdate');
      expect(sent).to.be.empty;
    }
  });

  it('tells its own jumps from a person’s seeks', () => {
    const { audio, sent, skipper } = aPlayer();
    audio.currentTime = 2.5;
    skipper.handleMediaEvent('timeupdate');
    expect(sent).to.have.length(1);
    expect(skipper.skipped).to.have.length(1);
    // Its own jump has landed; going back into the silence is somebody's wish.
    audio.currentTime = 4.7;
    skipper.handleMediaEvent('seeked');
    audio.currentTime = 3;
    skipper.handleMediaEvent('seeked');
    skipper.handleMediaEvent('timeupdate');
    expect(sent).to.have.length(1);
    expect(skipper.silent).to.have.length(1);
  });
});
