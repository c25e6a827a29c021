/** Follows the audio element and notes what was really heard of it. */
import { addHeard, type HeardSpan } from './heard.js';

export class HeardTracker {
  spans: readonly HeardSpan[] = [];

  readonly #audio: () => HTMLAudioElement;
  /** Up to where it is noted; `null` while nothing sounds. */
  #upTo: number | null = null;

  constructor(audio: () => HTMLAudioElement) {
    this.#audio = audio;
  }

  /** It sounds from here on. */
  begin(): void {
    this.#upTo = this.#audio().currentTime;
  }

  /** What comes next was not led up to: a seek, another source. */
  interrupt(): void {
    this.#upTo = null;
  }

  /** Notes what sounded since the last time. @returns whether something did */
  flush(): boolean {
    const { currentTime, paused, seeking } = this.#audio();
    const from = seeking ? null : this.#upTo;
    if (from !== null) {
      this.spans = addHeard(this.spans, from, currentTime);
      this.#upTo = currentTime;
    }
    if (paused) this.#upTo = null;
    return from !== null && currentTime > from;
  }
}
