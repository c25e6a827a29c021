import { html, type TemplateResult } from 'lit';
import type { Translate } from './player-words.js';
import { SHORTCUT_ACTIONS, SHORTCUT_KEYS, shortcutKey, type Shortcuts } from './shortcuts.js';

const SHOWN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': '␣',
};

/** The table of keys in force. */
export function keyHelp(shortcuts: Shortcuts | null, t: Translate): TemplateResult {
  return html`<div class="panel keys">
    <p class="muted">${t('playerKeysNote')}</p>
    <table>
      <tbody>
        ${SHORTCUT_ACTIONS.map((action) => {
          const key = shortcutKey(action, shortcuts);
          return key === null
            ? null
            : html`<tr>
                <th scope="row">${t(SHORTCUT_KEYS[action])}</th>
                <td><kbd>${SHOWN[key] ?? key.toUpperCase()}</kbd></td>
              </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
