import { expect } from 'chai';
import fc from 'fast-check';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { dialString, isMasked, telHref } from './dial-string.js';

const NUMBERS: readonly (readonly [string, string])[] = [
  ['+44 20 7946 0958', '+442079460958'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['(+86) 755 2878 0808', '+8675528780808'],
  ['020 7946 0958', '02079460958'],
  ['+1-514-555-0151', '+15145550151'],
  ['0049/30/123456', '004930123456'],
  ['+33\u00a01\u202f23\u00a045\u00a067\u00a089', '+33123456789'],
  ['555\u20110100', '5550100'],
  ['112', '112'],
];

const HOSTILE = [
  '',
  ' ',
  '12',
  '*06#',
  '*#06#',
  '**21*5550100#',
  '+1555*0100',
  '5550100;ext=1',
  '5550100;phone-context=evil.example',
  '5550100,,,1234',
  '5550100p12',
  '5550100w12',
  '5550100x12',
  'tel:5550100',
  'javascript:alert(1)//5550100',
  'sip:5550100@example.org',
  '5550100?call=1',
  '5550100#',
  '5550100%2C1',
  '+',
  '++15550100',
  '1+5550100',
  'anonymous',
  'null',
  '123456789012345678901234567890',
  '5'.repeat(60),
  '٠١٢٣٤٥٦٧٨٩',
  '555０１００',
  '555\u202e0010',
  '555\u200b0100',
  '\ufeff5550100',
  '555\n0100',
  '555\t0100',
  '5550100\u0000',
  '<b>5550100</b>',
  '۱۲۳۴۵۶۷',
];

describe('numbers that may be dialed', () => {
  for (const [written, dial] of NUMBERS) {
    it(`rebuilds ${written} from its digits (S7)`, () => {
      expect(dialString(written)).to.equal(dial);
      expect(telHref(written)).to.equal(`tel:${dial}`);
    });
  }

  for (const written of HOSTILE) {
    it(`refuses ${JSON.stringify(written).slice(0, 40)} (S7 N21)`, () => {
      expect(dialString(written)).to.equal(null);
      expect(telHref(written)).to.equal(null);
    });
  }

  it('gives nothing but a plus and digits for any text, and digits in the order shown (S7)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({
            unit: fc.constantFrom(...'0123456789+-() .*#,;px'.split('')),
            maxLength: 40,
          }),
        ),
        (written) => {
          const dial = dialString(written);
          if (dial === null) return;
          expect(dial).to.match(/^\+?\d{3,24}$/);
          const shown = written
            .replace(written.includes('+') ? /\(0\)/ : /$^/, '')
            .replace(/\D/g, '');
          expect(dial.replace('+', '')).to.equal(shown);
        },
      ),
      { numRuns: runs(2000), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });

  it('knows a masked number, which only a call control can dial (W22)', () => {
    for (const masked of ['138****1234', '••1234', '+44 ••• 0958', '138xxxx1234']) {
      expect(isMasked(masked), masked).to.equal(true);
      expect(dialString(masked), masked).to.equal(null);
    }
    for (const other of ['*#06#', '**21#', 'anonymous', '5550100', '****', null]) {
      expect(isMasked(other), String(other)).to.equal(false);
    }
  });
});
