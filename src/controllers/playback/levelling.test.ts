import { expect } from 'chai';
import { levellingGain } from './levelling.js';

describe('levelling', () => {
  it('lifts a quiet voice to the target, within limits, and lowers none', () => {
    expect(levellingGain([0.25, 0.25, 0])).to.equal(2);
    expect(levellingGain([0.01, 0.02])).to.equal(4);
    expect(levellingGain([1, 0.9])).to.equal(1);
    expect(levellingGain([])).to.equal(1);
    expect(levellingGain([0, 0])).to.equal(1);
  });
});
