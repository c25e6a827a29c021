import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { aPlayer, audioOf, named, sounds } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: with others', () => {
  it('pauses another player when this one starts (M7)', async () => {
    const first = await aPlayer();
    const second = await aPlayer();
    await first.play();
    await second.play();
    await sounds(second, 0.1);
    expect(first.paused).to.be.true;
    expect(audioOf(first).paused).to.be.true;
    await first.play();
    await sounds(first, 0.2);
    expect(audioOf(second).paused).to.be.true;
  });

  it('stops when it leaves the page (M12)', async () => {
    const player = await aPlayer();
    await player.play();
    await sounds(player, 0.1);
    const audio = audioOf(player);
    player.remove();
    await waitFor(() => audio.paused);
    expect(player.state).to.equal('idle');
    expect(player.currentTime).to.be.greaterThan(0.05);
  });

  it('goes on when it is only moved (M12)', async () => {
    const player = await aPlayer();
    const place = await fixture<HTMLElement>(html`<div></div>`);
    await player.play();
    await sounds(player, 0.2);
    place.append(player);
    await sounds(player, player.currentTime + 0.3);
    expect(player.adapter.asked).to.have.length(1);
  });

  it('pauses while a call is up and goes on after it (M13)', async () => {
    const player = await aPlayer();
    await player.play();
    await sounds(player, 0.1);
    player.callActive = true;
    await waitFor(() => audioOf(player).paused);
    await player.play().catch(() => undefined);
    expect(player.paused).to.be.true;
    const play = named(player, 'Play');
    expect(play.getAttribute('aria-disabled')).to.equal('true');
    expect(screenText(player)).to.contain('until the call has ended');
    player.callActive = false;
    await sounds(player, player.currentTime);
    // One that was not playing stays silent.
    player.pause();
    player.pauseForCall();
    player.resumeAfterCall();
    expect(player.paused).to.be.true;
  });
});
