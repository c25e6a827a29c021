/** The panels of the player. Three of them are loaded when their button is pressed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import type { PlayedRange } from '../../controllers/playback/played-ranges.js';
import type { RecordingSource } from '../../controllers/playback/recording-source.js';
import type { Transcript } from '../../model/recording.js';
import { lazy } from '../../internal/lazy.js';
import { LazyController } from '../shared/lazy-controller.js';
import type { ListeningHost, ListeningOptions, ListeningPanel } from './listening-panel.js';
import type { PhoneHost, PhoneOptions, PhonePanel } from './phone-panel.js';
import { shortcutHelp } from './shortcuts.js';
import type { TranscriptOptions, TranscriptPanel } from './transcript-panel.js';

const transcriptModule = lazy(() => import('./transcript-panel.js'));
const listeningModule = lazy(() => import('./listening-panel.js'));
const phoneModule = lazy(() => import('./phone-panel.js'));

const NOTHING: readonly never[] = [];

export type PanelsHost = ListeningHost & PhoneHost;

export type PanelsOptions = TranscriptOptions & ListeningOptions & PhoneOptions;

export class Panels {
  readonly #host: PanelsHost;
  readonly #options: PanelsOptions;
  readonly #recordings: RecordingSource;
  /** One notice with Retry for whichever panel could not be loaded. */
  readonly #lazy: LazyController;
  #transcript: TranscriptPanel | null = null;
  #listening: ListeningPanel | null = null;
  #phone: PhonePanel | null = null;
  #isShowingKeys = false;
  /** An option in force is loaded by itself once, and again with the next Play. */
  #mayLoadListening = true;

  constructor(host: PanelsHost, options: PanelsOptions) {
    this.#host = host;
    this.#options = options;
    this.#recordings = options.recordings;
    this.#lazy = new LazyController(host, options);
  }

  /** The transcript that is open. */
  get transcript(): Transcript | null {
    return this.#transcript?.isOpen ? (this.#recordings.recording?.transcript ?? null) : null;
  }

  get isListeningOpen(): boolean {
    return this.#listening?.isOpen === true;
  }

  /** The recording rings or plays on the agent's phone. */
  get isOnPhone(): boolean {
    return this.#phone?.isActive === true;
  }

  /** Silences that were jumped over. */
  get skipped(): readonly PlayedRange[] {
    return this.#listening?.skipped ?? NOTHING;
  }

  /** Silent parts, while silence is skipped. */
  get silent(): readonly PlayedRange[] {
    return this.#listening?.silent ?? NOTHING;
  }

  /** The help for the keys is open. */
  get isShowingKeys(): boolean {
    return this.#isShowingKeys;
  }

  readonly toggleTranscript = (): void =>
    void this.#lazy.open(transcriptModule, ({ TranscriptPanel }) => {
      this.#transcript ??= new TranscriptPanel(this.#host, this.#options);
      this.#transcript.toggle();
    });

  readonly toggleListening = (): void =>
    void this.#lazy.open(listeningModule, ({ ListeningPanel }) => {
      this.#listening ??= new ListeningPanel(this.#host, this.#options);
      this.#listening.toggle();
    });

  readonly toggleKeys = (): void => {
    this.#isShowingKeys = !this.#isShowingKeys;
    this.#host.requestUpdate();
  };

  /** Rings the agent's phone, unless another message was chosen while the panel was loading. */
  listenByPhone(control: CallControl, messageId: string, isChosen: () => boolean): void {
    void this.#lazy.open(phoneModule, ({ PhonePanel }) => {
      this.#phone ??= new PhonePanel(this.#host, this.#options);
      if (isChosen()) this.#phone.start(control, messageId);
    });
  }

  /** Skipping silence, leveling and a chosen loudspeaker work without their panel being open. */
  applyListening(): void {
    const { skipSilence, levelLoudness, outputDevice } = this.#host;
    const isInForce = skipSilence || levelLoudness || outputDevice !== '';
    if (this.#listening || !isInForce || !this.#mayLoadListening) return;
    this.#mayLoadListening = false;
    listeningModule.load().then(
      ({ ListeningPanel }) => {
        this.#listening ??= new ListeningPanel(this.#host, this.#options);
        this.#host.requestUpdate();
      },
      () => this.#options.announce(this.#options.t('partFailed')),
    );
  }

  /** Within a click that begins to play. */
  wake(): void {
    this.#mayLoadListening = true;
    this.#listening?.wake();
  }

  stopPhone(reason: 'call'): void {
    this.#phone?.stop(reason);
  }

  /** Another recording. */
  reset(): void {
    if (this.#lazy.hasFailed) this.#lazy.cancel();
    this.#transcript?.reset();
    this.#listening?.reset();
    this.#phone?.reset();
  }

  /** No recording, or another backend's: the transcript does not open by itself again. */
  closeTranscript(): void {
    this.#transcript?.close();
  }

  /** The changes that are made to the sound. The line is there while an option is on, so that nothing moves. */
  renderNotes(): TemplateResult | typeof nothing {
    const { skipSilence, levelLoudness } = this.#host;
    const notes = this.#listening?.notes ?? NOTHING;
    if (!skipSilence && !levelLoudness && notes.length === 0) return nothing;
    return html`<p class="notes">${notes.join(' · ')}</p>`;
  }

  renderListening(): TemplateResult | typeof nothing {
    return this.#listening?.render() ?? nothing;
  }

  /** @param hasFailed the recording cannot be played here */
  renderPhone(hasFailed: boolean): TemplateResult | typeof nothing {
    return this.#phone?.render(hasFailed) ?? nothing;
  }

  renderTranscript(position: number): TemplateResult | typeof nothing {
    const { transcript } = this;
    return (transcript && this.#transcript?.render(transcript, position)) ?? nothing;
  }

  renderKeys(): TemplateResult | typeof nothing {
    return this.#isShowingKeys ? shortcutHelp(this.#host.shortcuts, this.#options.t) : nothing;
  }

  /** A panel could not be loaded. */
  renderNotice(): TemplateResult | typeof nothing {
    return this.#lazy.render();
  }
}
