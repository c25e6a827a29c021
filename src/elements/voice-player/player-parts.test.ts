import { expect } from '@open-wc/testing';
import { cueAt, splitAt } from './transcript-panel.js';
import { barCount, resamplePeaks, secondsAt } from './peaks.js';
import { takesKeys } from '../shared/key-chord.js';
import { seekKey, shortcutAction, shortcutKey } from './shortcuts.js';
import { speedLabel, spokenDuration } from '../shared/value-text.js';

describe('spoken times', () => {
  it('says minutes and seconds in the language (A4)', () => {
    expect(spokenDuration(65.9, 'en')).to.equal('1 minute 5 seconds');
    expect(spokenDuration(180, 'en')).to.equal('3 minutes');
    expect(spokenDuration(0, 'en')).to.equal('0 seconds');
    expect(spokenDuration(3661, 'en')).to.equal('1 hour 1 minute 1 second');
    expect(spokenDuration(65, 'zh-CN')).to.match(/1\s?分钟 5\s?秒/);
  });

  it('says nothing for a length that is not known (M9)', () => {
    for (const rubbish of [NaN, Infinity, -1]) expect(spokenDuration(rubbish, 'en')).to.equal('');
  });

  it('labels speeds as the contract has them (M10)', () => {
    expect([0.75, 1, 1.25, 1.5, 1.75, 2, 1.1].map(speedLabel).join(' ')).to.equal(
      '0.75x 1x 1.25x 1.5x 1.75x 2x 1.1x',
    );
  });
});

describe('waveform mathematics', () => {
  it('keeps the loudest of the peaks that share a bar', () => {
    expect(resamplePeaks([0.1, 1, 0.2, 0.4], 2)).to.deep.equal([1, 0.4]);
  });

  it('fills in where there are fewer peaks than bars', () => {
    expect(resamplePeaks([0, 1], 4)).to.deep.equal([0, 0.5, 1, 1]);
  });

  it('answers as many bars as asked, all between 0 and 1', () => {
    for (const count of [0, 1, 7, 300]) {
      const bars = resamplePeaks([0.01, 0.5, 0.3, 0.02, 0.9], count);
      expect(bars).to.have.length(count);
      expect(bars.every((bar) => bar >= 0 && bar <= 1)).to.be.true;
    }
    expect(resamplePeaks([], 5)).to.deep.equal([]);
    expect(resamplePeaks([0, 0], 3)).to.deep.equal([0, 0, 0]);
  });

  it('knows how many bars fit and which second is where', () => {
    expect(barCount(399)).to.equal(100);
    expect(barCount(0)).to.equal(0);
    expect(secondsAt(50, 200, 60)).to.equal(15);
    expect(secondsAt(-5, 200, 60)).to.equal(0);
    expect(secondsAt(500, 200, 60)).to.equal(60);
    expect(secondsAt(5, 200, NaN)).to.equal(0);
  });
});

describe('keys', () => {
  const key = (name: string, over = {}) => ({
    key: name,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    isComposing: false,
    ...over,
  });

  it('can be changed, switched off one by one and all together (A12)', () => {
    expect(shortcutAction(key('k'), {})).to.equal('toggle');
    expect(shortcutAction(key('K'), {})).to.equal('toggle');
    expect(shortcutAction(key('p'), { toggle: 'p' })).to.equal('toggle');
    expect(shortcutAction(key('k'), { toggle: 'p' })).to.equal(null);
    expect(shortcutAction(key('m'), { mute: null })).to.equal(null);
    expect(shortcutAction(key('k'), null)).to.equal(null);
    expect(shortcutKey('mute', null)).to.equal(null);
  });

  it('leaves chords and typing alone (A12)', () => {
    for (const over of [
      { ctrlKey: true },
      { altKey: true },
      { metaKey: true },
      { isComposing: true },
    ]) {
      expect(shortcutAction(key('k', over), {})).to.equal(null);
    }
    for (const tag of ['input', 'textarea', 'select']) {
      expect(takesKeys(document.createElement(tag)), tag).to.be.true;
    }
    expect(takesKeys(document.createElement('button'))).to.be.false;
    const range = document.createElement('input');
    range.type = 'range';
    expect(takesKeys(range)).to.be.false;
  });

  it('gives the slider its keys (A4)', () => {
    const at = (name: string) => seekKey(name, 60, 180);
    expect([at('ArrowRight'), at('ArrowUp'), at('ArrowLeft'), at('ArrowDown')]).to.deep.equal([
      65, 65, 55, 55,
    ]);
    expect([at('PageUp'), at('PageDown'), at('Home'), at('End')]).to.deep.equal([90, 30, 0, 180]);
    expect(at('a')).to.equal(null);
  });
});

describe('transcript', () => {
  const cue = (startSeconds: number) => ({
    startSeconds,
    endSeconds: startSeconds + 1,
    text: '',
    confidence: null,
  });

  it('finds the line that is spoken', () => {
    const cues = [cue(1), cue(3), cue(7)];
    expect([0, 1, 2.9, 3, 100].map((at) => cueAt(cues, at))).to.deep.equal([-1, 0, 0, 1, 2]);
    expect(cueAt([], 5)).to.equal(-1);
  });

  it('marks what is searched, whatever the case', () => {
    expect(splitAt('Order, order!', 'ORDER')).to.deep.equal([
      { text: 'Order', hit: true },
      { text: ', ', hit: false },
      { text: 'order', hit: true },
      { text: '!', hit: false },
    ]);
    expect(splitAt('a.b', '.')[1]).to.deep.equal({ text: '.', hit: true });
    expect(splitAt('İstanbul', 'i')).to.have.length(1);
    expect(splitAt('x', '')).to.deep.equal([{ text: 'x', hit: false }]);
  });
});
