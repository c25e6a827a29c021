/** Keys with modifiers, written as `Shift+F8` or `Ctrl+j`. Pure. */

const MODIFIERS = ['Ctrl', 'Alt', 'Shift', 'Meta'] as const;
type Modifier = (typeof MODIFIERS)[number];

export interface KeyChord {
  readonly modifiers: ReadonlySet<Modifier>;
  /** A value of `KeyboardEvent.key`. */
  readonly key: string;
}

export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'isComposing'
> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/** Seconds of one step back or forward by key, in the player and in the notes. */
export const FINE_SKIP_SECONDS = 5;

/** Keys that type nothing and that text fields do not use. */
const FREE_KEY = /^(?:f\d{1,2}|pause|scrolllock|media\w+)$/i;
/** Keys that edit text, move the caret or the focus, or close: no chord may use them. */
const RESERVED_KEY =
  /^(?:escape|tab|enter|backspace|delete|insert|home|end|page(?:up|down)|arrow\w+)$/i;

/** The chord that `text` describes; `null` when it describes none. */
export function readChord(text: string): KeyChord | null {
  const parts = text.split('+');
  const key = parts.pop() || (text === '+' || text.endsWith('++') ? '+' : '');
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const modifier = MODIFIERS.find((one) => one.toLowerCase() === part.toLowerCase());
    if (modifier) modifiers.add(modifier);
    else if (part !== '') return null;
  }
  return key === '' ? null : { modifiers, key };
}

/**
 * Whether a chord is free inside a text field: it types nothing on any keyboard (Alt does on macOS, and
 * Ctrl with Alt is AltGr on Windows) and edits nothing.
 */
export function isFreeInText({ modifiers, key }: KeyChord): boolean {
  if (FREE_KEY.test(key)) return true;
  if (RESERVED_KEY.test(key) || modifiers.has('Alt')) return false;
  return modifiers.has('Ctrl') || modifiers.has('Meta');
}

/**
 * Whether `event` is that chord. It compares `key`, so that the chord follows the layout of the keyboard.
 * On a layout without Latin letters, a letter or digit is found by its position (`code`).
 */
export function isChord(event: PressedKey, { modifiers, key }: KeyChord): boolean {
  if (event.isComposing || event.getModifierState?.('AltGraph') === true) return false;
  const held = {
    Ctrl: event.ctrlKey,
    Alt: event.altKey,
    Shift: event.shiftKey,
    Meta: event.metaKey,
  };
  // The layout decides which signs need Shift.
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  for (const modifier of MODIFIERS) {
    if (modifier === 'Shift' && isSign) continue;
    if (held[modifier] !== modifiers.has(modifier)) return false;
  }
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  // eslint-disable-next-line no-control-regex -- all that is not ASCII
  const isForeign = event.key.length === 1 && /[^\u0000-\u007f]/.test(event.key);
  return isForeign && event.code === codeOf(key);
}

/** The position of a letter or digit on the standard keyboard. */
function codeOf(key: string): string | null {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return /^\d$/.test(key) ? `Digit${key}` : null;
}

const SHOWN: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
  ' ': '␣',
};

/** The keys of a chord as they are shown, one after another. */
export function shownKeys({ modifiers, key }: KeyChord): readonly string[] {
  const shown = SHOWN[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...MODIFIERS.filter((one) => modifiers.has(one)), shown];
}

/** True for a control that takes letters itself, so that no shortcut may take them. */
export function takesKeys(target: EventTarget | undefined): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target.matches('textarea, select, input:not([type="range"])');
}
