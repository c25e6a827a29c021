/** Notes while listening: keys inside the comments, the time at the caret, times that jump there. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ReactiveControllerHost } from 'lit';
import { formatDuration } from '../../model/format.js';
import { stampText, stampsIn } from '../../model/time-stamps.js';
import { shownKeys } from '../shared/key-chord.js';
import { icon } from '../shared/icons.js';
import type { ShowText } from '../shared/message-details.js';
import { playFrom, withStamps } from '../shared/stamp-buttons.js';
import { stampStyles } from '../shared/stamp-buttons.styles.js';
import { keyTable } from '../shared/key-table.js';
import { panelStyles } from '../shared/key-table.styles.js';
import { act } from '../voice-player/player-keys.js';
import { speedLabel, spokenDuration } from '../shared/value-text.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import { insertAtCaret } from './caret-insert.js';
import {
  NOTE_ACTIONS,
  NOTE_WORDS,
  noteAction,
  noteChord,
  type NoteShortcuts,
} from './note-keys.js';
import { noteStyles } from './note-taking.styles.js';

export const laterStyles = [panelStyles, stampStyles, noteStyles];

export interface NotesOptions {
  readonly t: I18n['t'];
  /** Language of the words, BCP 47. */
  readonly tag: () => string;
  readonly say: (text: string) => void;
  /** The player in the same dialog. */
  readonly player: () => VoicePlayerElement | null;
  readonly field: () => HTMLTextAreaElement | null;
  readonly shortcuts: () => NoteShortcuts | null;
  /** Told of every key that is used up here. */
  readonly onUse: () => void;
}

export interface NotesView {
  readonly comments: string;
  readonly readOnly: boolean;
  /** The length as the message says it, in seconds; `null` where it does not. */
  readonly announcedSeconds: number | null;
}

/** Times that get a button under the text. */
const MOST_BUTTONS = 50;
/** After these the position or the length may be another; a recording that is not loaded tells no seeking. */
const MOVES = [
  'timeupdate',
  'seeking',
  'seeked',
  'durationchange',
  'ended',
  'input',
  'keyup',
  'click',
] as const;

export class NoteTaking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: NotesOptions;
  #player: VoicePlayerElement | null = null;
  #shown = '';
  /** The time in the name of the button while it has the focus: a name that changes by itself is spoken. */
  #held: string | null = null;
  #helpIsOpen = false;

  constructor(host: ReactiveControllerHost, options: NotesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const player = this.#options.player();
    if (player !== this.#player) {
      for (const move of MOVES) {
        this.#player?.removeEventListener(move, this.#follow);
        player?.addEventListener(move, this.#follow);
      }
      this.#player = player;
    }
    // It may begin where listening stopped before.
    player?.updateComplete.then(this.#follow, () => undefined);
  }

  /** Another message, or the same once more. */
  reset(): void {
    this.#held = null;
    this.#helpIsOpen = false;
  }

  /** For key presses inside the comments. What is handled reaches nobody else. */
  readonly handleKey = (event: KeyboardEvent): void => {
    const player = this.#options.player();
    const action = noteAction(event, this.#options.shortcuts());
    if (event.defaultPrevented || !player || !action) return;
    event.preventDefault();
    event.stopPropagation();
    this.#options.onUse();
    // A key held down goes back further and further, and does nothing else twice.
    if (event.repeat && action !== 'back') return;
    if (action === 'insert-time') {
      this.#insert();
      return;
    }
    if (action === 'toggle' && player.paused && player.callActive) {
      this.#options.say(this.#options.t('playerCallActive'));
      return;
    }
    act(player, action);
    if (action === 'back') this.#options.say(this.#spoken(player.currentTime));
    else if (action !== 'toggle') {
      this.#options.say(this.#options.t('notesSpeed', { speed: speedLabel(player.playbackRate) }));
    }
  };

  /** For a displayed text: its times as buttons. Without a player there is nowhere to go. */
  texts(announcedSeconds: number | null): ShowText | null {
    const { t } = this.#options;
    if (!this.#options.player()) return null;
    return withStamps({ t, durationSeconds: this.#length(announcedSeconds), goTo: this.#goTo });
  }

  #length(announcedSeconds: number | null): number {
    return this.#options.player()?.duration ?? announcedSeconds ?? NaN;
  }

  get #position(): string {
    return formatDuration(this.#options.player()?.currentTime ?? 0);
  }

  #spoken(seconds: number): string {
    return spokenDuration(seconds, this.#options.tag());
  }

  readonly #follow = (): void => {
    const shown = `${this.#position} ${this.#player?.duration ?? ''}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#host.requestUpdate();
  };

  readonly #insert = (): void => {
    const { t, say } = this.#options;
    const field = this.#options.field();
    const player = this.#options.player();
    if (!field || !player) return;
    if (field.readOnly) {
      say(t('processSubmitNotOpen'));
      return;
    }
    const { currentTime } = player;
    insertAtCaret(field, stampText(currentTime));
    say(t('notesInserted', { time: this.#spoken(currentTime) }));
  };

  readonly #goTo = (seconds: number): void => {
    const { t, say } = this.#options;
    const player = this.#options.player();
    if (!player) return;
    this.#options.onUse();
    const playing = playFrom(player, seconds, t, this.#options.tag());
    say(player.callActive ? t('playerCallActive') : playing);
  };

  render(view: NotesView): TemplateResult {
    const { t } = this.#options;
    const stamps = stampsIn(view.comments, this.#length(view.announcedSeconds));
    const left = stamps.length - MOST_BUTTONS;
    return html`<div class="note-tools">
        ${this.#renderInsert(view.readOnly)}
        <button
          type="button"
          class="button quiet icon-only note-keys"
          aria-label=${t('notesKeys')}
          aria-expanded=${this.#helpIsOpen}
          @click=${() => {
            this.#helpIsOpen = !this.#helpIsOpen;
            this.#host.requestUpdate();
          }}
        >
          ${icon('info')}
        </button>
        ${
          stamps.length === 0
            ? nothing
            : html`<div class="stamps" role="group" aria-label=${t('notesTimes')}>
              ${stamps.slice(0, MOST_BUTTONS).map(
                ({ text, seconds }) =>
                  html`<button
                    type="button"
                    class="button stamp-chip"
                    aria-label=${t('notesGoTo', { time: text })}
                    @click=${() => this.#goTo(seconds)}
                  >
                    ${icon('play')}<bdi dir="ltr" class="tabular">${text}</bdi>
                  </button>`,
              )}
              ${left > 0 ? html`<span class="muted">${t('notesMoreTimes', { n: left })}</span>` : nothing}
            </div>`
        }
      </div>
      ${this.#helpIsOpen ? this.#renderHelp() : nothing}`;
  }

  #renderInsert(readOnly: boolean): TemplateResult {
    const { t } = this.#options;
    const chord = noteChord('insert-time', this.#options.shortcuts());
    const time = this.#position;
    return html`<button
        type="button"
        class="link insert-time tabular"
        aria-label=${t('notesInsertTime', { time: this.#held ?? time })}
        aria-disabled=${readOnly}
        aria-describedby=${readOnly ? 'insert-refusal' : nothing}
        aria-keyshortcuts=${chord ? [...chord.modifiers, chord.key].join('+') : nothing}
        @click=${this.#insert}
        @focus=${() => (this.#held = time)}
        @blur=${() => (this.#held = null)}
      >
        ${t('notesInsertTime', { time })}
      </button>
      <span class="visually-hidden" id="insert-refusal"
        >${readOnly ? t('processSubmitNotOpen') : ''}</span
      >`;
  }

  #renderHelp(): TemplateResult {
    const { t } = this.#options;
    const rows = NOTE_ACTIONS.flatMap((action) => {
      const chord = noteChord(action, this.#options.shortcuts());
      return chord ? [{ name: t(NOTE_WORDS[action]), keys: shownKeys(chord) }] : [];
    });
    return keyTable(t('notesKeysNote'), [
      ...rows,
      { name: t('notesKeyLeave'), keys: ['Tab'] },
      { name: t('notesKeyClose'), keys: ['Esc'] },
    ]);
  }
}
