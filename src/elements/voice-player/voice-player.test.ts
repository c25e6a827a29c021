import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import { memoryOf } from '../../controllers/playback/player-memory.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { browserName, clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import {
  blobAnswer,
  soundAdapter,
  toneWav,
  urlAnswer,
  type RecordingAnswer,
  type SoundAdapter,
} from '../../../test/support/sounds.js';
import { deferred, nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

const PEAKS = [0.1, 0.5, 0.9, 0.3, 0.2, 0.7];
const SHORT = '/recordings/rec-06-en.wav';
const LONG = '/recordings/rec-12-en.wav';

async function aPlayer(
  answer: RecordingAnswer = urlAnswer(LONG, { peaks: PEAKS, durationSeconds: 72.82 }),
  props: Partial<VoicePlayerElement> = {},
): Promise<VoicePlayerElement & { adapter: SoundAdapter }> {
  const given = {
    adapter: soundAdapter(answer),
    message: aMessage({ durationSeconds: 72.82 }),
    ...props,
  };
  const player = await fixture<VoicePlayerElement & { adapter: SoundAdapter }>(
    html`<aicc-voice-player .adapter=${given.adapter} .message=${given.message}></aicc-voice-player>`,
  );
  Object.assign(player, given);
  return settled(player);
}

const audioOf = (player: VoicePlayerElement): HTMLAudioElement =>
  player.shadowRoot!.querySelector('audio')!;

function named<E extends HTMLElement>(player: VoicePlayerElement, name: string): E {
  const found = [...player.shadowRoot!.querySelectorAll('button, input, select')].find(
    (control) => (control.getAttribute('aria-label') ?? control.textContent.trim()) === name,
  );
  expect(found, `a control named ${name}`).to.exist;
  return found as E;
}

const sounds = (player: VoicePlayerElement, past = 0): Promise<unknown> =>
  waitFor(() => player.state === 'playing' && player.currentTime > past, {
    deadline: 25_000,
    what: 'the sound to go on',
  });

/** Of a short sound: where there is no sound device, Firefox may be at its end at once. */
const soundsOrEnds = (player: VoicePlayerElement): Promise<unknown> =>
  waitFor(() => player.ended || player.currentTime > 0.1, { deadline: 25_000 });

const hasFailed = (player: VoicePlayerElement): Promise<unknown> =>
  waitFor(() => player.state === 'failed', { deadline: 25_000, what: 'the failure' });

describe('aicc-voice-player', () => {
  before(function () {
    // The browser's own process ends in the midst of these tests (WebKitGTK 2.50, headless, no sound
    // card): sound starts and stops at 0 there, also in a bare <audio>. player-parts.test.ts runs.
    if (browserName() === 'webkit') this.skip();
  });

  describe('playing', () => {
    it('asks for the recording when Play is pressed, never before', async () => {
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

    it('M7 has exactly one audio element, with or without a recording', async () => {
      const player = await aPlayer();
      expect(player.shadowRoot!.querySelectorAll('audio, video')).to.have.length(1);
      await player.play();
      player.message = aMessage();
      await settled(player);
      await player.play();
      expect(player.shadowRoot!.querySelectorAll('audio, video')).to.have.length(1);
    });

    it('M2 S16 keeps the address of the recording out of the page', async () => {
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

    it('speaks the words of the contract', async () => {
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

    it('plays again from the start after the end', async () => {
      const player = await aPlayer(urlAnswer(SHORT));
      await player.play();
      player.currentTime = 3.1;
      await waitFor(() => player.ended);
      await clickOn(named(player, 'Play'));
      await sounds(player, 0.1);
      expect(player.currentTime).to.be.lessThan(2.5);
    });

    it('begins where the slider was put before anything was loaded', async () => {
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

    it('M8 plays PCM, A-law and mu-law, and names what cannot be decoded', async () => {
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
      expect(screenText(player)).to.contain('download it instead');
    });

    it('M8 plays the converted version that the adapter offers', async () => {
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

    it('S6 refuses an address that is not allowed, and never sets it', async () => {
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

  describe('speed, volume and pitch', () => {
    it('M10 shows the speed that is really played, whoever set it', async () => {
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

    it('M10 keeps speed and volume over messages, and pitch always', async () => {
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

    it('S11 stores speed and volume only in a store that the host gives', async () => {
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

  describe('one voice at a time', () => {
    it('M7 pauses another player when this one starts', async () => {
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

    it('M12 stops when it leaves the page', async () => {
      const player = await aPlayer();
      await player.play();
      await sounds(player, 0.1);
      const audio = audioOf(player);
      player.remove();
      await waitFor(() => audio.paused);
      expect(player.state).to.equal('idle');
      expect(player.currentTime).to.be.greaterThan(0.05);
    });

    it('M12 goes on when it is only moved', async () => {
      const player = await aPlayer();
      const place = await fixture<HTMLElement>(html`<div></div>`);
      await player.play();
      await sounds(player, 0.2);
      place.append(player);
      await sounds(player, player.currentTime + 0.3);
      expect(player.adapter.asked).to.have.length(1);
    });

    it('M13 waits while a call is up and goes on after it', async () => {
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

  describe('failures', () => {
    for (const [code, words] of [
      ['recording-expired', 'link to the recording has expired'],
      ['recording-forbidden', 'do not have permission for this recording'],
      ['recording-missing', 'no recording for this message'],
      ['recording-purged', 'retention time'],
      ['recording-storage-offline', 'another storage drive'],
      ['network', 'cannot be reached'],
      ['unauthenticated', 'Sign in again'],
    ] as const) {
      it(`M1 names ${code}`, async () => {
        const player = await aPlayer(
          new AdapterError(code, { operation: 'getRecording', requestId: 'req-7' }),
        );
        const error = nextEvent(player, 'error');
        const told = nextEvent<CustomEvent>(player, 'aicc-error');
        named(player, 'Play').click();
        await error;
        await settled(player);
        expect((await told).detail).to.include({ code, requestId: 'req-7' });
        expect(screenText(player)).to.contain(words).and.to.contain('req-7');
        expect(screenText(player)).not.to.match(/error 4|MediaError|Y:/);
        assertNoRubbishOnScreen(player);
      });
    }

    it('M1 names a file that is not there, after asking the adapter once more', async () => {
      const player = await aPlayer(urlAnswer('/recordings/none.wav'));
      await player.play().catch(() => undefined);
      expect(player.failureCause).to.equal('recording-missing');
      expect(player.adapter.asked).to.have.length(2);
    });

    it('M1 names a page that came instead of sound', async () => {
      const player = await aPlayer(blobAnswer(new Blob(['<!doctype html><title>Sign in</title>'])));
      await player.play().catch(() => undefined);
      expect(player.failureCause).to.equal('not-audio');
    });

    it('offers Retry, which plays, and keeps the focus in the player', async () => {
      const player = await aPlayer(new AdapterError('unavailable'));
      await player.play().catch(() => undefined);
      await settled(player);
      player.adapter.answer = urlAnswer(SHORT);
      named(player, 'Retry').focus();
      await press('Enter');
      await sounds(player, 0.1);
      expect(focused()).to.equal(named(player, 'Pause'));
    });

    it('M11 shows Play and a hint when the browser refuses to start', async () => {
      const player = await aPlayer(urlAnswer(SHORT));
      audioOf(player).play = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      named(player, 'Play').click();
      await waitFor(() => screenText(player).includes('did not let the sound start'));
      expect(named(player, 'Play')).to.exist;
      expect(player.state).not.to.equal('failed');
    });

    it('M11 says nothing of a start that was cut short', async () => {
      const player = await aPlayer();
      const answer = deferred<unknown>();
      player.adapter.answer = answer.promise;
      const started = player.play();
      player.pause();
      answer.resolve(urlAnswer(SHORT));
      await waitFor(() => player.state === 'paused');
      const end = await started.catch((error: unknown) => error as DOMException);
      expect(end).to.have.property('name', 'AbortError');
      expect(player.failureCause).to.equal(null);
    });

    it('can be cancelled while the adapter is asked', async () => {
      const player = await aPlayer(deferred<unknown>().promise);
      named(player, 'Play').click();
      await waitFor(() => screenText(player).includes('Getting the recording'));
      await clickOn(named(player, 'Cancel'));
      expect(player.state).to.equal('idle');
      expect(focused()).to.equal(named(player, 'Play'));
    });

    it('H12 drops the answer of an adapter that was replaced', async () => {
      const late = deferred<unknown>();
      const player = await aPlayer(late.promise);
      void player.play();
      player.adapter = soundAdapter(urlAnswer(SHORT));
      await settled(player);
      late.resolve(urlAnswer(LONG, { peaks: PEAKS, durationSeconds: 999 }));
      await player.play();
      await sounds(player, 0.1);
      expect(player.duration).to.be.closeTo(3.23, 0.1);
    });

    it('says so without an adapter, and why Play is not offered', async () => {
      const player = await aPlayer(undefined, {
        message: aMessage({ actions: { play: { allowed: false, reason: 'no-permission' } } }),
      });
      const play = named(player, 'Play');
      expect(play.getAttribute('aria-disabled')).to.equal('true');
      expect(screenText(player)).to.contain('do not have permission');
      play.click();
      player.load();
      expect(player.adapter.asked).to.be.empty;
    });

    it('S25 stops and forgets when the message is taken away', async () => {
      const player = await aPlayer();
      await player.play();
      await sounds(player, 0.1);
      const { id } = player.message!;
      player.message = null;
      await settled(player);
      await waitFor(() => audioOf(player).paused);
      expect(player.state).to.equal('idle');
      expect(screenText(player)).to.contain('No recording is chosen');
      memoryOf(player.adapter).forget(id);
    });
  });

  describe('length', () => {
    it('M9 shows the adapter’s length, or dashes, never NaN', async () => {
      const player = await aPlayer(urlAnswer(SHORT), {
        message: aMessage({ durationSeconds: null }),
      });
      expect(screenText(player)).to.contain('0:00 / –:––');
      expect(named<HTMLInputElement>(player, 'Seek').max).to.equal('0');
      assertNoRubbishOnScreen(player);
      await player.play();
      await waitFor(() => screenText(player).includes('/ 0:03'));
    });

    it('M9 gets over a header with a wrong size and over a sound of no length', async () => {
      const long = new Uint8Array(await toneWav(2).arrayBuffer());
      new DataView(long.buffer).setUint32(42, 0xffffffff, true);
      const wrong = await aPlayer(blobAnswer(new Blob([long])));
      void wrong.play();
      await waitFor(() => wrong.ended || wrong.state === 'failed', { deadline: 25_000 });
      assertNoRubbishOnScreen(wrong);
      wrong.remove();
      const empty = await aPlayer(blobAnswer(toneWav(0), { durationSeconds: null }));
      void empty.play();
      await waitFor(() => empty.ended || empty.state === 'failed' || empty.state === 'paused');
      assertNoRubbishOnScreen(empty);
      expect(named<HTMLInputElement>(empty, 'Seek').max).not.to.match(/Infinity|NaN/);
    });

    it('M4 says when a recording ends before the announced length', async () => {
      const player = await aPlayer(blobAnswer(toneWav(1), { durationSeconds: 30 }));
      void player.play();
      await waitFor(() => player.ended);
      await settled(player);
      expect(screenText(player)).to.contain('ends earlier than announced');
    });
  });

  describe('stalls', () => {
    it('M5 says that it still loads, can be cancelled, and gives up in the end', async () => {
      const player = await aPlayer(urlAnswer(SHORT), { stallSeconds: 0.05, giveUpSeconds: 0.15 });
      // A source that never answers: play() stays pending and no event comes.
      const audio = audioOf(player);
      Object.defineProperty(audio, 'src', { set: () => undefined, configurable: true });
      audio.play = () => new Promise<void>(() => undefined);
      const stalled = waitFor(() => player.state === 'stalled');
      void player.play();
      await stalled;
      await settled(player);
      expect(screenText(player)).to.contain('Still loading');
      named(player, 'Cancel');
      await hasFailed(player);
      expect(player.failureCause).to.equal('stalled');
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

    it('H13 is not disturbed by a new object for the same message', async () => {
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

    it('steps back when it goes on after a pause, by choice', async () => {
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

  describe('events', () => {
    it('H17 dispatches media events on itself alone, and one audit event that bubbles', async () => {
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
      await waitFor(() => player.ended);
      await player.play();
      await sounds(player, 0.1);
      for (const name of names) expect(own, name).to.include(name);
      expect(outside).to.deep.equal(['aicc-audit']);
      for (const name of [...names, 'aicc-audit'])
        document.body.removeEventListener(name, onOutside);
    });
  });

  describe('keyboard', () => {
    it('A1 does everything by keys alone', async () => {
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

    it('A4 reads a time that does not tick while the slider has the focus', async () => {
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

    it('A4 goes where the slider is set by other means than keys', async () => {
      const player = await aPlayer();
      await player.play();
      const seek = named<HTMLInputElement>(player, 'Seek');
      seek.value = '40';
      seek.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await sounds(player, 40);
      expect(player.currentTime).to.be.lessThan(43);
    });

    it('A12 has keys of its own inside the player and none outside', async () => {
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

  describe('transcript', () => {
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
  });

  describe('accessibility', () => {
    it('A19 has no faults at rest, while playing and after a failure', async () => {
      const player = await aPlayer();
      await expectAccessible(player);
      await player.play();
      named(player, 'Keyboard shortcuts').click();
      await settled(player);
      await expectAccessible(player);
      player.adapter = soundAdapter(new AdapterError('recording-purged'));
      await settled(player);
      await player.play().catch(() => undefined);
      await settled(player);
      await expectAccessible(player);
    });

    it('A9 has targets of at least 24 pixels', async () => {
      const player = await aPlayer(urlAnswer(LONG, { transcript: { cues: [] } }));
      await player.play();
      await settled(player);
      for (const control of player.shadowRoot!.querySelectorAll('button, select, input')) {
        const { width, height } = control.getBoundingClientRect();
        expect(width, control.outerHTML).to.be.at.least(24);
        expect(height, control.outerHTML).to.be.at.least(24);
      }
    });

    it('H3 runs from left to right in Arabic too, with Arabic words', async () => {
      const page = await fixture<HTMLElement>(
        html`<div lang="ar">
          <aicc-voice-player .adapter=${soundAdapter(urlAnswer(LONG))}></aicc-voice-player>
        </div>`,
      );
      const player = page.querySelector('aicc-voice-player')!;
      player.message = aMessage({ durationSeconds: 72.82 });
      await waitFor(() => player.hasUpdated);
      await settled(player);
      const seek = named<HTMLInputElement>(player, 'موضع التشغيل');
      expect(getComputedStyle(seek).direction).to.equal('ltr');
      seek.focus();
      await press('ArrowRight');
      expect(player.currentTime).to.equal(5);
    });
  });
});
