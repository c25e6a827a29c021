import { expect } from '@open-wc/testing';
import { ADAPTER_ERROR_CODES } from '../../adapter/errors.js';
import type { FailureCause } from '../../controllers/playback/failure-cause.js';
import { ar } from '../../i18n/locales/ar.js';
import { en } from '../../i18n/locales/en.js';
import { zhCN } from '../../i18n/locales/zh-CN.js';
import { causeKey, offersDownload } from './failure.js';

const CAUSES: readonly FailureCause[] = [
  ...ADAPTER_ERROR_CODES,
  'blocked-by-policy',
  'not-audio',
  'stalled',
  'no-sound',
  'source-refused',
  'unplayable',
];

describe('the failure notice', () => {
  it('has a sentence of its own for every cause, in every language (M1)', () => {
    for (const words of [en, zhCN, ar]) {
      const sentences = CAUSES.map((cause) => words[causeKey(cause)]);
      for (const [index, sentence] of sentences.entries()) {
        expect(sentence, CAUSES[index]).to.be.a('string').with.length.above(5);
      }
      expect(new Set(sentences).size).to.equal(CAUSES.length);
    }
  });

  it('offers a download only where the host has one and it can help', () => {
    const player = document.createElement('div');
    expect(offersDownload(player, 'recording-format')).to.equal(false);
    const save = document.createElement('button');
    save.slot = 'format-actions';
    player.append(save);
    expect(offersDownload(player, 'recording-format')).to.equal(true);
    expect(offersDownload(player, 'blocked-by-policy')).to.equal(true);
    expect(offersDownload(player, 'recording-purged')).to.equal(false);
    save.slot = 'failure-actions';
    expect(offersDownload(player, 'recording-purged')).to.equal(true);
  });
});
