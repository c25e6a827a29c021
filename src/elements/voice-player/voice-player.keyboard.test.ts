import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { useFakeMedia } from '../../../test/support/fake-media.js';
import { focused, press, typeText } from '../../../test/support/keys.js';
import { LONG, PEAKS, aPlayer, audioOf, named, sounds } from '../../../test/support/player.js';
import { urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: keyboard', () => {
  useFakeMedia(72.82);

  it('does everything by keys alone (A1)', async () => {
    const player = await aPlayer(urlAnswer(LONG, { peaks: PEAKS }));
    named(player, 'Play').focus();
    await press('Enter');
    await sounds(player, 0.1);
    await press('Tab');
    expect(focused()).to.equal(named(player, 'Seek'));
    await press('ArrowRight');
    await sounds(player, 5);
    await press('Home');
    await waitFor(() => audioOf(player).currentTime < 3);
    await press('Space');
    await waitFor(() => player.paused);
    await press('Tab', 'Tab');
    expect(focused()).to.equal(named(player, 'Fast forward'));
    await press('Enter');
    await waitFor(() => player.currentTime > 9);
    await press('Tab', 'Tab');
    expect(focused()).to.equal(named(player, 'Mute'));
    await press('Enter');
    expect(player.muted).to.be.true;
    await press('Enter');
    await press('Tab');
    expect(focused()).to.equal(named(player, 'Volume'));
    await press('Home');
    expect(player.volume).to.equal(0);
    await press('End');
    expect(player.volume).to.equal(1);
  });

  it('speaks a time that stays while the slider has the focus (A4)', async () => {
    const player = await aPlayer();
    await player.play();
    await sounds(player, 0.1);
    const seek = named<HTMLInputElement>(player, 'Seek');
    seek.focus();
    await settled(player);
    const { value } = seek;
    const spoken = seek.getAttribute('aria-valuetext');
    expect(spoken).to.match(/^0 seconds of 1 minute 12 seconds$/);
    await sounds(player, player.currentTime + 1.1);
    await settled(player);
    expect(seek.getAttribute('aria-valuetext')).to.equal(spoken);
    expect(seek.value).to.equal(value);
    await press('ArrowRight');
    await settled(player);
    expect(seek.getAttribute('aria-valuetext')).to.match(/^\d seconds$/);
  });

  it('goes where the slider is set without keys (A4)', async () => {
    const player = await aPlayer();
    await player.play();
    const seek = named<HTMLInputElement>(player, 'Seek');
    seek.value = '40';
    seek.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await sounds(player, 40);
    expect(player.currentTime).to.be.lessThan(43);
  });

  it('has its own keys inside the player and none outside (A12)', async () => {
    const player = await aPlayer();
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Host" />`);
    field.focus();
    await typeText('kjlmu<>0 abcdefghinopqrstvwxyz');
    expect(player.paused).to.be.true;
    expect(player.muted).to.be.false;
    expect(player.playbackRate).to.equal(1);
    expect(field.value).to.equal('kjlmu<>0 abcdefghinopqrstvwxyz');
    named(player, 'Rewind').focus();
    await press('k');
    await sounds(player, 0.1);
    await press('>');
    expect(player.playbackRate).to.equal(1.25);
    await press('m');
    expect(player.muted).to.be.true;
    player.shortcuts = null;
    await settled(player);
    await press('m');
    expect(player.muted).to.be.true;
  });
});
