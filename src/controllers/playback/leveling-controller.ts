/** Levels the loudness of what a player plays, where that can be done, and tells where it cannot. */
import type { ReactiveControllerHost } from 'lit';
import type { AudioPlayer } from './audio-player.js';
import { levelingGain } from './leveling.js';
import { LoudnessGraph } from './loudness-graph.js';
import type { PlaybackController } from './playback-controller.js';
import type { ListeningChoices } from './preferences.js';
import { isReadable, type SoundSource } from './sound-source.js';

/**
 * `waiting` for something to play · `foreign` the sound may not go through a graph: it would be silent ·
 * `other-output` a loudspeaker is chosen and this browser cannot level for it · `unavailable` the
 * browser did not start its sound system.
 */
export type LevelingState =
  'off' | 'waiting' | 'on' | 'foreign' | 'other-output' | 'unavailable' | 'unsupported';

export type LevelingHost = Pick<ReactiveControllerHost, 'requestUpdate'> &
  Pick<HTMLElement, 'ownerDocument'> &
  Pick<ListeningChoices, 'levelLoudness' | 'outputDevice'>;

/** A graph that is suspended for longer is given up. */
const WAKE_MS = 2000;

export class LevelingController {
  readonly #host: LevelingHost;
  readonly #playback: PlaybackController;
  readonly #onLost: () => void;
  #graph: LoudnessGraph | null = null;
  #starting: AbortController | null = null;
  #isUnavailable = false;
  #peaks: readonly number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onLost called when leveling does not begin, or stops: the sound plays on as recorded */
  constructor(host: LevelingHost, playback: PlaybackController, onLost: () => void) {
    this.#host = host;
    this.#playback = playback;
    this.#onLost = onLost;
    playback.player.addEventListener('sourcechange', this.#handleSource);
  }

  get state(): LevelingState {
    if (!this.canLevel) return 'unsupported';
    if (this.#isForeign(this.#player.playhead.source)) return 'foreign';
    if (this.#needsOtherOutput) return 'other-output';
    if (this.#isUnavailable) return 'unavailable';
    if (!this.#host.levelLoudness) return 'off';
    return this.#graph ? 'on' : 'waiting';
  }

  /** Whether the browser has Web Audio. */
  get canLevel(): boolean {
    return typeof this.#host.ownerDocument.defaultView?.AudioContext === 'function';
  }

  /** The graph that the sound goes through, leveled or not. */
  get graph(): LoudnessGraph | null {
    return this.#graph;
  }

  /** The waveform of what plays. */
  use(peaks: readonly number[]): void {
    this.#peaks = peaks;
    if (this.#graph) this.#graph.gain = levelingGain(peaks);
  }

  /** Another recording: leveling that failed may be tried again. */
  reset(): void {
    this.#isUnavailable = false;
  }

  /** The choice, the loudspeaker or what plays has changed. */
  follow(): void {
    if (this.#graph) this.#graph.levels = this.#host.levelLoudness;
    else if (this.#player.state.phase === 'playing') this.wake();
  }

  /** Within a click, when the browser lets the sound system start. */
  wake(): void {
    if (this.#graph) {
      this.#graph.resume();
      this.#expectSound();
    } else if (this.state === 'waiting' && !this.#starting) void this.#begin();
  }

  /** An event of the audio element. */
  handleMediaEvent(type: string): void {
    if (type === 'playing') this.follow();
    if (type === 'play') {
      this.#graph?.resume();
      this.#expectSound();
    }
    // A running graph keeps the sound device awake.
    if (type === 'pause' || type === 'ended') this.#graph?.sleep();
  }

  /** A source that would be silent in the graph needs an audio element of its own. */
  readonly #handleSource = (event: Event): void => {
    if (!this.#graph || !this.#isForeign(this.#player.playhead.source)) return;
    this.#close();
    event.preventDefault();
  };

  /** The player has left the page. */
  release(): void {
    this.#starting?.abort();
    if (!this.#graph) return;
    this.#close();
    this.#playback.replaceAudio();
  }

  async #begin(): Promise<void> {
    const starting = new AbortController();
    this.#starting = starting;
    const { audio } = this.#player;
    const graph = await LoudnessGraph.start(
      audio,
      this.#host.outputDevice,
      () => this.#expectSound(),
      starting.signal,
      // Something else may be loaded meanwhile.
      () => this.#player.audio === audio && this.state === 'waiting',
    );
    this.#starting = null;
    if (graph) {
      this.#graph = graph;
      graph.gain = levelingGain(this.#peaks);
      if (this.#player.audio.paused) graph.sleep();
    } else if (!starting.signal.aborted && this.state === 'waiting') this.#lose();
    this.#host.requestUpdate();
  }

  /** A suspended graph makes no sound: after a moment playing goes on without it. */
  #expectSound(): void {
    clearTimeout(this.#timer);
    const graph = this.#graph;
    if (!graph || graph.isRunning || !this.#player.state.playRequested) return;
    graph.resume();
    this.#timer = setTimeout(() => {
      if (graph !== this.#graph || graph.isRunning || !this.#player.state.playRequested) return;
      this.#close();
      this.#playback.replaceAudio();
      this.#lose();
    }, WAKE_MS);
  }

  #lose(): void {
    this.#isUnavailable = true;
    this.#onLost();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#graph?.close();
    this.#graph = null;
  }

  get #player(): AudioPlayer {
    return this.#playback.player;
  }

  #isForeign(source: SoundSource | null): boolean {
    return source !== null && !isReadable(source, this.#host.ownerDocument);
  }

  get #needsOtherOutput(): boolean {
    const Context = this.#host.ownerDocument.defaultView?.AudioContext;
    return this.#host.outputDevice !== '' && !(Context && 'setSinkId' in Context.prototype);
  }
}
