/** The transcript beside the sound: follows it, seeks by a click, can be searched. Loaded by its button. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Translate } from '../../i18n/i18n.js';
import { formatDuration } from '../../model/format.js';
import type { Transcript, TranscriptCue } from '../../model/recording.js';

export type TranscriptHost = ReactiveControllerHost & EventTarget;

export interface TranscriptOptions {
  readonly t: Translate;
  /** BCP 47 tag of the language on screen. */
  readonly tag: () => string;
  /** The person plays it from a cue, in seconds. */
  readonly onSeek: (seconds: number) => void;
}

/** A confidence below this is marked as uncertain. */
const UNCERTAIN_BELOW = 0.7;

/** Index of the cue that is spoken at `seconds`, or of the last one before it; -1 before the first. */
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

/** `text` cut before and after each occurrence of `search`, whatever the case of letters. */
export function splitAt(text: string, search: string): readonly Piece[] {
  if (search === '') return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  const haystack = text.toLowerCase();
  const needle = search.toLowerCase();
  // Lower case may change the length of a text; then the positions do not match.
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
  readonly #host: TranscriptHost;
  readonly #options: TranscriptOptions;
  readonly #list = createRef<HTMLElement>();
  /** The person has opened it: that holds for the recordings that follow, until it is closed. */
  #isOpen = false;
  /** Open since the recording before, not by a click just now: the page does not scroll to it. */
  #isKept = false;
  #search = '';
  /** Index of the search result that was gone to; -1 before one was. */
  #place = -1;
  #showPlace = false;
  #follows = true;
  #current = -1;
  #found = 0;
  #wasShown = false;

  constructor(host: TranscriptHost, options: TranscriptOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#isKept = false;
    this.#host.requestUpdate();
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Another recording: nothing is searched in it yet, and the sound is followed. */
  reset(): void {
    this.#isKept = true;
    this.#search = '';
    this.#place = -1;
    this.#follows = true;
  }

  hostUpdated(): void {
    const list = this.#list.value;
    if (this.#wasShown !== Boolean(list)) {
      this.#wasShown = Boolean(list);
      this.#host.dispatchEvent(new Event('aicc-transcript-change'));
    }
    const line = this.#showPlace
      ? list?.querySelector('[data-current]')?.closest('li')
      : this.#follows && list?.children[this.#current];
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
    this.#current = cueAt(cues, position);
    let found = 0;
    const lines = cues.map((cue, index) => {
      const pieces = splitAt(cue.text, this.#search);
      const line = this.#renderCue(cue, index, pieces, found);
      found += pieces.filter(({ hit }) => hit).length;
      return line;
    });
    this.#found = found;
    return html`<section
      class="transcript ${this.#isKept ? 'kept' : 'panel'}"
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
        @wheel=${this.#handleScroll}
        @touchmove=${this.#handleScroll}
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
    const isUncertain = cue.confidence !== null && cue.confidence < UNCERTAIN_BELOW;
    const certainty =
      cue.confidence === null
        ? nothing
        : t('playerTranscriptPercent', { n: Math.round(cue.confidence * 100) });
    return html`<li aria-current=${index === this.#current ? 'true' : nothing}>
      <button
        type="button"
        title=${certainty}
        aria-description=${t('playerTranscriptSeek', { time: formatDuration(cue.startSeconds) })}
        @click=${() => this.#handleCue(cue)}
      >
        <bdi class="muted tabular" dir="ltr">${formatDuration(cue.startSeconds)}</bdi>
        <bdi class=${isUncertain ? 'unsure' : 'said'} dir="auto"
          >${pieces.map(({ text, hit }) => {
            if (!hit) return text;
            place += 1;
            return html`<mark ?data-current=${place === this.#place}>${text}</mark>`;
          })}</bdi
        >
        ${isUncertain ? html`<span class="muted">(${t('playerTranscriptUnsure')})</span>` : nothing}
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
    this.#options.onSeek(cue.startSeconds);
  }

  readonly #handleSearch = (event: Event): void => {
    this.#search = (event.target as HTMLInputElement).value;
    this.#place = -1;
    this.#host.requestUpdate();
  };

  /** Enter goes to the next result, Shift+Enter to the one before, round and round. */
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

  /** The person scrolls: the text stays there until following is chosen again. */
  readonly #handleScroll = (): void => {
    if (!this.#follows) return;
    this.#follows = false;
    this.#host.requestUpdate();
  };

  readonly #handleScrollbar = (event: PointerEvent): void => {
    // Not on a line, so on the scroll bar.
    if (event.target === this.#list.value) this.#handleScroll();
  };

  readonly #handleScrollKey = (event: KeyboardEvent): void => {
    if (['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) {
      this.#handleScroll();
    }
  };
}
