/** Jumps over the silences of what a player plays. */
import type { HeardSpan } from './heard.js';
import { reaches } from './media-events.js';
import type { PlaybackController } from './playback-controller.js';
import {
  canFindSilences,
  findSilences,
  silentSpans,
  SilenceRun,
  stillUnheard,
  type Silence,
} from './silence.js';

/** A jump that is due sooner is waited for: `timeupdate` comes four times a second. */
const SOON_SECONDS = 1;

export class SilenceSkipper {
  readonly #playback: PlaybackController;
  readonly #isOn: () => boolean;
  #run = new SilenceRun([]);
  #peaks: readonly number[] = [];
  #duration = NaN;
  /** Silences that were jumped over, by where they begin. */
  readonly #skipped = new Map<number, Silence>();
  /** The seek that goes on is ours. */
  #jumping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(playback: PlaybackController, isOn: () => boolean) {
    this.#playback = playback;
    this.#isOn = isOn;
  }

  /** The waveform and the length of what is played, as soon as they are known. */
  use(peaks: readonly number[], durationSeconds: number): void {
    if (peaks === this.#peaks && Math.abs(durationSeconds - this.#duration) < 0.1) return;
    this.#peaks = peaks;
    this.#duration = durationSeconds;
    this.#run = new SilenceRun(findSilences(peaks, durationSeconds));
  }

  /** Another recording. */
  forget(): void {
    this.stop();
    this.#skipped.clear();
    this.#jumping = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get canFind(): boolean {
    return canFindSilences(this.#peaks, this.#duration);
  }

  /** What of the recording is silent, while silences are skipped. */
  get silent(): readonly HeardSpan[] {
    return this.#isOn() ? silentSpans(this.#run.silences, this.#duration) : [];
  }

  /** What was jumped over and not heard meanwhile. */
  get skipped(): readonly HeardSpan[] {
    if (this.#skipped.size === 0) return [];
    const silences = stillUnheard([...this.#skipped.values()], this.#playback.heard);
    return silences.map(({ from, to }): HeardSpan => [from, to]);
  }

  /** An event of the audio element. */
  take(type: string): void {
    switch (type) {
      case 'seeking':
        if (!this.#jumping) this.#run.land(this.#playback.position);
        break;
      case 'seeked':
        if (!this.#jumping) this.#run.land(this.#playback.position);
        this.#jumping = false;
        this.check();
        break;
      case 'playing':
      case 'timeupdate':
      case 'ratechange':
        this.check();
        break;
      case 'loadstart':
      case 'error':
        this.#jumping = false;
        break;
      case 'pause':
      case 'ended':
        this.stop();
        break;
      default:
        break;
    }
  }

  /** Jumps if playback stands in a silence that it has run into; the media element alone says where. */
  check(): void {
    this.stop();
    const { audio, state, seekLimit } = this.#playback;
    if (!this.#isOn() || state.phase !== 'playing' || audio.paused || audio.seeking) return;
    const at = audio.currentTime;
    // A seek is on its way; not every browser says so of the audio element at once.
    if (this.#playback.position !== at) return;
    const silence = this.#run.jumpFrom(at);
    if (silence && seekLimit === null && reaches(audio, silence.to)) {
      this.#jumping = true;
      this.#skipped.set(silence.start, silence);
      this.#playback.seek(silence.to);
      return;
    }
    const ahead = this.#run.untilJump(at);
    if (ahead === null || ahead > SOON_SECONDS * audio.playbackRate) return;
    this.#timer = setTimeout(() => this.check(), (ahead / audio.playbackRate) * 1000 + 10);
  }
}
