/** The player's part that works like HTMLMediaElement, and what follows from position and length. */
import { property } from 'lit/decorators.js';
import {
  firstUnheard,
  heardShare,
  readHeard,
  type HeardSpan,
} from '../../controllers/playback/heard.js';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import type { PlaybackPhase } from '../../controllers/playback/playback-state.js';
import { AiccElement } from '../shared/aicc-element.js';

const DEFAULT_SPEEDS: readonly number[] = [0.75, 1, 1.25, 1.5, 1.75, 2];

export abstract class MediaApiElement extends AiccElement {
  /** Choices of Playback speed. @default [0.75, 1, 1.25, 1.5, 1.75, 2] */
  @property({ attribute: false }) speeds: readonly number[] = DEFAULT_SPEEDS;

  protected abstract get playback(): PlaybackController;
  /** The length as the message says it, in seconds; `NaN` where it does not. */
  protected abstract get announcedSeconds(): number;

  /** Seconds from the start. Set before the recording is loaded, it begins there. */
  get currentTime(): number {
    return this.playback.position;
  }
  set currentTime(seconds: number) {
    this.playback.seek(seconds);
  }

  /** Seconds; `NaN` while it is not known. */
  get duration(): number {
    const { duration } = this.playback;
    return Number.isFinite(duration) ? duration : this.announcedSeconds;
  }

  /** 1 is the speed of i18n. Holds over recordings; pitch is kept. */
  get playbackRate(): number {
    return this.playback.audio.playbackRate;
  }
  set playbackRate(rate: number) {
    const { audio } = this.playback;
    audio.playbackRate = rate;
    audio.defaultPlaybackRate = rate;
  }

  /** 0 to 1. */
  get volume(): number {
    return this.playback.audio.volume;
  }
  set volume(volume: number) {
    this.playback.audio.volume = volume;
  }

  get muted(): boolean {
    return this.playback.audio.muted;
  }
  set muted(muted: boolean) {
    this.playback.audio.muted = muted;
  }

  /** True unless the recording plays or is about to. */
  get paused(): boolean {
    return !this.playback.state.wanted;
  }

  get ended(): boolean {
    return this.playback.state.phase === 'ended';
  }

  /** `idle asking loading paused playing stalled ended failed`. */
  get state(): PlaybackPhase {
    return this.playback.state.phase;
  }

  /** Why it cannot be played, while `state` is `failed`. */
  get failureCause(): FailureCause | null {
    return this.playback.state.cause;
  }

  /** Parts that were really heard, as [from, to] in seconds; may be set from a host's store. */
  get heard(): readonly HeardSpan[] {
    return this.playback.heard;
  }
  set heard(spans: readonly HeardSpan[]) {
    this.playback.heard = readHeard(spans);
    this.requestUpdate();
  }

  /** Share of the recording that was heard, 0 to 1. */
  get heardShare(): number {
    return heardShare(this.heard, this.duration);
  }

  /** One step along `speeds`: 1 faster, -1 slower. */
  stepSpeed(direction: 1 | -1): void {
    const speeds = [...this.speeds].sort((a, b) => (a - b) * direction);
    const next = speeds.find((speed) => (speed - this.playbackRate) * direction > 0.001);
    if (next !== undefined) this.playbackRate = next;
  }

  /** Goes forward by `seconds`, or back where negative. */
  skip(seconds: number): void {
    const to = this.currentTime + seconds;
    this.currentTime = Number.isFinite(this.duration) ? Math.min(to, this.duration) : to;
  }

  /** Goes to the first part that was not heard. */
  skipToUnheard(): void {
    const at = firstUnheard(this.heard, this.duration);
    if (at !== null) this.currentTime = at;
  }
}
