/** Levels the loudness of what a player plays, where that can be done, and says where it cannot. */
import { levellingGain } from './levelling.js';
import { LoudnessGraph } from './loudness-graph.js';
import type { PlaybackController } from './playback-controller.js';
import { isReadable, type SoundSource } from './source.js';

/**
 * `waiting` for something to play · `foreign` the sound may not go through a graph: it would be silent ·
 * `other-output` a loudspeaker is chosen and this browser cannot level for it · `unavailable` the
 * browser did not start its sound system.
 */
export type LevellingState =
  'off' | 'waiting' | 'on' | 'foreign' | 'other-output' | 'unavailable' | 'unsupported';

export interface LevellingOptions {
  readonly document: () => Document;
  readonly isOn: () => boolean;
  /** The loudspeaker that was chosen; the empty text for the system's own. */
  readonly outputDevice: () => string;
  readonly onChange: () => void;
  /** It does not come about, or no longer: playing goes on as recorded. */
  readonly onLost: () => void;
}

/** How long a graph may stand still before playing goes on without it. */
const WAKE_MS = 2000;

export class LevellingControl {
  readonly #playback: PlaybackController;
  readonly #options: LevellingOptions;
  #graph: LoudnessGraph | null = null;
  #starting: AbortController | null = null;
  #isUnavailable = false;
  #peaks: readonly number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(playback: PlaybackController, options: LevellingOptions) {
    this.#playback = playback;
    this.#options = options;
  }

  get state(): LevellingState {
    if (!this.canLevel) return 'unsupported';
    if (this.#isForeign(this.#playback.source)) return 'foreign';
    if (this.#needsOtherOutput) return 'other-output';
    if (this.#isUnavailable) return 'unavailable';
    if (!this.#options.isOn()) return 'off';
    return this.#graph ? 'on' : 'waiting';
  }

  /** Whether the browser knows how at all. */
  get canLevel(): boolean {
    return typeof this.#options.document().defaultView?.AudioContext === 'function';
  }

  /** The graph that the sound goes through, levelled or not. */
  get graph(): LoudnessGraph | null {
    return this.#graph;
  }

  use(peaks: readonly number[]): void {
    this.#peaks = peaks;
    if (this.#graph) this.#graph.gain = levellingGain(peaks);
  }

  /** Another recording: what did not work may be tried again. */
  forget(): void {
    this.#isUnavailable = false;
  }

  /** The choice, the loudspeaker or what plays has changed. */
  follow(): void {
    if (this.#graph) this.#graph.levels = this.#options.isOn();
    else if (this.#playback.state.phase === 'playing') this.wake();
  }

  /** Within a click: now the browser lets the sound system start. */
  wake(): void {
    if (this.#graph) {
      this.#graph.resume();
      this.#expectSound();
    } else if (this.state === 'waiting' && !this.#starting) void this.#begin();
  }

  /** An event of the audio element. */
  take(type: string): void {
    if (type === 'playing') this.follow();
    if (type === 'play') this.#graph?.resume();
    // A running graph keeps the sound device awake.
    if (type === 'pause' || type === 'ended') this.#graph?.sleep();
  }

  /** True where this source would be silent: the graph is gone, the player needs a new audio element. */
  leavesFor(source: SoundSource): boolean {
    if (!this.#graph || !this.#isForeign(source)) return false;
    this.#close();
    return true;
  }

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
    const { audio } = this.#playback;
    const graph = await LoudnessGraph.start(
      audio,
      this.#options.outputDevice(),
      () => this.#expectSound(),
      starting.signal,
      // Meanwhile something else may be there to play.
      () => this.#playback.audio === audio && this.state === 'waiting',
    );
    this.#starting = null;
    if (graph) {
      this.#graph = graph;
      graph.gain = levellingGain(this.#peaks);
      if (this.#playback.audio.paused) graph.sleep();
    } else if (!starting.signal.aborted && this.state === 'waiting') this.#lose();
    this.#options.onChange();
  }

  /** A graph that stands still makes no sound: after a moment playing goes on without it. */
  #expectSound(): void {
    clearTimeout(this.#timer);
    const graph = this.#graph;
    if (!graph || graph.isRunning || !this.#playback.state.wanted) return;
    graph.resume();
    this.#timer = setTimeout(() => {
      if (graph !== this.#graph || graph.isRunning || !this.#playback.state.wanted) return;
      this.#close();
      this.#playback.replaceAudio();
      this.#lose();
    }, WAKE_MS);
  }

  #lose(): void {
    this.#isUnavailable = true;
    this.#options.onLost();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#graph?.close();
    this.#graph = null;
  }

  #isForeign(source: SoundSource | null): boolean {
    return source !== null && !isReadable(source, this.#options.document());
  }

  get #needsOtherOutput(): boolean {
    const Context = this.#options.document().defaultView?.AudioContext;
    return this.#options.outputDevice() !== '' && !(Context && 'setSinkId' in Context.prototype);
  }
}
