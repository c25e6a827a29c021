import { expect } from 'chai';
import fc from 'fast-check';
import {
  addRange,
  clipRanges,
  coveredRanges,
  firstUnplayed,
  totalSeconds,
  playedShare,
  mergeRanges,
  readRanges,
  type PlayedRange,
} from './played-ranges.js';

/** The share that counts as heard where silence may be skipped, as the policy sees it. */
const coveredShare = (
  heard: readonly PlayedRange[],
  silent: readonly PlayedRange[],
  durationSeconds: number,
): number =>
  playedShare(clipRanges(coveredRanges(heard, silent), durationSeconds), durationSeconds);

describe('played ranges', () => {
  it('joins ranges that touch and keeps the others apart', () => {
    let spans = addRange([], 0, 5);
    spans = addRange(spans, 10, 12);
    spans = addRange(spans, 5.1, 7);
    expect(spans).to.deep.equal([
      [0, 7],
      [10, 12],
    ]);
    expect(addRange(spans, 6, 11)).to.deep.equal([[0, 12]]);
  });

  it('ignores rubbish', () => {
    for (const [start, end] of [
      [NaN, 1],
      [1, Infinity],
      [3, 3],
      [5, 2],
      [-1, 2],
    ] as const) {
      expect(addRange([[0, 1]], start, end)).to.deep.equal([[0, 1]]);
    }
    expect(readRanges('x')).to.deep.equal([]);
    expect(readRanges([[1, 2], 'x', null, ['a', 'b'], [1.5, 4]])).to.deep.equal([[1, 4]]);
  });

  it('stays sorted without overlaps, in whatever order parts are played', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 100, noNaN: true }),
            fc.double({ min: 0, max: 30, noNaN: true }),
          ),
        ),
        (heard) => {
          const spans = heard.reduce<ReturnType<typeof addRange>>(
            (all, [start, length]) => addRange(all, start, start + length),
            [],
          );
          for (const [index, [start, end]] of spans.entries()) {
            expect(end).to.be.greaterThan(start);
            if (index > 0) expect(start).to.be.greaterThan(spans[index - 1]![1]);
          }
          expect(totalSeconds(spans)).to.be.at.most(131);
        },
      ),
    );
  });

  it('finds the first part that was not heard', () => {
    expect(firstUnplayed([], 10)).to.equal(0);
    expect(
      firstUnplayed(
        [
          [0, 4],
          [6, 10],
        ],
        10,
      ),
    ).to.equal(4);
    expect(firstUnplayed([[3, 10]], 10)).to.equal(0);
    expect(firstUnplayed([[0, 9.9]], 10)).to.equal(null);
    expect(firstUnplayed([[0, 4]], NaN)).to.equal(null);
  });

  it('computes the share, and answers 1 only when all was played', () => {
    expect(playedShare([[0, 5]], 10)).to.equal(0.5);
    expect(playedShare([[0, 9.8]], 10)).to.equal(1);
    expect(playedShare([[0, 5]], NaN)).to.equal(0);
    expect(playedShare([[0, 5]], 0)).to.equal(0);
  });
});

describe('covered ranges', () => {
  it('merges two lists, and answers the same list when nothing is new', () => {
    const mine = [[0, 4] as const, [8, 10] as const];
    expect(mergeRanges(mine, [[3, 9]])).to.deep.equal([[0, 10]]);
    expect(mergeRanges(mine, [[1, 2]])).to.equal(mine);
    expect(mergeRanges(mine, [])).to.equal(mine);
    expect(
      mergeRanges([], [
        [NaN, 3],
        [5, 2],
        [-4, 9],
      ] as PlayedRange[]),
    ).to.deep.equal([]);
  });

  it('includes a silence that was reached, and none that was not come near', () => {
    const silent = [[4, 6] as const, [14, 16] as const];
    expect(coveredRanges([[0, 4]], silent)).to.deep.equal([[0, 6]]);
    expect(coveredRanges([[6.2, 9]], silent)).to.deep.equal([[4, 9]]);
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

  it('leaves out what lies beyond the recording, once its length is known', () => {
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
      clipRanges(
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
