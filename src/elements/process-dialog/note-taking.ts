/** Notes while listening: keys inside the comments, a time at the caret, times that play from there. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import { formatDuration } from '../../model/format.js';
import { stampText, stampsIn } from '../../model/time-stamps.js';
import { FINE_SKIP_SECONDS, shownKeys } from '../shared/key-chord.js';
import { icon } from '../shared/icons.js';
import type { ShowText } from '../shared/message-details.js';
import { playFrom, withStamps } from '../shared/stamp-buttons.js';
import { keyTable } from '../shared/key-table.js';
import { speedLabel, spokenDuration } from '../shared/value-text.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import {
  NOTE_ACTIONS,
  NOTE_WORDS,
  noteAction,
  noteChord,
  type NoteShortcuts,
} from './note-keys.js';

export interface NotesOptions {
  readonly t: Translate;
  /** Language of the words, BCP 47. */
  readonly tag: () => string;
  readonly announce: (text: string) => void;
  /** The player in the same dialog. */
  readonly player: () => VoicePlayerElement | null;
  readonly field: () => HTMLTextAreaElement | null;
  readonly shortcuts: () => NoteShortcuts | null;
  /** Called for every use of the notes: the person works. */
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
/** Events of the player after which the position or the length may be another; before it loads, no `seeking` comes. */
const PLAYER_EVENTS = [
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
  /** Position and length as they are on screen. */
  #shown = '';
  /** The time in the name of the button while it has the focus: a screen reader reads a name that changes. */
  #heldTime: string | null = null;
  #helpIsOpen = false;

  constructor(host: ReactiveControllerHost, options: NotesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const player = this.#options.player();
    if (player !== this.#player) {
      for (const name of PLAYER_EVENTS) {
        this.#player?.removeEventListener(name, this.#handlePlayerEvent);
        player?.addEventListener(name, this.#handlePlayerEvent);
      }
      this.#player = player;
    }
    // A recording that was played before continues there.
    void player?.updateComplete.then(this.#handlePlayerEvent);
  }

  /** Starts again, with another message or with the same one. */
  reset(): void {
    this.#heldTime = null;
    this.#helpIsOpen = false;
  }

  /** For `keydown` inside the comments; a key that is handled here goes no further. */
  readonly handleKey = (event: KeyboardEvent): void => {
    const player = this.#options.player();
    const action = noteAction(event, this.#options.shortcuts());
    if (event.defaultPrevented || !player || !action) return;
    event.preventDefault();
    event.stopPropagation();
    this.#options.onUse();
    // A key that is held down goes back step by step; every other action happens once.
    if (event.repeat && action !== 'back') return;
    const { t, announce } = this.#options;
    switch (action) {
      case 'insert-time':
        this.#insert();
        return;
      case 'toggle':
        if (player.paused && player.callActive) announce(t('playerCallActive'));
        else player.toggle();
        return;
      case 'back':
        player.skip(-FINE_SKIP_SECONDS);
        announce(this.#spoken(player.currentTime));
        return;
      case 'slower':
      case 'faster':
        player.stepSpeed(action === 'faster' ? 1 : -1);
        announce(t('notesSpeed', { speed: speedLabel(player.playbackRate) }));
    }
  };

  /** Shows the times of a text as buttons; `null` without a player. */
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

  readonly #handlePlayerEvent = (): void => {
    const shown = `${this.#position} ${this.#player?.duration ?? ''}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#host.requestUpdate();
  };

  readonly #insert = (): void => {
    const { t, announce } = this.#options;
    const field = this.#options.field();
    const player = this.#options.player();
    if (!field || !player) return;
    if (field.readOnly) {
      announce(t('processSubmitNotOpen'));
      return;
    }
    const { currentTime } = player;
    insertAtCaret(field, stampText(currentTime));
    announce(t('notesInserted', { time: this.#spoken(currentTime) }));
  };

  readonly #goTo = (seconds: number): void => {
    const { t, announce } = this.#options;
    const player = this.#options.player();
    if (!player) return;
    this.#options.onUse();
    const playing = playFrom(player, seconds, t, this.#options.tag());
    announce(player.callActive ? t('playerCallActive') : playing);
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
        aria-label=${t('notesInsertTime', { time: this.#heldTime ?? time })}
        aria-disabled=${readOnly}
        aria-describedby=${readOnly ? 'insert-refusal' : nothing}
        aria-keyshortcuts=${chord ? [...chord.modifiers, chord.key].join('+') : nothing}
        @click=${this.#insert}
        @focus=${() => (this.#heldTime = time)}
        @blur=${() => (this.#heldTime = null)}
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

/**
 * Writes `text` at the caret like typing: a selection stays, a blank keeps it apart from the word
 * before, the field dispatches `input`, and the browser's undo takes it back in one step.
 */
export function insertAtCaret(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  const at = field.selectionEnd;
  field.setSelectionRange(at, at);
  const before = field.value;
  const isGlued = /\S/.test(before.charAt(at - 1));
  const written = isGlued ? ` ${text}` : text;
  // Nothing has replaced this one way into the undo of a field. It acts on the focused field alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  field.ownerDocument.execCommand('insertText', false, written);
  if (field.value !== before) return;
  field.setRangeText(written, at, at, 'end');
  field.dispatchEvent(
    new InputEvent('input', {
      bubbles: true,
      composed: true,
      inputType: 'insertText',
      data: written,
    }),
  );
}
