import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  browserName,
  clickOn,
  focused,
  press,
  tabTo,
  typeText,
} from '../../../test/support/keys.js';
import { useFakeMedia } from '../../../test/support/fake-media.js';
import { LONG, sounds } from '../../../test/support/player.js';
import {
  $,
  LENGTH,
  insertButton,
  listening,
  said,
  voice,
  button,
  field,
  processing,
  setUp,
  waiting,
} from '../../../test/support/process-screen.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import { insertAtCaret } from './note-taking.js';

/** The browser's own undo; the keyboard's way to it is not wired to WebKitGTK's driver. */
async function undo(): Promise<void> {
  if (browserName() !== 'webkit') await press('Control+z');
  else document.execCommand('undo');
}

/** What reaches the host's own handlers. */
function keysOfHost(): { readonly keys: string[]; readonly stop: () => void } {
  const keys: string[] = [];
  const listener = (event: KeyboardEvent): void => void keys.push(event.key);
  document.addEventListener('keydown', listener);
  return { keys, stop: () => document.removeEventListener('keydown', listener) };
}

describe('aicc-process-dialog: notes while listening', () => {
  useFakeMedia(LENGTH);

  describe('keys', () => {
    it('plays, pauses, goes back, slower and faster from inside the comments (A12)', async () => {
      const { element, player } = await listening();
      const host = keysOfHost();
      await press('F8');
      await sounds(player, 0.1);
      player.currentTime = 30;
      await sounds(player, 30);
      await press('F8');
      await waitFor(() => player.state === 'paused');
      const at = player.currentTime;
      await press('Shift+F8');
      await waitFor(() => Math.abs(player.currentTime - (at - 5)) < 0.1);
      await waitFor(() => /^2\d seconds$/.test(said(element)));
      await press('Shift+F4');
      expect(player.playbackRate).to.equal(1.25);
      await waitFor(() => said(element) === 'Speed 1.25x');
      await press('Shift+F2', 'Shift+F2');
      expect(player.playbackRate).to.equal(0.75);
      expect(focused()).to.equal(field(element));
      expect(field(element).value).to.equal('');
      expect(host.keys.filter((key) => key !== 'Shift')).to.deep.equal([]);
      host.stop();
    });

    it('every letter, digit and sign typed in the comments types itself (A12)', async () => {
      const { element, player } = await listening();
      const text = 'the quick brown fox jumps over THE LAZY DOG 0123456789 <>[]{}()?!,.;:-_+*/|~@#';
      await typeText(text);
      expect(field(element).value).to.equal(text);
      expect(player.paused).to.equal(true);
      expect(player.playbackRate).to.equal(1);
      expect(player.muted).to.equal(false);
    });

    it('leaves the keys alone that a composition takes (A12)', async () => {
      const { element, player } = await listening();
      for (const isComposing of [true, false]) {
        const event = new KeyboardEvent('keydown', {
          key: 'F8',
          isComposing,
          bubbles: true,
          composed: true,
          cancelable: true,
        });
        field(element).dispatchEvent(event);
        expect(event.defaultPrevented).to.equal(!isComposing);
        expect(player.paused).to.equal(isComposing);
      }
      player.pause();
    });

    it('does nothing outside the comments, and nothing for another player (A12)', async () => {
      const { element, player } = await listening();
      const other = await fixture<VoicePlayerElement>(
        html`<aicc-voice-player .src=${LONG}></aicc-voice-player>`,
      );
      const host = keysOfHost();
      button(element, 'Submit').focus();
      await press('F8', 'F2');
      expect(host.keys).to.deep.equal(['F8', 'F2']);
      expect(player.paused).to.equal(true);
      field(element).focus();
      await press('F8');
      expect(player.paused).to.equal(false);
      expect(other.paused).to.equal(true);
      expect(other.currentTime).to.equal(0);
      player.pause();
      host.stop();
    });

    it('can be changed, dropped one by one, and dropped all together (A12)', async () => {
      const { element, player } = await listening({
        'insert-time': 'Ctrl+j',
        toggle: null,
        // It would type: it is none.
        back: 'k',
      });
      player.currentTime = 65;
      await press('F8', 'F2', 'Shift+F8');
      await typeText('k');
      expect(player.paused).to.equal(true);
      expect(player.currentTime).to.equal(65);
      await press('Control+j');
      await waitFor(() => field(element).value === 'k [1:05] ');
      element.noteShortcuts = null;
      await settled(element);
      await press('Control+j', 'Shift+F4', 'F2');
      expect(player.playbackRate).to.equal(1);
      expect(field(element).value).to.equal('k [1:05] ');
      button(element, 'Insert time 1:05');
    });

    it('steps back on resuming where that was chosen', async () => {
      const { player } = await listening();
      player.resumeBackSeconds = 2;
      await press('F8');
      await sounds(player, 0.1);
      player.currentTime = 40;
      await sounds(player, 40);
      await press('F8');
      await waitFor(() => player.state === 'paused');
      const at = player.currentTime;
      await press('F8');
      await sounds(player);
      expect(player.currentTime).to.be.within(at - 2, at - 0.5);
      player.pause();
    });

    it('says why nothing plays while a call is up (M13)', async () => {
      const { element, player } = await listening();
      player.callActive = true;
      await settled(player);
      await press('F8');
      await waitFor(() => said(element) === 'Playback waits until the call has ended.');
      expect(player.paused).to.equal(true);
    });

    it('shows its keys in a help (A12)', async () => {
      const { element } = await listening({ slower: null, 'insert-time': 'Ctrl+Shift+j' });
      const opener = $(element, '.note-keys')!;
      expect(opener.getAttribute('aria-label')).to.equal('Keyboard shortcuts while typing');
      await tabTo(() => opener);
      await press('Enter');
      const rows = (): string[] =>
        [...element.shadowRoot!.querySelectorAll('.keys tr')].map((row) =>
          row.textContent.replace(/\s+/g, ' ').trim(),
        );
      await waitFor(() => rows().length > 0);
      expect(rows()).to.deep.equal([
        'Insert the time of the recording Ctrl + Shift + J',
        'Play or pause F8',
        'Back 5 seconds Shift + F8',
        'Faster Shift + F4',
        'Leave the text Tab',
        'Close; asks first when something is at stake Esc',
      ]);
      expect(opener.getAttribute('aria-expanded')).to.equal('true');
      element.noteShortcuts = null;
      await settled(element);
      expect(rows()).to.have.lengthOf(2);
      await expectAccessible(element);
    });
  });

  describe('the time at the caret', () => {
    it('is written at the caret, counted, and undone by the browser’s undo', async () => {
      const { element, player } = await listening();
      await typeText('name order');
      for (let step = 0; step < 6; step += 1) await press('ArrowLeft');
      player.currentTime = 65.9;
      await press('F2');
      expect(field(element).value).to.equal('name [1:05]  order');
      await typeText('x');
      expect(field(element).value, 'the caret is behind it').to.equal('name [1:05] x order');
      await waitFor(() => $(element, '#comment-count')!.textContent.includes('19 of 500'));
      await waitFor(() => said(element) === '1 minute 5 seconds inserted.');
      // How much of the typing around it goes with it is the browser's.
      for (let step = 0; step < 3 && field(element).value !== 'name order'; step += 1) {
        await undo();
        expect(field(element).value, 'not more than it').to.include('name');
      }
      expect(field(element).value).to.equal('name order');
      await waitFor(() => $(element, '#comment-count')!.textContent.includes('10 of 500'));
      expect(element.hasPendingWork).to.equal(true);
    });

    it('leaves what is selected', async () => {
      const { element } = await listening();
      await typeText('keep me');
      field(element).select();
      await press('F2');
      expect(field(element).value).to.equal('keep me [0:00] ');
    });

    it('is written by a button too, and the focus goes back to the text', async () => {
      const { element, player } = await listening();
      await typeText('ab');
      await press('ArrowLeft');
      expect(insertButton(element).textContent.trim()).to.equal('Insert time 0:00');
      await clickOn(player.shadowRoot!.querySelector('.skip.ahead')!);
      await waitFor(() => insertButton(element).textContent.trim() === 'Insert time 0:10');
      await clickOn(insertButton(element));
      expect(field(element).value).to.equal('a [0:10] b');
      expect(focused()).to.equal(field(element));
      expect(insertButton(element).getAttribute('aria-keyshortcuts')).to.equal('F2');
    });

    it('the name of the button does not change while it has the focus and the sound goes on (A4)', async () => {
      const { element, player } = await listening();
      void player.play();
      await sounds(player, 0.2);
      await tabTo(() => insertButton(element));
      await settled(element);
      const name = insertButton(element).getAttribute('aria-label');
      const shown = insertButton(element).textContent.trim();
      await waitFor(() => insertButton(element).textContent.trim() !== shown);
      expect(insertButton(element).getAttribute('aria-label')).to.equal(name);
      player.pause();
    });

    it('is written without the browser’s help where there is none', async () => {
      const area = await fixture<HTMLTextAreaElement>(
        html`<textarea aria-label="a">one two</textarea>`,
      );
      const told: string[] = [];
      area.addEventListener('input', () => told.push(area.value));
      const own = document.execCommand.bind(document);
      document.execCommand = () => false;
      try {
        area.setSelectionRange(3, 3);
        insertAtCaret(area, '[0:01] ');
      } finally {
        document.execCommand = own;
      }
      expect(area.value).to.equal('one [0:01]  two');
      expect(area.selectionStart).to.equal(11);
      expect(told).to.deep.equal(['one [0:01]  two']);
    });

    it('cannot be written while the comments cannot be typed, and says why (A18)', async () => {
      const screen = await setUp({ message: waiting(voice) });
      await screen.element.show();
      await waitFor(() => $(screen.element, '.insert-time'));
      const insert = insertButton(screen.element);
      expect(insert.getAttribute('aria-disabled')).to.equal('true');
      expect($(screen.element, '#insert-refusal')!.textContent).to.include('not open');
      insert.click();
      await waitFor(() => said(screen.element).includes('not open for processing'));
      expect(field(screen.element).value).to.equal('');
      (await screen.adapter.book.next('startProcessing')).answer(processing(voice));
      await waitFor(() => insertButton(screen.element).getAttribute('aria-disabled') === 'false');
    });
  });
});
