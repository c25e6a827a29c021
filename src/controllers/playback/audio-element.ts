/** The native audio element of one player: what it plays, and what it reports. */
import type { SoundSource } from './sound-source.js';

/** Every event of the audio element that the player follows. */
export const MEDIA_EVENTS = [
  'loadstart',
  'loadedmetadata',
  'durationchange',
  'canplay',
  'play',
  'playing',
  'pause',
  'timeupdate',
  'seeking',
  'seeked',
  'ratechange',
  'volumechange',
  'ended',
  'waiting',
  'stalled',
  'progress',
  'error',
] as const;

/**
 * Holds the audio element, gives it a source and takes the source off again without leaving an
 * address or a connection behind.
 */
export class AudioElement {
  /** Replaced by `replace()`; the host renders it. */
  element: HTMLAudioElement;
  readonly #listener: EventListenerObject;
  #objectUrl: string | null = null;
  #hasSource = false;

  /** @param listener receives all {@link MEDIA_EVENTS} of the present element */
  constructor(document: Document, listener: EventListenerObject) {
    this.#listener = listener;
    this.element = this.#create(document);
  }

  /** Begins to load `source`. */
  setSource({ sound, crossOrigin }: SoundSource): void {
    const audio = this.element;
    this.#revoke();
    this.#hasSource = true;
    if (crossOrigin === null) audio.removeAttribute('crossorigin');
    else audio.crossOrigin = crossOrigin;
    if (typeof sound !== 'string') this.#objectUrl = URL.createObjectURL(sound);
    audio.preload = 'auto';
    audio.src = typeof sound === 'string' ? sound : (this.#objectUrl ?? '');
  }

  /** Removes the address from the page; loading goes on without it. */
  hideAddress(): void {
    this.element.removeAttribute('src');
  }

  /** Takes the source off and frees its connection: six stalled ones would block every other request. */
  clear(): void {
    if (!this.#hasSource) return;
    this.#hasSource = false;
    const audio = this.element;
    audio.pause();
    audio.removeAttribute('src');
    audio.load();
    this.#revoke();
  }

  /** Puts a new element in the place of the present one, with its speed and volume and without its source. */
  replace(): void {
    this.clear();
    const before = this.element;
    for (const type of MEDIA_EVENTS) before.removeEventListener(type, this.#listener);
    const audio = this.#create(before.ownerDocument);
    audio.defaultPlaybackRate = audio.playbackRate = before.playbackRate;
    audio.volume = before.volume;
    audio.muted = before.muted;
    this.element = audio;
  }

  /** An element that loads nothing by itself and keeps the pitch at every speed. */
  #create(document: Document): HTMLAudioElement {
    const audio = document.createElement('audio');
    audio.preload = 'none';
    audio.preservesPitch = true;
    for (const type of MEDIA_EVENTS) audio.addEventListener(type, this.#listener);
    return audio;
  }

  #revoke(): void {
    if (this.#objectUrl !== null) URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = null;
  }
}

/** Whether `audio` can go to `seconds` with what it has loaded or can request. */
export function canSeekTo({ seekable }: HTMLAudioElement, seconds: number): boolean {
  for (let i = 0; i < seekable.length; i += 1) {
    if (seconds >= seekable.start(i) - 0.5 && seconds <= seekable.end(i) + 0.5) {
      // A range that begins and ends at 0 is how Chromium says "nowhere".
      return seekable.end(i) > 0;
    }
  }
  return false;
}

/** A text that changes whenever sound was played or loaded. */
export function progressMark({ buffered, currentTime }: HTMLAudioElement): string {
  const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
  return `${currentTime} ${end}`;
}
