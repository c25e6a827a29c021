/** Speed and volume, the same for all players of one adapter, kept longer where the host has a store. */
import {
  readStore,
  writeStore,
  type PlayerMemory,
  type Preferences,
  type PreferenceStore,
} from './player-memory.js';

export class PreferenceLink {
  readonly #audio: HTMLAudioElement;
  #preferences: Preferences | null = null;
  #store: PreferenceStore | undefined;

  constructor(audio: HTMLAudioElement) {
    this.#audio = audio;
  }

  /** Takes them from `memory`, and from `store` where it has some. */
  follow(memory: PlayerMemory, store: PreferenceStore | undefined): void {
    this.#preferences = memory.preferences;
    this.#store = store;
    if (store) Object.assign(memory.preferences, readStore(store));
    this.apply();
  }

  /** Sets the audio element as another player may have left them. */
  apply(): void {
    const wanted = this.#preferences;
    const audio = this.#audio;
    if (!wanted) return;
    if (audio.playbackRate !== wanted.rate) {
      audio.defaultPlaybackRate = wanted.rate;
      audio.playbackRate = wanted.rate;
    }
    if (audio.volume !== wanted.volume) audio.volume = wanted.volume;
    if (audio.muted !== wanted.muted) audio.muted = wanted.muted;
  }

  /** Takes in what a `ratechange` or `volumechange` of the audio element says. */
  take(type: string): void {
    const known = this.#preferences;
    const { playbackRate, volume, muted } = this.#audio;
    if (!known) return;
    if (type === 'ratechange' && known.rate !== playbackRate) {
      known.rate = playbackRate;
      writeStore(this.#store, 'playback-rate', playbackRate);
    }
    if (type !== 'volumechange') return;
    if (known.volume !== volume) {
      known.volume = volume;
      writeStore(this.#store, 'volume', volume);
    }
    if (known.muted !== muted) {
      known.muted = muted;
      writeStore(this.#store, 'muted', muted);
    }
  }
}
