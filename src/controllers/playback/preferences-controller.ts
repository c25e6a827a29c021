/** Applies a person's preferences to one player, and notes what they change. */
import type { AudioPlayer } from './audio-player.js';
import {
  CHOICE_KEYS,
  preferencesOf,
  readStore,
  writeStore,
  type ListeningChoices,
  type Preferences,
  type PreferenceStore,
} from './preferences.js';

export class PreferencesController {
  readonly #host: ListeningChoices;
  readonly #player: AudioPlayer;
  #preferences: Preferences | null = null;
  #store: PreferenceStore | undefined;
  /** What was applied: what the host sets afterwards holds until the person chooses again. */
  #applied: Partial<ListeningChoices> = {};

  constructor(host: ListeningChoices, player: AudioPlayer) {
    this.#host = host;
    this.#player = player;
    player.addEventListener('ratechange', () => this.#noteRate());
    player.addEventListener('volumechange', () => this.#noteVolume());
  }

  /** Takes the preferences of `owner`, and of `store` where it has some. */
  follow(owner: object, store: PreferenceStore | undefined): void {
    const preferences = preferencesOf(owner);
    if (preferences === this.#preferences && store === this.#store) return;
    this.#preferences = preferences;
    this.#store = store;
    if (store) Object.assign(preferences, readStore(store));
    this.#applied = {};
    this.apply();
  }

  /** The person has chosen how to listen. */
  choose<Name extends keyof ListeningChoices>(name: Name, value: ListeningChoices[Name]): void {
    this.#host[name] = value;
    this.#applied[name] = value;
    if (this.#preferences) this.#preferences.choices[name] = value;
    writeStore(this.#store, CHOICE_KEYS[name], value);
  }

  /** Sets audio element and player as another player may have left them. */
  apply(): void {
    const preferences = this.#preferences;
    const { audio } = this.#player;
    if (!preferences) return;
    const { rate, volume, muted, choices } = preferences;
    if (audio.playbackRate !== rate) audio.defaultPlaybackRate = audio.playbackRate = rate;
    if (audio.volume !== volume) audio.volume = volume;
    if (audio.muted !== muted) audio.muted = muted;
    for (const name of Object.keys(choices) as (keyof ListeningChoices)[]) {
      if (this.#applied[name] === choices[name]) continue;
      Object.assign(this.#applied, { [name]: choices[name] });
      Object.assign(this.#host, { [name]: choices[name] });
    }
  }

  #noteRate(): void {
    const { playbackRate } = this.#player.audio;
    if (!this.#preferences || this.#preferences.rate === playbackRate) return;
    this.#preferences.rate = playbackRate;
    writeStore(this.#store, 'playback-rate', playbackRate);
  }

  #noteVolume(): void {
    const known = this.#preferences;
    const { volume, muted } = this.#player.audio;
    if (!known) return;
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
