/** Puts a sound on the audio element and takes it off again, leaving no address and no connection. */
import { MEDIA_EVENTS } from './media-events.js';
import type { SoundSource } from './source.js';

/** An audio element that loads nothing by itself and keeps the pitch at every speed. */
export function makeAudio(document: Document, listener: EventListenerObject): HTMLAudioElement {
  const audio = document.createElement('audio');
  audio.preload = 'none';
  audio.preservesPitch = true;
  for (const type of MEDIA_EVENTS) audio.addEventListener(type, listener);
  return audio;
}

/** One in the place of `before`, as fast and as loud; `before` is no longer listened to. */
export function nextAudio(
  before: HTMLAudioElement,
  listener: EventListenerObject,
): HTMLAudioElement {
  for (const type of MEDIA_EVENTS) before.removeEventListener(type, listener);
  const audio = makeAudio(before.ownerDocument, listener);
  audio.defaultPlaybackRate = audio.playbackRate = before.playbackRate;
  audio.volume = before.volume;
  audio.muted = before.muted;
  return audio;
}

export class AudioSource {
  readonly #audio: () => HTMLAudioElement;
  #objectUrl: string | null = null;
  #isSet = false;

  constructor(audio: () => HTMLAudioElement) {
    this.#audio = audio;
  }

  set({ sound, crossOrigin }: SoundSource): void {
    const audio = this.#audio();
    this.#revoke();
    this.#isSet = true;
    if (crossOrigin === null) audio.removeAttribute('crossorigin');
    else audio.crossOrigin = crossOrigin;
    if (typeof sound !== 'string') this.#objectUrl = URL.createObjectURL(sound);
    audio.preload = 'auto';
    audio.src = typeof sound === 'string' ? sound : (this.#objectUrl ?? '');
  }

  /** Loading goes on without it, and the address stands nowhere in the page. */
  hide(): void {
    this.#audio().removeAttribute('src');
  }

  clear(): void {
    if (!this.#isSet) return;
    this.#isSet = false;
    const audio = this.#audio();
    audio.pause();
    audio.removeAttribute('src');
    // Frees the connection: six stalled recordings would block every other request.
    audio.load();
    this.#revoke();
  }

  #revoke(): void {
    if (this.#objectUrl !== null) URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = null;
  }
}
