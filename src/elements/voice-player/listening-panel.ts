/**
 * The listening options: skipping silence, leveling loudness, going back on resume, playing the next
 * message, the loudspeaker. Loaded by its button, or where an option is in force.
 */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { MEDIA_EVENTS } from '../../controllers/playback/audio-element.js';
import { totalSeconds, type PlayedRange } from '../../controllers/playback/played-ranges.js';
import {
  LevelingController,
  type LevelingState,
} from '../../controllers/playback/leveling-controller.js';
import {
  OutputController,
  type OutputProblem,
} from '../../controllers/playback/output-controller.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import type { PreferencesController } from '../../controllers/playback/preferences-controller.js';
import type { ListeningChoices } from '../../controllers/playback/preferences.js';
import type { RecordingSource } from '../../controllers/playback/recording-source.js';
import { SilenceSkipper } from '../../controllers/playback/silence-skipper.js';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';

export type ListeningHost = ReactiveControllerHost &
  HTMLElement &
  ListeningChoices & {
    readonly inQueue: boolean;
    readonly duration: number;
    pause(): void;
  };

export interface ListeningOptions {
  readonly t: Translate;
  readonly announce: (text: string) => void;
  readonly playback: PlaybackController;
  readonly recordings: RecordingSource;
  readonly preferences: PreferencesController;
}

/** A choice of the panel. */
interface Choice {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  /** Why it does nothing here; shown in the place of the note. */
  readonly disabledReason?: StringKey | null;
  readonly note?: StringKey;
  readonly onChange: (on: boolean) => void;
}

/** How far "go back on resume" goes back, unless the host has set another length. */
const BACK_SECONDS = 2;

const LEVELING_REASONS: Readonly<Partial<Record<LevelingState, StringKey>>> = {
  foreign: 'playerLevelForeign',
  'other-output': 'playerLevelOutput',
  unsupported: 'playerLevelUnsupported',
};

const OUTPUT_PROBLEMS: Readonly<Record<OutputProblem, StringKey>> = {
  gone: 'playerOutputGone',
  refused: 'playerOutputRefused',
};

export class ListeningPanel implements ReactiveController {
  readonly #host: ListeningHost;
  readonly #options: ListeningOptions;
  readonly #silence: SilenceSkipper;
  readonly #leveling: LevelingController;
  readonly #output: OutputController;
  #backSeconds = BACK_SECONDS;
  #isOpen = false;

  constructor(host: ListeningHost, options: ListeningOptions) {
    const { t, announce, playback, preferences } = options;
    const { player } = playback;
    this.#host = host;
    this.#options = options;
    this.#silence = new SilenceSkipper(player, host);
    this.#leveling = new LevelingController(host, playback, () =>
      announce(t('playerLevelUnavailable')),
    );
    this.#output = new OutputController(host, player, this.#leveling, {
      onChoose: (id) => preferences.choose('outputDevice', id),
      onFallback: (problem) => this.#handleFallback(problem),
    });
    for (const type of MEDIA_EVENTS) player.addEventListener(type, this);
    host.addController(this);
  }

  hostUpdate(): void {
    const { duration, resumeBackSeconds } = this.#host;
    const peaks = this.#peaks ?? [];
    this.#silence.use(peaks, duration);
    this.#silence.check();
    this.#leveling.use(peaks);
    this.#leveling.follow();
    this.#output.follow();
    if (resumeBackSeconds > 0) this.#backSeconds = resumeBackSeconds;
  }

  hostDisconnected(): void {
    // A move within one task goes on; a player that has left lets go of the sound system.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#silence.stop();
      this.#leveling.release();
      this.#output.release();
    });
  }

  handleEvent({ type }: Event): void {
    this.#silence.handleMediaEvent(type);
    this.#leveling.handleMediaEvent(type);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    if (this.#isOpen && this.#output.choice !== 'none') void this.#output.open();
    this.#host.requestUpdate();
  }

  /** Within a click that begins to play: the browser lets the sound system start. */
  wake(): void {
    this.#leveling.wake();
  }

  /** Another recording. */
  reset(): void {
    this.#silence.reset();
    this.#leveling.reset();
  }

  /** Silences that were jumped over. */
  get skipped(): readonly PlayedRange[] {
    return this.#silence.skipped;
  }

  /** Silent parts, while silence is skipped: nobody has to hear them. */
  get silent(): readonly PlayedRange[] {
    return this.#silence.silent;
  }

  /** The changes that are made to the sound, in sentences. */
  get notes(): readonly string[] {
    const { t } = this.#options;
    const { skipped } = this;
    const notes: string[] = [];
    if (skipped.length > 0) {
      const seconds = Math.round(totalSeconds(skipped));
      notes.push(t('playerSilencesSkipped', { n: skipped.length, seconds }));
    }
    if (this.#leveling.state === 'on') notes.push(t('playerLevelled'));
    return notes;
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { t, preferences } = this.#options;
    const { skipSilence, levelLoudness, resumeBackSeconds, playNext, inQueue } = this.#host;
    const { state: leveling } = this.#leveling;
    return html`<section class="panel listening" part="listening" aria-label=${t('playerListening')}>
      ${this.#renderChoice({
        id: 'skip-silence',
        name: t('playerSkipSilence'),
        on: skipSilence,
        disabledReason: this.#skipDisabledReason,
        note: 'playerSkipSilenceHint',
        onChange: (on) => preferences.choose('skipSilence', on),
      })}
      ${this.#renderChoice({
        id: 'level-loudness',
        name: t('playerLevel'),
        on: levelLoudness,
        disabledReason: LEVELING_REASONS[leveling] ?? null,
        note: leveling === 'unavailable' ? 'playerLevelUnavailable' : 'playerLevelHint',
        onChange: (on) => this.#handleLevel(on),
      })}
      ${this.#renderChoice({
        id: 'resume-back',
        name: t('playerResumeBack', { n: this.#backSeconds }),
        on: resumeBackSeconds > 0,
        onChange: (on) => preferences.choose('resumeBackSeconds', on ? this.#backSeconds : 0),
      })}
      ${
        inQueue
          ? this.#renderChoice({
              id: 'play-next',
              name: t('playerPlayNext'),
              on: playNext,
              note: 'playerPlayNextHint',
              onChange: (on) => preferences.choose('playNext', on),
            })
          : nothing
      }
      ${this.#output.choice === 'none' ? nothing : this.#renderOutput()}
    </section>`;
  }

  /** A choice that is off stays reachable, so that its reason can be read. */
  #renderChoice({ id, name, on, disabledReason = null, note, onChange }: Choice): TemplateResult {
    const shownNote = disabledReason ?? note ?? null;
    const handleClick = (event: Event): void => {
      if (disabledReason !== null) event.preventDefault();
    };
    return html`<div class="choice">
      <label ?data-off=${disabledReason !== null}>
        <input
          type="checkbox"
          .checked=${on && disabledReason === null}
          aria-disabled=${disabledReason === null ? nothing : 'true'}
          aria-describedby=${shownNote === null ? nothing : `${id}-note`}
          @click=${handleClick}
          @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
        />
        <span>${name}</span>
      </label>
      ${
        shownNote === null
          ? nothing
          : html`<p class="muted" id="${id}-note">${this.#options.t(shownNote)}</p>`
      }
    </div>`;
  }

  #renderOutput(): TemplateResult {
    const { t } = this.#options;
    const { choice, devices, canChoose } = this.#output;
    const chosen = this.#host.outputDevice;
    const note = this.#outputNote;
    const handleChange = (event: Event): void =>
      this.#output.choose((event.target as HTMLSelectElement).value);
    return html`<div class="choice">
      <div class="output">
        <label for="output">${t('playerOutput')}</label>
        <select
          id="output"
          ?disabled=${!canChoose}
          aria-describedby=${note === null ? nothing : 'output-note'}
          .value=${chosen}
          @change=${handleChange}
        >
          ${devices.map(
            ({ id, label }, index) =>
              html`<option .value=${id} ?selected=${id === chosen}>
                ${id === '' ? t('playerOutputSystem') : label || t('playerOutputNumber', { n: index })}
              </option>`,
          )}
        </select>
        ${
          choice === 'prompt' && canChoose
            ? html`<button class="button" type="button" @click=${() => this.#output.ask()}>
                ${t('playerOutputAsk')}
              </button>`
            : nothing
        }
      </div>
      ${note === null ? nothing : html`<p class="muted" id="output-note">${t(note)}</p>`}
    </div>`;
  }

  get #outputNote(): StringKey | null {
    const { choice, devices, canChoose, problem } = this.#output;
    if (!canChoose) return 'playerOutputLevelled';
    if (problem !== null) return OUTPUT_PROBLEMS[problem];
    return choice === 'list' && devices.length === 1 ? 'playerOutputFew' : null;
  }

  get #skipDisabledReason(): StringKey | null {
    if (this.#peaks === null) return null;
    if (this.#options.playback.player.playhead.seekLimit !== null) return 'playerSkipSilenceNoSeek';
    return this.#silence.canFind ? null : 'playerSkipSilenceNoPeaks';
  }

  /** The waveform of what plays; `null` while the recording is not known. */
  get #peaks(): readonly number[] | null {
    const { playback, recordings } = this.#options;
    return recordings.recording?.peaks ?? (playback.player.playhead.source ? [] : null);
  }

  #handleLevel(on: boolean): void {
    this.#options.preferences.choose('levelLoudness', on);
    this.#leveling.reset();
    // The click lets the sound system start.
    if (on && !this.#options.playback.player.audio.paused) this.#leveling.wake();
  }

  #handleFallback(problem: OutputProblem): void {
    const { t, announce } = this.#options;
    // A voice meant for one ear does not sound in the room by itself.
    if (problem === 'gone') this.#host.pause();
    // The preference stays, for when the device is back.
    this.#host.outputDevice = '';
    announce(t(OUTPUT_PROBLEMS[problem]));
  }
}
