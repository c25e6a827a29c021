/** The table of keys in the help of an element. */
import { html, type TemplateResult } from 'lit';

export interface KeyRow {
  /** The action that the keys do. */
  readonly name: string;
  /** The keys to press together, as they are shown. */
  readonly keys: readonly string[];
}

/** Keys and their actions, under a sentence that says where they work. */
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
