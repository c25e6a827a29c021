/** The table, drawn from its columns: header, one row per message, placeholders while loading. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { GoneReason, GoneRow, MessageRow } from '../../controllers/list/list-state.js';
import type { StringKey } from '../../i18n/strings.js';
import { icon } from '../shared/icons.js';
import type { CellContext, Column } from './columns.js';

const GONE_KEYS: Readonly<Record<GoneReason, StringKey>> = {
  deleted: 'listGoneDeleted',
  erased: 'listGoneErased',
  'not-found': 'errorNotFound',
};

export function renderTable(columns: readonly Column[], context: CellContext): TemplateResult {
  const { i18n, list } = context;
  const { phase, rows, query, placeholders, total, totalIsEstimate } = list.state;
  const first = query.page.index * query.page.size;
  const isLoading = phase === 'loading';
  return html`<table
    role="table"
    part="table"
    aria-label=${i18n.t('listTitle')}
    aria-busy=${isLoading ? 'true' : 'false'}
    aria-rowcount=${total === null || totalIsEstimate ? -1 : total + 1}
  >
    <thead role="rowgroup">
      <tr role="row" aria-rowindex="1">
        ${renderKeyed(columns, (column) => renderHeader(column, context))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${
        isLoading
          ? renderPlaceholders(placeholders, columns.length)
          : renderKeyed(rows, (row, at) =>
              row.kind === 'gone'
                ? renderGone(row, first + at, columns.length, context)
                : renderRow(row, first + at, columns, context),
            )
      }
    </tbody>
  </table>`;
}

/**
 * Elements that keep their DOM, and with it the focus, when their order changes. The templates are
 * made now and not when Lit writes them: cells register the descriptions that are rendered after them.
 */
function renderKeyed<Item extends { readonly id: string }>(
  items: readonly Item[],
  render: (item: Item, at: number) => TemplateResult,
): unknown {
  const templates = items.map((item, at) => ({ id: item.id, template: render(item, at) }));
  return repeat(
    templates,
    ({ id }) => id,
    ({ template }) => template,
  );
}

function renderHeader(column: Column, context: CellContext): TemplateResult {
  const { id, header, sortField, card = 'field', align, renderHeader: render } = column;
  const { i18n, list } = context;
  const content = render?.(context) ?? i18n.t(header);
  if (sortField === undefined) {
    return html`<th role="columnheader" scope="col" class=${id} data-card=${card} data-align=${align ?? nothing}>${content}</th>`;
  }
  const { field, direction } = list.state.query.sort;
  const sorted = field === sortField ? direction : 'none';
  const mark = sorted === 'none' ? 'sortNone' : sorted === 'ascending' ? 'sortUp' : 'sortDown';
  return html`<th role="columnheader" scope="col" class=${id} data-card=${card} data-align=${align ?? nothing} aria-sort=${sorted}>
    <button type="button" class="sort" ?data-on=${sorted !== 'none'} @click=${() => list.sortBy(sortField)}>
      ${content}${icon(mark)}
    </button>
  </th>`;
}

function renderRow(
  row: MessageRow,
  at: number,
  columns: readonly Column[],
  context: CellContext,
): TemplateResult {
  const { list, nowPlaying } = context;
  return html`<tr
    role="row"
    part="row"
    aria-rowindex=${at + 2}
    data-id=${row.id}
    data-change=${row.changes === 0 ? nothing : row.changes % 2 === 1 ? 'odd' : 'even'}
    ?data-selected=${list.selection.chosen.has(row.id)}
    ?data-left=${row.stale}
    ?data-playing=${nowPlaying?.messageId === row.id}
  >
    ${renderKeyed(columns, (column) => renderCell(column, row, context))}
  </tr>`;
}

function renderCell(column: Column, row: MessageRow, context: CellContext): TemplateResult {
  const { id, header, card = 'field', align, isTabular, renderCell: render } = column;
  return html`<td
    role="cell"
    class=${isTabular ? `${id} tabular` : id}
    data-card=${card}
    data-align=${align ?? nothing}
    data-label=${card === 'field' ? context.i18n.t(header) : nothing}
    >${render(row, context)}</td
  >`;
}

function renderGone(
  { id, reason }: GoneRow,
  at: number,
  columnCount: number,
  { i18n }: CellContext,
): TemplateResult {
  return html`<tr role="row" part="row" class="gone" aria-rowindex=${at + 2} data-id=${id} tabindex="-1">
    <td role="cell" colspan=${columnCount}><span class="gone-text">${icon('info')}${i18n.t(GONE_KEYS[reason])}</span></td>
  </tr>`;
}

/** As many as there were rows, so that nothing below moves. */
function renderPlaceholders(count: number, columnCount: number): TemplateResult {
  return html`${Array.from(
    { length: count },
    () =>
      html`<tr class="placeholder" aria-hidden="true">
        ${Array.from({ length: columnCount }, () => html`<td><span class="skeleton"></span></td>`)}
      </tr>`,
  )}`;
}
