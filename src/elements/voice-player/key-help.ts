/** The help for the keys of the player. */
import type { TemplateResult } from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import { shownKeys } from '../shared/key-chord.js';
import { keyTable } from '../shared/key-table.js';
import { SHORTCUT_ACTIONS, SHORTCUT_KEYS, shortcutKey, type Shortcuts } from './shortcuts.js';

/** The keys of the player that are in force. */
export function keyHelp(shortcuts: Shortcuts | null, t: Translate): TemplateResult {
  const rows = SHORTCUT_ACTIONS.flatMap((action) => {
    const key = shortcutKey(action, shortcuts);
    return key === null
      ? []
      : [{ name: t(SHORTCUT_KEYS[action]), keys: shownKeys({ modifiers: new Set(), key }) }];
  });
  return keyTable(t('playerKeysNote'), rows);
}
