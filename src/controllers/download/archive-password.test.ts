import { expect } from 'chai';
import { passwordFault } from './archive-password.js';

describe('archive password', () => {
  it('takes letters, digits and _ @ %, each kind at least once, 12 at most', () => {
    for (const good of ['a1_', 'Abc123_@%', '%%%%aaaa1111', '@1Z']) {
      expect(passwordFault(good), good).to.equal(null);
    }
    expect(passwordFault('')).to.equal('empty');
    expect(passwordFault('Abc123_@%Abc1')).to.equal('too-long');
    expect(passwordFault('abc 1_')).to.equal('characters');
    expect(passwordFault('abc-1_')).to.equal('characters');
    expect(passwordFault('é1_')).to.equal('characters');
    expect(passwordFault('abc123')).to.equal('kinds');
    expect(passwordFault('abc_@%')).to.equal('kinds');
    expect(passwordFault('123_@%')).to.equal('kinds');
  });
});
