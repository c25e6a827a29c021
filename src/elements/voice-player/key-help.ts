/** The table of keys that an element tells. */
import { html, type TemplateResult } from 'lit';
import { shownKeys } from '../shared/key-chord.js';
import type { Translate } from '../../i18n/i18n.js';
import { SHORTCUT_ACTIONS, SHORTCUT_KEYS, shortcutKey, type Shortcuts } from './shortcuts.js';

export interface KeyRow {
  /** What it does. */
  readonly name: string;
  /** The keys that are pressed together, as they are shown. */
  readonly keys: readonly string[];
}

/** Keys and what they do, with a sentence on where they work. */
export function keyTable(note: string, rows: readonly KeyRow[]): TemplateResult {
  return html`<div class="panel keys">
    <p class="muted">${note}</p>
    <table>
      <tbody>
        ${rows.map(
          ({ name, keys }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>
                <bdi dir="ltr"
                  >${keys.map((key, at) => html`${at > 0 ? ' + ' : ''}<kbd>${key}</kbd>`)}</bdi
                >
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

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
