/** Plays one recording on one native audio element, and gets over what can go wrong with it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAdapterError, type AdapterError } from '../../adapter/errors.js';
import { addHeard, type HeardSpan } from './heard.js';
import { nextStep, type FailureCause, type Finding } from './media-cause.js';
import { claimSound } from './one-sound.js';
import { IDLE, playbackStep, type PlaybackEvent, type PlaybackState } from './playback-state.js';
import { PolicyWatch } from './policy-watch.js';
import { lookAt, readWhole, SourceFailure, type SoundSource } from './source.js';
import { StallWatch } from './stall-watch.js';

export type Variant = 'original' | 'converted';

export interface PlaybackOptions {
  /** Asks where the sound is. Rejects with an `AdapterError` or a `SourceFailure`. */
  readonly ask: (variant: Variant, signal: AbortSignal) => Promise<SoundSource>;
  /** Largest file that is fetched whole when its server cannot answer parts, in bytes. */
  readonly maxWholeBytes: () => number;
  /** Seconds without progress before "still loading", and before giving up. */
  readonly patience: () => { readonly stallSeconds: number; readonly giveUpSeconds: number };
  /** An event of the audio element that is to be passed on. */
  readonly onEvent: (type: string) => void;
  /** The sound of this source is heard for the first time. */
  readonly onStarted: () => void;
  readonly onFailed: (cause: FailureCause, error: AdapterError | null) => void;
}

/** Why the recording cannot be searched through, where that is so. */
export type SeekLimit = 'no-length' | 'no-range' | null;

const EVENTS = [
  'loadstart',
  'loadedmetadata',
  'durationchange',
  'canplay',
  'play',
  'playing',
  'pause',
  'timeupdate',
  'seeking',
  'seeked',
  'ratechange',
  'volumechange',
  'ended',
  'waiting',
  'stalled',
  'progress',
  'error',
] as const;
/** Not told to the outside as they come: an error may still be got over. */
const INNER: ReadonlySet<string> = new Set(['error', 'progress']);

/** Where the element says it is after a seek that it silently did not do. */
const SEEK_TOLERANCE_SECONDS = 1.5;

export class PlaybackController implements ReactiveController {
  /** The one audio element; the host renders it, so that it stops when the host leaves the page. */
  readonly audio: HTMLAudioElement;
  state: PlaybackState = IDLE;
  /** The browser refused to start without a click. */
  refused = false;
  /** There is no device to hear it with. */
  noOutput = false;
  /** The sound ended well before the length that the backend said. */
  endedEarly = false;
  heard: readonly HeardSpan[] = [];

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: PlaybackOptions;
  readonly #policy: PolicyWatch;
  readonly #stall: StallWatch;
  #source: SoundSource | null = null;
  #objectUrl: string | null = null;
  #run = new AbortController();
  /** Where to begin once the sound is there. */
  #startAt = 0;
  #seekTarget: number | null = null;
  #seekNext: number | null = null;
  #noRange = false;
  #variant: Variant = 'original';
  #started = false;
  /** The position at which the link was renewed; one renewal for each failure. */
  #renewedAt: number | null = null;
  #converted = false;
  #wholeTried = false;
  /** A renewal or a change to the whole file goes on: nothing of it is told to the outside. */
  #silent = false;
  #lastTime: number | null = null;
  #releaseClaim: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, options: PlaybackOptions) {
    this.#host = host;
    this.#options = options;
    this.#policy = new PolicyWatch(() => host.ownerDocument);
    this.#stall = new StallWatch(options.patience, {
      progress: () => this.#progress(),
      onStall: () => this.#step({ type: 'stall' }),
      onGiveUp: () => this.#giveUp(),
    });
    const audio = host.ownerDocument.createElement('audio');
    audio.preload = 'none';
    audio.preservesPitch = true;
    for (const type of EVENTS) audio.addEventListener(type, this);
    this.audio = audio;
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

  get #isLive(): boolean {
    return this.#source !== null;
  }

  play(): void {
    this.refused = false;
    this.#claim();
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
    this.#letGo();
  }

  /** Asks for the sound and its length without playing. */
  load(): void {
    if (this.state.phase === 'idle' || this.state.phase === 'failed') this.#begin(false);
  }

  /** Gives up what is being loaded; the position stays. */
  stop(): void {
    if (this.state.phase === 'idle') return;
    this.#flushHeard();
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
    this.#flushHeard();
    if (!this.#isLive || audio.readyState === 0 || this.#silent) {
      this.#startAt = at;
      if (this.#seekTarget !== null) this.#seekTarget = at;
    } else if (!this.#reaches(at)) {
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

  handleEvent(event: Event): void {
    const { audio } = this;
    // Speed and volume hold over recordings; everything else is about the present one.
    if (event.type === 'ratechange') audio.defaultPlaybackRate = audio.playbackRate;
    else if (event.type !== 'volumechange') {
      if (!this.#isLive) return;
      this.#follow(event.type, audio);
    }
    const quiet = this.#silent && event.type !== 'timeupdate';
    if (!INNER.has(event.type) && !quiet) this.#options.onEvent(event.type);
    this.#host.requestUpdate();
  }

  #follow(type: string, audio: HTMLAudioElement): void {
    switch (type) {
      case 'loadstart':
        // Loading goes on without it, and the address stands nowhere in the page.
        audio.removeAttribute('src');
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
        this.#lastTime = audio.currentTime;
        this.#step({ type: 'playing' });
        this.#stall.watch();
        break;
      case 'timeupdate':
        this.#timeUpdate(audio);
        break;
      case 'pause':
        if (audio.ended || this.#silent) break;
        this.#flushHeard();
        this.#step({ type: 'paused' });
        this.#letGo();
        break;
      case 'waiting':
        this.#step({ type: 'waiting' });
        break;
      case 'seeking':
        this.#lastTime = null;
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
    this.#flushHeard();
    const at = audio.currentTime;
    if (audio.paused || audio.seeking) return;
    if (at > 0 && !this.#started) {
      this.#started = true;
      this.#options.onStarted();
    }
    if (this.#renewedAt !== null && at > this.#renewedAt + 1) this.#renewedAt = null;
    // Some browsers go on after a stall without a word.
    if (this.state.phase === 'stalled') this.#step({ type: 'playing' });
  }

  #ended(audio: HTMLAudioElement): void {
    this.#flushHeard();
    const said = this.#source?.durationSeconds ?? 0;
    this.endedEarly = audio.currentTime < said - Math.max(1, said * 0.02);
    this.#step({ type: 'ended' });
    this.#letGo();
  }

  #flushHeard(): void {
    const { audio } = this;
    if (!this.#isLive) return;
    const at = audio.currentTime;
    if (this.#lastTime !== null && !audio.seeking) {
      this.heard = addHeard(this.heard, this.#lastTime, at);
      this.#lastTime = at;
    }
    if (audio.paused) this.#lastTime = null;
  }

  #begin(wanted: boolean): void {
    this.#renewedAt = null;
    this.#converted = false;
    this.#wholeTried = false;
    this.#variant = 'original';
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
      const source = await this.#options.ask(this.#variant, signal);
      if (!signal.aborted) this.#load(source);
    } catch (error) {
      if (signal.aborted) return;
      if (this.#variant === 'converted') this.#fail('recording-format', null);
      else if (isAdapterError(error)) this.#fail(error.code, error);
      else this.#fail(error instanceof SourceFailure ? error.reason : 'malformed', null);
    }
  }

  #load(source: SoundSource): void {
    const { audio } = this;
    const at = this.position;
    this.#revoke();
    this.#source = source;
    this.#startAt = at;
    this.#seekTarget = this.#seekNext = null;
    this.#lastTime = null;
    this.#policy.start();
    if (source.crossOrigin === null) audio.removeAttribute('crossorigin');
    else audio.crossOrigin = source.crossOrigin;
    const { sound } = source;
    if (typeof sound !== 'string') this.#objectUrl = URL.createObjectURL(sound);
    audio.preload = 'auto';
    audio.src = typeof sound === 'string' ? sound : (this.#objectUrl ?? '');
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
      this.#letGo();
    });
  }

  #reaches(seconds: number): boolean {
    const { seekable } = this.audio;
    for (let i = 0; i < seekable.length; i += 1) {
      if (seconds >= seekable.start(i) - 0.5 && seconds <= seekable.end(i) + 0.5) {
        // A range that begins and ends at 0 is how Chromium says "nowhere".
        return seekable.end(i) > 0;
      }
    }
    return false;
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
    this.#lastTime = audio.paused ? null : audio.currentTime;
    if (this.state.phase === 'ended' && !audio.ended) this.#step({ type: 'paused' });
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
    if (this.#wholeTried || typeof source.sound !== 'string') {
      this.#noRange = true;
      this.#host.requestUpdate();
      return;
    }
    this.#wholeTried = true;
    const signal = this.#newRun();
    const { wanted } = this.state;
    const from = audio.currentTime;
    this.#silent = true;
    this.#seekTarget = at;
    audio.pause();
    this.#step({ type: 'load' });
    try {
      const blob = await readWhole(
        source,
        this.#host.ownerDocument,
        this.#options.maxWholeBytes(),
        signal,
      );
      if (signal.aborted) return;
      if (blob) {
        this.#load({ ...source, sound: blob });
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

  async #diagnose(mediaCode: number, mediaMessage: string): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const at = this.position;
    const signal = this.#newRun();
    this.#silent = true;
    this.#stall.stop();
    this.#flushHeard();
    this.#lastTime = null;
    this.#seekTarget = null;
    this.#startAt = at;
    this.#step({ type: 'load' });
    let finding: Finding;
    try {
      finding = (await this.#policy.isBlocked())
        ? { kind: 'blocked' }
        : await lookAt(source, this.#host.ownerDocument, signal);
      if (this.#policy.lookBlocked) finding = { kind: 'unknown' };
    } catch {
      return;
    }
    if (signal.aborted) return;
    const next = nextStep({
      finding,
      mediaCode,
      mediaMessage,
      canRenew: source.renewable && this.#renewedAt === null,
      canConvert: source.renewable && !this.#converted,
    });
    if (next.step === 'fail') {
      this.#fail(next.cause, null);
      return;
    }
    if (next.step === 'convert') {
      this.#converted = true;
      this.#variant = 'converted';
    } else this.#renewedAt = at;
    // Keeps the position while the audio element holds nothing.
    this.#source = null;
    await this.#open();
  }

  #progress(): string | null {
    const { audio } = this;
    const { phase, wanted } = this.state;
    const waiting = phase === 'playing' || phase === 'stalled' || phase === 'loading';
    if (!this.#isLive || !waiting || (!wanted && phase !== 'loading')) return null;
    const { buffered } = audio;
    const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    return `${audio.currentTime} ${end}`;
  }

  #giveUp(): void {
    const { audio } = this;
    if (audio.seeking && !this.#wholeTried && this.#seekTarget !== null) {
      void this.#takeWhole(this.#seekTarget);
      return;
    }
    this.#fail('stalled', null);
  }

  #fail(cause: FailureCause, error: AdapterError | null): void {
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
    this.#letGo();
    this.#seekTarget = this.#seekNext = null;
    this.#lastTime = null;
    this.#silent = false;
    this.#noRange = false;
    const { audio } = this;
    if (this.#isLive) {
      this.#source = null;
      audio.pause();
      audio.removeAttribute('src');
      // Frees the connection: six stalled recordings would block every other request.
      audio.load();
    }
    this.#source = null;
    this.#revoke();
  }

  #revoke(): void {
    if (this.#objectUrl !== null) URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = null;
  }

  #newRun(): AbortSignal {
    this.#run.abort();
    this.#run = new AbortController();
    return this.#run.signal;
  }

  #claim(): void {
    this.#releaseClaim ??= claimSound(this.#host.ownerDocument, this, () => this.pause());
  }

  #letGo(): void {
    this.#releaseClaim?.();
    this.#releaseClaim = null;
  }

  #step(event: PlaybackEvent): void {
    const next = playbackStep(this.state, event);
    if (next === this.state) return;
    this.state = next;
    if (next.phase === 'paused' || next.phase === 'ended') this.#stall.stop();
    this.#host.requestUpdate();
  }
}
