import { expect } from 'chai';
import fc from 'fast-check';
import {
  addHeard,
  clipHeard,
  coveredSpans,
  firstUnheard,
  heardSeconds,
  heardShare,
  joinHeard,
  readHeard,
  type HeardSpan,
} from './heard.js';

/** The share that counts as heard where silence may be skipped, as the policy sees it. */
const coveredShare = (
  heard: readonly HeardSpan[],
  silent: readonly HeardSpan[],
  durationSeconds: number,
): number => heardShare(clipHeard(coveredSpans(heard, silent), durationSeconds), durationSeconds);

describe('heard map', () => {
  it('joins spans that touch and keeps the others apart', () => {
    let spans = addHeard([], 0, 5);
    spans = addHeard(spans, 10, 12);
    spans = addHeard(spans, 5.1, 7);
    expect(spans).to.deep.equal([
      [0, 7],
      [10, 12],
    ]);
    expect(addHeard(spans, 6, 11)).to.deep.equal([[0, 12]]);
  });

  it('ignores rubbish', () => {
    for (const [start, end] of [
      [NaN, 1],
      [1, Infinity],
      [3, 3],
      [5, 2],
      [-1, 2],
    ] as const) {
      expect(addHeard([[0, 1]], start, end)).to.deep.equal([[0, 1]]);
    }
    expect(readHeard('x')).to.deep.equal([]);
    expect(readHeard([[1, 2], 'x', null, ['a', 'b'], [1.5, 4]])).to.deep.equal([[1, 4]]);
  });

  it('stays sorted without overlaps, whatever is heard in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 100, noNaN: true }),
            fc.double({ min: 0, max: 30, noNaN: true }),
          ),
        ),
        (heard) => {
          const spans = heard.reduce<ReturnType<typeof addHeard>>(
            (all, [start, length]) => addHeard(all, start, start + length),
            [],
          );
          for (const [index, [start, end]] of spans.entries()) {
            expect(end).to.be.greaterThan(start);
            if (index > 0) expect(start).to.be.greaterThan(spans[index - 1]![1]);
          }
          expect(heardSeconds(spans)).to.be.at.most(131);
        },
      ),
    );
  });

  it('finds the first part that was not heard', () => {
    expect(firstUnheard([], 10)).to.equal(0);
    expect(
      firstUnheard(
        [
          [0, 4],
          [6, 10],
        ],
        10,
      ),
    ).to.equal(4);
    expect(firstUnheard([[3, 10]], 10)).to.equal(0);
    expect(firstUnheard([[0, 9.9]], 10)).to.equal(null);
    expect(firstUnheard([[0, 4]], NaN)).to.equal(null);
  });

  it('tells the share, and all only when all was heard', () => {
    expect(heardShare([[0, 5]], 10)).to.equal(0.5);
    expect(heardShare([[0, 9.8]], 10)).to.equal(1);
    expect(heardShare([[0, 5]], NaN)).to.equal(0);
    expect(heardShare([[0, 5]], 0)).to.equal(0);
  });
});

describe('what counts as heard', () => {
  it('joins two lists, and answers the same list when nothing is new', () => {
    const mine = [[0, 4] as const, [8, 10] as const];
    expect(joinHeard(mine, [[3, 9]])).to.deep.equal([[0, 10]]);
    expect(joinHeard(mine, [[1, 2]])).to.equal(mine);
    expect(joinHeard(mine, [])).to.equal(mine);
    expect(
      joinHeard([], [
        [NaN, 3],
        [5, 2],
        [-4, 9],
      ] as HeardSpan[]),
    ).to.deep.equal([]);
  });

  it('counts a silence that was reached, and none that nobody came near', () => {
    const silent = [[4, 6] as const, [14, 16] as const];
    expect(coveredSpans([[0, 4]], silent)).to.deep.equal([[0, 6]]);
    expect(coveredSpans([[6.2, 9]], silent)).to.deep.equal([[4, 9]]);
    expect(coveredShare([[0, 4]], silent, 20)).to.equal(0.3);
    expect(coveredShare([], silent, 20)).to.equal(0);
    expect(
      coveredShare(
        [
          [0, 4],
          [6, 14],
        ],
        silent,
        16,
      ),
    ).to.equal(1);
  });

  it('counts nothing beyond the recording, and nothing while its length is not known', () => {
    expect(
      coveredShare(
        [
          [0, 5],
          [50, 99],
        ],
        [],
        10,
      ),
    ).to.equal(0.5);
    expect(coveredShare([[0, 5]], [], NaN)).to.equal(0);
    expect(
      clipHeard(
        [
          [0, 5],
          [8, 12],
          [20, 30],
        ],
        10,
      ),
    ).to.deep.equal([
      [0, 5],
      [8, 10],
    ]);
  });
});
