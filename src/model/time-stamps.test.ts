import { expect } from 'chai';
import fc from 'fast-check';
import { runOptions, runs } from '../../test/support/run-options.js';
import { splitStamps, stampText, stampsIn } from './time-stamps.js';

const seconds = (text: string, duration = 36_000): readonly number[] =>
  stampsIn(text, duration).map((stamp) => stamp.seconds);

describe('time stamps in a text', () => {
  it('are written with minutes, and with hours where there are some', () => {
    expect(stampText(0)).to.equal('[0:00] ');
    expect(stampText(65.9)).to.equal('[1:05] ');
    expect(stampText(3723)).to.equal('[1:02:03] ');
    for (const odd of [NaN, Infinity, -3]) expect(stampText(odd)).to.equal('[0:00] ');
  });

  it('are found as they were written, whatever surrounds them', () => {
    expect(seconds('[0:00] start [1:05] name,[12:34]order [1:02:03] end')).to.deep.equal([
      0, 65, 754, 3723,
    ]);
    expect(seconds('客户[1:05]来电 قال [2:10] نعم')).to.deep.equal([65, 130]);
    expect(seconds('[100:00]')).to.deep.equal([6000]);
    for (let at = 0; at < 36_000; at += 61) expect(seconds(stampText(at))).to.deep.equal([at]);
  });

  it('are only those within the recording; without a known length there is none', () => {
    expect(seconds('[0:10] [1:00] [1:01] [9:59:59]', 60)).to.deep.equal([10, 60]);
    expect(seconds('[0:10]', NaN)).to.deep.equal([]);
    expect(seconds('[0:00]', 0)).to.deep.equal([0]);
  });

  it('are named once each, in the order of the text', () => {
    expect(seconds('[0:40] b [0:10] a [0:40] c [00:10]')).to.deep.equal([40, 10]);
  });

  it('are not other brackets, times of day or other digits', () => {
    for (const text of [
      '1:05',
      '[1:5]',
      '[1:65]',
      '[:05]',
      '[1:60:00]',
      '[1:2:03]',
      '[1:05',
      '(1:05)',
      '[ 1:05]',
      '[1:05 ]',
      '[-1:05]',
      '[1234:05]',
      '[123:00:00]',
      '[١:٠٥]',
      '[１:０５]',
      '[1：05]',
      '[1:05:]',
    ]) {
      expect(seconds(text), text).to.deep.equal([]);
      expect(splitStamps(text, 36_000), text).to.deep.equal([text]);
    }
  });

  it('leave every character of the text in its place', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('[', ']', ':', '[1:05]', '[99:59:59]', '[0:', '<b>', '\u202e'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(5000), (parts, duration) => {
        const text = parts.join('');
        const again = splitStamps(text, duration)
          .map((one) => (typeof one === 'string' ? one : `[${one.text}]`))
          .join('');
        expect(again).to.equal(text);
      }),
      { numRuns: runs(300), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });

  it('are found in one pass over any text (N18)', () => {
    for (const unit of ['[', '[1', '[1:0', '1:', '[99:59:5', '[0:01] ', '[1:05', '9']) {
      // A search that started over at every place would need hours: the runner's limit would end it.
      const text = unit.repeat(Math.ceil(2_000_000 / unit.length));
      const again = splitStamps(text, 3600).map((one) =>
        typeof one === 'string' ? one : `[${one.text}]`,
      );
      expect(again.join('') === text, unit).to.equal(true);
    }
  });

  it('are plain text after a limit (N18)', () => {
    const pieces = splitStamps('[0:01] '.repeat(1000), 60, 200);
    expect(pieces.filter((piece) => typeof piece !== 'string')).to.have.lengthOf(200);
    expect(pieces.at(-1)).to.have.length.above(5000);
  });
});
