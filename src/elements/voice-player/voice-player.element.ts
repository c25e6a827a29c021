import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { MEDIA_EVENTS } from '../../controllers/playback/audio-element.js';
import type { FailureCause } from '../../controllers/playback/failure-cause.js';
import {
  coveredRanges,
  firstUnplayed,
  type PlayedRange,
} from '../../controllers/playback/played-ranges.js';
import { MediaSessionController } from '../../controllers/playback/media-session.js';
import { PlaybackController } from '../../controllers/playback/playback-controller.js';
import { isWaiting } from '../../controllers/playback/playback-state.js';
import { PreferencesController } from '../../controllers/playback/preferences-controller.js';
import type { PreferenceStore } from '../../controllers/playback/preferences.js';
import { ProgressController } from '../../controllers/playback/progress-controller.js';
import { RecordingSource, type SourceTarget } from '../../controllers/playback/recording-source.js';
import type { Translate } from '../../i18n/i18n.js';
import { formatDuration } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { icon } from '../shared/icons.js';
import { AuditEvent } from '../shared/workflow-events.js';
import { AutoplayNext } from './autoplay-next.js';
import { CallPause } from './call-pause.js';
import { causeKey, renderFailure } from './failure.js';
import { FocusKeeper } from './focus-keeper.js';
import { MediaProperties, PLAYBACK } from './media-properties.js';
import { Panels } from './panels.js';
import {
  messageName,
  playDisabledReason,
  playerName,
  spokenPosition,
  statusText,
} from './player-text.js';
import { SeekSlider } from './seek.js';
import { handleShortcut, type Shortcuts } from './shortcuts.js';
import { renderTools } from './tools.js';
import { playerStyles } from './voice-player.styles.js';

/**
 * Plays one voice message. The recording is requested from the adapter when a person presses Play, never
 * before; or `src` plays an address of this page's origin, or a Blob, without an adapter.
 *
 * Works like a media element: `play() pause() currentTime duration playbackRate volume muted paused
 * ended`, and dispatches the same events, which do not bubble.
 *
 * @element aicc-voice-player
 * @slot failure-actions - Further actions, beside Retry, when a recording cannot be played.
 * @slot format-actions - The same, where only playing it here fails: a download.
 * @csspart base - Everything.
 * @csspart play-button - Play / Pause.
 * @csspart seek - The waveform with its slider.
 * @csspart waveform - The canvas behind the Seek slider.
 * @csspart seek-slider - The Seek slider.
 * @csspart time - Elapsed and total time.
 * @csspart tools - Skips, speed, volume, status and the buttons of the panels.
 * @csspart failure - The notice that names why a recording cannot be played.
 * @csspart phone-button - Listen by phone, in that notice.
 * @csspart phone - The bar of a recording that plays on the agent's phone.
 * @csspart transcript - The transcript panel.
 * @csspart listening-button - Opens the listening options.
 * @csspart listening - The listening options.
 * @csspart status - The live region.
 * @cssproperty --aicc-player-played - Color of the part before the position.
 * @cssproperty --aicc-player-wave - Color of the part after the position.
 * @cssproperty --aicc-player-heard - Color of the strip of heard parts.
 * @cssproperty --aicc-player-skipped - Color of the marks where silence was skipped.
 * @cssproperty --aicc-player-handle - Color of the handle.
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
 * @fires {Event} aicc-heard-change - More was heard; see `heard` and `heardByPhone`.
 * @fires {PlayNextEvent} aicc-play-next - A message has ended and the next one is requested; see `inQueue`.
 * @fires aicc-transcript-change - The transcript was opened or closed, by the person or with the message; see `isReading`.
 * @fires {AuditEvent} aicc-audit - A recording has begun to sound (`play`), once per message.
 * @fires {AdapterErrorEvent} aicc-error - The adapter refused or failed.
 */
export class VoicePlayerElement extends MediaProperties(AiccElement) {
  static override readonly elementName = 'voice-player';
  static override readonly styles = playerStyles;

  /** The message to play; wins over `messageId`. */
  @property({ attribute: false }) message?: Message | null | undefined;
  /** Id of the message to play, where the message itself is not at hand. */
  @property({ attribute: 'message-id' }) messageId = '';
  /** An address of this page's origin (or of `allowedOrigins`), or the sound itself as a Blob. */
  @property() src: string | Blob | null = null;
  /** Origins beside the page's own that may be played from. For an adapter's answers: absent = all. */
  @property({ attribute: false }) allowedOrigins?: readonly string[] | undefined;
  /** A call is up: nothing may sound. After the call playback goes on if the call had interrupted it. */
  @property({ type: Boolean, attribute: 'call-active' }) callActive = false;
  /** How far Rewind and Fast forward go, in seconds. @default 10 */
  @property({ type: Number, attribute: 'skip-seconds' }) skipSeconds = 10;
  /** Jumps over silences, where the adapter supplies a waveform that shows them. */
  @property({ type: Boolean, attribute: 'skip-silence' }) skipSilence = false;
  /** Makes quiet voices louder and loud ones quieter, within this page. */
  @property({ type: Boolean, attribute: 'level-loudness' }) levelLoudness = false;
  /** Steps back when playing goes on after a pause, in seconds. @default 0 */
  @property({ type: Number, attribute: 'resume-back-seconds' }) resumeBackSeconds = 0;
  /** Requests the next message when one has ended; see `inQueue`. */
  @property({ type: Boolean, attribute: 'play-next' }) playNext = false;
  /** The host answers `aicc-play-next`: the choice is shown. */
  @property({ type: Boolean, attribute: 'in-queue' }) inQueue = false;
  /** Id of the loudspeaker from `enumerateDevices()`; the empty text for the system's own. */
  @property({ attribute: false }) outputDevice = '';
  /** One row, for narrow places. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Leaves the system's media keys and "now playing" alone. */
  @property({ type: Boolean, attribute: 'no-media-session' }) noMediaSession = false;
  /** Keys per action (`KeyboardEvent.key`), `null` for none; `null` as a whole switches all off. */
  @property({ attribute: false }) shortcuts: Shortcuts | null = {};
  /** Keeps speed, volume and listening options for longer than the page. */
  @property({ attribute: false }) preferences?: PreferenceStore | undefined;
  /** Largest file that is fetched whole when its server cannot send parts, in bytes. @default 52428800 */
  @property({ type: Number, attribute: 'max-whole-bytes' }) maxWholeBytes = 50 * 2 ** 20;
  /** Seconds without progress before it says "still loading". @default 5 */
  @property({ type: Number, attribute: 'stall-seconds' }) stallSeconds = 5;
  /** Seconds without progress before it gives up. @default 25 */
  @property({ type: Number, attribute: 'give-up-seconds' }) giveUpSeconds = 25;

  readonly #t: Translate = (key, values) => this.t(key, values);
  readonly #recordings = new RecordingSource();
  /** @internal */
  readonly [PLAYBACK] = new PlaybackController(this, this.#recordings);
  readonly #playback = this[PLAYBACK];
  readonly #player = this.#playback.player;
  readonly #preferences = new PreferencesController(this, this.#player);
  readonly #progress = new ProgressController(this, this.#playback, () => this.client);
  readonly #callPause = new CallPause(this);
  readonly #seek = new SeekSlider(this);
  readonly #announcer = new Announcer(this);
  readonly #autoplayNext = new AutoplayNext(this, {
    t: this.#t,
    announce: (text) => this.#announcer.announce(text),
    messageName: () => messageName(this.message ?? null, this.locale.tag, this.#t),
  });
  readonly #focusKeeper = new FocusKeeper(
    () => this.renderRoot,
    () => this.focus({ preventScroll: true }),
  );
  readonly #panels = new Panels(this, {
    t: this.#t,
    tag: () => this.locale.wordsTag,
    announce: (text) => this.#announcer.announce(text),
    playback: this.#playback,
    recordings: this.#recordings,
    preferences: this.#preferences,
    onSeek: (seconds) => this.#playFrom(seconds),
    onPlayed: (messageId) => this.#progress.setPlayedByPhone(messageId),
  });

  /** The message that is in the player; `null` for a `src`, and without one. */
  #chosenId: string | null = null;
  #isAudited = false;

  constructor() {
    super();
    new MediaSessionController(this, () => this.t('channelVoice'));
    for (const type of MEDIA_EVENTS) this.#player.addEventListener(type, this.#handleMedia);
    this.#player.addEventListener('started', () => void this.#audit());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#handleKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#handleKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#focusKeeper.beforeUpdate();
    this.#followOwner();
    const id = this.#currentId;
    if (id !== this.#chosenId || changed.has('src')) this.#changeRecording(id);
    if (changed.has('callActive')) this.#callPause.follow(this.callActive);
    if (this.callActive) this.#panels.stopPhone('call');
    this.#panels.applyListening();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#focusKeeper.afterUpdate();
  }

  /** `heard`, and while silence is skipped the silences beside it: nobody has to hear them. */
  get coveredRanges(): readonly PlayedRange[] {
    return coveredRanges(this.heard, this.#panels.silent);
  }

  /** @deprecated Use `coveredRanges`. This name goes with 1.0. */
  get heardOrSilent(): readonly PlayedRange[] {
    return this.coveredRanges;
  }

  /**
   * Played to its end on the agent's phone, through the call control's `listenByPhone`. Which parts were
   * heard is not known then: `heard` stays as it is.
   */
  get heardByPhone(): boolean {
    return this.#progress.isPlayedByPhone(this.#currentId);
  }

  /** True while the transcript of this recording is open. */
  get isReading(): boolean {
    return this.#panels.transcript !== null;
  }

  /**
   * Plays, after it has requested the recording. Resolves when it sounds; rejects with a `DOMException`
   * when it does not (a rejection that nobody awaits does no harm).
   */
  play(): Promise<void> {
    this.#preferences.apply();
    this.#panels.wake();
    if (this.#disabledReason !== null) return this.#playback.refusePlay();
    this.#recordings.target = this.#target;
    if (this.state === 'paused' && this.currentTime > 0 && this.resumeBackSeconds > 0) {
      this.currentTime -= this.resumeBackSeconds;
    }
    return this.#playback.play();
  }

  pause(): void {
    this.#playback.pause();
  }

  /** Requests the recording and its length without playing. */
  load(): void {
    if (this.#disabledReason !== null) return;
    this.#recordings.target = this.#target;
    this.#playback.load();
  }

  /** Play or pause: what the button does. */
  toggle(): void {
    if (this.paused) void this.play();
    else this.pause();
  }

  /** Goes to the first part that was not heard; while silence is skipped, to the first sound. */
  skipToUnheard(): void {
    const at = firstUnplayed(this.coveredRanges, this.duration);
    if (at !== null) this.currentTime = at;
  }

  /** Silent while a call is up; the same as setting `callActive`. */
  pauseForCall(): void {
    this.callActive = true;
    this.#callPause.follow(true);
  }

  /** The call is over: playback goes on if the call had interrupted it. */
  resumeAfterCall(): void {
    this.callActive = false;
    this.#callPause.follow(false);
  }

  /** Puts the focus on Play and Pause. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus(options);
  }

  protected override get needsAdapter(): boolean {
    return this.src === null;
  }

  get #currentId(): string | null {
    return this.message?.id ?? (this.messageId || null);
  }

  get #target(): SourceTarget {
    const { ownerDocument, src, client, allowedOrigins, message } = this;
    return {
      document: ownerDocument,
      src,
      client,
      messageId: this.#currentId,
      allowedOrigins,
      durationSeconds: message?.durationSeconds ?? null,
    };
  }

  /** Why Play is not offered; `null` where it is. */
  get #disabledReason(): string | null {
    return playDisabledReason(this.#target, this.message ?? null, this.callActive, this.#t);
  }

  /** Preferences and progress belong to the backend, or to this page where there is none. */
  #followOwner(): void {
    const owner = this.currentAdapter ?? this.ownerDocument;
    if (this.#progress.follow(owner)) {
      // Nothing of the former backend may be shown or sound.
      this.#panels.closeTranscript();
      if (this.src === null) this.#changeRecording(this.#currentId);
    }
    this.#preferences.follow(owner, this.preferences);
  }

  #changeRecording(id: string | null): void {
    this.#chosenId = id;
    this.#isAudited = false;
    this.#recordings.recording = null;
    this.#callPause.reset();
    this.#autoplayNext.reset();
    this.#panels.reset();
    if (id === null && this.src === null) this.#panels.closeTranscript();
    this.#progress.choose(this.src === null ? id : null);
  }

  /** Passes an event of the player on, between what has to happen before and after it. */
  readonly #handleMedia = ({ type }: Event): void => {
    if (type === 'playing' || type === 'seeking') this.#autoplayNext.reset();
    if (type === 'error') this.#reportFailure();
    if (type === 'ended' && this.#player.endedEarly) {
      this.#announcer.announce(this.t('playerEndedEarly'));
    }
    this.dispatchEvent(new Event(type));
    this.#progress.handleMediaEvent(type);
    // A recording that broke off is left for the person to notice.
    if (type !== 'ended' || this.callActive || this.#player.endedEarly) return;
    if (this.#chosenId !== null) void this.#autoplayNext.request(this.#chosenId);
  };

  #reportFailure(): void {
    const { state, error } = this.#player;
    if (state.cause !== null) this.#announcer.announce(this.t(causeKey(state.cause)));
    if (error) this.emitError(error);
  }

  async #audit(): Promise<void> {
    const id = this.#chosenId;
    const { client } = this;
    if (id === null || this.#isAudited || this.src !== null || !client) return;
    this.#isAudited = true;
    const { employeeId } = await client.capabilities();
    this.dispatchEvent(new AuditEvent('play', id, employeeId ?? null));
  }

  readonly #handleKey = (event: KeyboardEvent): void => handleShortcut(this, event);

  #handleToggle(): void {
    this.#progress.resumedAt = null;
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
  }

  #playFrom(seconds: number): void {
    this.currentTime = seconds;
    if (this.paused) void this.play();
  }

  /** The message that the agent's phone could play; `null` where it cannot, or does already. */
  get #phoneMessageId(): string | null {
    const canListen = typeof this.currentCallControl?.listenByPhone === 'function';
    const isOffered = canListen && this.src === null && !this.#panels.isOnPhone;
    return isOffered && this.#disabledReason === null ? this.#currentId : null;
  }

  #handleListenByPhone(): void {
    const control = this.currentCallControl;
    const id = this.#phoneMessageId;
    if (!control || id === null) return;
    this.#panels.listenByPhone(control, id, () => this.#phoneMessageId === id);
  }

  #renderTools(): TemplateResult {
    const { playhead, state } = this.#player;
    const { duration } = this;
    const { note } = this.#autoplayNext;
    const { playedByOthers, resumedAt } = this.#progress;
    const progress = {
      resumedAt: resumedAt === this.currentTime ? resumedAt : null,
      playedByOthers,
      durationSeconds: duration,
    };
    const canCancel = state.phase === 'asking' || state.phase === 'stalled';
    return renderTools(this.#t, this, this.#panels, {
      status: note === null ? statusText(this.#player, progress, this.#t) : this.t(note),
      hasUnheard:
        playhead.played.length > 0 && firstUnplayed(this.coveredRanges, duration) !== null,
      hasTranscript: !!this.#recordings.recording?.transcript,
      hasKeys: this.shortcuts !== null,
      onCancel: canCancel ? () => this.#handleCancel() : null,
    });
  }

  #renderFailure(cause: FailureCause): TemplateResult {
    return renderFailure(this.#t, this, this.#panels, {
      cause,
      requestId: this.#player.error?.requestId ?? null,
      hasPhone: this.#phoneMessageId !== null,
      hasTranscript: !!this.#recordings.recording?.transcript,
      onRetry: () => this.#handleRetry(),
      onListenByPhone: () => this.#handleListenByPhone(),
    });
  }

  protected override render(): TemplateResult {
    const { state: playback, playhead } = this.#player;
    const { position, played, seekLimit } = playhead;
    const { recording } = this.#recordings;
    const disabledReason = this.#disabledReason;
    const { duration } = this;
    const known = Number.isFinite(duration) && duration > 0;
    const { tag, wordsTag, direction } = this.locale;
    const t = this.#t;
    return html`<div class="root" part="base" dir=${direction} lang=${wordsTag}>
      ${this.#player.audio}
      <div class="player" role="group" aria-label=${playerName(this.message ?? null, tag, t)}>
        <button
          class="button primary toggle"
          part="play-button"
          type="button"
          aria-label=${t(playback.playRequested ? 'playerPause' : 'play')}
          aria-busy=${isWaiting(playback) ? 'true' : nothing}
          aria-disabled=${disabledReason === null ? nothing : 'true'}
          aria-describedby=${disabledReason === null ? nothing : 'refusal'}
          @click=${this.#handleToggle}
        >
          ${icon(playback.playRequested ? 'pause' : 'play')}
        </button>
        ${this.#seek.render({
          name: t('playerSeek'),
          peaks: recording?.peaks ?? [],
          position,
          duration,
          heard: played,
          othersHeard: this.#progress.playedByOthers,
          skipped: this.#panels.skipped,
          spoken: (seconds, full) => spokenPosition(seconds, duration, full, wordsTag, t),
          disabled: !known || seekLimit !== null || disabledReason !== null,
          reasonId: seekLimit === null ? null : 'state',
          moving: playback.playRequested,
          onSeek: (seconds) => (this.currentTime = seconds),
        })}
        <bdi class="times" part="time" dir="ltr"
          ><span>${formatDuration(position)}</span
          ><span class="total"> / ${formatDuration(known ? duration : null)}</span></bdi
        >
        ${this.#renderTools()} ${this.#panels.renderNotes()}
      </div>
      ${this.#panels.renderListening()}
      ${
        disabledReason === null
          ? nothing
          : html`<p class="notice" id="refusal">${icon('info')}<span>${disabledReason}</span></p>`
      }
      ${playback.cause === null ? nothing : this.#renderFailure(playback.cause)}
      ${this.#panels.renderPhone(playback.cause !== null)} ${this.#panels.renderNotice()}
      ${
        recording && !recording.transcript && !this.compact
          ? html`<p class="muted extra">${t('playerNoTranscript')}</p>`
          : nothing
      }
      ${this.#panels.renderTranscript(position)} ${this.#panels.renderKeys()}
      ${this.#announcer.render()}
    </div>`;
  }
}
