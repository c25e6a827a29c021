/** Skipping silence, levelling loudness, the loudspeaker, and the panel for all of it. Loaded when wanted. */
import type { TemplateResult } from 'lit';
import type { HeardSpan } from '../../controllers/playback/heard.js';
import { heardSeconds } from '../../controllers/playback/heard.js';
import { LevellingControl } from '../../controllers/playback/levelling-control.js';
import { OutputControl } from '../../controllers/playback/output-control.js';
import { SilenceSkipper } from '../../controllers/playback/silence-skipper.js';
import type { SoundSource } from '../../controllers/playback/source.js';
import type { StringKey } from '../../i18n/strings.js';
import { panelStyles } from '../shared/key-table.styles.js';
import type { ListeningFacts } from './listening-link.js';
import { renderListening } from './listening-panel.js';
import { listeningStyles } from './listening.styles.js';

/** What the choice "go back on resume" goes back, unless the host has set another length. */
const BACK_SECONDS = 2;

export class ListeningOptions {
  static readonly styles = [panelStyles, listeningStyles];

  readonly #facts: ListeningFacts;
  readonly #silence: SilenceSkipper;
  readonly #levelling: LevellingControl;
  readonly #output: OutputControl;
  #backSeconds = BACK_SECONDS;

  constructor(facts: ListeningFacts) {
    this.#facts = facts;
    const { player, document, onChange } = facts;
    const playback = facts.playback();
    this.#silence = new SilenceSkipper(playback, () => player.skipSilence);
    this.#levelling = new LevellingControl(playback, {
      document,
      isOn: () => player.levelLoudness,
      outputDevice: () => player.outputDevice,
      onChange,
      onLost: () => facts.say(facts.t('playerLevelUnavailable')),
    });
    this.#output = new OutputControl({
      document,
      audio: () => playback.audio,
      graph: () => this.#levelling.graph,
      chosen: () => player.outputDevice,
      onChoose: (id) => facts.choose('outputDevice', id),
      onFallback: (problem) => this.#handleFallback(problem),
      onChange,
    });
  }

  /** What somebody has chosen, or what plays, may have changed. */
  follow(): void {
    const { player, peaks } = this.#facts;
    this.#silence.use(peaks() ?? [], player.duration);
    this.#silence.check();
    this.#levelling.use(peaks() ?? []);
    this.#levelling.follow();
    this.#output.follow();
    if (player.resumeBackSeconds > 0) this.#backSeconds = player.resumeBackSeconds;
  }

  /** An event of the audio element. */
  take(type: string): void {
    this.#silence.take(type);
    this.#levelling.take(type);
  }

  /** Within a click. */
  wake(): void {
    this.#levelling.wake();
  }

  /** The panel opens. */
  open(): void {
    if (this.#output.choice !== 'none') void this.#output.open();
  }

  /** Another recording. */
  forget(): void {
    this.#silence.forget();
    this.#levelling.forget();
  }

  /** The player has left the page. */
  release(): void {
    this.#silence.stop();
    this.#levelling.release();
    this.#output.release();
  }

  needsFreshAudio(source: SoundSource): boolean {
    return this.#levelling.leavesFor(source);
  }

  /** Silences that were jumped over, for the bar. */
  get skipped(): readonly HeardSpan[] {
    return this.#silence.skipped;
  }

  /** What is silent, while silence is skipped: nobody has to hear it. */
  get silent(): readonly HeardSpan[] {
    return this.#silence.silent;
  }

  /** What is done to the sound, so that nobody is surprised. */
  get notes(): readonly string[] {
    const { t } = this.#facts;
    const { skipped } = this;
    const notes: string[] = [];
    if (skipped.length > 0) {
      const seconds = Math.round(heardSeconds(skipped));
      notes.push(t('playerSilencesSkipped', { n: skipped.length, seconds }));
    }
    if (this.#levelling.state === 'on') notes.push(t('playerLevelled'));
    return notes;
  }

  render(): TemplateResult {
    const { t, player, choose } = this.#facts;
    const output = this.#output;
    return renderListening({
      t,
      skipSilence: player.skipSilence,
      skipRefusal: this.#skipRefusal,
      levelLoudness: player.levelLoudness,
      levelling: this.#levelling.state,
      resumeBack: player.resumeBackSeconds > 0,
      resumeBackSeconds: this.#backSeconds,
      playNext: player.inQueue ? player.playNext : null,
      output: {
        choice: output.choice,
        devices: output.devices,
        chosen: player.outputDevice,
        canChoose: output.canChoose,
        problem: output.problem,
      },
      setSkipSilence: (on) => choose('skipSilence', on),
      setLevelLoudness: (on) => this.#handleLevel(on),
      setResumeBack: (on) => choose('resumeBackSeconds', on ? this.#backSeconds : 0),
      setPlayNext: (on) => choose('playNext', on),
      setOutput: (id) => output.choose(id),
      askOutput: () => void output.ask(),
    });
  }

  #handleLevel(on: boolean): void {
    this.#facts.choose('levelLoudness', on);
    this.#levelling.forget();
    // The click lets the sound system start.
    if (on && !this.#facts.playback().audio.paused) this.#levelling.wake();
  }

  #handleFallback(problem: 'gone' | 'refused'): void {
    const { player, t, say } = this.#facts;
    // What was meant for one ear does not sound in the room by itself.
    if (problem === 'gone') player.pause();
    // What somebody has chosen stays remembered, for when the device is back.
    player.outputDevice = '';
    say(t(problem === 'gone' ? 'playerOutputGone' : 'playerOutputRefused'));
  }

  get #skipRefusal(): StringKey | null {
    const { playback, peaks } = this.#facts;
    if (peaks() === null) return null;
    if (playback().seekLimit !== null) return 'playerSkipSilenceNoSeek';
    return this.#silence.canFind ? null : 'playerSkipSilenceNoPeaks';
  }
}
