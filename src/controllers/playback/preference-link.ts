/** Speed, volume and listening options, the same for all players of one adapter, kept longer where the host has a store. */
import {
  CHOICE_KEYS,
  readStore,
  writeStore,
  type ListeningChoices,
  type PlayerMemory,
  type Preferences,
  type PreferenceStore,
} from './player-memory.js';

export class PreferenceLink {
  readonly #audio: () => HTMLAudioElement;
  readonly #player: ListeningChoices;
  #preferences: Preferences | null = null;
  #store: PreferenceStore | undefined;
  /** What was taken over: what the host sets afterwards holds until somebody chooses anew. */
  #applied: Partial<ListeningChoices> = {};

  constructor(audio: () => HTMLAudioElement, player: ListeningChoices) {
    this.#audio = audio;
    this.#player = player;
  }

  /** Takes them from `memory`, and from `store` where it has some. */
  follow(memory: PlayerMemory, store: PreferenceStore | undefined): void {
    this.#preferences = memory.preferences;
    this.#store = store;
    if (store) Object.assign(memory.preferences, readStore(store));
    this.#applied = {};
    this.apply();
  }

  /** Somebody has chosen how to listen. */
  choose<Name extends keyof ListeningChoices>(name: Name, value: ListeningChoices[Name]): void {
    this.#player[name] = value;
    this.#applied[name] = value;
    if (this.#preferences) this.#preferences.choices[name] = value;
    writeStore(this.#store, CHOICE_KEYS[name], value);
  }

  /** Sets audio element and player as another player may have left them. */
  apply(): void {
    const wanted = this.#preferences;
    const audio = this.#audio();
    if (!wanted) return;
    if (audio.playbackRate !== wanted.rate) {
      audio.defaultPlaybackRate = wanted.rate;
      audio.playbackRate = wanted.rate;
    }
    if (audio.volume !== wanted.volume) audio.volume = wanted.volume;
    if (audio.muted !== wanted.muted) audio.muted = wanted.muted;
    for (const name of Object.keys(wanted.choices) as (keyof ListeningChoices)[]) {
      if (this.#applied[name] === wanted.choices[name]) continue;
      Object.assign(this.#applied, { [name]: wanted.choices[name] });
      Object.assign(this.#player, { [name]: wanted.choices[name] });
    }
  }

  /** Takes in what a `ratechange` or `volumechange` of the audio element says. */
  take(type: string): void {
    const known = this.#preferences;
    const { playbackRate, volume, muted } = this.#audio();
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
