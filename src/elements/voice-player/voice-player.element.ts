import type { Translate } from '../../i18n/i18n.js';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AdapterError } from '../../adapter/errors.js';
import {
  clipHeard,
  firstUnheard,
  joinHeard,
  type HeardSpan,
} from '../../controllers/playback/heard.js';
import { ListeningMemory } from '../../controllers/playback/listening-memory.js';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import { PlayPromises } from '../../controllers/playback/play-promises.js';
import { PlaybackController } from '../../controllers/playback/playback-controller.js';
import { isWaiting } from '../../controllers/playback/playback-state.js';
import type { PreferenceStore } from '../../controllers/playback/player-memory.js';
import { formatDuration } from '../../model/format.js';
import { base, controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { Announcer } from '../shared/announcer.js';
import { icon } from '../shared/icons.js';
import { AuditEvent } from '../shared/workflow-events.js';
import { CallPause } from './call-pause.js';
import { LaterPart } from './later-part.js';
import { PhoneRung } from './phone-rung.js';
import { handleKey } from './player-keys.js';
import { renderTools } from './player-tools.js';
import { playerName, spokenPosition, stateText } from './player-words.js';
import { SeekControl } from './seek-control.js';
import type { Shortcuts } from './shortcuts.js';
import { SourceElement } from './source-element.js';
import { TranscriptLink } from './transcript-link.js';
import { styles } from './voice-player.styles.js';

/**
 * Plays one voice message. The recording is asked of the adapter when somebody presses Play, never
 * before; or `src` plays an address of this page's origin, or a Blob, without any adapter.
 *
 * Works like a media element: `play() pause() currentTime duration playbackRate volume muted paused
 * ended`, and dispatches the same events, which do not bubble.
 *
 * @element aicc-voice-player
 * @slot failure-actions - Further ways on, beside Retry, when a recording cannot be played.
 * @slot format-actions - The same, where only playing it here does not work: a download.
 * @csspart base - Everything.
 * @csspart play-button - Play / Pause.
 * @csspart seek - The waveform with its slider.
 * @csspart waveform - The canvas behind the Seek slider.
 * @csspart seek-slider - The Seek slider.
 * @csspart time - Elapsed and total time.
 * @csspart tools - Skips, speed, volume and what follows.
 * @csspart failure - The notice that names why a recording cannot be played.
 * @csspart phone-button - Listen by phone, in that notice.
 * @csspart phone - The bar of a recording that plays on the agent's phone.
 * @csspart transcript - The transcript panel.
 * @csspart listening-button - Opens the listening options.
 * @csspart listening - The listening options.
 * @csspart status - The live region.
 * @cssproperty --aicc-player-played - Colour of what was passed.
 * @cssproperty --aicc-player-wave - Colour of what is to come.
 * @cssproperty --aicc-player-heard - Colour of the strip that shows what was heard.
 * @cssproperty --aicc-player-skipped - Colour of the marks where silence was skipped.
 * @cssproperty --aicc-player-handle - Colour of the handle.
 * @fires loadstart - As on a media element, like all up to `error`.
 * @fires loadedmetadata
 * @fires durationchange
 * @fires canplay
 * @fires play
 * @fires playing
 * @fires pause
 * @fires timeupdate
 * @fires seeking
 * @fires seeked
 * @fires ratechange
 * @fires volumechange
 * @fires ended
 * @fires waiting
 * @fires stalled
 * @fires error - The recording cannot be played; `failureCause` says why.
 * @fires aicc-heard-change - More was heard; see `heard` and `heardByPhone`.
 * @fires {PlayNextEvent} aicc-play-next - A message has ended and the next one is wanted; see `inQueue`.
 * @fires aicc-transcript-change - The transcript was opened or closed, by hand or with the message; see `isReading`.
 * @fires {AuditEvent} aicc-audit - A recording was really started (`play`), once per message.
 * @fires {AdapterErrorEvent} aicc-error - The adapter refused or failed.
 */
export class VoicePlayerElement extends SourceElement {
  static override readonly elementName = 'voice-player';
  static override readonly styles = [tokens, base, controls, styles];

  /** How far Rewind and Fast forward go, in seconds. @default 10 */
  @property({ type: Number, attribute: 'skip-seconds' }) skipSeconds = 10;
  /** One row, for narrow places. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Leaves the system's media keys and "now playing" alone. */
  @property({ type: Boolean, attribute: 'no-media-session' }) noMediaSession = false;
  /** Keys per action (`KeyboardEvent.key`), `null` for none; `null` as a whole switches all off. */
  @property({ attribute: false }) shortcuts: Shortcuts | null = {};
  /** Keeps speed, volume and listening options for longer than the page. */
  @property({ attribute: false }) preferences?: PreferenceStore | undefined;
  /** Largest file fetched whole when its server cannot answer parts, in bytes. @default 52428800 */
  @property({ type: Number, attribute: 'max-whole-bytes' }) maxWholeBytes = 50 * 2 ** 20;
  /** Without progress for so long it says "still loading". @default 5 */
  @property({ type: Number, attribute: 'stall-seconds' }) stallSeconds = 5;
  /** Without progress for so long it gives up. @default 25 */
  @property({ type: Number, attribute: 'give-up-seconds' }) giveUpSeconds = 25;

  readonly #t: Translate = (key, values) => this.t(key, values);
  readonly #playback = new PlaybackController(this, {
    ask: (variant, signal) => {
      this._failure = null;
      return this.ask(variant, signal);
    },
    diagnosis: () => this.#later.soon(),
    maxWholeBytes: () => this.maxWholeBytes,
    patience: () => this,
    onEvent: (type) => this.#tell(type),
    onStarted: () => void this.#audit(),
    needsFreshAudio: (source) => this.listening.needsFreshAudio(source),
    onFailed: (cause, error) => this.#handleFailure(cause, error),
  });
  readonly #listened = new ListeningMemory({
    client: () => this.client,
    onListening: (mine, others) => this.#takeListening(mine, others),
  });
  readonly #plays = new PlayPromises();
  readonly #callPause = new CallPause(this);
  readonly #seek = new SeekControl(this);
  readonly #announcer = new Announcer(this);
  readonly #phone = new PhoneRung(this, {
    t: this.#t,
    say: (text) => this.#announcer.say(text),
    control: () => this.currentCallControl,
    messageId: () => (this.src === null && this.refusal === null ? this.currentId : null),
    onPartFailed: () => this.#handlePartFailed(),
  });
  readonly #transcript = new TranscriptLink(this, {
    t: this.#t,
    tag: () => this.locale.wordsTag,
    seek: (seconds) => this.#playFrom(seconds),
    transcript: () => this.recording?.transcript,
    adoptStyles: (styles) => this.adoptStyles(styles),
    onPartFailed: () => this.#handlePartFailed(),
  });
  readonly #later = new LaterPart(this, {
    t: this.#t,
    say: (text) => this.#announcer.say(text),
    adoptStyles: (styles) => this.adoptStyles(styles),
    onPartFailed: () => this.#handlePartFailed(),
  });

  @state() private _failure: AdapterError | null = null;
  @state() private _partFailed = false;
  @state() private _resumedAt: number | null = null;

  #playingId: string | null = null;
  #audited = false;
  /** By colleagues, all together. */
  #othersHeard: readonly HeardSpan[] = [];

  protected get playback(): PlaybackController {
    return this.#playback;
  }

  protected say(text: string): void {
    this.#announcer.say(text);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#handleKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#handleKey);
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#remember();
      this.#listened.leave();
      this.#later.release();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#followMemory(changed.has('preferences'));
    const id = this.currentId;
    if (id !== this.#playingId || changed.has('src')) this.#changeRecording(id);
    if (changed.has('callActive')) this.#callPause.follow(this.callActive);
    if (this.callActive) this.#phone.stop('call');
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#later.followSession(this.noMediaSession ? null : this.t('channelVoice'));
  }

  /**
   * Played to its end on the agent's phone, through the call control's `listenByPhone`. Which parts were
   * heard is not known then: `heard` stays as it is.
   */
  get heardByPhone(): boolean {
    return this.#phone.isHeard(this.owner, this.currentId);
  }

  /** True while the transcript of this recording is open. */
  get isReading(): boolean {
    return Boolean(this.#transcript.shown);
  }

  /**
   * Plays, asking for the recording first. Resolves when it sounds; rejects when it does not come to
   * that (a rejection that nobody awaits does no harm).
   */
  play(): Promise<void> {
    const sounding = this.#plays.make();
    this.preferenceLink.apply();
    this.listening.wake();
    if (this.refusal !== null) this.#plays.reject('NotAllowedError');
    else if (this.#playback.state.phase === 'playing') this.#plays.resolve();
    else {
      const stepBack = this.state === 'paused' && this.currentTime > 0 ? this.resumeBackSeconds : 0;
      if (stepBack > 0) this.#playback.seek(this.currentTime - stepBack);
      this.#playback.play();
    }
    return sounding;
  }

  pause(): void {
    this.#playback.pause();
    this.#plays.reject('AbortError');
  }

  /** Asks for the recording and its length without playing. */
  load(): void {
    if (this.refusal === null) this.#playback.load();
  }

  /** Play or pause: what the button does. */
  toggle(): void {
    if (this.paused) void this.play();
    else this.pause();
  }

  /** Silent while a call is up; the same as setting `callActive`. */
  pauseForCall(): void {
    this.callActive = true;
    this.#callPause.follow(true);
  }

  /** The call is over: playback goes on when the call had interrupted it. */
  resumeAfterCall(): void {
    this.callActive = false;
    this.#callPause.follow(false);
  }

  readonly #handleKey = (event: KeyboardEvent): void => handleKey(this, event);

  #handleToggle(): void {
    this._resumedAt = null;
    this.toggle();
  }

  #handleRetry(): void {
    // The button goes away; the focus stays in the player.
    this.focus();
    void this.play();
  }

  #handleCancel(): void {
    this.focus();
    this.#playback.stop();
    this.#plays.reject('AbortError');
  }

  #playFrom(seconds: number): void {
    this.currentTime = seconds;
    if (this.paused) void this.play();
  }

  readonly #handleTranscript = (): void => {
    this._partFailed = false;
    void this.#transcript.toggle();
  };

  #handleKeys(): void {
    this._partFailed = false;
    void this.#later.toggleKeys();
  }

  #handlePartFailed(): void {
    this._partFailed = true;
    this.#announcer.say(this.t('partFailed'));
  }

  #handleListen(): void {
    this._partFailed = false;
    void this.#phone.begin(this.owner);
  }

  #handleFailure(cause: FailureCause, error: AdapterError | null): void {
    this._failure = error;
    this.#announcer.say(this.t(this.#later.causeKey(cause)));
    if (error) this.tellError(error);
  }

  #changeRecording(id: string | null): void {
    this.#remember();
    this.#plays.reject('AbortError');
    this.#playingId = id;
    this.#audited = false;
    this.#callPause.forget();
    this.forgetListening();
    this.recording = null;
    this._failure = null;
    this.#transcript.change(id === null && this.src === null);
    this._partFailed = false;
    this.#phone.forget();
    this.#othersHeard = [];
    const listened = this.#listened.choose(this.src === null ? id : null);
    this._resumedAt = listened && listened.positionSeconds > 0 ? listened.positionSeconds : null;
    this.#playback.reset(listened?.positionSeconds ?? 0, listened?.heard ?? []);
    this.#later.release();
  }

  /** Keeps where listening stopped, for when this message is chosen again. */
  #remember(): void {
    this.#listened.keep(this.ended ? 0 : this.#playback.position, this.#playback.heard);
  }

  /** What the backend holds, as far as the recording reaches. */
  #takeListening(mine: readonly HeardSpan[], others: readonly HeardSpan[]): void {
    const { duration } = this;
    this.#othersHeard = clipHeard(others, duration);
    this.heard = joinHeard(this.heard, clipHeard(mine, duration));
    this.dispatchEvent(new Event('aicc-heard-change'));
  }

  #followMemory(storeChanged: boolean): void {
    const found = this.#listened.follow(this.owner);
    // Another backend: nothing of the former one may be shown or sound.
    if (found === 'other') this.#transcript.change(true);
    if (found === 'other' && this.src === null) this.#changeRecording(this.currentId);
    const { memory } = this.#listened;
    if (memory && (found !== 'same' || storeChanged)) {
      this.preferenceLink.follow(memory, this.preferences);
    }
  }

  /** Passes an event of the audio element on, after taking in what it says. */
  #tell(type: string): void {
    this.preferenceLink.take(type);
    this.listening.take(type);
    if (type === 'playing') this.#plays.resolve();
    if (type === 'playing' || type === 'seeking') {
      this._resumedAt = null;
      this.forgetNextNote();
    }
    if (type === 'error') this.#plays.reject('NotSupportedError');
    if (type === 'pause') this.#plays.reject('AbortError');
    if (type === 'ended' && this.#playback.endedEarly) {
      this.#announcer.say(this.t('playerEndedEarly'));
    }
    this.dispatchEvent(new Event(type));
    if (type === 'timeupdate') this.#listened.note(this.heard);
    if (type === 'pause' || type === 'ended') this.#remember();
    if (type === 'timeupdate' || type === 'ended') {
      this.dispatchEvent(new Event('aicc-heard-change'));
    }
    if (type === 'ended' && !this.callActive) void this.askForNext(this.#playingId);
  }

  async #audit(): Promise<void> {
    const id = this.#playingId;
    const { client } = this;
    if (id === null || this.#audited || this.src !== null || !client) return;
    this.#audited = true;
    const { employeeId } = await client.capabilities();
    this.dispatchEvent(new AuditEvent('play', id, employeeId ?? null));
  }

  #renderTools(): TemplateResult {
    const { state, heard } = this.#playback;
    const { duration } = this;
    const resumedAt = this._resumedAt === this.currentTime ? this._resumedAt : null;
    return renderTools({
      t: this.#t,
      player: this,
      stateText:
        this.nextNote ??
        stateText(
          { playback: this.#playback, resumedAt, othersHeard: this.#othersHeard, duration },
          this.#t,
        ),
      canCancel: state.phase === 'asking' || state.phase === 'stalled',
      hasUnheard: heard.length > 0 && firstUnheard(this.heardOrSilent, duration) !== null,
      transcript: this.recording?.transcript ? this.isReading : null,
      keys: this.shortcuts === null ? null : this.#later.isShowingKeys,
      listening: this.listening.isOpen,
      toggleListening: () => void this.listening.toggle(),
      cancel: () => this.#handleCancel(),
      toggleTranscript: this.#handleTranscript,
      toggleKeys: () => this.#handleKeys(),
    });
  }

  #renderFailure(cause: FailureCause | null): TemplateResult | typeof nothing {
    if (cause === null) return nothing;
    return this.#later.renderFailure({
      cause,
      requestId: this._failure?.requestId ?? null,
      hasPhone: this.#phone.isThere,
      hasTranscript: !!this.recording?.transcript,
      isReading: this.isReading,
      retry: () => this.#handleRetry(),
      listen: () => this.#handleListen(),
      read: this.#handleTranscript,
    });
  }

  protected override render(): TemplateResult {
    const { state: playing, position, heard, seekLimit } = this.#playback;
    const refusal = this.refusal;
    const { duration } = this;
    const known = Number.isFinite(duration) && duration > 0;
    const t = this.#t;
    return html`<div
      class="root"
      part="base"
      dir=${this.locale.direction}
      lang=${this.locale.wordsTag}
    >
      ${this.#playback.audio}
      <div class="player" role="group" aria-label=${playerName(this.message ?? null, this.locale.tag, t)}>
        <button
          class="button primary toggle"
          part="play-button"
          type="button"
          aria-label=${this.t(playing.wanted ? 'playerPause' : 'play')}
          aria-busy=${isWaiting(playing) ? 'true' : nothing}
          aria-disabled=${refusal === null ? nothing : 'true'}
          aria-describedby=${refusal === null ? nothing : 'refusal'}
          @click=${this.#handleToggle}
        >
          ${icon(playing.wanted ? 'pause' : 'play')}
        </button>
        ${this.#seek.render({
          name: this.t('playerSeek'),
          peaks: this.recording?.peaks ?? [],
          position,
          duration,
          heard,
          othersHeard: this.#othersHeard,
          skipped: this.listening.skipped,
          spoken: (seconds, full) =>
            spokenPosition(seconds, duration, full, this.locale.wordsTag, t),
          disabled: !known || seekLimit !== null || refusal !== null,
          reasonId: seekLimit === null ? null : 'state',
          moving: playing.wanted,
          seek: (seconds) => (this.currentTime = seconds),
        })}
        <bdi class="times" part="time" dir="ltr"
          ><span>${formatDuration(position)}</span
          ><span class="total"> / ${formatDuration(known ? duration : null)}</span></bdi
        >
        ${this.#renderTools()} ${this.listening.renderNotes()}
      </div>
      ${this.listening.render()}
      ${
        refusal === null
          ? nothing
          : html`<p class="notice" id="refusal">${icon('info')}<span>${refusal}</span></p>`
      }
      ${this.#renderFailure(playing.cause)} ${this.#phone.render(playing.cause !== null)}
      ${
        this._partFailed
          ? html`<p class="notice" data-tone="warning">${icon('warning')}<span>${t('partFailed')}</span></p>`
          : nothing
      }
      ${
        this.recording && !this.recording.transcript && !this.compact
          ? html`<p class="muted extra">${this.t('playerNoTranscript')}</p>`
          : nothing
      }
      ${this.#transcript.render(position)} ${this.#later.renderKeys(this.shortcuts)}
      ${this.#announcer.render()}
    </div>`;
  }
}
