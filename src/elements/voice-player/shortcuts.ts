/** The keys of the player, what they do, and the help that lists them. */
import type { TemplateResult } from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { FINE_SKIP_SECONDS, shownKeys, takesKeys } from '../shared/key-chord.js';
import { keyTable } from '../shared/key-table.js';

/** How far Page Up and Page Down go on the Seek slider. */
const COARSE_SKIP_SECONDS = 30;

const SHORTCUT_ACTIONS = [
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

const DEFAULT_SHORTCUTS: Readonly<Record<ShortcutAction, string>> = {
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

const ACTION_NAMES: Readonly<Record<ShortcutAction, StringKey>> = {
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

/** The action of a key press; chords with Ctrl, Alt or Meta are the browser's and the host's. */
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

/** The player's public members that the keys act on. */
export interface ShortcutPlayer {
  readonly shortcuts: Shortcuts | null;
  readonly skipSeconds: number;
  muted: boolean;
  currentTime: number;
  toggle(): void;
  skip(seconds: number): void;
  stepSpeed(direction: 1 | -1): void;
  skipToUnheard(): void;
}

const PERFORM: Readonly<Record<ShortcutAction, (player: ShortcutPlayer) => void>> = {
  toggle: (player) => player.toggle(),
  back: (player) => player.skip(-FINE_SKIP_SECONDS),
  forward: (player) => player.skip(FINE_SKIP_SECONDS),
  'skip-back': (player) => player.skip(-player.skipSeconds),
  'skip-forward': (player) => player.skip(player.skipSeconds),
  mute: (player) => (player.muted = !player.muted),
  slower: (player) => player.stepSpeed(-1),
  faster: (player) => player.stepSpeed(1),
  start: (player) => (player.currentTime = 0),
  unheard: (player) => player.skipToUnheard(),
};

/** Performs the action of a key press inside the player; a key that was used does not reach the host. */
export function handleShortcut(player: ShortcutPlayer, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const [target] = event.composedPath();
  if (takesKeys(target)) return;
  const onSlider = target instanceof HTMLInputElement;
  let action = shortcutAction(event, player.shortcuts);
  // The space bar does nothing on a slider by itself.
  if (event.key === ' ' && onSlider && player.shortcuts !== null) action = 'toggle';
  // The arrows of a slider are its own.
  if (action && event.key.startsWith('Arrow') && onSlider) return;
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  PERFORM[action](player);
}

/** Where a key on the Seek slider goes, in seconds, by the slider pattern; `null` for other keys. */
export function seekKey(key: string, position: number, duration: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return position + FINE_SKIP_SECONDS;
    case 'ArrowLeft':
    case 'ArrowDown':
      return position - FINE_SKIP_SECONDS;
    case 'PageUp':
      return position + COARSE_SKIP_SECONDS;
    case 'PageDown':
      return position - COARSE_SKIP_SECONDS;
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return null;
  }
}

/** The table of the keys in force. */
export function shortcutHelp(shortcuts: Shortcuts | null, t: Translate): TemplateResult {
  const rows = SHORTCUT_ACTIONS.flatMap((action) => {
    const key = shortcutKey(action, shortcuts);
    return key === null
      ? []
      : [{ name: t(ACTION_NAMES[action]), keys: shownKeys({ modifiers: new Set(), key }) }];
  });
  return keyTable(t('playerKeysNote'), rows);
}
