import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { useFakeMedia } from '../../../test/support/fake-media.js';
import { typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { aPlayer, audioOf, named, sounds } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

describe('aicc-voice-player: what it remembers', () => {
  useFakeMedia(72.82);

  describe('speed, volume and pitch', () => {
    it('shows the speed that is really played, however it was set (M10)', async () => {
      const player = await aPlayer();
      await player.play();
      const speed = named<HTMLSelectElement>(player, 'Playback speed');
      speed.focus();
      await typeText('2');
      await waitFor(() => audioOf(player).playbackRate === 2);
      audioOf(player).playbackRate = 1.1;
      await waitFor(() => speed.selectedOptions[0]?.label.trim() === '1.1x');
      expect(player.playbackRate).to.equal(1.1);
    });

    it('keeps speed and volume for the next message, and the pitch always (M10)', async () => {
      const player = await aPlayer();
      await player.play();
      player.playbackRate = 1.5;
      player.volume = 0.4;
      await nextEvent(player, 'volumechange');
      player.message = aMessage();
      await settled(player);
      await player.play();
      await sounds(player, 0.1);
      expect(audioOf(player).playbackRate).to.equal(1.5);
      expect(audioOf(player).volume).to.be.closeTo(0.4, 0.001);
      expect(audioOf(player).preservesPitch).to.be.true;
      // And in another player of the same backend.
      const other = await fixture<VoicePlayerElement>(
        html`<aicc-voice-player .adapter=${player.adapter}></aicc-voice-player>`,
      );
      await settled(other);
      expect(other.playbackRate).to.equal(1.5);
    });

    it('stores speed and volume only in a store that the host gives (S11)', async () => {
      const kept = new Map<string, unknown>([
        ['playback-rate', 1.25],
        ['volume', 'rubbish'],
      ]);
      const preferences = {
        get: (key: string) => kept.get(key),
        set: (key: string, value: unknown) => void kept.set(key, value),
      };
      const player = await aPlayer(undefined, { preferences });
      expect(player.playbackRate).to.equal(1.25);
      expect(player.volume).to.equal(1);
      player.playbackRate = 2;
      await waitFor(() => kept.get('playback-rate') === 2);
    });
  });

  describe('memory', () => {
    it('goes on where listening stopped, and shows what was heard', async () => {
      const player = await aPlayer();
      const first = player.message;
      await player.play();
      await sounds(player, 0.5);
      player.currentTime = 30;
      await sounds(player, 30.5);
      player.pause();
      await waitFor(() => player.state === 'paused');
      expect(player.heard).to.have.length(2);
      expect(player.heardShare).to.be.within(0.01, 0.1);
      const stopped = player.currentTime;
      player.message = aMessage();
      await settled(player);
      expect(player.currentTime).to.equal(0);
      expect(player.heard).to.be.empty;
      player.message = first;
      await settled(player);
      expect(player.currentTime).to.equal(stopped);
      expect(screenText(player)).to.contain('Continues at 0:30');
      await player.play();
      await sounds(player, stopped);
      player.skipToUnheard();
      await waitFor(() => player.currentTime < 5);
      player.pause();
    });

    it('plays on when the host sets a new object for the same message (H13)', async () => {
      const player = await aPlayer();
      await player.play();
      await sounds(player, 0.1);
      for (let i = 0; i < 50; i += 1) {
        player.message = { ...player.message! };
        await player.updateComplete;
      }
      expect(player.paused).to.be.false;
      expect(player.adapter.asked).to.have.length(1);
    });

    it('steps back after a pause, if the person has chosen it', async () => {
      const player = await aPlayer(undefined, { resumeBackSeconds: 2 });
      await player.play();
      player.currentTime = 20;
      await sounds(player, 20);
      player.pause();
      await waitFor(() => player.state === 'paused');
      await player.play();
      await waitFor(() => audioOf(player).currentTime < 19.9);
    });
  });
});
