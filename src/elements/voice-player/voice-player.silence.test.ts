import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { clickOn, focused, press } from '../../../test/support/keys.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeMedia } from '../../../test/support/fake-media.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { aMessage } from '../../../test/support/messages.js';
import {
  aPlayer,
  aSpokenPlayer,
  audioOf,
  named,
  sounds,
  type TestPlayer,
} from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer, spokenWav } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

/** A player of a recording that is loud and silent in turn; time passes only as the test says. */
async function spoken(
  seconds: readonly number[],
  props: Partial<VoicePlayerElement> = { skipSilence: true },
): Promise<TestPlayer> {
  fakeTime();
  fakeMedia(seconds.reduce((sum, each) => sum + each, 0));
  return aSpokenPlayer(seconds, props);
}

/** Every position that the media element tells. */
function track(player: VoicePlayerElement): readonly number[] {
  const positions: number[] = [];
  const audio = audioOf(player);
  for (const type of ['timeupdate', 'seeking']) {
    audio.addEventListener(type, () => positions.push(audio.currentTime));
  }
  return positions;
}

const within = (positions: readonly number[], from: number, to: number): readonly number[] =>
  positions.filter((at) => at > from && at < to);

const ends = (player: VoicePlayerElement): Promise<unknown> =>
  waitFor(() => player.ended, { what: 'the end' });

async function openOptions(player: TestPlayer): Promise<void> {
  named(player, 'Listening options').click();
  await waitFor(() => player.shadowRoot!.querySelector('.listening'));
}

const choice = (player: TestPlayer, name: string): HTMLInputElement => {
  const labels = [...player.shadowRoot!.querySelectorAll('.listening label')];
  const label = labels.find((each) => each.textContent.trim() === name);
  expect(label, name).to.exist;
  return label!.querySelector('input')!;
};

describe('skipping silence', () => {
  // The page's own time would pass while it loads.
  before(() => import('./listening-panel.js'));

  it('jumps over silences, says so, and does not count them as heard', async () => {
    const player = await spoken([1, 4, 1, 3, 1]);
    const positions = track(player);
    const begun = performance.now();
    await player.play();
    await ends(player);
    expect(performance.now() - begun, 'ten seconds took').to.be.lessThan(5000);
    // Up to half a second may pass until the media element tells that a silence has begun.
    expect(within(positions, 1.9, 4.6), 'positions in the first silence').to.be.empty;
    expect(within(positions, 6.9, 8.6), 'positions in the second silence').to.be.empty;
    expect(player.heardShare).to.be.lessThan(0.65);
    expect(screenText(player)).to.match(/2 silences skipped, 6 s/);
    expect(player.heard.some(([from, to]) => from < 3 && to > 3)).to.be.false;
  });

  it('skips at double speed too, pauses hardly longer than a second', async () => {
    const player = await spoken([1, 1.5, 1, 1.5, 1, 1.5, 1, 1.5, 1]);
    player.playbackRate = 2;
    await player.play();
    await ends(player);
    expect(screenText(player)).to.contain('4 silences skipped');
    player.playbackRate = 1;
  });

  it('does not lead to silence with “First unheard part”', async () => {
    const player = await spoken([1, 4, 1]);
    await player.play();
    await ends(player);
    await settled(player);
    expect(player.heardShare).to.be.lessThan(1);
    expect(screenText(player)).not.to.contain('First unheard part');
    player.skipSilence = false;
    await settled(player);
    // Without skipping it is what it is: not heard.
    expect(screenText(player)).to.contain('First unheard part');
  });

  it('plays a silence that the person seeks, until it is left', async () => {
    const player = await spoken([1, 4, 1, 4, 1]);
    await player.play();
    await sounds(player, 0.1);
    player.currentTime = 3;
    await waitFor(() => audioOf(player).currentTime >= 3 && !audioOf(player).seeking);
    const positions = track(player);
    await sounds(player, 4);
    expect(within(positions, 3.1, 4).length).to.be.greaterThan(0);
    // The next one it runs into is skipped again.
    await waitFor(() => player.currentTime > 9);
    expect(within(positions, 7, 9)).to.be.empty;
  });

  it('plays on when it is switched off, and jumps at once when it is switched on', async () => {
    const player = await spoken([1, 5, 1], { skipSilence: false });
    await player.play();
    await sounds(player, 1.8);
    expect(screenText(player)).not.to.contain('skipped');
    player.skipSilence = true;
    const chosenAt = performance.now();
    await waitFor(() => player.currentTime >= 5.6);
    expect(performance.now() - chosenAt, 'at once').to.be.lessThan(500);
  });

  it('is off without a waveform, and says why', async () => {
    fakeTime();
    fakeMedia(5);
    const player = await aPlayer(blobAnswer(spokenWav(1, 3, 1).sound), { skipSilence: true });
    await openOptions(player);
    // Nothing is known yet: the choice can be made.
    expect(choice(player, 'Skip silence').getAttribute('aria-disabled')).to.equal(null);
    await player.play();
    await sounds(player, 0.1);
    const skip = choice(player, 'Skip silence');
    expect(skip.getAttribute('aria-disabled')).to.equal('true');
    expect(skip.checked).to.be.false;
    const note = player.shadowRoot!.getElementById(skip.getAttribute('aria-describedby')!);
    expect(note!.textContent).to.contain('without a waveform');
    await clickOn(skip);
    expect(choice(player, 'Skip silence').checked).to.be.false;
    await sounds(player, 1.5);
  });

  it('forgets the marks with the recording', async () => {
    const player = await spoken([1, 3, 1]);
    await player.play();
    await ends(player);
    await settled(player);
    expect(screenText(player)).to.contain('1 silence skipped');
    player.message = aMessage();
    await settled(player);
    expect(screenText(player)).not.to.contain('skipped');
  });
});

describe('listening options', () => {
  it('are in one accessible panel that its button opens by keyboard', async () => {
    const player = await spoken([1, 2, 1], {});
    const button = named(player, 'Listening options');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    button.focus();
    await press('Enter');
    await waitFor(() => player.shadowRoot!.querySelector('.listening'));
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(focused()).to.equal(button);
    await expectAccessible(player);
    choice(player, 'Skip silence').focus();
    await press('Space');
    await waitFor(() => player.skipSilence);
    button.focus();
    await press('Enter');
    await waitFor(() => !player.shadowRoot!.querySelector('.listening'));
    // Alone nobody knows what comes next.
    expect(player.inQueue).to.be.false;
  });

  it('show "Play next message" only where the host knows the next one', async () => {
    const player = await spoken([1, 2, 1], {});
    await openOptions(player);
    expect(screenText(player)).not.to.contain('Play next message');
    player.inQueue = true;
    await settled(player);
    expect(choice(player, 'Play next message').checked).to.be.false;
  });

  it('include going back on resume', async () => {
    const player = await spoken([6], {});
    await openOptions(player);
    await clickOn(choice(player, 'Go back 2 seconds on resume'));
    expect(player.resumeBackSeconds).to.equal(2);
    await player.play();
    player.currentTime = 4;
    await sounds(player, 4);
    player.pause();
    await waitFor(() => player.state === 'paused');
    const at = player.currentTime;
    void player.play();
    await waitFor(() => audioOf(player).currentTime < at - 1);
    expect(audioOf(player).currentTime).to.be.closeTo(at - 2, 0.7);
  });

  it('use the host’s length for going back', async () => {
    const player = await spoken([6], { resumeBackSeconds: 4 });
    await openOptions(player);
    const back = choice(player, 'Go back 4 seconds on resume');
    expect(back.checked).to.be.true;
    await clickOn(back);
    expect(player.resumeBackSeconds).to.equal(0);
    await clickOn(choice(player, 'Go back 4 seconds on resume'));
    expect(player.resumeBackSeconds).to.equal(4);
  });

  it('are remembered for other players, and longer only in the host’s store (S11)', async () => {
    const kept = new Map<string, unknown>([
      ['resume-back-seconds', 3],
      ['skip-silence', 'rubbish'],
      ['level-loudness', 7],
    ]);
    const preferences = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: unknown) => void kept.set(key, value),
    };
    const player = await spoken([1, 2, 1], { preferences });
    expect(player.resumeBackSeconds).to.equal(3);
    expect(player.skipSilence).to.be.false;
    expect(player.levelLoudness).to.be.false;
    await openOptions(player);
    await clickOn(choice(player, 'Skip silence'));
    expect(kept.get('skip-silence')).to.equal(true);
    const other = await aPlayer(player.adapter.answer, { adapter: player.adapter });
    expect(other.skipSilence).to.be.true;
    expect(other.resumeBackSeconds).to.equal(3);
    // What the host sets afterwards holds, until somebody chooses anew.
    other.skipSilence = false;
    await other.play();
    expect(other.skipSilence).to.be.false;
  });
});
