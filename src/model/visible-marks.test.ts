import { expect } from 'chai';
import { withVisibleMarks } from './visible-marks.js';

describe('visible marks', () => {
  it('shows invisible characters as their codes (N20)', () => {
    expect(withVisibleMarks('10\u202e07')).to.equal('10[U+202E]07');
    expect(withVisibleMarks('1007\u200b')).to.equal('1007[U+200B]');
    expect(withVisibleMarks('1007\u{e0041}')).to.equal('1007[U+E0041]');
    expect(withVisibleMarks('1007\u0000')).to.equal('1007[U+0000]');
  });

  it('knows all of them (N20)', () => {
    const ranges =
      '0-1f 7f-9f ad 34f 61c 115f 1160 17b4 17b5 180b-180f 200b-200f 2028-202f 205f-206f 3164 fe00-fe0f feff ffa0 fff9-fffb e0000-e0fff';
    for (const range of ranges.split(' ')) {
      const [from = 0, to = from] = range.split('-').map((code) => Number.parseInt(code, 16));
      for (let code = from; code <= to; code += 1) {
        expect(withVisibleMarks(String.fromCodePoint(code)), range).to.match(/^\[U\+/);
      }
    }
  });

  it('leaves visible characters as they are', () => {
    for (const text of ['1007', '+44 (0)20', '*#06#', '客户', 'Zoë']) {
      expect(withVisibleMarks(text)).to.equal(text);
    }
  });

  it('shortens texts that are too long for an id (N18)', () => {
    expect(withVisibleMarks('9'.repeat(10_000))).to.have.lengthOf(81);
  });
});
