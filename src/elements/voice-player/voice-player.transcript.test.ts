import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import { press, typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { LONG, SHORT, aPlayer, named, sounds } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { soundAdapter, urlAnswer, type RecordingAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import { cueAt, splitAt } from './transcript-panel.js';
import type { VoicePlayerElement } from './voice-player.element.js';

describe('aicc-voice-player: transcript', () => {
  const transcript = {
    language: 'en-US',
    cues: [
      { startSeconds: 0, endSeconds: 20, text: 'Hello there.', confidence: 0.95 },
      { startSeconds: 20, endSeconds: 40, text: 'The order number is 47190.', confidence: 0.4 },
      { startSeconds: 40, endSeconds: 70, text: 'Good bye.', confidence: null },
    ],
  };

  it('says that there is no transcript (A14)', async () => {
    const player = await aPlayer(urlAnswer(SHORT));
    await player.play();
    await settled(player);
    expect(screenText(player)).to.contain('There is no transcript');
  });

  it('follows the sound, seeks by a click, finds words, marks uncertain ones (A14)', async () => {
    const player = await aPlayer(urlAnswer(LONG, { transcript }));
    await player.play();
    await settled(player);
    named(player, 'Transcript').click();
    const lines = await waitFor(() => {
      const found = [...player.shadowRoot!.querySelectorAll('.transcript li')];
      return found.length === 3 ? found : null;
    });
    expect(screenText(player)).to.contain('American English').and.to.contain('uncertain');
    lines[1]!.querySelector('button')!.click();
    await sounds(player, 20);
    await waitFor(() => lines[1]!.getAttribute('aria-current') === 'true');
    const search = named<HTMLInputElement>(player, 'Search in transcript');
    search.focus();
    await typeText('ORDER');
    await waitFor(() => screenText(player).includes('1 place found'));
    expect(player.shadowRoot!.querySelector('mark')!.textContent).to.equal('order');
    await expectAccessible(player);
  });

  it('goes to the next search result with Enter, round and round (A14)', async () => {
    const player = await aPlayer(urlAnswer(LONG, { transcript }));
    await player.play();
    named(player, 'Transcript').click();
    await waitFor(() => player.shadowRoot!.querySelector('.transcript li'));
    named<HTMLInputElement>(player, 'Search in transcript').focus();
    await typeText('o');
    const places = await waitFor(() => {
      const found = [...player.shadowRoot!.querySelectorAll('mark')];
      return found.length > 1 ? found : null;
    });
    const n = places.length;
    for (const [key, at] of [
      ['Enter', 1],
      ['Enter', 2],
      ['Shift+Enter', 1],
      ['Shift+Enter', n],
    ] as const) {
      await press(key);
      await waitFor(() => screenText(player).includes(`place ${at} of ${n}`));
      const marked = [...player.shadowRoot!.querySelectorAll('mark')].map((mark) =>
        mark.hasAttribute('data-current'),
      );
      expect(marked.indexOf(true)).to.equal(at - 1);
      expect(marked.filter(Boolean)).to.have.length(1);
    }
  });

  it('scrolls a panel into view that opens below the fold', async () => {
    const player = await aPlayer(urlAnswer(LONG, { transcript }));
    const place = player.parentElement!;
    place.style.blockSize = '60px';
    place.style.overflow = 'auto';
    await player.play();
    named(player, 'Keyboard shortcuts').click();
    await waitFor(() => player.shadowRoot!.querySelector('.panel.keys'));
    await waitFor(() => place.scrollTop > 0);
    expect(document.scrollingElement!.scrollTop, 'the host’s page stays').to.equal(0);
  });

  describe('kept open for the next message', () => {
    const saying = (...texts: readonly string[]): object => ({
      transcript: {
        language: 'en-US',
        cues: texts.map((text, at) => ({
          startSeconds: at * 10,
          endSeconds: at * 10 + 10,
          text,
          confidence: null,
        })),
      },
    });
    /** The message that says nothing has no transcript. */
    const answer: RecordingAnswer = ({ messageId }) =>
      urlAnswer(SHORT, messageId === 'silent' ? {} : saying(`Words of ${messageId}.`, 'Good bye.'));
    const panelOf = (player: VoicePlayerElement): Element | null =>
      player.shadowRoot!.querySelector('.transcript');
    const isShown = (player: VoicePlayerElement): boolean => panelOf(player) !== null;
    const reads = (player: VoicePlayerElement, words: string): Promise<unknown> =>
      waitFor(() => panelOf(player)?.textContent.includes(words), { what: words });
    const isKnown = (player: VoicePlayerElement): Promise<unknown> =>
      waitFor(() => player.state === 'paused', { what: 'the recording' });

    /** Chooses a message and waits until its recording is known. */
    async function choose(player: VoicePlayerElement, id: string): Promise<void> {
      player.message = aMessage({ id });
      await player.updateComplete;
      expect(isShown(player), 'not known yet').to.equal(false);
      player.load();
      await isKnown(player);
      await settled(player);
    }

    async function aReader(): ReturnType<typeof aPlayer> {
      const player = await aPlayer(answer, { message: aMessage({ id: 'first' }) });
      player.load();
      await isKnown(player);
      named(player, 'Transcript').click();
      await reads(player, 'Words of first.');
      return player;
    }

    it('shows its transcript at once, from the start, with nothing searched (A14)', async () => {
      const player = await aReader();
      const told: boolean[] = [];
      player.addEventListener('aicc-transcript-change', () => told.push(player.isReading));
      named(player, 'Search in transcript').focus();
      await typeText('words');
      await press('Enter');
      await waitFor(() => screenText(player).includes('place 1 of 1'));
      expect(named(player, 'Follow the sound').getAttribute('aria-pressed')).to.equal('false');
      await choose(player, 'second');
      expect(panelOf(player)!.textContent).to.contain('Words of second.').and.not.contain('first');
      expect(player.isReading).to.equal(true);
      expect(told, 'closed while nothing is known').to.deep.equal([false, true]);
      expect(named<HTMLInputElement>(player, 'Search in transcript').value).to.equal('');
      expect(player.shadowRoot!.querySelectorAll('mark')).to.have.length(0);
      expect(named(player, 'Follow the sound').getAttribute('aria-pressed')).to.equal('true');
      expect(named(player, 'Transcript').getAttribute('aria-expanded')).to.equal('true');
      await expectAccessible(player);
    });

    it('says that a message has no transcript, and shows the one of the next message (A14)', async () => {
      const player = await aReader();
      await choose(player, 'silent');
      expect(screenText(player)).to.contain('There is no transcript');
      expect(isShown(player)).to.equal(false);
      expect(player.isReading).to.equal(false);
      await choose(player, 'third');
      await reads(player, 'Words of third.');
    });

    it('stays closed once it was closed by hand', async () => {
      const player = await aReader();
      await choose(player, 'second');
      named(player, 'Transcript').click();
      await waitFor(() => !isShown(player));
      await choose(player, 'third');
      expect(isShown(player)).to.equal(false);
      expect(player.isReading).to.equal(false);
      expect(named(player, 'Transcript').getAttribute('aria-expanded')).to.equal('false');
    });

    it('closes with another adapter, and when the player is emptied', async () => {
      for (const wipe of [
        (player: VoicePlayerElement) => (player.adapter = soundAdapter(answer)),
        (player: VoicePlayerElement) => (player.message = null),
      ]) {
        const player = await aReader();
        wipe(player);
        await player.updateComplete;
        expect(player.isReading).to.equal(false);
        await choose(player, 'first');
        expect(isShown(player)).to.equal(false);
        expect(player.isReading).to.equal(false);
      }
    });

    it('does not scroll the host’s page for a panel that was open before', async () => {
      const player = await aReader();
      const place = player.parentElement!;
      place.style.blockSize = '60px';
      place.style.overflow = 'auto';
      await choose(player, 'silent');
      place.scrollTop = 0;
      await choose(player, 'third');
      await reads(player, 'Words of third.');
      expect(place.scrollTop).to.equal(0);
    });
  });
});

describe('transcript cues', () => {
  const cue = (startSeconds: number) => ({
    startSeconds,
    endSeconds: startSeconds + 1,
    text: '',
    confidence: null,
  });

  it('finds the cue that is spoken', () => {
    const cues = [cue(1), cue(3), cue(7)];
    expect([0, 1, 2.9, 3, 100].map((at) => cueAt(cues, at))).to.deep.equal([-1, 0, 0, 1, 2]);
    expect(cueAt([], 5)).to.equal(-1);
  });

  it('cuts a text at every result of a search, whatever the case of letters', () => {
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
