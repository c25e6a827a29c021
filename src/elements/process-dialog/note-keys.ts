/**
 * The keys that work inside Handling Comments. Pure.
 *
 * Function keys are the same on every keyboard layout, and no input method takes these while it is
 * composing. Browsers, screen readers and systems leave F2, F8, both with Shift, and Shift+F4 free;
 * docs/decisions/0017-note-keys.md lists those that are taken.
 */
import type { StringKey } from '../../i18n/strings.js';
import {
  isChord,
  isFreeInText,
  readChord,
  type KeyChord,
  type PressedKey,
} from '../shared/key-chord.js';

export const NOTE_ACTIONS = ['insert-time', 'toggle', 'back', 'slower', 'faster'] as const;
export type NoteAction = (typeof NOTE_ACTIONS)[number];

/** One chord per action, as `F2` or `Ctrl+j`; `null` switches that one off. */
export type NoteShortcuts = Readonly<Partial<Record<NoteAction, string | null>>>;

const DEFAULT_NOTE_SHORTCUTS: Readonly<Record<NoteAction, string>> = {
  'insert-time': 'F2',
  toggle: 'F8',
  back: 'Shift+F8',
  slower: 'Shift+F2',
  faster: 'Shift+F4',
};

/** The name of each action in the help. */
export const NOTE_WORDS: Readonly<Record<NoteAction, StringKey>> = {
  'insert-time': 'notesKeyInsertTime',
  toggle: 'playerKeyToggle',
  back: 'playerKeyBack',
  slower: 'playerKeySlower',
  faster: 'playerKeyFaster',
};

/**
 * The chord in force for `action`; `null` when it has none. `shortcuts: null` switches all off. A chord
 * that would type or edit in the text does not count.
 */
export function noteChord(action: NoteAction, shortcuts: NoteShortcuts | null): KeyChord | null {
  if (shortcuts === null) return null;
  const own = Object.hasOwn(shortcuts, action) ? shortcuts[action] : undefined;
  const written = own === undefined ? DEFAULT_NOTE_SHORTCUTS[action] : own;
  const chord = written === null ? null : readChord(written);
  return chord && isFreeInText(chord) ? chord : null;
}

/** The action of a key press; `null` for all other keys. */
export function noteAction(event: PressedKey, shortcuts: NoteShortcuts | null): NoteAction | null {
  return (
    NOTE_ACTIONS.find((action) => {
      const chord = noteChord(action, shortcuts);
      return chord !== null && isChord(event, chord);
    }) ?? null
  );
}
