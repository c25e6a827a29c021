/**
 * The columns of the table, as data. Their order follows from it, in the table and in the cards of
 * narrow screens; `column-layout.ts` says where their cells lie. A column knows its message only: what
 * happens to a row as a whole (selected, playing, changed, gone) belongs to `table.ts`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Capabilities } from '../../adapter/adapter.js';
import type { MessageRow } from '../../controllers/list/list-state.js';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import { canSelect, selectableOf } from '../../controllers/list/selection.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import {
  NOTHING,
  formatDuration,
  formatInstantLong,
  formatShortInstant,
  isoDuration,
} from '../../model/format.js';
import type { Instant, Message } from '../../model/message.js';
import type { SortField } from '../../model/query.js';
import { channelText, renderId, shorten } from '../shared/message-fields.js';
import type { DescriptionRegistry } from './disabled-reason.js';
import { controlName, type MessageNames } from './message-name.js';
import { disabledReason, renderRowActions, type NowPlaying } from './row-actions.js';
import { renderStatusCell } from './status-cell.js';
import { renderWaiting, type WaitingOptions } from './waiting-cell.js';

/** What a cell is made from. */
export interface CellContext extends WaitingOptions {
  readonly i18n: I18n;
  readonly list: MessageListController;
  readonly names: MessageNames;
  readonly nowPlaying: NowPlaying | null;
  readonly descriptions: DescriptionRegistry;
}

export interface Column {
  /** Stable name, class and grid area of its cells: a CSS identifier. */
  readonly id: string;
  readonly header: StringKey;
  /** In the place of the header's word. */
  readonly renderHeader?: (context: CellContext) => TemplateResult;
  readonly renderCell: (row: MessageRow, context: CellContext) => unknown;
  /** The header sorts by this field. */
  readonly sortField?: SortField;
  /** Width of a column that has no place in `COLUMN_LAYOUTS`. @default '8em' */
  readonly width?: string;
  /** Its cells name their rows. */
  readonly isRowHeader?: boolean;
  /** Figures of one width, so that those of all rows are one below the other. */
  readonly isTabular?: boolean;
  /** Its cells hold controls, whose focus ring may reach over the edge. */
  readonly hasControls?: boolean;
  /** @default 'start' */
  readonly align?: 'start' | 'end';
  /** Whether the backend has anything to show in it. @default always */
  readonly isShown?: (capabilities: Capabilities) => boolean;
}

/** The columns of the screen, in its order: section 3 of the contract. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'select',
    header: 'listSelectPage',
    renderHeader: renderSelectPage,
    renderCell: renderSelect,
    hasControls: true,
  },
  {
    id: 'number',
    header: 'contactNumber',
    renderCell: ({ message }) =>
      html`<div class="main tabular" title=${message.contactNumber ?? nothing}>${renderId(message.contactNumber)}</div>${renderPreview(message)}`,
    isRowHeader: true,
  },
  {
    id: 'channel',
    header: 'channelType',
    renderCell: ({ message: { channel } }, { i18n }) =>
      html`<bdi>${channelText(channel, i18n)}</bdi>`,
  },
  {
    id: 'status',
    header: 'status',
    renderCell: (row, { i18n }) => renderStatusCell(row, i18n),
  },
  {
    id: 'employee',
    header: 'employeeId',
    renderCell: ({ message }) => renderId(message.employeeId),
    isTabular: true,
  },
  {
    id: 'account',
    header: 'businessAccount',
    renderCell: ({ message }) => renderId(message.businessAccount),
  },
  {
    id: 'waiting',
    header: 'listWaiting',
    renderCell: ({ message }, context) => renderWaiting(message, context.i18n, context),
    isTabular: true,
  },
  {
    id: 'created',
    header: 'created',
    renderCell: ({ message }, { i18n }) => renderShortTime(message.createdAt, i18n),
    sortField: 'created',
    isTabular: true,
  },
  {
    id: 'updated',
    header: 'updated',
    renderCell: ({ message }, { i18n }) => renderShortTime(message.updatedAt, i18n),
    sortField: 'updated',
    isTabular: true,
  },
  {
    id: 'duration',
    header: 'duration',
    renderCell: ({ message }) => renderDuration(message),
    isTabular: true,
    align: 'end',
  },
  {
    id: 'operation',
    header: 'listOperation',
    renderCell: ({ message }, { i18n, names, nowPlaying }) =>
      renderRowActions(i18n, message, names.of(message), nowPlaying),
    hasControls: true,
    align: 'end',
  },
];

/** Those of `columns` that the backend has something to show in. */
export function shownColumns(
  columns: readonly Column[],
  capabilities: Capabilities,
): readonly Column[] {
  return columns.filter(({ isShown }) => isShown?.(capabilities) ?? true);
}

// --- select ------------------------------------------------------------------------------------------

function renderSelectPage({ i18n, list, descriptions }: CellContext): TemplateResult {
  const { t } = i18n;
  const { chosen } = list.selection;
  const selectable = selectableOf(list.messages);
  const count = selectable.filter(({ id }) => chosen.has(id)).length;
  const reason = selectable.length === 0 ? t('listNothingSelectable') : null;
  return html`<label class="hit">
    <input
      type="checkbox"
      data-select-page
      aria-label=${t('listSelectPage')}
      .checked=${selectable.length > 0 && count === selectable.length}
      .indeterminate=${count > 0 && count < selectable.length}
      aria-disabled=${reason === null ? 'false' : 'true'}
      data-reason=${reason !== null && list.messages.length > 0 ? reason : nothing}
      aria-describedby=${reason === null ? nothing : descriptions.idOf(reason)}
    />
  </label>`;
}

function renderSelect(
  { message }: MessageRow,
  { i18n, list, names, descriptions }: CellContext,
): TemplateResult {
  const { t } = i18n;
  const reason = canSelect(message)
    ? null
    : (disabledReason(i18n, message, 'allocate') ?? t('reasonStatus'));
  return html`<label class="hit">
    <input
      type="checkbox"
      data-select
      aria-label=${controlName(t('listSelect'), names.of(message))}
      .checked=${list.selection.chosen.has(message.id)}
      aria-disabled=${reason === null ? 'false' : 'true'}
      data-reason=${reason ?? nothing}
      aria-describedby=${reason === null ? nothing : descriptions.idOf(reason)}
    />
  </label>`;
}

// --- number ------------------------------------------------------------------------------------------

const PREVIEW_CHARACTERS = 160;
/** A title is no viewer. */
const TITLE_CHARACTERS = 600;

/** The beginning of the text in one line; its title shows more, the viewer all of it. */
function renderPreview({ text, language }: Message): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const line = text
    .slice(0, PREVIEW_CHARACTERS * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return nothing;
  return html`<bdi class="preview" lang=${language ?? nothing} title=${shorten(text, TITLE_CHARACTERS)}>${shorten(line, PREVIEW_CHARACTERS)}</bdi>`;
}

// --- times -------------------------------------------------------------------------------------------

/** `28 Nov, 01:26`; its title is the long form with seconds and the zone's offset. */
function renderShortTime(instant: Instant | null, { locale, timeZone }: I18n): TemplateResult {
  if (instant === null) return html`<span class="muted">${NOTHING}</span>`;
  return html`<time datetime=${instant} title=${formatInstantLong(instant, locale, timeZone)}
    ><bdi>${formatShortInstant(instant, locale, timeZone)}</bdi></time
  >`;
}

function renderDuration({ channel, durationSeconds: seconds }: Message): TemplateResult | string {
  if (seconds !== null)
    return html`<time datetime=${isoDuration(seconds)}>${formatDuration(seconds)}</time>`;
  return channel === 'voice' ? formatDuration(null) : NOTHING;
}
