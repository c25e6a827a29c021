import { expect } from 'chai';
import fc from 'fast-check';
import { checkDialOptions, dialNumber, isSameNumber } from './dial-number.js';
import { runOptions, runs } from '../../test/support/run-options.js';

const digitsOf = (shown: string, options = {}): string | null => {
  const result = dialNumber(shown, options);
  return result.ok ? result.digits : null;
};

describe('dialNumber', () => {
  const WRITTEN: Record<string, string> = {
    '13800138000': '13800138000',
    '138 0013 8000': '13800138000',
    '+86 138 0013 8000': '008613800138000',
    '+44 (0)20 7946 0958': '00442079460958',
    '+44 20 7946 0958': '00442079460958',
    '(020) 7946-0958': '02079460958',
    '+1 (415) 555‑0132': '0014155550132',
    '(+44) (0)20 7946 0958': '00442079460958',
    '(+44) 20 7946 0958': '00442079460958',
    '+33 1 99 00 12 34': '0033199001234',
    '+49 (0) 30 901820': '004930901820',
    '+966 11 555 0134': '00966115550134',
    '+55 11 95555-0123': '005511955550123',
    '010/5550.1234': '01055501234',
    '  021–5555–0199 ': '02155550199',
    '101': '101',
    '1': '1',
  };
  for (const [shown, digits] of Object.entries(WRITTEN)) {
    it(`dials ${digits} for ${shown}`, () => {
      expect(digitsOf(shown)).to.equal(digits);
    });
  }

  const REFUSED = [
    '*#06#',
    '*21*13800138000#',
    '#',
    '***',
    '138****1234',
    '138••••1234',
    '138XXXX1234',
    '5550132;ext=7',
    '5550132 ext. 7',
    '5550132x7',
    '5550132,,,1',
    '5550132p1',
    '5550132w1',
    'tel:5550132',
    'anonymous',
    'Unknown',
    '1-800-FLOWERS',
    '１３８００１３８０００',
    '١٢٣٤٥٦٧',
    '१२३४५६७',
    '1380013800\u202e0',
    '138\u200b00138000',
    '138\u00ad00138000',
    '\u200e13800138000',
    '138\n00138000x',
    '++4420',
    '44+20',
    '-+4420',
    '+',
    '()',
    '-',
    '',
    '   ',
    '1'.repeat(25),
    `+${'1'.repeat(23)}`,
    '1 '.repeat(60),
    '<b>5550132</b>',
    'javascript:5550132',
  ];
  for (const shown of REFUSED) {
    it(`does not dial ${JSON.stringify(shown)} (N21)`, () => {
      expect(digitsOf(shown)).to.equal(null);
    });
  }

  it('names the problem', () => {
    const problem = (shown: string | undefined, options = {}): string => {
      const result = dialNumber(shown, options);
      return result.ok ? 'none' : result.problem;
    };
    expect(problem(undefined)).to.equal('empty');
    expect(problem('anonymous')).to.equal('not-a-number');
    expect(problem('*#06#')).to.equal('code');
    expect(problem('1'.repeat(25))).to.equal('too-long');
    expect(problem('+4420', { internationalPrefix: null })).to.equal('international');
  });

  it('dials codes only when the host allows them, and never behind a plus (S7)', () => {
    expect(digitsOf('*98', { allowCodes: true })).to.equal('*98');
    expect(digitsOf('*21*138#', { allowCodes: true })).to.equal('*21*138#');
    expect(digitsOf('+*21', { allowCodes: true })).to.equal(null);
    expect(digitsOf('***', { allowCodes: true })).to.equal(null);
  });

  it('dials the international prefix of the platform instead of the plus', () => {
    expect(digitsOf('+44 20', { internationalPrefix: '011' })).to.equal('0114420');
    expect(digitsOf('+44 20', { internationalPrefix: '' })).to.equal('4420');
    expect(digitsOf('4420', { internationalPrefix: '011' })).to.equal('4420');
  });

  it('refuses a prefix that is no digits', () => {
    for (const internationalPrefix of ['0,0', '+', '00#', '0'.repeat(9)]) {
      expect(() => checkDialOptions({ internationalPrefix })).to.throw(TypeError);
    }
    checkDialOptions({ internationalPrefix: null });
    checkDialOptions({});
  });

  it('never dials anything that is not shown, whatever is written (N21)', () => {
    const sign = fc.constantFrom(...'0123456789+*#()-./ ,;pwx٣３•\u200b\u202e\u00a0–A');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.boolean(), (signs, allowCodes) => {
        const shown = signs.join('');
        const dialed = digitsOf(shown, { allowCodes });
        if (dialed === null) return;
        expect(dialed).to.match(/^[0-9*#]{1,24}$/);
        if (!allowCodes) expect(dialed).to.match(/^[0-9]+$/);
        const plain = /^\(?\+/.test(shown.trim()) ? dialed.slice(2) : dialed;
        // Exactly the digits on screen, in their order; but for the nought that is written in brackets.
        const onScreen = shown
          .replace(/^(\s*\(?\+[^()]*\)?[^()]*)\(0\)/, '$1')
          .replace(/[^0-9*#]/g, '');
        expect(plain).to.equal(onScreen);
        expect(shown).to.match(/^[0-9+*#()\-./ \u00a0–]*$/);
      }),
      { numRuns: runs(2000), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});

describe('isSameNumber', () => {
  it('recognizes a line with and without codes in front', () => {
    expect(isSameNumber('008613800138000', '13800138000')).to.equal(true);
    expect(isSameNumber('02079460958', '00442079460958')).to.equal(true);
    expect(isSameNumber('101', '101')).to.equal(true);
  });

  it('distinguishes two lines', () => {
    expect(isSameNumber('13800138000', '13800138001')).to.equal(false);
    expect(isSameNumber('8000', '13800138000')).to.equal(false);
    expect(isSameNumber('', '')).to.equal(false);
    expect(isSameNumber('anonymous', '')).to.equal(false);
  });
});
