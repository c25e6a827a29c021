/**
 * The table, drawn from its columns: header, one row per message, placeholders while loading. A row is
 * drawn once more only when something that it shows has changed, and one listener serves all rows.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { GoneReason, GoneRow, MessageRow, Row } from '../../controllers/list/list-state.js';
import { selectableOf } from '../../controllers/list/selection.js';
import type { StringKey } from '../../i18n/strings.js';
import type { Message, MessageAction } from '../../model/message.js';
import { icon } from '../shared/icons.js';
import type { CellContext, Column } from './columns.js';

export interface TableContext extends CellContext {
  /** Other words than before: every row is drawn once more. */
  readonly words: readonly unknown[];
  readonly onAction: (action: MessageAction, message: Message) => void;
  /** The button of a row's menu is pressed. */
  readonly onMore: (opener: HTMLElement, message: Message) => void;
  readonly onGoToPlayer: () => void;
}

const GONE_KEYS: Readonly<Record<GoneReason, StringKey>> = {
  deleted: 'listGoneDeleted',
  erased: 'listGoneErased',
  'not-found': 'errorNotFound',
};

export function renderTable(columns: readonly Column[], context: TableContext): TemplateResult {
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
    @click=${(event: Event) => handleClick(event, context)}
    @change=${(event: Event) => handleChange(event, context)}
  >
    <thead role="rowgroup">
      <tr role="row" class="row" aria-rowindex="1">
        ${columns.map((column) => renderHeader(column, context))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${
        isLoading
          ? renderPlaceholders(placeholders, columns)
          : repeat(
              rows,
              ({ id }) => id,
              (row, at) => renderRow(row, first + at, columns, context),
            )
      }
    </tbody>
  </table>`;
}

// --- listeners ---------------------------------------------------------------------------------------

/** The control that was pressed, and the row that it is in. */
function pressed(
  event: Event,
  { list }: CellContext,
): { readonly control: HTMLElement; readonly message: Message | null } | null {
  const { target } = event;
  const control = target instanceof Element ? target.closest<HTMLElement>('button, input') : null;
  if (!control) return null;
  const id = control.closest<HTMLElement>('tr[data-id]')?.dataset['id'];
  return { control, message: list.messages.find((message) => message.id === id) ?? null };
}

function handleClick(event: Event, context: TableContext): void {
  const { control, message } = pressed(event, context) ?? {};
  if (!control) return;
  if (control.getAttribute('aria-disabled') === 'true') {
    event.preventDefault();
    return;
  }
  const { action, more, toPlayer } = control.dataset;
  if (toPlayer !== undefined) context.onGoToPlayer();
  else if (message && more !== undefined) context.onMore(control, message);
  else if (message && action !== undefined) context.onAction(action as MessageAction, message);
}

function handleChange(event: Event, context: TableContext): void {
  const { control, message } = pressed(event, context) ?? {};
  if (!(control instanceof HTMLInputElement)) return;
  const { list } = context;
  if (message) list.selection.select([message], control.checked);
  else list.selection.select(selectableOf(list.messages), control.checked);
}

// --- header ------------------------------------------------------------------------------------------

function renderHeader(column: Column, context: CellContext): TemplateResult {
  const { id, header, sortField, align, renderHeader: render } = column;
  const { i18n, list } = context;
  const content = render?.(context) ?? i18n.t(header);
  if (sortField === undefined) {
    return html`<th role="columnheader" scope="col" class=${id} data-align=${align ?? nothing}>${content}</th>`;
  }
  const { field, direction } = list.state.query.sort;
  const sorted = field === sortField ? direction : 'none';
  const mark = sorted === 'none' ? 'sortNone' : sorted === 'ascending' ? 'sortUp' : 'sortDown';
  return html`<th role="columnheader" scope="col" class=${id} data-align=${align ?? nothing} aria-sort=${sorted}>
    <button type="button" class="sort" ?data-on=${sorted !== 'none'} @click=${() => list.sortBy(sortField)}>
      ${content}${icon(mark)}
    </button>
  </th>`;
}

// --- rows --------------------------------------------------------------------------------------------

function renderRow(
  row: Row,
  at: number,
  columns: readonly Column[],
  context: TableContext,
): unknown {
  const { i18n, list, names, nowPlaying, nowMs, dueRules, words } = context;
  if (row.kind === 'gone') return renderGone(row, at, columns.length, context);
  const isChosen = list.selection.chosen.has(row.id);
  const playing = nowPlaying?.messageId === row.id ? (nowPlaying.isPaused ? 'paused' : 'on') : null;
  return guard(
    [
      row,
      at,
      isChosen,
      playing,
      names.of(row.message),
      // A message that no longer waits shows no time that goes on.
      row.message.status === 'processed' ? null : Math.floor(nowMs / 60_000),
      dueRules,
      ...words,
      i18n.locale,
      i18n.timeZone,
      ...columns,
    ],
    () => html`<tr
      role="row"
      part="row"
      class="row"
      aria-rowindex=${at + 2}
      data-id=${row.id}
      data-change=${row.changes === 0 ? nothing : row.changes % 2 === 1 ? 'odd' : 'even'}
      ?data-selected=${isChosen}
      ?data-left=${row.stale}
      ?data-playing=${playing !== null}
    >
      ${repeat(
        columns,
        ({ id }) => id,
        (column) => renderCell(column, row, context),
      )}
    </tr>`,
  );
}

function renderCell(column: Column, row: MessageRow, context: CellContext): TemplateResult {
  const { id, align, isTabular, isRowHeader, hasControls, renderCell: render } = column;
  const classes = `${id}${isTabular ? ' tabular' : ''}${hasControls ? '' : ' text'}`;
  return isRowHeader
    ? html`<th role="rowheader" scope="row" class=${classes} data-align=${align ?? nothing}>${render(row, context)}</th>`
    : html`<td role="cell" class=${classes} data-align=${align ?? nothing}>${render(row, context)}</td>`;
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
function renderPlaceholders(count: number, columns: readonly Column[]): TemplateResult {
  return html`${Array.from(
    { length: count },
    () =>
      html`<tr class="row placeholder" aria-hidden="true">
        ${columns.map(({ id }) => html`<td class=${id}><span class="skeleton"></span></td>`)}
      </tr>`,
  )}`;
}
