/** Keys of the player: pure, so that other elements can offer the same ones. */
import type { StringKey } from '../../i18n/strings.js';

export const SHORTCUT_ACTIONS = [
  'toggle',
  'back',
  'forward',
  'skip-back',
  'skip-forward',
  'mute',
  'slower',
  'faster',
  'start',
  'unheard',
] as const;
export type ShortcutAction = (typeof SHORTCUT_ACTIONS)[number];

/** One key (`KeyboardEvent.key`) per action; `null` switches that one off. */
export type Shortcuts = Readonly<Partial<Record<ShortcutAction, string | null>>>;

export const DEFAULT_SHORTCUTS: Readonly<Record<ShortcutAction, string>> = {
  toggle: 'k',
  back: 'ArrowLeft',
  forward: 'ArrowRight',
  'skip-back': 'j',
  'skip-forward': 'l',
  mute: 'm',
  slower: '<',
  faster: '>',
  start: '0',
  unheard: 'u',
};

export const SHORTCUT_KEYS: Readonly<Record<ShortcutAction, StringKey>> = {
  toggle: 'playerKeyToggle',
  back: 'playerKeyBack',
  forward: 'playerKeyForward',
  'skip-back': 'playerKeySkipBack',
  'skip-forward': 'playerKeySkipForward',
  mute: 'playerKeyMute',
  slower: 'playerKeySlower',
  faster: 'playerKeyFaster',
  start: 'playerKeyStart',
  unheard: 'playerKeyUnheard',
};

/** The key in force for `action`; `null` when it has none. `shortcuts: null` switches all off. */
export function shortcutKey(action: ShortcutAction, shortcuts: Shortcuts | null): string | null {
  if (shortcuts === null) return null;
  const own = Object.hasOwn(shortcuts, action) ? shortcuts[action] : undefined;
  return own === undefined ? DEFAULT_SHORTCUTS[action] : own;
}

/** What a key press asks for; chords with Ctrl, Alt or Meta are the browser's and the host's. */
export function shortcutAction(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>,
  shortcuts: Shortcuts | null,
): ShortcutAction | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  const pressed = event.key.toLowerCase();
  return (
    SHORTCUT_ACTIONS.find((action) => shortcutKey(action, shortcuts)?.toLowerCase() === pressed) ??
    null
  );
}

/** Seconds to go for a key on the Seek slider, as the slider pattern has it; `null` for other keys. */
export function seekKey(key: string, position: number, duration: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return position + 5;
    case 'ArrowLeft':
    case 'ArrowDown':
      return position - 5;
    case 'PageUp':
      return position + 30;
    case 'PageDown':
      return position - 30;
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return null;
  }
}
