import { expect } from '@open-wc/testing';
import { isChord, isFreeInText, readChord, shownKeys, type PressedKey } from './key-chord.js';

const pressed = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
});
const is = (event: PressedKey, chord: string): boolean => isChord(event, readChord(chord)!);
const isFree = (chord: string): boolean => isFreeInText(readChord(chord)!);

describe('key chords', () => {
  it('are read as they are written, and shown key by key', () => {
    expect(shownKeys(readChord('F8')!)).to.deep.equal(['F8']);
    expect(shownKeys(readChord('shift+F8')!)).to.deep.equal(['Shift', 'F8']);
    expect(shownKeys(readChord('Shift+Ctrl+j')!)).to.deep.equal(['Ctrl', 'Shift', 'J']);
    expect(shownKeys(readChord('Ctrl++')!)).to.deep.equal(['Ctrl', '+']);
    expect(shownKeys(readChord('ArrowLeft')!)).to.deep.equal(['←']);
    for (const none of ['', 'Ctrl+', 'Hyper+j', 'a+b+c']) {
      expect(readChord(none), none).to.equal(null);
    }
  });

  it('need exactly their modifiers', () => {
    expect(is(pressed('F8'), 'F8')).to.equal(true);
    expect(is(pressed('F8', { shiftKey: true }), 'F8')).to.equal(false);
    expect(is(pressed('F8', { shiftKey: true }), 'Shift+F8')).to.equal(true);
    expect(is(pressed('F8', { ctrlKey: true }), 'F8')).to.equal(false);
    expect(is(pressed('J', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+j')).to.equal(true);
    expect(is(pressed('j', { metaKey: true }), 'Ctrl+j')).to.equal(false);
  });

  it('are never a key of a composition, nor one made with AltGr (A12)', () => {
    expect(is(pressed('F8', { isComposing: true }), 'F8')).to.equal(false);
    const altGr = { ctrlKey: true, getModifierState: (key: string) => key === 'AltGraph' };
    expect(is(pressed('j', altGr), 'Ctrl+j')).to.equal(false);
  });

  it('follow the letters of the keyboard: QWERTY, AZERTY, QWERTZ, and Arabic by place (A12)', () => {
    const ctrl = { ctrlKey: true };
    // AZERTY: the key at the place of Q types A.
    expect(is(pressed('a', { ...ctrl, code: 'KeyQ' }), 'Ctrl+a')).to.equal(true);
    expect(is(pressed('a', { ...ctrl, code: 'KeyQ' }), 'Ctrl+q')).to.equal(false);
    expect(is(pressed('z', { ...ctrl, code: 'KeyY' }), 'Ctrl+z')).to.equal(true);
    // Arabic: the key at the place of J types teh.
    expect(is(pressed('ت', { ...ctrl, code: 'KeyJ' }), 'Ctrl+j')).to.equal(true);
    expect(is(pressed('ت', { ...ctrl, code: 'KeyJ' }), 'Ctrl+k')).to.equal(false);
    // A sign that needs Shift on one keyboard needs none on another.
    expect(is(pressed('?', { ...ctrl, shiftKey: true }), 'Ctrl+?')).to.equal(true);
  });

  it('are free in a text field only where they type and edit nothing (A12)', () => {
    for (const free of ['F2', 'Shift+F8', 'Ctrl+j', 'Meta+j', 'Ctrl+Shift+,', 'Pause']) {
      expect(isFree(free), free).to.equal(true);
    }
    for (const taken of [
      'k',
      '7',
      ' ',
      'Shift+k',
      'Alt+k',
      'Ctrl+Alt+k',
      'Enter',
      'Escape',
      'Tab',
      'Ctrl+ArrowLeft',
      'Shift+Home',
      'Ctrl+Backspace',
    ]) {
      expect(isFree(taken), taken).to.equal(false);
    }
  });
});
