import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import { press, typeText } from '../../../test/support/keys.js';
import { LONG, SHORT, aPlayer, named, sounds } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: transcript', () => {
  const transcript = {
    language: 'en-US',
    cues: [
      { startSeconds: 0, endSeconds: 20, text: 'Hello there.', confidence: 0.95 },
      { startSeconds: 20, endSeconds: 40, text: 'The order number is 47190.', confidence: 0.4 },
      { startSeconds: 40, endSeconds: 70, text: 'Good bye.', confidence: null },
    ],
  };

  it('A14 says that there is none', async () => {
    const player = await aPlayer(urlAnswer(SHORT));
    await player.play();
    await settled(player);
    expect(screenText(player)).to.contain('There is no transcript');
  });

  it('A14 follows the sound, seeks by a click, finds words, marks what is uncertain', async () => {
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

  it('A14 goes from one place found to the next with Enter, round and round', async () => {
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

  it('brings a panel into view that opens below the fold of a small place', async () => {
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
});
