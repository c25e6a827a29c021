/** Between the player and its listening options, which are loaded when they are opened or in force. */
import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import type { HeardSpan } from '../../controllers/playback/heard.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import type { ListeningChoices } from '../../controllers/playback/player-memory.js';
import type { PreferenceLink } from '../../controllers/playback/preference-link.js';
import type { SoundSource } from '../../controllers/playback/source.js';
import type { ListeningOptions } from './listening-options.js';
import type { Translate } from '../../i18n/i18n.js';

export interface ListeningPlayer extends ListeningChoices {
  readonly inQueue: boolean;
  readonly duration: number;
  pause(): void;
}

export interface ListeningFacts {
  readonly t: Translate;
  readonly player: ListeningPlayer;
  readonly playback: () => PlaybackController;
  readonly document: () => Document;
  /** `null` while the recording is not known. */
  readonly peaks: () => readonly number[] | null;
  readonly choose: PreferenceLink['choose'];
  readonly say: (text: string) => void;
  readonly onChange: () => void;
  /** Takes in the words and the looks of what was loaded. */
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
}

const NOTHING: readonly never[] = [];

export class ListeningLink implements ReactiveController {
  readonly #facts: ListeningFacts;
  #options: ListeningOptions | null = null;
  #loading: Promise<void> | null = null;
  #isOpen = false;
  #hasFailed = false;

  constructor(facts: ListeningFacts) {
    this.#facts = facts;
  }

  hostUpdate(): void {
    const { skipSilence, levelLoudness, outputDevice } = this.#facts.player;
    if (this.#options) this.#options.follow();
    else if ((skipSilence || levelLoudness || outputDevice !== '') && !this.#hasFailed) {
      void this.#load();
    }
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#facts.playback().audio.isConnected) this.#options?.release();
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get skipped(): readonly HeardSpan[] {
    return this.#options?.skipped ?? NOTHING;
  }

  get silent(): readonly HeardSpan[] {
    return this.#options?.silent ?? NOTHING;
  }

  needsFreshAudio(source: SoundSource): boolean {
    return this.#options?.needsFreshAudio(source) ?? false;
  }

  take(type: string): void {
    this.#options?.take(type);
  }

  /** Within a click that begins to play. */
  wake(): void {
    this.#hasFailed &&= this.#isOpen;
    this.#options?.wake();
  }

  forget(): void {
    this.#options?.forget();
  }

  async toggle(): Promise<void> {
    this.#isOpen = !this.#isOpen;
    this.#facts.onChange();
    if (!this.#isOpen) return;
    await this.#load();
    this.#options?.open();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    if (this.#options) return this.#options.render();
    if (!this.#hasFailed) return nothing;
    return html`<p class="notice" data-tone="danger">
      ${this.#facts.t('partFailed')}
    </p>`;
  }

  /** What is done to the sound, in a line that is there as long as something may be done. */
  renderNotes(): TemplateResult | typeof nothing {
    const { skipSilence, levelLoudness } = this.#facts.player;
    const notes = this.#options?.notes ?? NOTHING;
    if (!skipSilence && !levelLoudness && notes.length === 0) return nothing;
    return html`<p class="notes">${notes.join(' · ')}</p>`;
  }

  #load(): Promise<void> {
    this.#hasFailed = false;
    this.#loading ??= this.#fetch().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #fetch(): Promise<void> {
    if (this.#options) return;
    const { adoptStyles, say, t, onChange } = this.#facts;
    try {
      const { ListeningOptions } = await import('./listening-options.js');
      adoptStyles(ListeningOptions.styles);
      this.#options = new ListeningOptions(this.#facts);
    } catch {
      this.#hasFailed = true;
      say(t('partFailed'));
    }
    onChange();
  }
}
