import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { clickOn, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import {
  SHORT,
  aPlayer,
  audioOf,
  hasFailed,
  named,
  sounds,
  soundsOrEnds,
} from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer, toneWav, urlAnswer } from '../../../test/support/sounds.js';
import { nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

describe('aicc-voice-player', () => {
  describe('playing', () => {
    it('requests the recording when Play is pressed, never before', async () => {
      const player = await aPlayer();
      expect(player.adapter.asked).to.deep.equal([]);
      expect(audioOf(player).preload).to.equal('none');
      await clickOn(named(player, 'Play'));
      await sounds(player);
      expect(player.adapter.asked).to.deep.equal([
        { messageId: player.message!.id, purpose: 'play' },
      ]);
      await clickOn(named(player, 'Pause'));
      await waitFor(() => player.state === 'paused');
      expect(player.paused).to.be.true;
      expect(named(player, 'Play')).to.exist;
    });

    it('has exactly one audio element, with or without a recording (M7)', async () => {
      const player = await aPlayer();
      expect(player.shadowRoot!.querySelectorAll('audio, video')).to.have.length(1);
      await player.play();
      player.message = aMessage();
      await settled(player);
      await player.play();
      expect(player.shadowRoot!.querySelectorAll('audio, video')).to.have.length(1);
    });

    it('keeps the address of the recording out of the page (M2 S16)', async () => {
      const player = await aPlayer();
      await player.play();
      await sounds(player, 0.2);
      expect(audioOf(player).outerHTML).not.to.contain('rec-12');
      expect(player.shadowRoot!.innerHTML).not.to.contain('rec-12');
      expect(audioOf(player).controls).to.be.false;
      // It goes on, and can still be searched through.
      player.currentTime = 60;
      await sounds(player, 60);
    });

    it('uses the words of the contract', async () => {
      const player = await aPlayer();
      for (const name of [
        'Play',
        'Rewind',
        'Fast forward',
        'Seek',
        'Mute',
        'Volume',
        'Playback speed',
      ]) {
        named(player, name);
      }
      const speeds = [...named<HTMLSelectElement>(player, 'Playback speed').options];
      expect(speeds.map((option) => option.label.trim()).join(' ')).to.equal(
        '0.75x 1x 1.25x 1.5x 1.75x 2x',
      );
      named(player, 'Mute').click();
      await waitFor(() => named(player, 'Unmute'));
      expect(player.muted).to.be.true;
    });

    it('goes back and forward by the set seconds, within the recording', async () => {
      const player = await aPlayer(undefined, { skipSeconds: 15 });
      await player.play();
      await sounds(player, 0.1);
      await clickOn(named(player, 'Fast forward'));
      await sounds(player, 15);
      expect(player.currentTime).to.be.lessThan(18);
      await clickOn(named(player, 'Rewind'));
      await waitFor(() => audioOf(player).currentTime < 4);
      player.skip(1000);
      await waitFor(() => player.state === 'ended');
      expect(player.ended).to.be.true;
    });

    it('plays on when Play follows Pause at once', async () => {
      const player = await aPlayer();
      await player.play();
      await sounds(player, 0.1);
      player.pause();
      await player.play();
      await sounds(player, player.currentTime + 0.1);
      expect(named(player, 'Pause')).to.exist;
    });

    it('plays again from the start after the end', async () => {
      const player = await aPlayer(urlAnswer(SHORT));
      await player.play();
      player.currentTime = 3.1;
      await waitFor(() => player.ended);
      await clickOn(named(player, 'Play'));
      await sounds(player, 0.1);
      expect(player.currentTime).to.be.lessThan(2.5);
    });

    it('reports that it plays where the browser goes on after a seek without an event', async () => {
      const player = await aPlayer(urlAnswer(SHORT));
      await player.play();
      player.currentTime = 3;
      await waitFor(() => player.ended);
      // As WebKitGTK does now and then.
      const hush = (event: Event): void => event.stopImmediatePropagation();
      player.shadowRoot!.addEventListener('playing', hush, true);
      const told = nextEvent(player, 'playing');
      await player.play();
      await told;
      expect(player.state).to.equal('playing');
      expect(named(player, 'Pause')).to.exist;
      player.shadowRoot!.removeEventListener('playing', hush, true);
    });

    it('begins where the slider was set before anything was loaded', async () => {
      const player = await aPlayer();
      const seek = named<HTMLInputElement>(player, 'Seek');
      expect(Number(seek.max)).to.be.closeTo(72.82, 0.01);
      seek.focus();
      await press('PageUp', 'ArrowRight');
      expect(player.currentTime).to.equal(35);
      expect(player.adapter.asked).to.be.empty;
      await player.play();
      await sounds(player, 35);
    });

    it('plays PCM, A-law and mu-law, and names what cannot be decoded (M8)', async () => {
      for (const format of ['pcm', 'alaw', 'mulaw'] as const) {
        const player = await aPlayer(blobAnswer(toneWav(2, format)));
        await player.play();
        await soundsOrEnds(player);
        expect(player.duration, format).to.be.closeTo(2, 0.1);
        player.remove();
      }
      const player = await aPlayer(blobAnswer(toneWav(2, 'gsm')));
      await player.play().catch(() => undefined);
      await hasFailed(player);
      expect(player.failureCause).to.equal('recording-format');
      expect(screenText(player)).to.contain('cannot play the recording’s format');
    });

    it('plays the converted version that the adapter offers (M8)', async () => {
      const player = await aPlayer((request) =>
        blobAnswer(toneWav(2, request.variant === 'converted' ? 'pcm' : 'gsm')),
      );
      void player.play();
      await soundsOrEnds(player);
      expect(player.adapter.asked.map(({ variant }) => variant)).to.deep.equal([
        undefined,
        'converted',
      ]);
    });

    it('plays a Blob or an address of this page without an adapter', async () => {
      const player = await fixture<VoicePlayerElement>(
        html`<aicc-voice-player src=${SHORT}></aicc-voice-player>`,
      );
      await player.play();
      await sounds(player, 0.1);
      expect(player.duration).to.be.closeTo(3.23, 0.1);
      player.src = toneWav(1);
      await settled(player);
      expect(player.paused).to.be.true;
      await player.play();
      await waitFor(() => player.ended);
      expect(player.duration).to.be.closeTo(1, 0.1);
    });

    it('refuses an address that is not allowed, and never sets it (S6)', async () => {
      for (const src of [
        'javascript:alert(1)',
        'https://evil.example/a.wav',
        '//evil.example/a.wav',
      ]) {
        const player = await fixture<VoicePlayerElement>(
          html`<aicc-voice-player .src=${src}></aicc-voice-player>`,
        );
        const set: string[] = [];
        Object.defineProperty(audioOf(player), 'src', { set: (value: string) => set.push(value) });
        await player.play().catch(() => undefined);
        expect(player.failureCause, src).to.equal('source-refused');
        expect(set).to.deep.equal([]);
      }
    });
  });

  describe('events', () => {
    it('dispatches media events on itself alone, and one audit event that bubbles (H17)', async () => {
      const player = await aPlayer(urlAnswer(SHORT));
      const outside: string[] = [];
      const own: string[] = [];
      const names = ['play', 'playing', 'timeupdate', 'pause', 'ended', 'seeked', 'loadedmetadata'];
      const onOutside = (event: Event): void => void outside.push(event.type);
      for (const name of [...names, 'aicc-audit']) {
        document.body.addEventListener(name, onOutside);
        player.addEventListener(name, (event) => own.push(event.type));
      }
      const audit = nextEvent<CustomEvent>(player, 'aicc-audit');
      await player.play();
      expect((await audit).detail).to.deep.include({
        action: 'play',
        messageId: player.message!.id,
        employeeId: '1001',
      });
      player.currentTime = 2.9;
      await waitFor(() => own.includes('ended'));
      await player.play();
      await sounds(player, 0.1);
      for (const name of names) expect(own, name).to.include(name);
      expect(outside).to.deep.equal(['aicc-audit']);
      for (const name of [...names, 'aicc-audit'])
        document.body.removeEventListener(name, onOutside);
    });
  });
});
