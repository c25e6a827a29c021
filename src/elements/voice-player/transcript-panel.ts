/** The transcript beside the sound: follows it, is clicked to seek, can be searched. */
import {
  html,
  nothing,
  type CSSResult,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { formatDuration } from '../../model/format.js';
import type { Transcript, TranscriptCue } from '../../model/recording.js';
import { panelStyles } from '../shared/key-table.styles.js';
import type { Translate } from '../../i18n/i18n.js';
import { transcriptStyles } from './transcript.styles.js';

export type TranscriptHost = ReactiveControllerHost & EventTarget;

export interface TranscriptOptions {
  readonly t: Translate;
  /** Language of the words on screen. */
  readonly tag: () => string;
  readonly seek: (seconds: number) => void;
  /** Takes in the words and the looks, which come with the panel. */
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
}

/** Below this the words are marked as uncertain. */
const UNSURE = 0.7;

/** Index of the line that is spoken at `seconds`, or of the last one before it; -1 before the first. */
export function cueAt(cues: readonly TranscriptCue[], seconds: number): number {
  let found = -1;
  for (const [index, cue] of cues.entries()) {
    if (cue.startSeconds > seconds + 0.05) break;
    found = index;
  }
  return found;
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Text before, at and after each place where `search` stands, whatever the case of letters. */
export function splitAt(text: string, search: string): readonly Piece[] {
  if (search === '') return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  const haystack = text.toLowerCase();
  const needle = search.toLowerCase();
  // Lower case may change the length of a text; then places cannot be told.
  if (haystack.length !== text.length) return [{ text, hit: haystack.includes(needle) }];
  let at = 0;
  for (;;) {
    const found = haystack.indexOf(needle, at);
    if (found < 0) break;
    if (found > at) pieces.push({ text: text.slice(at, found), hit: false });
    pieces.push({ text: text.slice(found, found + needle.length), hit: true });
    at = found + needle.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

export class TranscriptPanel implements ReactiveController {
  /** Open since the recording before: nobody has opened it just now, so the page stays where it is. */
  isKept = false;

  readonly #host: TranscriptHost;
  readonly #options: TranscriptOptions;
  readonly #list = createRef<HTMLElement>();
  #search = '';
  /** Which of the places found is looked at; -1 before one was gone to. */
  #place = -1;
  #showPlace = false;
  #follows = true;
  #shown = -1;
  #found = 0;
  #wasOpen = false;

  constructor(host: TranscriptHost, options: TranscriptOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    options.adoptStyles([panelStyles, transcriptStyles]);
  }

  /** Another recording: nothing is searched in it yet, and the sound is followed. */
  forget(): void {
    this.isKept = true;
    this.#search = '';
    this.#place = -1;
    this.#follows = true;
  }

  hostUpdated(): void {
    const list = this.#list.value;
    if (this.#wasOpen !== Boolean(list)) {
      this.#wasOpen = Boolean(list);
      this.#host.dispatchEvent(new Event('aicc-transcript-change'));
    }
    const line = this.#showPlace
      ? list?.querySelector('[data-current]')?.closest('li')
      : this.#follows && list?.children[this.#shown];
    this.#showPlace = false;
    if (!list || !(line instanceof HTMLElement)) return;
    const top = line.offsetTop - list.offsetTop;
    // Only the list itself scrolls, never the host's page.
    if (top < list.scrollTop || top + line.offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  }

  render(transcript: Transcript, position: number): TemplateResult {
    const { t } = this.#options;
    const { cues, language } = transcript;
    this.#shown = cueAt(cues, position);
    let found = 0;
    const lines = cues.map((cue, index) => {
      const pieces = splitAt(cue.text, this.#search);
      const line = this.#renderCue(cue, index, pieces, found);
      found += pieces.filter(({ hit }) => hit).length;
      return line;
    });
    this.#found = found;
    return html`<section
      class="transcript ${this.isKept ? 'kept' : 'panel'}"
      part="transcript"
      aria-label=${t('playerTranscript')}
    >
      <div class="transcript-bar">
        <input
          type="search"
          aria-label=${t('playerTranscriptSearch')}
          placeholder=${t('playerTranscriptSearch')}
          .value=${this.#search}
          @input=${this.#handleSearch}
          @keydown=${this.#handleSearchKey}
        />
        <span class="muted" role="status"
          >${this.#search ? this.#foundText(found) : nothing}</span
        >
        ${
          language
            ? html`<span class="muted">${t('playerTranscriptLanguage', { language: this.#languageName(language) })}</span>`
            : nothing
        }
        <button
          class="link"
          type="button"
          aria-pressed=${this.#follows}
          @click=${this.#handleFollow}
        >
          ${t('playerTranscriptFollow')}
        </button>
      </div>
      <ol
        lang=${language ?? nothing}
        ${ref(this.#list)}
        @wheel=${this.#handleReader}
        @touchmove=${this.#handleReader}
        @pointerdown=${this.#handleScrollbar}
        @keydown=${this.#handleScrollKey}
      >
        ${lines}
      </ol>
    </section>`;
  }

  #foundText(found: number): string {
    const { t } = this.#options;
    return this.#place < 0
      ? t('playerTranscriptFound', { n: found })
      : t('playerTranscriptPlace', { at: this.#place + 1, n: found });
  }

  #renderCue(
    cue: TranscriptCue,
    index: number,
    pieces: readonly Piece[],
    firstPlace: number,
  ): TemplateResult {
    const { t } = this.#options;
    let place = firstPlace - 1;
    const unsure = cue.confidence !== null && cue.confidence < UNSURE;
    const certainty =
      cue.confidence === null
        ? nothing
        : t('playerTranscriptPercent', { n: Math.round(cue.confidence * 100) });
    return html`<li aria-current=${index === this.#shown ? 'true' : nothing}>
      <button
        type="button"
        title=${certainty}
        aria-description=${t('playerTranscriptSeek', { time: formatDuration(cue.startSeconds) })}
        @click=${() => this.#handleCue(cue)}
      >
        <bdi class="muted tabular" dir="ltr">${formatDuration(cue.startSeconds)}</bdi>
        <bdi class=${unsure ? 'unsure' : 'said'} dir="auto"
          >${pieces.map(({ text, hit }) => {
            if (!hit) return text;
            place += 1;
            return html`<mark ?data-current=${place === this.#place}>${text}</mark>`;
          })}</bdi
        >
        ${unsure ? html`<span class="muted">(${t('playerTranscriptUnsure')})</span>` : nothing}
      </button>
    </li>`;
  }

  #languageName(language: string): string {
    try {
      return (
        new Intl.DisplayNames(this.#options.tag(), { type: 'language' }).of(language) ?? language
      );
    } catch {
      return language;
    }
  }

  #handleCue(cue: TranscriptCue): void {
    this.#follows = true;
    this.#options.seek(cue.startSeconds);
  }

  readonly #handleSearch = (event: Event): void => {
    this.#search = (event.target as HTMLInputElement).value;
    this.#place = -1;
    this.#host.requestUpdate();
  };

  /** Enter goes to the next place, with Shift to the one before, round and round. */
  readonly #handleSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || this.#found === 0) return;
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const from = this.#place < 0 && step < 0 ? 0 : this.#place;
    this.#place = (from + step + this.#found) % this.#found;
    this.#follows = false;
    this.#showPlace = true;
    this.#host.requestUpdate();
  };

  readonly #handleFollow = (): void => {
    this.#follows = !this.#follows;
    this.#host.requestUpdate();
  };

  /** The reader scrolls: the text stays where it is put until following is chosen again. */
  readonly #handleReader = (): void => {
    if (!this.#follows) return;
    this.#follows = false;
    this.#host.requestUpdate();
  };

  readonly #handleScrollbar = (event: PointerEvent): void => {
    // Not on a line, so on the scroll bar.
    if (event.target === this.#list.value) this.#handleReader();
  };

  readonly #handleScrollKey = (event: KeyboardEvent): void => {
    if (['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) {
      this.#handleReader();
    }
  };
}
