import { expect } from 'chai';
import fc from 'fast-check';
import {
  countText,
  formatDuration,
  formatInstant,
  formatInstantLong,
  formatNumber,
  formatTimeOfDay,
  NOTHING,
  numberEnding,
} from './format.js';

const RUBBISH = /undefined|null|NaN|Infinity|Invalid/;

describe('showing instants', () => {
  it('follows the language and the given time zone', () => {
    const instant = '2026-11-22T01:30:05Z';
    expect(formatInstant(instant, 'en-US', 'Asia/Shanghai')).to.equal('11/22/2026, 09:30:05');
    expect(formatInstant(instant, 'zh-CN', 'Asia/Shanghai')).to.equal('2026/11/22 09:30:05');
    expect(formatTimeOfDay(instant, 'en', 'Asia/Kathmandu')).to.equal('07:15');
  });

  it('uses Latin digits and the Gregorian calendar in every language', () => {
    for (const locale of ['ar', 'ar-SA', 'fa-IR', 'th-TH', 'hi-IN-u-nu-deva']) {
      const shown = formatInstant('2026-11-22T01:30:05Z', locale, 'UTC');
      if (!locale.includes('-u-')) expect(shown, locale).to.match(/2026/);
    }
  });

  it('states the offset in the long form', () => {
    expect(formatInstantLong('2026-11-22T01:30:05Z', 'en', 'Asia/Kathmandu')).to.contain(
      'GMT+05:45',
    );
  });

  it('shows a dash for what is no instant, and survives an unknown zone', () => {
    expect(formatInstant(null, 'en')).to.equal(NOTHING);
    expect(formatInstant('yesterday', 'en')).to.equal(NOTHING);
    expect(formatInstant('2026-11-22T01:30:05Z', 'en', 'Mars/Olympus')).to.match(/2026/);
  });

  it('never shows rubbish (N14)', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(formatInstant(value, 'en')).to.not.match(RUBBISH);
      }),
    );
  });
});

describe('showing durations', () => {
  it('reads as a clock', () => {
    expect(formatDuration(0)).to.equal('0:00');
    expect(formatDuration(7.9)).to.equal('0:07');
    expect(formatDuration(754)).to.equal('12:34');
    expect(formatDuration(3723)).to.equal('1:02:03');
  });

  it('shows dashes when the length is not known (M9)', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      expect(formatDuration(value)).to.equal('–:––');
    }
  });
});

describe('numbers', () => {
  it('keep Latin digits and the separators of the language', () => {
    expect(formatNumber(1234567, 'de')).to.equal('1.234.567');
    expect(formatNumber(1234567, 'ar-EG')).to.match(/1.234.567/);
  });

  it('end with at most four digits of a contact number', () => {
    expect(numberEnding('+44 20 7946 0123')).to.equal('0123');
    expect(numberEnding('123')).to.equal(null);
    expect(numberEnding('anonymous')).to.equal(null);
    expect(numberEnding(null)).to.equal(null);
  });
});

describe('counting text', () => {
  it('counts in the unit of the backend (N19)', () => {
    const text = 'é👍中';
    expect(countText(text, 'utf16')).to.equal(4);
    expect(countText(text, 'code-point')).to.equal(3);
    expect(countText(text, 'utf8-byte')).to.equal(9);
  });
});
