import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { CLAMP_LENGTH, blocksOf, clampText } from './text-clamp.js';

describe('beginning of a long text', () => {
  it('is not taken of a short one', () => {
    expect(clampText('hello')).to.equal(null);
    expect(clampText('')).to.equal(null);
  });

  it('ends after some lines, or after some characters (N18)', () => {
    expect(clampText('a\n'.repeat(10_000))?.split('\n')).to.have.lengthOf(24);
    expect(clampText('x'.repeat(1_000_000))).to.have.lengthOf(CLAMP_LENGTH);
  });

  it('never cuts a character in two (N19)', () => {
    for (const character of ['😀', '👩‍👩‍👧‍👦', 'e\u0301\u0323', '🇨🇳']) {
      const cut = clampText('a' + character.repeat(2000)) ?? '';
      expect(cut.slice(1).replaceAll(character, ''), character).to.equal('');
    }
    expect(clampText('e' + '\u0301'.repeat(5000))).to.have.lengthOf(CLAMP_LENGTH);
  });

  it('gives a text in blocks that are the text (N18)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', ' '), maxLength: 200 }), (text) => {
        expect(blocksOf(text, 3).join('\n')).to.equal(text);
      }),
      { numRuns: runs(300), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});
