import { expect } from '@open-wc/testing';
import { speedLabel, spokenDuration } from './value-text.js';

describe('spoken times', () => {
  it('speak minutes and seconds in the language (A4)', () => {
    expect(spokenDuration(65.9, 'en')).to.equal('1 minute 5 seconds');
    expect(spokenDuration(180, 'en')).to.equal('3 minutes');
    expect(spokenDuration(0, 'en')).to.equal('0 seconds');
    expect(spokenDuration(3661, 'en')).to.equal('1 hour 1 minute 1 second');
    expect(spokenDuration(65, 'zh-CN')).to.match(/1\s?分钟 5\s?秒/);
  });

  it('are empty for a length that is not known (M9)', () => {
    for (const rubbish of [NaN, Infinity, -1]) expect(spokenDuration(rubbish, 'en')).to.equal('');
  });

  it('label speeds as the contract does (M10)', () => {
    expect([0.75, 1, 1.25, 1.5, 1.75, 2, 1.1].map(speedLabel).join(' ')).to.equal(
      '0.75x 1x 1.25x 1.5x 1.75x 2x 1.1x',
    );
  });
});
