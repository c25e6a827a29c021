import { expect } from '@open-wc/testing';
import { takesKeys } from '../shared/key-chord.js';
import { seekKey, shortcutAction, shortcutKey } from './shortcuts.js';

describe('shortcuts', () => {
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

  it('leave chords and typing alone (A12)', () => {
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

  it('move the slider as its pattern says (A4)', () => {
    const at = (name: string) => seekKey(name, 60, 180);
    expect([at('ArrowRight'), at('ArrowUp'), at('ArrowLeft'), at('ArrowDown')]).to.deep.equal([
      65, 65, 55, 55,
    ]);
    expect([at('PageUp'), at('PageDown'), at('Home'), at('End')]).to.deep.equal([90, 30, 0, 180]);
    expect(at('a')).to.equal(null);
  });
});
