import { expect } from 'chai';
import fc from 'fast-check';
import { readLocalRange, toLocalInput } from './local-range.js';
import { resolveTimeRange, TIME_PRESETS } from './time-range.js';

describe('time ranges', () => {
  it('count 1, 3 and 7 days as the last 24, 72 and 168 hours', () => {
    expect(TIME_PRESETS.map(({ hours }) => hours)).to.deep.equal([24, 72, 168]);
  });

  it('cover exactly their hours, in any night (W16)', () => {
    // The nights of clock change of Lord Howe (half an hour), London, St John's and Kathmandu's none.
    const nights = ['2026-04-05T00:00:00Z', '2026-03-29T02:00:00Z', '2026-11-01T05:00:00Z'];
    for (const night of nights) {
      const now = new Date(night);
      for (const { hours } of TIME_PRESETS) {
        const { from, to } = resolveTimeRange({ kind: 'last', hours }, now);
        expect(to.getTime() - from.getTime()).to.equal(hours * 3_600_000);
      }
    }
  });

  it('read two local times as a range with instants', () => {
    const read = readLocalRange('2026-11-20T08:00', '2026-11-21T08:30');
    expect(read.ok).to.equal(true);
    if (!read.ok || read.range.kind !== 'between') throw new Error('a range was expected');
    expect(toLocalInput(new Date(read.range.from))).to.equal('2026-11-20T08:00');
    expect(toLocalInput(new Date(read.range.to))).to.equal('2026-11-21T08:30');
  });

  it('name each fault of a customized range', () => {
    const problems = (from: string, to: string): readonly string[] => {
      const read = readLocalRange(from, to);
      return read.ok ? [] : read.problems;
    };
    expect(problems('', '')).to.deep.equal(['from-missing', 'to-missing']);
    expect(problems('2026-11-21T08:00', '2026-11-20T08:00')).to.deep.equal(['to-before-from']);
    expect(problems('2026-11-21T08:00', '2026-11-21T08:00')).to.deep.equal(['to-before-from']);
    expect(problems('yesterday', '2026-11-20T08:00')).to.deep.equal(['from-unreadable']);
    expect(problems('2026-11-20T08:00', '2026-13-40T99:99')).to.deep.equal(['to-unreadable']);
  });

  it('never throw, whatever a field contains', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        const read = readLocalRange(from, to);
        if (read.ok) throw new Error('only a pair of times is a range');
      }),
    );
  });
});
