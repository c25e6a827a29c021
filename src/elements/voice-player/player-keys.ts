/** What the keys do while the focus is inside the player. */
import { takesKeys } from '../shared/key-chord.js';
import { shortcutAction, type ShortcutAction, type Shortcuts } from './shortcuts.js';

const FINE_SKIP_SECONDS = 5;

/** What the keys act on: the player's public members. */
export interface KeyedPlayer {
  readonly shortcuts: Shortcuts | null;
  readonly skipSeconds: number;
  muted: boolean;
  currentTime: number;
  toggle(): void;
  skip(seconds: number): void;
  stepSpeed(direction: 1 | -1): void;
  skipToUnheard(): void;
}

const ACTS: Readonly<Record<ShortcutAction, (player: KeyedPlayer) => void>> = {
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

export function act(player: KeyedPlayer, action: ShortcutAction): void {
  ACTS[action](player);
}

/** Does what the key asks for; a key that was handled does not reach the host. */
export function handleKey(player: KeyedPlayer, event: KeyboardEvent): void {
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
  act(player, action);
}
