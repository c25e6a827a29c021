/** The properties of the player that work as on a media element, and steps along them. */
import { property } from 'lit/decorators.js';
import type { FailureCause } from '../../controllers/playback/failure-cause.js';
import {
  playedShare,
  readRanges,
  type PlayedRange,
} from '../../controllers/playback/played-ranges.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import type { PlaybackPhase } from '../../controllers/playback/playback-state.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript asks for it in mixins
type Constructor<Instance> = abstract new (...args: any[]) => Instance;

const DEFAULT_SPEEDS: readonly number[] = [0.75, 1, 1.25, 1.5, 1.75, 2];

/** The key of the playback whose properties an element shows. */
export const PLAYBACK = Symbol('playback');

export function MediaProperties<Base extends Constructor<{ requestUpdate(): void }>>(base: Base) {
  abstract class MediaPropertiesElement extends base {
    /** Choices of Playback speed. @default [0.75, 1, 1.25, 1.5, 1.75, 2] */
    @property({ attribute: false }) speeds: readonly number[] = DEFAULT_SPEEDS;

    /** @internal */
    abstract readonly [PLAYBACK]: PlaybackController;

    /** Seconds from the start. Set before the recording is loaded, it begins there. */
    get currentTime(): number {
      return this[PLAYBACK].player.playhead.position;
    }
    set currentTime(seconds: number) {
      this[PLAYBACK].player.seek(seconds);
    }

    /** Seconds; `NaN` while it is not known. */
    get duration(): number {
      return this[PLAYBACK].duration;
    }

    /** 1 is the recorded speed. Holds over recordings; the pitch is kept. */
    get playbackRate(): number {
      return this[PLAYBACK].player.audio.playbackRate;
    }
    set playbackRate(rate: number) {
      const { audio } = this[PLAYBACK].player;
      audio.playbackRate = rate;
      audio.defaultPlaybackRate = rate;
    }

    /** 0 to 1. */
    get volume(): number {
      return this[PLAYBACK].player.audio.volume;
    }
    set volume(volume: number) {
      this[PLAYBACK].player.audio.volume = volume;
    }

    get muted(): boolean {
      return this[PLAYBACK].player.audio.muted;
    }
    set muted(muted: boolean) {
      this[PLAYBACK].player.audio.muted = muted;
    }

    /** True unless the recording plays or is about to. */
    get paused(): boolean {
      return !this[PLAYBACK].player.state.playRequested;
    }

    get ended(): boolean {
      return this[PLAYBACK].player.state.phase === 'ended';
    }

    /** `idle asking loading paused playing stalled ended failed`. */
    get state(): PlaybackPhase {
      return this[PLAYBACK].player.state.phase;
    }

    /** Why it cannot be played, while `state` is `failed`. */
    get failureCause(): FailureCause | null {
      return this[PLAYBACK].player.state.cause;
    }

    /** Parts that were really heard, as [from, to] in seconds; may be set from a host's store. */
    get heard(): readonly PlayedRange[] {
      return this[PLAYBACK].player.playhead.played;
    }
    set heard(ranges: readonly PlayedRange[]) {
      this[PLAYBACK].player.playhead.played = readRanges(ranges);
      this.requestUpdate();
    }

    /** Share of the recording that was heard, 0 to 1. */
    get heardShare(): number {
      return playedShare(this.heard, this.duration);
    }

    /** Goes forward by `seconds`, or back where negative. */
    skip(seconds: number): void {
      const to = this.currentTime + seconds;
      this.currentTime = Number.isFinite(this.duration) ? Math.min(to, this.duration) : to;
    }

    /** One step along `speeds`: 1 faster, -1 slower. */
    stepSpeed(direction: 1 | -1): void {
      const speeds = [...this.speeds].sort((a, b) => (a - b) * direction);
      const next = speeds.find((speed) => (speed - this.playbackRate) * direction > 0.001);
      if (next !== undefined) this.playbackRate = next;
    }
  }
  return MediaPropertiesElement;
}
