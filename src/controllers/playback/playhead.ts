/** How long a recording is, where it is, where it goes next, and which parts of it really sounded. */
import { canSeekTo, type AudioElement } from './audio-element.js';
import { addRange, type PlayedRange } from './played-ranges.js';
import type { SoundSource } from './sound-source.js';

/** A seek that ends further away than this from its target was not done, in seconds. */
const SEEK_TOLERANCE_SECONDS = 1.5;

/** Why a recording cannot be searched through. */
export type SeekLimit = 'no-length' | 'no-range';

export class Playhead {
  /** Parts that really sounded. */
  played: readonly PlayedRange[] = [];
  /** The server cannot send parts, and all of it was not to be had. */
  cannotSeek = false;

  readonly #audio: AudioElement;
  #source: SoundSource | null = null;
  /** Where to begin once a source is loaded. */
  #startAt = 0;
  /** Seeks run one at a time: `#target` is where the sound goes, `#next` the newest that waits. */
  #target: number | null = null;
  #next: number | null = null;
  /** The position up to which `played` is complete; `null` while nothing sounds. */
  #upTo: number | null = null;

  constructor(audio: AudioElement) {
    this.#audio = audio;
  }

  /** Seconds from the start; where it will begin while nothing is loaded. */
  get position(): number {
    return this.#target ?? (this.isLoaded ? this.#audio.element.currentTime : this.#startAt);
  }

  /** Where a seek that is under way ends, in seconds; `null` without one. */
  get target(): number | null {
    return this.#target;
  }

  /** What is on the audio element; `null` while there is nothing, or only what has failed. */
  get source(): SoundSource | null {
    return this.#source;
  }

  /** Seconds, or `NaN` while neither the sound nor the backend tells. */
  get duration(): number {
    const own = this.#source ? this.#audio.element.duration : NaN;
    return Number.isFinite(own) && own > 0 ? own : (this.#source?.durationSeconds ?? NaN);
  }

  /** The audio element knows its source. */
  get isLoaded(): boolean {
    return this.#source !== null && this.#audio.element.readyState > 0;
  }

  /** `null` where the recording can be searched through, or nothing is loaded. */
  get seekLimit(): SeekLimit | null {
    if (this.cannotSeek) return 'no-range';
    return this.isLoaded && !Number.isFinite(this.duration) ? 'no-length' : null;
  }

  /** `source` is being set on the audio element, or nothing; it begins at `seconds`. */
  use(source: SoundSource | null, seconds = this.position): void {
    this.interrupt();
    this.#clearSeeks();
    this.#source = source;
    this.#startAt = seconds;
  }

  /** Where the loaded source is to begin, once; 0 for its start. */
  takeStart(): number {
    const at = this.#startAt;
    this.#startAt = 0;
    return at;
  }

  /** Begins at `seconds` once something is loaded. */
  startAt(seconds: number): void {
    this.#startAt = seconds;
    if (this.#target !== null) this.#target = seconds;
  }

  /** A seek to `seconds` that needs another source first; `null` gives it up. */
  awaitSeek(seconds: number | null): void {
    this.#target = seconds;
    this.#next = null;
  }

  /** `seconds`, held within the recording. */
  clamp(seconds: number): number {
    const { duration } = this;
    return Math.max(0, Number.isFinite(duration) ? Math.min(seconds, duration) : seconds);
  }

  /** Goes to `seconds`, after a seek that is under way. @returns false where the source cannot */
  seek(seconds: number): boolean {
    const audio = this.#audio.element;
    if (!canSeekTo(audio, seconds)) return false;
    this.#target = seconds;
    if (audio.seeking) this.#next = seconds;
    else audio.currentTime = seconds;
    return true;
  }

  /**
   * The audio element has ended a seek. Answers the seek that waits, and the target that was missed: the
   * server cannot send parts, and the browser went somewhere else without an error.
   */
  finishSeek(): { readonly next: number | null; readonly missed: number | null } {
    const audio = this.#audio.element;
    const next = this.#next;
    const target = this.#target;
    this.#clearSeeks();
    if (audio.paused) this.interrupt();
    else this.begin();
    const isMissed =
      next === null &&
      target !== null &&
      Math.abs(audio.currentTime - target) > SEEK_TOLERANCE_SECONDS &&
      audio.currentTime < this.duration - SEEK_TOLERANCE_SECONDS;
    return { next, missed: isMissed ? target : null };
  }

  /** It sounds from the present position on. */
  begin(): void {
    this.#upTo = this.#audio.element.currentTime;
  }

  /** The next position is no continuation. */
  interrupt(): void {
    this.#upTo = null;
  }

  /** Notes what sounded since the last time. @returns whether something did */
  flush(): boolean {
    const { currentTime, paused, seeking } = this.#audio.element;
    const from = seeking ? null : this.#upTo;
    if (from !== null) {
      this.played = addRange(this.played, from, currentTime);
      this.#upTo = currentTime;
    }
    if (paused) this.#upTo = null;
    return from !== null && currentTime > from;
  }

  #clearSeeks(): void {
    this.#target = this.#next = null;
  }
}
