/** Plays one source on the native audio element: commands, what its events mean, seeks, stalls. */
import type { ReactiveControllerHost } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import { AudioElement, progressMark } from './audio-element.js';
import { CspMonitor } from './csp-monitor.js';
import type { MediaFailure } from './diagnose-error.js';
import type { PlayedRange } from './played-ranges.js';
import { IDLE, playbackStep, type PlaybackEvent, type PlaybackState } from './playback-state.js';
import { Playhead } from './playhead.js';
import type { SoundSource } from './sound-source.js';
import type { SourceFailure } from './source-loader.js';
import { StallDetector, type StallLimits } from './stall-detector.js';

export type AudioPlayerHost = ReactiveControllerHost & HTMLElement & StallLimits;

/** What the player cannot do with its source alone. */
export interface AudioPlayerCallbacks {
  /** The audio element has failed. */
  readonly onFailure: (failure: MediaFailure) => void;
  /** The source cannot go to `seconds`. */
  readonly onUnreachable: (seconds: number) => void;
  /** Nothing came for `giveUpSeconds`. */
  readonly onGiveUp: () => void;
}

/**
 * Dispatches the events of its audio element; `error` only from {@link fail}. Beside them `started` when
 * a recording sounds for the first time, `refused` when the browser does not let it start, and
 * `sourcechange` before a source is set on the audio element: a listener that calls `preventDefault()` has
 * it set on a new one.
 */
export class AudioPlayer extends EventTarget {
  state: PlaybackState = IDLE;
  /** The adapter's error, where that is why it failed. */
  error: AdapterError | null = null;
  /** The browser refused to start without a click. */
  refused = false;
  /** There is no device to hear it with. */
  noOutput = false;
  /** The sound ended well before the length that the backend reports. */
  endedEarly = false;
  /** Another source or audio element takes over: the outside hears nothing of it. */
  isSwitching = false;

  readonly playhead: Playhead;
  /** Watches while a source is loading. */
  readonly csp: CspMonitor;

  readonly #host: AudioPlayerHost;
  readonly #callbacks: AudioPlayerCallbacks;
  readonly #audio: AudioElement;
  readonly #stall: StallDetector;
  #hasStarted = false;

  constructor(host: AudioPlayerHost, callbacks: AudioPlayerCallbacks) {
    super();
    this.#host = host;
    this.#callbacks = callbacks;
    this.csp = new CspMonitor(() => host.ownerDocument);
    this.#audio = new AudioElement(host.ownerDocument, this);
    this.playhead = new Playhead(this.#audio);
    this.#stall = new StallDetector(host, {
      progress: () => this.#progress(),
      onStall: () => this.#step({ type: 'stall' }),
      onGiveUp: callbacks.onGiveUp,
    });
  }

  /** The one audio element; the host renders it, so that it stops when the host leaves the page. */
  get audio(): HTMLAudioElement {
    return this.#audio.element;
  }

  /** Plays what is loaded or loading on, or again from the start. */
  play(): void {
    const { phase } = this.state;
    this.refused = false;
    this.#step({ type: 'command', play: true });
    if (phase === 'ended' && this.playhead.target === null && this.audio.ended) this.seek(0);
    // What is being requested, or fetched whole, begins by itself.
    if (phase !== 'asking' && !this.isSwitching) this.#start();
  }

  pause(): void {
    this.#step({ type: 'command', play: false });
    this.audio.pause();
  }

  /** Goes to `seconds`, held within the recording; before it is loaded it will begin there. */
  seek(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    const at = this.playhead.clamp(seconds);
    this.playhead.flush();
    if (!this.playhead.isLoaded || this.isSwitching) this.playhead.startAt(at);
    else if (!this.playhead.seek(at)) this.#callbacks.onUnreachable(at);
    this.#host.requestUpdate();
  }

  /** A source is being requested, to play it or only to know its length. */
  requestSource(play: boolean): void {
    this.error = null;
    this.refused = this.noOutput = this.endedEarly = false;
    this.#step({ type: 'command', play });
    this.#step({ type: 'ask' });
  }

  /** Sets `source` on the audio element; it begins at the present position, and plays where that was requested. */
  load(source: SoundSource): void {
    this.playhead.use(source);
    const isUsable = this.dispatchEvent(new Event('sourcechange', { cancelable: true }));
    if (!isUsable) this.#audio.replace();
    this.csp.start();
    this.#audio.setSource(source);
    this.#step({ type: 'load' });
    if (this.state.playRequested) this.#start();
    this.#stall.start();
    this.#host.requestUpdate();
  }

  /** The source has failed: another one is going to begin where it was. */
  detachSource(): void {
    this.isSwitching = true;
    this.#stall.stop();
    this.playhead.flush();
    this.playhead.use(null);
    this.#step({ type: 'load' });
  }

  /** The source cannot go to `seconds`: one that can is going to begin there. */
  suspendForSeek(seconds: number): void {
    this.isSwitching = true;
    this.playhead.awaitSeek(seconds);
    this.audio.pause();
    this.#step({ type: 'load' });
  }

  /** There is no such source: it goes on where it was, and cannot be searched through. */
  resumeWithoutSeek(play: boolean): void {
    this.playhead.cannotSeek = true;
    this.isSwitching = false;
    this.playhead.awaitSeek(null);
    if (play && this.state.playRequested) this.#start();
    else this.#step({ type: 'ready' });
  }

  /** Puts another audio element in the place of the present one; what is loaded goes on where it is. */
  replaceAudio(): void {
    const { source, position } = this.playhead;
    this.playhead.flush();
    this.#audio.replace();
    this.#host.requestUpdate();
    if (!source) return;
    this.playhead.use(null, position);
    this.isSwitching = true;
    this.load(source);
  }

  /** Lets go of the source and its connection, and waits at `position`. */
  unload(position: number): void {
    this.playhead.flush();
    this.#stall.stop();
    this.csp.stop();
    this.playhead.use(null, position);
    this.isSwitching = this.playhead.cannotSeek = false;
    this.#audio.clear();
  }

  /** Stops for good, at the present position: nothing more can be tried. */
  fail({ cause, error }: SourceFailure): void {
    this.unload(this.playhead.position);
    this.error = error;
    this.#step({ type: 'fail', cause });
    this.dispatchEvent(new Event('error'));
  }

  /** Gives up what is loaded or loading; the position stays. */
  stop(): void {
    const { phase, playRequested } = this.state;
    this.unload(phase === 'ended' ? 0 : this.playhead.position);
    this.#step({ type: 'reset' });
    if (playRequested) this.dispatchEvent(new Event('pause'));
  }

  /** Forgets the recording: for another one, which begins at `position`. */
  reset(position: number, played: readonly PlayedRange[]): void {
    this.unload(position);
    this.playhead.played = played;
    this.#hasStarted = this.refused = this.noOutput = this.endedEarly = false;
    this.error = null;
    this.#step({ type: 'reset' });
    this.#host.requestUpdate();
  }

  handleEvent({ type }: Event): void {
    const { audio } = this;
    // Speed and volume hold over recordings; everything else is about the present one.
    if (type === 'ratechange') audio.defaultPlaybackRate = audio.playbackRate;
    else if (type !== 'volumechange') {
      if (!this.playhead.source) return;
      this.#follow(type, audio);
    }
    const isQuiet = this.isSwitching && type !== 'timeupdate';
    // An error may still be cured.
    if (type !== 'error' && type !== 'progress' && !isQuiet) this.dispatchEvent(new Event(type));
    this.#host.requestUpdate();
  }

  #follow(type: string, audio: HTMLAudioElement): void {
    switch (type) {
      case 'loadstart':
        this.#audio.hideAddress();
        break;
      case 'loadedmetadata':
        this.csp.stop();
        this.#seekToStart();
        break;
      case 'canplay':
        if (!this.state.playRequested) this.isSwitching = false;
        this.#step({ type: 'ready' });
        break;
      case 'playing':
        this.isSwitching = false;
        this.playhead.begin();
        this.#step({ type: 'playing' });
        this.#stall.start();
        break;
      case 'timeupdate':
        this.#timeUpdate(audio);
        break;
      case 'pause':
        // It may be on its way when somebody plays on.
        if (audio.ended || this.isSwitching || !audio.paused) break;
        this.playhead.flush();
        this.#step({ type: 'paused' });
        break;
      case 'waiting':
        this.#step({ type: 'waiting' });
        break;
      case 'seeking':
        this.playhead.interrupt();
        break;
      case 'seeked':
        this.#seeked(audio);
        break;
      case 'ended':
        this.#ended(audio);
        break;
      case 'error':
        this.#mediaError(audio.error);
        break;
      default:
    }
  }

  #timeUpdate(audio: HTMLAudioElement): void {
    const hasMoved = this.playhead.flush();
    if (audio.paused || audio.seeking) return;
    if (audio.currentTime > 0 && !this.#hasStarted) {
      this.#hasStarted = true;
      this.dispatchEvent(new Event('started'));
    }
    const { phase, playRequested } = this.state;
    if (phase === 'playing' || !playRequested || (phase !== 'stalled' && !hasMoved)) return;
    // Some browsers go on after a stall, or after a seek, without an event.
    this.#follow('playing', audio);
    this.dispatchEvent(new Event('playing'));
  }

  #seeked(audio: HTMLAudioElement): void {
    const { next, missed } = this.playhead.finishSeek();
    if (this.state.phase === 'ended' && !audio.ended) {
      this.#step({ type: audio.paused ? 'paused' : 'load' });
    }
    if (next !== null) this.seek(next);
    else if (missed !== null) this.#callbacks.onUnreachable(missed);
  }

  #ended(audio: HTMLAudioElement): void {
    if (audio.ended && audio.currentTime === 0) {
      this.#callbacks.onFailure({ mediaCode: 0, mediaMessage: '', isEmpty: true });
      return;
    }
    const announced = this.playhead.source?.durationSeconds ?? 0;
    this.endedEarly = audio.currentTime < announced - Math.max(1, announced * 0.02);
    this.playhead.flush();
    this.#step({ type: 'ended' });
  }

  #mediaError(error: MediaError | null): void {
    const { code = 0, message = '' } = error ?? {};
    // Firefox without a sound device reports an error and plays on in silence.
    if (message.includes('MediaSink')) this.noOutput = true;
    else this.#callbacks.onFailure({ mediaCode: code, mediaMessage: message });
  }

  #start(): void {
    this.#stall.start();
    // Not awaited: WebKit leaves it pending forever after some seeks. The events report the result.
    this.audio.play()?.catch((error: unknown) => {
      if ((error as { name?: unknown } | null)?.name !== 'NotAllowedError') return;
      this.refused = true;
      this.isSwitching = false;
      this.#step({ type: 'paused' });
      this.dispatchEvent(new Event('refused'));
    });
  }

  #seekToStart(): void {
    const at = this.playhead.takeStart();
    if (at <= 0) return;
    const wasSwitching = this.isSwitching;
    this.isSwitching = false;
    this.seek(at);
    this.isSwitching ||= wasSwitching;
  }

  #step(event: PlaybackEvent): void {
    const next = playbackStep(this.state, event);
    if (next === this.state) return;
    this.state = next;
    if (next.phase === 'paused' || next.phase === 'ended') this.#stall.stop();
    this.#host.requestUpdate();
  }

  /** A text that changes while sound comes in; `null` while none is awaited. */
  #progress(): string | null {
    const { phase, playRequested } = this.state;
    const isAwaited =
      phase === 'loading' || (playRequested && (phase === 'playing' || phase === 'stalled'));
    return this.playhead.source && isAwaited ? progressMark(this.audio) : null;
  }
}
