import { expect } from 'chai';
import fc from 'fast-check';
import { spreadsheetCell, spreadsheetText } from './spreadsheet.js';

describe('text for a spreadsheet', () => {
  for (const dangerous of [
    '=1+1',
    '+44 20 7946 0127',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u200b=1',
    '＝1',
    '＋1',
    '"a',
  ]) {
    it(`keeps ${JSON.stringify(dangerous)} from being calculated (S20)`, () => {
      expect(spreadsheetCell(dangerous)).to.match(/^'/);
    });
  }

  it('leaves harmless text as it is (S20)', () => {
    for (const plain of ['m-1', 'Complaint 47190', '2026-11-20T09:30:00Z', '64000', '']) {
      expect(spreadsheetCell(plain)).to.equal(plain);
    }
  });

  it('comes back as the same rows and columns, none of them a formula (S20)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }), {
          minLength: 1,
        }),
        (rows) => {
          const parsed = spreadsheetText(rows)
            .split(/\r\n|\r|\n/)
            .map((line) => line.split('\t'));
          expect(parsed).to.have.length(rows.length);
          for (const cells of parsed) {
            expect(cells).to.have.length(3);
            for (const cell of cells) expect(cell).not.to.match(/^\s*[=+\-@"]/);
          }
        },
      ),
    );
  });
});
