import { expect, fixture, html } from '@open-wc/testing';
import { growth } from '../../../test/support/growth.js';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  browserName,
  clickOn,
  focused,
  press,
  tabTo,
  typeText,
} from '../../../test/support/keys.js';
import { LONG, sounds } from '../../../test/support/player.js';
import {
  $,
  button,
  field,
  lease,
  processed,
  processing,
  setUp,
  type,
  type Screen,
  waiting,
} from '../../../test/support/process-screen.js';
import { screenText } from '../../../test/support/screen.js';
import { urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { Message } from '../../model/message.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import type { NoteShortcuts } from './note-keys.js';
import { insertAtCaret } from './note-taking.js';
import type { ProcessDialogElement } from './process-dialog.element.js';

interface NotesScreen extends Screen {
  readonly player: VoicePlayerElement;
}

const LENGTH = 72.82;
const voice: Partial<Message> = { channel: 'voice', text: null, durationSeconds: LENGTH };

async function listening(noteShortcuts?: NoteShortcuts | null): Promise<NotesScreen> {
  const screen = await setUp({ message: waiting(voice) });
  if (noteShortcuts !== undefined) screen.element.noteShortcuts = noteShortcuts;
  await screen.element.show();
  (await screen.adapter.book.next('startProcessing')).answer(processing(voice));
  await waitFor(() => !field(screen.element).readOnly);
  const player = $<VoicePlayerElement>(screen.element, 'aicc-voice-player')!;
  screen.adapter.book.whenAsked('getRecording', (call) =>
    call.answer(urlAnswer(LONG, { durationSeconds: LENGTH })),
  );
  await waitFor(() => $(screen.element, '.insert-time'));
  field(screen.element).focus();
  return { ...screen, player };
}

const chips = (element: Element): HTMLButtonElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.stamp-chip'),
];
const names = (buttons: readonly Element[]): (string | null)[] =>
  buttons.map((one) => one.getAttribute('aria-label'));
const said = (element: Element): string => $(element, '[role=status]')!.textContent.trim();
const insertButton = (element: Element): HTMLButtonElement =>
  $<HTMLButtonElement>(element, '.insert-time')!;

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

describe('aicc-process-dialog, notes while listening', () => {
  describe('keys', () => {
    it('A12 plays, pauses, goes back, slower and faster from inside the comments', async () => {
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

    it('A12 every letter, digit and sign typed in the comments types itself', async () => {
      const { element, player } = await listening();
      const text = 'the quick brown fox jumps over THE LAZY DOG 0123456789 <>[]{}()?!,.;:-_+*/|~@#';
      await typeText(text);
      expect(field(element).value).to.equal(text);
      expect(player.paused).to.equal(true);
      expect(player.playbackRate).to.equal(1);
      expect(player.muted).to.equal(false);
    });

    it('A12 leaves the keys alone that a composition takes', async () => {
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

    it('A12 does nothing outside the comments, and nothing for another player', async () => {
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

    it('A12 can be changed, dropped one by one, and dropped all together', async () => {
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

    it('M13 says why nothing plays while a call is up', async () => {
      const { element, player } = await listening();
      player.callActive = true;
      await settled(player);
      await press('F8');
      await waitFor(() => said(element) === 'Playback waits until the call has ended.');
      expect(player.paused).to.equal(true);
    });

    it('A12 tells its keys in a help', async () => {
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
    it('is written where the caret stands, counted, and taken back by the browser’s undo', async () => {
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

    it('A4 the name of the button stands still while it has the focus and the sound goes on', async () => {
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

    it('A18 cannot be written while the comments cannot be typed, and says why', async () => {
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

  describe('times in comments', () => {
    it('are buttons under the text that play from there and keep what is typed', async () => {
      const { element, player } = await listening();
      await typeText('[0:40] name, [0:10] number, [0:40] again, [1:13] beyond');
      expect(names(chips(element))).to.deep.equal(['Go to 0:40', 'Go to 0:10']);
      for (const chip of [...chips(element), insertButton(element)]) {
        const { width, height } = chip.getBoundingClientRect();
        expect(Math.min(width, height), 'A9').to.be.at.least(24);
      }
      const [later, sooner] = chips(element);
      await clickOn(later!);
      await sounds(player, 40);
      expect(player.currentTime).to.be.within(40, 44);
      await waitFor(() => said(element) === 'Playing from 40 seconds.');
      expect(focused()).to.equal(later);
      sooner!.focus();
      await press('Enter');
      await waitFor(() => player.currentTime < 14);
      await sounds(player, 10);
      expect(focused()).to.equal(sooner);
      expect(field(element).value).to.include('[1:13] beyond');
      player.pause();
    });

    it('go there exactly, also when resuming steps back', async () => {
      const { element, player } = await listening();
      player.resumeBackSeconds = 2;
      void player.play();
      await sounds(player, 0.1);
      player.pause();
      await waitFor(() => player.state === 'paused');
      await type(element, '[0:30] here');
      chips(element)[0]!.click();
      expect(player.currentTime).to.be.within(30, 31);
      await sounds(player, 30);
      player.pause();
    });

    it('are only told, not played, while a call is up', async () => {
      const { element, player } = await listening();
      player.callActive = true;
      await type(element, '[0:30] here');
      chips(element)[0]!.click();
      await waitFor(() => said(element) === 'Playback waits until the call has ended.');
      expect(player.currentTime).to.equal(30);
      expect(player.paused).to.equal(true);
    });

    it('N18 N20 hostile and huge texts stay text', async () => {
      const { element } = await listening();
      await type(element, '<b>[0:01]</b> [٠:٠٢] \u202e[0:03] [0:99] [[0:04]]');
      expect(names(chips(element))).to.deep.equal(['Go to 0:01', 'Go to 0:03', 'Go to 0:04']);
      expect($(element, 'b')).to.equal(null);
      let many = '';
      for (let at = 0; at < 72; at += 1)
        many += `[${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}] `;
      const take = (letters: number): Promise<unknown> =>
        type(element, many.repeat(letters / many.length));
      expect(await growth(take, 10_000, 10), 'no faster than the text').to.be.below(40);
      expect(chips(element)).to.have.lengthOf(50);
      expect(screenText(element)).to.include('and 22 more');
    });

    it('are buttons in the result of another, where the recording is', async () => {
      const { element, adapter } = await listening();
      await typeText('mine');
      button(element, 'Submit').click();
      const theirs = processed({
        ...voice,
        lease: lease({ mine: false }),
        handlingComments: 'Wants a refund [0:20], number at [1:02].\nSee [9:59].',
      });
      (await adapter.book.next('submitProcessing')).fail('conflict', { current: theirs });
      const result = await waitFor(() => $(element, '.result'));
      const stamps = [...result.querySelectorAll<HTMLButtonElement>('.stamp')];
      expect(names(stamps)).to.deep.equal(['Go to 0:20', 'Go to 1:02']);
      expect(result.querySelector('.block')!.textContent).to.equal(theirs.handlingComments);
      const player = $<VoicePlayerElement>(element, 'aicc-voice-player')!;
      await clickOn(stamps[1]!);
      await sounds(player, 62);
      expect(focused()).to.equal(stamps[1]);
      await expectAccessible(element);
      player.pause();
    });

    it('a WEB message has neither keys nor buttons for them', async () => {
      const { element } = await setUpWeb();
      await typeText('[0:10] text');
      await press('F2');
      expect(field(element).value).to.equal('[0:10] text');
      expect($(element, '.note-tools')).to.equal(null);
    });
  });
});

async function setUpWeb(): Promise<{ element: ProcessDialogElement }> {
  const screen = await setUp();
  await screen.element.show();
  (await screen.adapter.book.next('startProcessing')).answer(processing());
  await waitFor(() => !field(screen.element).readOnly);
  field(screen.element).focus();
  return screen;
}
