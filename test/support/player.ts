/** Players for tests, and the states that a test can wait for. The test file defines the element. */
import { expect, fixture, html } from '@open-wc/testing';
import type { VoicePlayerElement } from '../../src/elements/voice-player/voice-player.element.js';
import { aMessage } from './messages.js';
import {
  blobAnswer,
  soundAdapter,
  spokenWav,
  urlAnswer,
  type RecordingAnswer,
  type SoundAdapter,
} from './sounds.js';
import { settled, waitFor } from './waits.js';

export const PEAKS = [0.1, 0.5, 0.9, 0.3, 0.2, 0.7];
export const SHORT = '/recordings/rec-06-en.wav';
export const LONG = '/recordings/rec-12-en.wav';

export type TestPlayer = VoicePlayerElement & { adapter: SoundAdapter };

export async function aPlayer(
  answer: RecordingAnswer = urlAnswer(LONG, { peaks: PEAKS, durationSeconds: 72.82 }),
  props: Partial<VoicePlayerElement> = {},
): Promise<TestPlayer> {
  const given = {
    adapter: soundAdapter(answer),
    message: aMessage({ durationSeconds: 72.82 }),
    ...props,
  };
  const player = await fixture<TestPlayer>(
    html`<aicc-voice-player .adapter=${given.adapter} .message=${given.message}></aicc-voice-player>`,
  );
  Object.assign(player, given);
  return settled(player);
}

/** A player of a recording that is loud and silent in turn, with its waveform. */
export function aSpokenPlayer(
  seconds: readonly number[],
  props: Partial<VoicePlayerElement> = {},
): Promise<TestPlayer> {
  const { sound, peaks, durationSeconds } = spokenWav(...seconds);
  return aPlayer(blobAnswer(sound, { peaks, durationSeconds }), {
    message: aMessage({ durationSeconds }),
    ...props,
  });
}

export const audioOf = (player: VoicePlayerElement): HTMLAudioElement =>
  player.shadowRoot!.querySelector('audio')!;

export function named<E extends HTMLElement>(player: VoicePlayerElement, name: string): E {
  const found = [...player.shadowRoot!.querySelectorAll('button, input, select')].find(
    (control) => (control.getAttribute('aria-label') ?? control.textContent.trim()) === name,
  );
  expect(found, `a control named ${name}`).to.exist;
  return found as E;
}

/** The sound goes on behind `past`. */
export const sounds = (player: VoicePlayerElement, past = 0): Promise<unknown> =>
  waitFor(
    () => {
      const { state, currentTime } = player;
      if (state === 'playing' && currentTime > past) return true;
      const { paused, readyState, seeking } = audioOf(player);
      const audio = JSON.stringify({ paused, readyState, seeking });
      throw new Error(`${state} at ${currentTime} of ${player.duration}, ${audio}`);
    },
    { what: `the sound to go on behind ${past}` },
  );

/** Of a short sound: where there is no sound device, Firefox may be at its end at once. */
export const soundsOrEnds = (player: VoicePlayerElement): Promise<unknown> =>
  waitFor(() => player.ended || player.currentTime > 0.1);

export const hasFailed = (player: VoicePlayerElement): Promise<unknown> =>
  waitFor(() => player.state === 'failed', { what: 'the failure' });
