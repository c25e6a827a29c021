/** Plays one recording on one native audio element, and gets over what can go wrong with it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAdapterError, type AdapterError } from '../../adapter/errors.js';
import { AudioSource, makeAudio, nextAudio } from './audio-source.js';
import type { HeardSpan } from './heard.js';
import { HeardTracker } from './heard-tracker.js';
import type { FailureCause, NextStep } from './media-cause.js';
import { INNER_EVENTS, loadingMark, reaches } from './media-events.js';
import { SoundClaim } from './one-sound.js';
import type { PlaybackOptions, SeekLimit } from './playback-options.js';
import { IDLE, playbackStep, type PlaybackEvent, type PlaybackState } from './playback-state.js';
import { PolicyWatch } from './policy-watch.js';
import { Recovery } from './recovery.js';
import { SourceFailure, type SoundSource } from './source.js';
import { StallWatch } from './stall-watch.js';

/** Where the element says it is after a seek that it silently did not do. */
const SEEK_TOLERANCE_SECONDS = 1.5;

export class PlaybackController implements ReactiveController {
  /** The one audio element; the host renders it, so that it stops when the host leaves the page. */
  audio: HTMLAudioElement;
  state: PlaybackState = IDLE;
  /** The browser refused to start without a click. */
  refused = false;
  /** There is no device to hear it with. */
  noOutput = false;
  /** The sound ended well before the length that the backend said. */
  endedEarly = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: PlaybackOptions;
  readonly #policy: PolicyWatch;
  readonly #stall: StallWatch;
  readonly #heard = new HeardTracker(() => this.audio);
  readonly #sound = new AudioSource(() => this.audio);
  #source: SoundSource | null = null;
  #run = new AbortController();
  /** Where to begin once the sound is there. */
  #startAt = 0;
  #seekTarget: number | null = null;
  #seekNext: number | null = null;
  #noRange = false;
  #started = false;
  readonly #recovery = new Recovery();
  /** A renewal or a change to the whole file goes on: nothing of it is told to the outside. */
  #silent = false;
  readonly #claim = new SoundClaim(this, () => this.pause());

  constructor(host: ReactiveControllerHost & HTMLElement, options: PlaybackOptions) {
    this.#host = host;
    this.#options = options;
    this.#policy = new PolicyWatch(() => host.ownerDocument);
    this.#stall = new StallWatch(options.patience, {
      progress: () => this.#progress(),
      onStall: () => this.#step({ type: 'stall' }),
      onGiveUp: () => this.#giveUp(),
    });
    this.audio = makeAudio(host.ownerDocument, this);
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within one task goes on playing, as the platform has it; what has really gone stops.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.stop();
    });
  }

  /** Seconds from the start; where it will begin while nothing is loaded. */
  get position(): number {
    if (this.#seekTarget !== null) return this.#seekTarget;
    const { audio } = this;
    return this.#isLive && audio.readyState > 0 ? audio.currentTime : this.#startAt;
  }

  /** Parts that were really heard. */
  get heard(): readonly HeardSpan[] {
    return this.#heard.spans;
  }
  set heard(spans: readonly HeardSpan[]) {
    this.#heard.spans = spans;
  }

  /** Seconds, or `NaN` while neither the sound nor the backend tells. */
  get duration(): number {
    const own = this.#isLive ? this.audio.duration : NaN;
    if (Number.isFinite(own) && own > 0) return own;
    return this.#source?.durationSeconds ?? NaN;
  }

  get seekLimit(): SeekLimit {
    if (this.#noRange) return 'no-range';
    const loaded = this.#isLive && this.audio.readyState > 0;
    return loaded && !Number.isFinite(this.duration) ? 'no-length' : null;
  }

  /** Where the present sound is; `null` while there is none. */
  get source(): SoundSource | null {
    return this.#source;
  }

  get #isLive(): boolean {
    return this.#source !== null;
  }

  play(): void {
    this.refused = false;
    this.#claim.take(this.#host.ownerDocument);
    const { phase } = this.state;
    if (phase === 'idle' || phase === 'failed') {
      this.#begin(true);
      return;
    }
    this.#step({ type: 'want', wanted: true });
    if (phase === 'asking' || this.#silent) return;
    if (phase === 'ended' && this.#seekTarget === null && this.audio.ended) {
      this.seek(0);
      // The whole file is being fetched first; it begins by itself.
      if (this.#silent) return;
    }
    this.#start();
  }

  pause(): void {
    this.#step({ type: 'want', wanted: false });
    this.audio.pause();
    this.#claim.release();
  }

  /** Asks for the sound and its length without playing. */
  load(): void {
    if (this.state.phase === 'idle' || this.state.phase === 'failed') this.#begin(false);
  }

  /** Gives up what is being loaded; the position stays. */
  stop(): void {
    if (this.state.phase === 'idle') return;
    this.#heard.flush();
    const at = this.position;
    const { phase, wanted } = this.state;
    this.#drop();
    this.#startAt = phase === 'ended' ? 0 : at;
    this.#step({ type: 'reset' });
    if (wanted) this.#options.onEvent('pause');
  }

  /** Forgets the recording: for another one. */
  reset(startAt: number, heard: readonly HeardSpan[]): void {
    this.#drop();
    this.#startAt = startAt;
    this.heard = heard;
    this.#started = false;
    this.refused = false;
    this.noOutput = false;
    this.endedEarly = false;
    this.#step({ type: 'reset' });
    this.#host.requestUpdate();
  }

  /** Goes to `seconds`, held within the recording; before it is loaded it will begin there. */
  seek(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    const { duration } = this;
    const at = Math.max(0, Number.isFinite(duration) ? Math.min(seconds, duration) : seconds);
    const { audio } = this;
    this.#heard.flush();
    if (!this.#isLive || audio.readyState === 0 || this.#silent) {
      this.#startAt = at;
      if (this.#seekTarget !== null) this.#seekTarget = at;
    } else if (!reaches(audio, at)) {
      void this.#takeWhole(at);
    } else if (audio.seeking) {
      // One at a time: the newest wins when the present one is done.
      this.#seekNext = at;
      this.#seekTarget = at;
    } else {
      this.#seekTarget = at;
      audio.currentTime = at;
    }
    this.#host.requestUpdate();
  }

  /**
   * Puts another audio element in the place of this one, as fast and as loud; what sounds goes on where
   * it is. For an element that Web Audio holds: it cannot be had back.
   */
  replaceAudio(): void {
    const source = this.#source;
    const { wanted } = this.state;
    const at = this.position;
    this.#heard.flush();
    if (source && !wanted) this.stop();
    this.#freshAudio();
    if (!source || !wanted) return;
    this.#seekTarget = this.#seekNext = null;
    this.#startAt = at;
    this.#silent = true;
    this.#load(source);
  }

  handleEvent(event: Event): void {
    const { audio } = this;
    // Speed and volume hold over recordings; everything else is about the present one.
    if (event.type === 'ratechange') audio.defaultPlaybackRate = audio.playbackRate;
    else if (event.type !== 'volumechange') {
      if (!this.#isLive) return;
      this.#follow(event.type, audio);
    }
    const quiet = this.#silent && event.type !== 'timeupdate';
    if (!INNER_EVENTS.has(event.type) && !quiet) this.#options.onEvent(event.type);
    this.#host.requestUpdate();
  }

  #follow(type: string, audio: HTMLAudioElement): void {
    switch (type) {
      case 'loadstart':
        this.#sound.hide();
        break;
      case 'loadedmetadata':
        this.#policy.stop();
        if (this.#startAt > 0) {
          const at = this.#startAt;
          this.#startAt = 0;
          this.#seekFromStart(at);
        }
        break;
      case 'canplay':
        if (!this.state.wanted) this.#silent = false;
        this.#step({ type: 'ready' });
        break;
      case 'playing':
        this.#silent = false;
        this.#heard.begin();
        this.#step({ type: 'playing' });
        this.#stall.watch();
        break;
      case 'timeupdate':
        this.#timeUpdate(audio);
        break;
      case 'pause':
        if (audio.ended || this.#silent) break;
        this.#heard.flush();
        this.#step({ type: 'paused' });
        this.#claim.release();
        break;
      case 'waiting':
        this.#step({ type: 'waiting' });
        break;
      case 'seeking':
        this.#heard.interrupt();
        break;
      case 'seeked':
        this.#seeked(audio);
        break;
      case 'ended':
        this.#ended(audio);
        break;
      case 'error':
        // Firefox without a sound device reports an error and plays on in silence.
        if (audio.error?.message.includes('MediaSink')) this.noOutput = true;
        else void this.#diagnose(audio.error?.code ?? 0, audio.error?.message ?? '');
        break;
      default:
        break;
    }
  }

  #timeUpdate(audio: HTMLAudioElement): void {
    const hasMoved = this.#heard.flush();
    const at = audio.currentTime;
    if (audio.paused || audio.seeking) return;
    if (at > 0 && !this.#started) {
      this.#started = true;
      this.#options.onStarted();
    }
    this.#recovery.sounded(at);
    const { phase, wanted } = this.state;
    if (phase === 'playing' || !wanted || (phase !== 'stalled' && !hasMoved)) return;
    // Some browsers go on after a stall, or after a seek, without a word.
    this.#follow('playing', audio);
    this.#options.onEvent('playing');
  }

  #ended(audio: HTMLAudioElement): void {
    if (audio.ended && audio.currentTime === 0) return void this.#diagnose(0, '', true);
    this.#heard.flush();
    const said = this.#source?.durationSeconds ?? 0;
    this.endedEarly = audio.currentTime < said - Math.max(1, said * 0.02);
    this.#step({ type: 'ended' });
    this.#claim.release();
  }

  #begin(wanted: boolean): void {
    this.#recovery.reset();
    this.noOutput = false;
    this.endedEarly = false;
    this.#step({ type: 'want', wanted });
    void this.#open();
  }

  /** Asks for the source and loads it. */
  async #open(): Promise<void> {
    const signal = this.#newRun();
    if (!this.#silent) this.#step({ type: 'ask' });
    try {
      const source = await this.#options.ask(this.#recovery.variant, signal);
      if (!signal.aborted) this.#load(source);
    } catch (error) {
      // The code that names the cause: here already, if it can be.
      await this.#options.diagnosis();
      if (signal.aborted) return;
      if (this.#recovery.variant === 'converted') this.#fail('recording-format');
      else if (isAdapterError(error)) this.#fail(error.code, error);
      else this.#fail(error instanceof SourceFailure ? error.reason : 'malformed');
    }
  }

  #load(source: SoundSource): void {
    const at = this.position;
    this.#source = source;
    this.#startAt = at;
    this.#seekTarget = this.#seekNext = null;
    this.#heard.interrupt();
    if (this.#options.needsFreshAudio?.(source)) this.#freshAudio();
    this.#policy.start();
    this.#sound.set(source);
    this.#step({ type: 'load' });
    if (this.state.wanted) this.#start();
    this.#stall.watch();
  }

  #start(): void {
    const { audio } = this;
    this.#stall.watch();
    // Not awaited: WebKit leaves it pending for ever after some seeks. The events tell.
    audio.play()?.catch((error: unknown) => {
      if ((error as { name?: unknown } | null)?.name !== 'NotAllowedError') return;
      this.refused = true;
      this.#silent = false;
      this.#step({ type: 'paused' });
      this.#claim.release();
    });
  }

  #seekFromStart(at: number): void {
    const wasSilent = this.#silent;
    this.#silent = false;
    this.seek(at);
    this.#silent = wasSilent || this.#silent;
  }

  #seeked(audio: HTMLAudioElement): void {
    const target = this.#seekTarget;
    const next = this.#seekNext;
    this.#seekTarget = this.#seekNext = null;
    if (audio.paused) this.#heard.interrupt();
    else this.#heard.begin();
    if (this.state.phase === 'ended' && !audio.ended)
      this.#step({ type: audio.paused ? 'paused' : 'load' });
    if (next !== null) this.seek(next);
    else if (target !== null && Math.abs(audio.currentTime - target) > SEEK_TOLERANCE_SECONDS) {
      // The server cannot answer parts, and the browser went somewhere else without a word.
      if (audio.currentTime < this.duration - SEEK_TOLERANCE_SECONDS) void this.#takeWhole(target);
    }
  }

  /** Fetches all bytes, so that a server that cannot answer parts can be searched through. */
  async #takeWhole(at: number): Promise<void> {
    const source = this.#source;
    const { audio } = this;
    if (!source) return;
    if (this.#recovery.wholeTried || typeof source.sound !== 'string') {
      this.#noRange = true;
      this.#host.requestUpdate();
      return;
    }
    this.#recovery.wholeTried = true;
    const signal = this.#newRun();
    const { wanted } = this.state;
    const from = audio.currentTime;
    this.#silent = true;
    this.#seekTarget = at;
    audio.pause();
    this.#step({ type: 'load' });
    try {
      const code = await this.#options.diagnosis();
      signal.throwIfAborted();
      const most = this.#options.maxWholeBytes();
      const sound = await code?.readWhole(source, this.#host.ownerDocument, most, signal);
      if (signal.aborted) return;
      if (sound) {
        this.#load({ ...source, sound });
        return;
      }
    } catch {
      return;
    }
    // As it was: playing on is possible, searching is not.
    this.#noRange = true;
    this.#silent = false;
    this.#seekTarget = null;
    this.#startAt = from;
    if (wanted && this.state.wanted) this.#start();
    else this.#step({ type: 'ready' });
  }

  async #diagnose(mediaCode: number, mediaMessage: string, isEmpty = false): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const at = this.position;
    const signal = this.#newRun();
    this.#silent = true;
    this.#stall.stop();
    this.#heard.flush();
    this.#heard.interrupt();
    this.#seekTarget = null;
    this.#startAt = at;
    this.#step({ type: 'load' });
    const { ownerDocument: document } = this.#host;
    const ways = this.#recovery.ways(source.renewable);
    const evidence = { mediaCode, mediaMessage, isEmpty, ...ways };
    let next: NextStep = { step: 'fail', cause: 'unplayable' };
    try {
      const code = await this.#options.diagnosis();
      signal.throwIfAborted();
      const failed = { source, document, policy: this.#policy, evidence };
      if (code) next = await code.diagnose(failed, signal);
    } catch {
      return;
    }
    if (signal.aborted) return;
    if (next.step === 'fail') {
      this.#fail(next.cause);
      return;
    }
    if (next.step === 'convert') this.#recovery.variant = 'converted';
    else this.#recovery.renewed(at);
    // Keeps the position while the audio element holds nothing.
    this.#source = null;
    await this.#open();
  }

  #progress(): string | null {
    const { phase, wanted } = this.state;
    const waiting = phase === 'playing' || phase === 'stalled' || phase === 'loading';
    if (!this.#isLive || !waiting || (!wanted && phase !== 'loading')) return null;
    return loadingMark(this.audio);
  }

  #giveUp(): void {
    const { audio } = this;
    const target = audio.seeking && !this.#recovery.wholeTried ? this.#seekTarget : null;
    if (target === null) this.#fail('stalled');
    else void this.#takeWhole(target);
  }

  #fail(cause: FailureCause, error: AdapterError | null = null): void {
    const at = this.position;
    this.#drop();
    this.#startAt = at;
    this.#step({ type: 'fail', cause });
    this.#options.onFailed(cause, error);
    this.#options.onEvent('error');
  }

  /** Lets go of the source and its connection. */
  #drop(): void {
    this.#run.abort();
    this.#stall.stop();
    this.#policy.stop();
    this.#claim.release();
    this.#seekTarget = this.#seekNext = null;
    this.#heard.interrupt();
    this.#silent = false;
    this.#noRange = false;
    this.#source = null;
    this.#sound.clear();
  }

  #freshAudio(): void {
    this.#sound.clear();
    this.audio = nextAudio(this.audio, this);
    this.#host.requestUpdate();
  }

  #newRun(): AbortSignal {
    this.#run.abort();
    this.#run = new AbortController();
    return this.#run.signal;
  }

  #step(event: PlaybackEvent): void {
    const next = playbackStep(this.state, event);
    if (next === this.state) return;
    this.state = next;
    if (next.phase === 'paused' || next.phase === 'ended') this.#stall.stop();
    this.#host.requestUpdate();
  }
}
