/** The player's part that listens the way somebody wants to: choices, what they leave out, what comes next. */
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { coveredSpans, firstUnheard, type HeardSpan } from '../../controllers/playback/heard.js';
import { PreferenceLink } from '../../controllers/playback/preference-link.js';
import type { StringKey } from '../../i18n/strings.js';
import { ListeningLink } from './listening-link.js';
import { MediaApiElement } from './media-api.js';
import { PlayNextEvent } from './play-next-event.js';

const NEXT_NOTES = {
  none: 'playerNextNone',
  held: 'playerNextHeld',
} as const satisfies Record<string, StringKey>;

export abstract class ListeningElement extends MediaApiElement {
  /** Jumps over silences, where the adapter supplies a waveform that shows them. */
  @property({ type: Boolean, attribute: 'skip-silence' }) skipSilence = false;
  /** Makes quiet voices louder and loud ones quieter, inside this page. */
  @property({ type: Boolean, attribute: 'level-loudness' }) levelLoudness = false;
  /** Steps back when playing goes on after a pause, in seconds. @default 0 */
  @property({ type: Number, attribute: 'resume-back-seconds' }) resumeBackSeconds = 0;
  /** Asks for the next message when one has ended; see `inQueue`. */
  @property({ type: Boolean, attribute: 'play-next' }) playNext = false;
  /** Somebody answers `aicc-play-next`: the choice is shown. */
  @property({ type: Boolean, attribute: 'in-queue' }) inQueue = false;
  /** Id of the loudspeaker, as `enumerateDevices()` tells it; the empty text for the system's own. */
  @property({ attribute: false }) outputDevice = '';

  protected readonly preferenceLink = new PreferenceLink(() => this.playback.audio, this);
  protected readonly listening = new ListeningLink({
    t: (key, values) => this.t(key, values),
    player: this,
    playback: () => this.playback,
    document: () => this.ownerDocument,
    peaks: () => this.peaks,
    choose: (name, value) => this.preferenceLink.choose(name, value),
    say: (text) => this.say(text),
    onChange: () => this.requestUpdate(),
    adoptStyles: (styles) => this.adoptStyles(styles),
  });

  @state() private _nextNote: StringKey | null = null;
  readonly #panels = new WeakSet<Element>();
  #focused: Element | null = null;

  constructor() {
    super();
    this.addController(this.listening);
  }

  /** The waveform of what plays; `null` while the recording is not known. */
  protected abstract get peaks(): readonly number[] | null;
  abstract pause(): void;
  protected abstract say(text: string): void;
  /** Whose message and when, as it is announced. */
  protected abstract get messageName(): string;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focused = this.shadowRoot?.activeElement ?? null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Another message may have nothing of what had the focus; what took its place has it already.
    if (this.#focused && !this.#focused.isConnected && !this.shadowRoot?.activeElement) {
      this.focus({ preventScroll: true });
    }
    this.#focused = null;
    this.#showNewPanels();
  }

  /** Puts the focus on Play and Pause. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus(options);
  }

  /** What somebody opens below the fold of a small place comes into view. */
  #showNewPanels(): void {
    for (const panel of this.renderRoot.querySelectorAll('.panel')) {
      if (this.#panels.has(panel)) continue;
      this.#panels.add(panel);
      panel.scrollIntoView({ block: 'nearest' });
    }
  }

  /** What was heard, and the silences beside it while silence is skipped: nobody has to hear them. */
  get heardOrSilent(): readonly HeardSpan[] {
    return coveredSpans(this.heard, this.listening.silent);
  }

  /** Goes to the first part that was not heard; a silence is none while silence is skipped. */
  override skipToUnheard(): void {
    const at = firstUnheard(this.heardOrSilent, this.duration);
    if (at !== null) this.currentTime = at;
  }

  /** Why the next message did not begin, or `null`. */
  protected get nextNote(): string | null {
    return this._nextNote === null ? null : this.t(this._nextNote);
  }

  /** Playing goes on. */
  protected forgetNextNote(): void {
    this._nextNote = null;
  }

  /** Another recording. */
  protected forgetListening(): void {
    this.forgetNextNote();
    this.listening.forget();
  }

  /** The message has ended. A recording that broke off is left for somebody to notice. */
  protected async askForNext(messageId: string | null): Promise<void> {
    if (!this.playNext || !this.inQueue || messageId === null || this.playback.endedEarly) return;
    const event = new PlayNextEvent(messageId);
    this.dispatchEvent(event);
    const answer = await event.answer?.catch(() => null);
    if (answer === 'played') this.say(this.t('playerNextPlays', { message: this.messageName }));
    if (answer !== 'none' && answer !== 'held') return;
    this._nextNote = NEXT_NOTES[answer];
    this.say(this.t(this._nextNote));
  }
}
