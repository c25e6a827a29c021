import { expect } from '@open-wc/testing';
import { barCount, resamplePeaks, secondsAt } from './peaks.js';

describe('waveform bars', () => {
  it('keeps the loudest of the peaks that share a bar', () => {
    expect(resamplePeaks([0.1, 1, 0.2, 0.4], 2)).to.deep.equal([1, 0.4]);
  });

  it('interpolates where there are fewer peaks than bars', () => {
    expect(resamplePeaks([0, 1], 4)).to.deep.equal([0, 0.5, 1, 1]);
  });

  it('answers as many bars as requested, all between 0 and 1', () => {
    for (const count of [0, 1, 7, 300]) {
      const bars = resamplePeaks([0.01, 0.5, 0.3, 0.02, 0.9], count);
      expect(bars).to.have.length(count);
      expect(bars.every((bar) => bar >= 0 && bar <= 1)).to.be.true;
    }
    expect(resamplePeaks([], 5)).to.deep.equal([]);
    expect(resamplePeaks([0, 0], 3)).to.deep.equal([0, 0, 0]);
  });

  it('computes how many bars fit, and the second at a place', () => {
    expect(barCount(399)).to.equal(100);
    expect(barCount(0)).to.equal(0);
    expect(secondsAt(50, 200, 60)).to.equal(15);
    expect(secondsAt(-5, 200, 60)).to.equal(0);
    expect(secondsAt(500, 200, 60)).to.equal(60);
    expect(secondsAt(5, 200, NaN)).to.equal(0);
  });
});
