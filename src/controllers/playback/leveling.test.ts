import { expect } from 'chai';
import { levelingGain } from './leveling.js';

describe('leveling', () => {
  it('raises a quiet voice to the target, within limits, and lowers none', () => {
    expect(levelingGain([0.25, 0.25, 0])).to.equal(2);
    expect(levelingGain([0.01, 0.02])).to.equal(4);
    expect(levelingGain([1, 0.9])).to.equal(1);
    expect(levelingGain([])).to.equal(1);
    expect(levelingGain([0, 0])).to.equal(1);
  });
});
