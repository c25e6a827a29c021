/** Plays one recording: finds its source when it is to be played, and another one when that fails. */
import type { ReactiveController } from 'lit';
import type { Message } from '../../model/message.js';
import { AudioPlayer, type AudioPlayerHost } from './audio-player.js';
import { AudioFocus } from './audio-focus.js';
import type { MediaFailure } from './diagnose-error.js';
import type { PlayedRange } from './played-ranges.js';
import { PlayPromises } from './play-promises.js';
import type { RecordingSource } from './recording-source.js';
import { SourceLoader, type SourceAnswer } from './source-loader.js';

/** The host's settings are read when they are needed. */
export type PlaybackHost = AudioPlayerHost & {
  /** Largest file that is fetched whole when its server cannot send parts, in bytes. */
  readonly maxWholeBytes: number;
  /** The message that is played. */
  readonly message?: Message | null | undefined;
};

/** They settle the promises of `play()`, end the audio focus, or report progress. */
const FOLLOWED_EVENTS = ['playing', 'timeupdate', 'error', 'pause', 'ended', 'refused'] as const;

export class PlaybackController implements ReactiveController {
  /** The state, the events, and all commands that need no other source. */
  readonly player: AudioPlayer;

  readonly #host: PlaybackHost;
  readonly #loader: SourceLoader;
  readonly #focus = new AudioFocus(this, () => this.pause());
  readonly #promises = new PlayPromises();

  constructor(host: PlaybackHost, recordings: RecordingSource) {
    this.#host = host;
    this.player = new AudioPlayer(host, {
      onFailure: (failure) => void this.#recover(failure),
      onUnreachable: (seconds) => void this.#loadWhole(seconds),
      onGiveUp: () => this.#giveUp(),
    });
    for (const type of FOLLOWED_EVENTS) this.player.addEventListener(type, this);
    this.#loader = new SourceLoader(recordings, this.player.csp, () => host.ownerDocument);
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within one task goes on playing, as on the platform; a player that has left stops.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.stop();
    });
  }

  /** Seconds, as the sound, the backend or the message tells; `NaN` while none of them does. */
  get duration(): number {
    const { duration } = this.player.playhead;
    return Number.isFinite(duration) ? duration : (this.#host.message?.durationSeconds ?? NaN);
  }

  /**
   * Plays; everything else on the page becomes silent. Resolves when it sounds; rejects with a
   * `DOMException` when it does not come to that.
   */
  play(): Promise<void> {
    const { phase, playRequested } = this.player.state;
    const sounding = this.#promises.create();
    // Right after a pause it is still `playing`: the audio element reports the pause a moment later.
    if (phase === 'playing' && playRequested) this.#promises.resolve();
    else {
      this.#focus.take(this.#host.ownerDocument);
      if (phase === 'idle' || phase === 'failed') void this.#open(true);
      else this.player.play();
    }
    return sounding;
  }

  /** Answers a `play()` that is not allowed now. */
  refusePlay(): Promise<void> {
    const refused = this.#promises.create();
    this.#promises.reject('NotAllowedError');
    return refused;
  }

  pause(): void {
    this.player.pause();
    this.#focus.release();
    this.#promises.reject('AbortError');
  }

  /** Requests the sound and its length without playing. */
  load(): void {
    const { phase } = this.player.state;
    if (phase === 'idle' || phase === 'failed') void this.#open(false);
  }

  /** Gives up what is loaded or loading; the position stays. */
  stop(): void {
    if (this.player.state.phase === 'idle') return;
    this.#loader.cancel();
    this.player.stop();
    this.#focus.release();
    this.#promises.reject('AbortError');
  }

  /** Forgets the recording: for another one, which begins at `position`. */
  reset(position: number, played: readonly PlayedRange[]): void {
    this.#promises.reject('AbortError');
    this.#focus.release();
    this.#loader.cancel();
    this.player.reset(position, played);
  }

  /**
   * Puts another audio element in the place of the present one; what sounds goes on where it is. For
   * an element that goes through Web Audio: it never comes out again.
   */
  replaceAudio(): void {
    if (this.player.playhead.source && !this.player.state.playRequested) this.stop();
    this.player.replaceAudio();
  }

  handleEvent({ type }: Event): void {
    switch (type) {
      case 'playing':
        this.#promises.resolve();
        break;
      case 'timeupdate':
        this.#handleProgress();
        break;
      case 'error':
        this.#promises.reject('NotSupportedError');
        this.#focus.release();
        break;
      case 'pause':
        if (this.player.state.playRequested) break;
        this.#promises.reject('AbortError');
        this.#focus.release();
        break;
      default:
        this.#focus.release();
    }
  }

  async #open(play: boolean): Promise<void> {
    this.#loader.reset();
    this.player.requestSource(play);
    this.#take(await this.#loader.request());
  }

  #take(answer: SourceAnswer): void {
    if (answer === 'superseded') return;
    if ('cause' in answer) this.player.fail(answer);
    else this.player.load(answer);
  }

  async #recover(failure: MediaFailure): Promise<void> {
    const { source, position } = this.player.playhead;
    if (!source) return;
    this.player.detachSource();
    this.#take(await this.#loader.recover(source, failure, position));
  }

  /** Fetches all bytes, so that a recording whose server cannot send parts can be searched through. */
  async #loadWhole(seconds: number): Promise<void> {
    const { player } = this;
    const { source } = player.playhead;
    const { playRequested } = player.state;
    if (!source) return;
    if (!this.#loader.canFetchWhole(source)) {
      player.playhead.cannotSeek = true;
      this.#host.requestUpdate();
      return;
    }
    player.suspendForSeek(seconds);
    const whole = await this.#loader.fetchWhole(source, this.#host.maxWholeBytes);
    if (whole === 'superseded') return;
    if (whole) player.load(whole);
    else player.resumeWithoutSeek(playRequested);
  }

  #giveUp(): void {
    const { player } = this;
    const { source, target } = player.playhead;
    if (player.audio.seeking && source && target !== null && this.#loader.canFetchWhole(source)) {
      void this.#loadWhole(target);
      return;
    }
    this.#loader.cancel();
    player.fail({ cause: 'stalled', error: null });
  }

  /** What sounds past a renewal fails for a new reason. */
  #handleProgress(): void {
    const { audio } = this.player;
    if (!audio.paused && !audio.seeking) this.#loader.reportProgress(audio.currentTime);
  }
}
