import { expect } from 'chai';
import fc from 'fast-check';
import {
  isSameId,
  matchesContactNumber,
  normalizeContactNumber,
  normalizeSearchText,
} from './search-text.js';

const STORED = '+44 7700 900952';

describe('a contact number that was typed or pasted', () => {
  for (const [what, typed] of [
    ['as it is written', '+44 7700 900952'],
    ['without spaces', '+447700900952'],
    ['with 00 for +', '00447700900952'],
    ['as a link', 'tel:+447700900952'],
    ['as a link with parameters', 'tel:+44-7700-900952;ext=12'],
    ['as an encoded link', 'TEL:%2B44%207700%20900952'],
    ['within direction marks', '\u202a+44 7700 900952\u202c'],
    ['with a left-to-right mark', '\u200e+44\u00a07700\u00a0900952'],
    ['with soft hyphens', '+44\u00ad7700\u00ad900952'],
    ['with en dashes', '+44–7700–900952'],
    ['with non-breaking hyphens', '+44\u20117700\u2011900952'],
    ['in wide digits', '＋４４　７７００　９００９５２'],
    ['in Arabic-Indic digits', '+٤٤ ٧٧٠٠ ٩٠٠٩٥٢'],
    ['in Persian digits', '+۴۴ ۷۷۰۰ ۹۰۰۹۵۲'],
    ['in Devanagari digits', '+४४ ७७०० ९००९५२'],
    ['with the trunk zero', '+44 (0) 7700 900952'.replace(' (0) ', ' (0)')],
    ['with dots and slashes', '+44.7700/900952'],
    ['with a line end', ' +44 7700 900952\n'],
  ] as const) {
    it(`finds the message ${what} (N21)`, () => {
      expect(normalizeContactNumber(typed)).to.equal('+447700900952');
      expect(matchesContactNumber(STORED, typed)).to.equal(true);
    });
  }

  it('finds a part of it, from any place, however the number is grouped', () => {
    for (const typed of ['900952', '7700 900', '0952', '4477']) {
      expect(matchesContactNumber(STORED, typed), typed).to.equal(true);
    }
    expect(matchesContactNumber(STORED, '900953')).to.equal(false);
  });

  it('finds a number that the backend itself keeps with 00', () => {
    expect(matchesContactNumber('00447700900952', '+44 7700 900952')).to.equal(true);
  });

  it('keeps extensions and service codes', () => {
    expect(normalizeContactNumber('*21#')).to.equal('*21#');
    expect(normalizeContactNumber('1012')).to.equal('1012');
    expect(normalizeContactNumber('0012')).to.equal('0012');
  });

  it('leaves text that is no number as it is, but for what cannot be seen', () => {
    expect(normalizeContactNumber(' anonymous\u200b ')).to.equal('anonymous');
    expect(matchesContactNumber('anonymous@portal.example', 'Anonymous')).to.equal(true);
    expect(matchesContactNumber(null, 'anonymous')).to.equal(false);
  });

  it('does not restrict when nothing but separators was typed', () => {
    for (const typed of ['', '  ', '\u200e', '+']) {
      expect(matchesContactNumber(STORED, typed), JSON.stringify(typed)).to.equal(true);
    }
  });

  it('reads its own result the same, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalizeContactNumber(text);
        return normalizeContactNumber(once) === once || !/^[+\d*#]+$/.test(once);
      }),
    );
  });
});

describe('other search text', () => {
  it('is one line without what cannot be seen, in plain digits', () => {
    expect(normalizeSearchText(' \u200f１００４\u00ad ')).to.equal('1004');
    expect(normalizeSearchText('Sofía\u00a0 Quintanar')).to.equal('Sofía Quintanar');
  });

  it('compares whole IDs, whatever their case', () => {
    expect(isSameId('J100004', 'j100004')).to.equal(true);
    expect(isSameId('1001', '１００１')).to.equal(true);
    expect(isSameId('1001', '100')).to.equal(false);
    expect(isSameId(null, '')).to.equal(false);
  });
});
