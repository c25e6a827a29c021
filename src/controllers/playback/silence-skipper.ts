/** Jumps over the silences of what a player plays. */
import { canSeekTo } from './audio-element.js';
import type { AudioPlayer } from './audio-player.js';
import type { PlayedRange } from './played-ranges.js';
import type { ListeningChoices } from './preferences.js';
import {
  canFindSilences,
  findSilences,
  silentRanges,
  SilenceRun,
  stillUnplayed,
  type Silence,
} from './silence.js';

/** A jump that is due sooner gets its own timer: `timeupdate` comes four times a second. */
const SOON_SECONDS = 1;

export class SilenceSkipper {
  readonly #player: AudioPlayer;
  readonly #choices: Pick<ListeningChoices, 'skipSilence'>;
  #run = new SilenceRun([]);
  #peaks: readonly number[] = [];
  #duration = NaN;
  /** Silences that were jumped over, by where they begin. */
  readonly #skipped = new Map<number, Silence>();
  /** The seek that is under way is a jump of this skipper. */
  #isJumping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param choices read whenever it matters */
  constructor(player: AudioPlayer, choices: Pick<ListeningChoices, 'skipSilence'>) {
    this.#player = player;
    this.#choices = choices;
  }

  /** The waveform and the length of what is played, as soon as they are known. */
  use(peaks: readonly number[], durationSeconds: number): void {
    if (peaks === this.#peaks && Math.abs(durationSeconds - this.#duration) < 0.1) return;
    this.#peaks = peaks;
    this.#duration = durationSeconds;
    this.#run = new SilenceRun(findSilences(peaks, durationSeconds));
  }

  /** Another recording. */
  reset(): void {
    this.stop();
    this.#skipped.clear();
    this.#isJumping = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get canFind(): boolean {
    return canFindSilences(this.#peaks, this.#duration);
  }

  /** Silent parts of the recording, while silences are skipped. */
  get silent(): readonly PlayedRange[] {
    return this.#choices.skipSilence ? silentRanges(this.#run.silences, this.#duration) : [];
  }

  /** Silences that were jumped over and not played meanwhile. */
  get skipped(): readonly PlayedRange[] {
    if (this.#skipped.size === 0) return [];
    const silences = stillUnplayed([...this.#skipped.values()], this.#player.playhead.played);
    return silences.map(({ from, to }): PlayedRange => [from, to]);
  }

  /** An event of the audio element. */
  handleMediaEvent(type: string): void {
    switch (type) {
      case 'seeking':
        if (!this.#isJumping) this.#run.land(this.#player.playhead.position);
        break;
      case 'seeked':
        if (!this.#isJumping) this.#run.land(this.#player.playhead.position);
        this.#isJumping = false;
        this.check();
        break;
      case 'playing':
      case 'timeupdate':
      case 'ratechange':
        this.check();
        break;
      case 'loadstart':
      case 'error':
        this.#isJumping = false;
        break;
      case 'pause':
      case 'ended':
        this.stop();
        break;
      default:
        break;
    }
  }

  /** Jumps if playback has run into a silence; only the media element tells where it is. */
  check(): void {
    this.stop();
    const { audio, state, playhead } = this.#player;
    if (!this.#choices.skipSilence || state.phase !== 'playing' || audio.paused || audio.seeking)
      return;
    const at = audio.currentTime;
    // A seek is under way; not every browser reports that of the audio element at once.
    if (playhead.position !== at) return;
    const silence = this.#run.jumpFrom(at);
    if (silence && playhead.seekLimit === null && canSeekTo(audio, silence.to)) {
      this.#isJumping = true;
      this.#skipped.set(silence.start, silence);
      this.#player.seek(silence.to);
      return;
    }
    const ahead = this.#run.untilJump(at);
    if (ahead === null || ahead > SOON_SECONDS * audio.playbackRate) return;
    this.#timer = setTimeout(() => this.check(), (ahead / audio.playbackRate) * 1000 + 10);
  }
}
