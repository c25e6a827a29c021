import { expect } from 'chai';
import fc from 'fast-check';
import { coveredRanges, firstUnplayed, playedShare, totalSeconds } from './played-ranges.js';
import {
  canFindSilences,
  findSilences,
  silentRanges,
  SilenceRun,
  stillUnplayed,
  voiceLevel,
} from './silence.js';

/** A waveform of ten values a second: loud, quiet, loud… for so many seconds each. */
function waveform(...seconds: readonly number[]): { peaks: number[]; duration: number } {
  const peaks = seconds.flatMap((length, part) =>
    Array.from({ length: Math.round(length * 10) }, () => (part % 2 === 0 ? 0.6 : 0.01)),
  );
  return { peaks, duration: peaks.length / 10 };
}

const found = (...seconds: readonly number[]): ReturnType<typeof findSilences> => {
  const { peaks, duration } = waveform(...seconds);
  return findSilences(peaks, duration);
};

describe('silences of a recording', () => {
  it('finds those that last long enough, and keeps some of each at both ends', () => {
    const [silence, ...others] = found(2, 3, 2);
    expect(others).to.be.empty;
    expect(silence!.start).to.be.closeTo(2, 0.001);
    expect(silence!.end).to.be.closeTo(5, 0.001);
    expect(silence!.from).to.be.closeTo(2.3, 0.001);
    expect(silence!.to).to.be.closeTo(4.7, 0.001);
  });

  it('leaves the pauses of speech alone', () => {
    expect(found(2, 1.1, 2, 0.5, 2)).to.be.empty;
    expect(found(2, 1.3, 2)).to.have.length(1);
  });

  it('finds those at the start and at the end', () => {
    expect(found(0, 2, 3, 4).map(({ start, end }) => [start, end])).to.deep.equal([
      [0, 2],
      [5, 9],
    ]);
  });

  it('measures by the voice of this recording, however quiet it is', () => {
    const quiet = waveform(3, 2, 3).peaks.map((peak) => peak / 20);
    expect(findSilences(quiet, 8)).to.have.length(1);
    // A noisy line: what is between the words is no silence.
    const noisy = waveform(3, 2, 3).peaks.map((peak) => Math.max(peak, 0.1));
    expect(findSilences(noisy, 8)).to.be.empty;
  });

  it('is not misled by one click, nor by a caller who forgot to hang up', () => {
    const { peaks } = waveform(3, 2, 3);
    peaks[35] = 0.01;
    peaks[79] = 1;
    expect(findSilences(peaks, 8)).to.have.length(1);
    expect(found(4, 170)).to.have.length(1);
  });

  it('finds none without a waveform or a length, or in a waveform that is too coarse or empty', () => {
    const { peaks, duration } = waveform(3, 2, 3);
    expect(canFindSilences(peaks, duration)).to.be.true;
    for (const [values, length] of [
      [[], 8],
      [peaks, NaN],
      [peaks, Infinity],
      [peaks, 0],
      [peaks, 8 * 20],
      [peaks.map(() => 0), 8],
    ] as const) {
      expect(canFindSilences(values, length)).to.be.false;
      expect(findSilences(values, length)).to.be.empty;
    }
    expect(voiceLevel([])).to.equal(0);
  });

  it('finds ordered silences within the recording, in any waveform', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 }),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        (peaks, duration) => {
          let last = 0;
          for (const { start, end, from, to } of findSilences(peaks, duration)) {
            expect(start).to.be.at.least(last);
            expect(from).to.be.greaterThan(start).and.lessThan(to);
            expect(to).to.be.lessThan(end);
            expect(end).to.be.at.most(duration + 0.001);
            last = end;
          }
        },
      ),
    );
  });
});

describe('covered ranges with silences', () => {
  const duration = 12;
  // Sound 0–2, silence 2–5, sound 5–9, silence 9–12.
  const silences = found(2, 3, 4, 3);
  const silent = silentRanges(silences, duration);

  it('leads to sound only, and is complete when all sound was heard', () => {
    const covered = coveredRanges([[0, 2.4]], silent);
    expect(firstUnplayed(covered, duration)).to.be.closeTo(4.7, 0.001);
    const all = coveredRanges(
      [
        [0, 2.4],
        [4.7, 9.4],
      ],
      silent,
    );
    expect(firstUnplayed(all, duration)).to.equal(null);
    expect(playedShare(all, duration)).to.equal(1);
  });

  it('changes nothing of what was heard', () => {
    const heard = [[0, 2.4]] as const;
    coveredRanges(heard, silent);
    expect(playedShare(heard, duration)).to.be.closeTo(0.2, 0.001);
    expect(totalSeconds(heard)).to.equal(2.4);
  });

  it('counts a silence no longer as skipped once it was played', () => {
    expect(stillUnplayed(silences, [[0, 2.5]])).to.have.length(2);
    expect(stillUnplayed(silences, [[0, 5]])).to.have.length(1);
    expect(stillUnplayed(silences, [[0, 12]])).to.be.empty;
  });
});

describe('jumping over silences', () => {
  const silences = found(2, 3, 2, 2, 2);
  const [first] = silences;

  it('jumps when playback runs into one, late or not, and not twice', () => {
    const run = new SilenceRun(silences);
    expect(run.jumpFrom(2.2)).to.equal(null);
    expect(run.jumpFrom(2.31)).to.equal(first);
    expect(run.jumpFrom(3.1)).to.equal(first);
    expect(run.jumpFrom(first!.to)).to.equal(null);
  });

  it('does not jump where a seek is not worth it', () => {
    expect(new SilenceRun(silences).jumpFrom(first!.to - 0.3)).to.equal(null);
  });

  it('plays a silence that the person seeks, until it is left', () => {
    const run = new SilenceRun(silences);
    run.land(3);
    for (const at of [3, 3.5, 4.2]) expect(run.jumpFrom(at)).to.equal(null);
    expect(run.jumpFrom(5.2)).to.equal(null);
    // Run into again later, it is jumped over.
    expect(run.jumpFrom(2.4)).to.equal(first);
  });

  it('treats a seek just before the jump, within the silence, the same', () => {
    const run = new SilenceRun(silences);
    run.land(2.1);
    expect(run.jumpFrom(2.5)).to.equal(null);
  });

  it('jumps over the silence at the start after a seek to the start', () => {
    const leading = found(0, 2, 3);
    const run = new SilenceRun(leading);
    run.land(0);
    expect(run.jumpFrom(0.4)).to.equal(leading[0]);
  });

  it('answers when the next jump is due', () => {
    const run = new SilenceRun(silences);
    expect(run.untilJump(1)).to.be.closeTo(1.3, 0.001);
    expect(run.untilJump(first!.to)).to.be.closeTo(7.3 - first!.to, 0.001);
    expect(run.untilJump(10)).to.equal(null);
  });
});
