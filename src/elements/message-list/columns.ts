/**
 * The columns of the table, as data. Order, width and visibility of the columns follow from it, in the
 * table and in the cards of narrow screens. A column knows its message only: what happens to a row as
 * a whole (selected, playing, changed, gone) belongs to `table.ts`.
 */
import { html, nothing, unsafeCSS, type CSSResult, type TemplateResult } from 'lit';
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
  instantFormat,
  isoDuration,
} from '../../model/format.js';
import type { AllocationFailure, Instant, Message } from '../../model/message.js';
import type { SortField } from '../../model/query.js';
import { isKnownChannel } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import {
  channelText,
  renderId,
  renderStatus,
  renderTime,
  shorten,
} from '../shared/message-fields.js';
import { controlName } from './message-name.js';
import { disabledReason, renderRowActions, type RowActionsOptions } from './row-actions.js';

/** What a cell is made from. */
export interface CellContext extends RowActionsOptions {
  readonly i18n: I18n;
  readonly list: MessageListController;
}

/** The place of a cell in the card that a row becomes on narrow screens. */
export type CardPlace =
  /** Beside the card, at its beginning. */
  | 'corner'
  /** The first line, without its label. */
  | 'title'
  /** Label and value; the default. */
  | 'field'
  /** The last line, without its label. */
  | 'actions';

/** Width of a column where the table is wide (69em and more); a column without one shares the rest. */
export interface ColumnWidth {
  readonly wide: string;
  /** From 100em on. @default the same as `wide` */
  readonly widest?: string;
}

export interface Column {
  /** Stable name, and the class of its cells: a CSS identifier. */
  readonly id: string;
  readonly header: StringKey;
  /** In the place of the header's word. */
  readonly renderHeader?: (context: CellContext) => TemplateResult;
  readonly renderCell: (row: MessageRow, context: CellContext) => unknown;
  /** The header sorts by this field. */
  readonly sortField?: SortField;
  readonly width?: ColumnWidth;
  /** Figures of one width, so that those of all rows are one below the other. */
  readonly isTabular?: boolean;
  /** @default 'start' */
  readonly align?: 'start' | 'end';
  /** @default 'field' */
  readonly card?: CardPlace;
  /** Whether the backend has anything to show in it. @default always */
  readonly isShown?: (capabilities: Capabilities) => boolean;
}

/** The columns of the screen, in its order: section 2 of the contract. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'select',
    header: 'listSelectPage',
    renderHeader: renderSelectPage,
    renderCell: renderSelect,
    width: { wide: '2.7em' },
    card: 'corner',
  },
  {
    id: 'number',
    header: 'contactNumber',
    renderCell: ({ message }) =>
      html`<div class="main tabular">${renderId(message.contactNumber)}</div>
      ${renderPreview(message)}`,
    card: 'title',
  },
  {
    id: 'channel',
    header: 'channelType',
    renderCell: renderChannel,
    width: { wide: '6.5%' },
  },
  {
    id: 'status',
    header: 'status',
    renderCell: renderStatusCell,
    width: { wide: '14.7%' },
  },
  {
    id: 'employee',
    header: 'employeeId',
    renderCell: ({ message }) => renderId(message.employeeId),
    width: { wide: '7.3%' },
    isTabular: true,
  },
  {
    id: 'account',
    header: 'businessAccount',
    renderCell: ({ message }) => renderId(message.businessAccount),
    width: { wide: '7.3%' },
  },
  {
    id: 'created',
    header: 'created',
    renderCell: ({ message }, { i18n }) => renderTime(message.createdAt, i18n),
    sortField: 'created',
    width: { wide: '8.7%', widest: '12.5%' },
    isTabular: true,
  },
  {
    id: 'updated',
    header: 'updated',
    renderCell: ({ message }, { i18n }) => renderTime(message.updatedAt, i18n),
    sortField: 'updated',
    width: { wide: '8.7%', widest: '12.5%' },
    isTabular: true,
  },
  {
    id: 'duration',
    header: 'duration',
    renderCell: ({ message }) => renderDuration(message),
    width: { wide: '6.7%' },
    isTabular: true,
    align: 'end',
  },
  {
    id: 'operation',
    header: 'listOperation',
    renderCell: ({ message }, context) => renderRowActions(context.i18n, message, context),
    width: { wide: '22.2%', widest: '19%' },
    card: 'actions',
  },
];

/** Those of `columns` that the backend has something to show in. */
export function shownColumns(
  columns: readonly Column[],
  capabilities: Capabilities,
): readonly Column[] {
  return columns.filter(({ isShown }) => isShown?.(capabilities) ?? true);
}

/** The widths of `columns` as a style sheet: a style attribute on each header would need an exception to a strict CSP. */
export function columnStyles(columns: readonly Column[]): CSSResult {
  const rules = (widthOf: (width: ColumnWidth) => string | undefined): string =>
    columns
      .map(({ id, width }) => {
        const value = width && widthOf(width);
        return value === undefined ? '' : `th.${id} { inline-size: ${value} }`;
      })
      .join('\n');
  return unsafeCSS(`@container list (min-width: 69em) { ${rules(({ wide }) => wide)} }
    @container list (min-width: 100em) { ${rules(({ widest }) => widest)} }`);
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
      aria-label=${t('listSelectPage')}
      .checked=${selectable.length > 0 && count === selectable.length}
      .indeterminate=${count > 0 && count < selectable.length}
      aria-disabled=${reason === null ? 'false' : 'true'}
      data-reason=${reason !== null && list.messages.length > 0 ? reason : nothing}
      aria-describedby=${reason === null ? nothing : descriptions.idOf(reason)}
      @click=${reason === null ? null : prevent}
      @change=${(event: Event) => list.selection.select(selectable, (event.target as HTMLInputElement).checked)}
    />
  </label>`;
}

function renderSelect(
  { message }: MessageRow,
  { i18n, list, descriptions }: CellContext,
): TemplateResult {
  const { t } = i18n;
  const reason = canSelect(message)
    ? null
    : (disabledReason(i18n, message, 'allocate') ?? t('reasonStatus'));
  return html`<label class="hit">
    <input
      type="checkbox"
      aria-label=${controlName(i18n, t('listSelect'), message)}
      .checked=${list.selection.chosen.has(message.id)}
      aria-disabled=${reason === null ? 'false' : 'true'}
      data-reason=${reason ?? nothing}
      aria-describedby=${reason === null ? nothing : descriptions.idOf(reason)}
      @click=${reason === null ? null : prevent}
      @change=${(event: Event) => list.selection.select([message], (event.target as HTMLInputElement).checked)}
    />
  </label>`;
}

function prevent(event: Event): void {
  event.preventDefault();
}

// --- number and channel ------------------------------------------------------------------------------

const PREVIEW_CHARACTERS = 160;

/** The beginning of the text in one line; the viewer shows all of it. */
function renderPreview({ text, language }: Message): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const line = text
    .slice(0, PREVIEW_CHARACTERS * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return nothing;
  return html`<bdi class="preview" lang=${language ?? nothing}>${shorten(line, PREVIEW_CHARACTERS)}</bdi>`;
}

function renderChannel(
  { message: { channel } }: MessageRow,
  { i18n }: CellContext,
): TemplateResult {
  const text = channelText(channel, i18n);
  if (!isKnownChannel(channel)) return html`<bdi>${text}</bdi>`;
  return html`<span class="channel-word">${icon(channel === 'voice' ? 'mic' : 'chat')}${text}</span>`;
}

// --- status ------------------------------------------------------------------------------------------

/** The published causes of AICC. */
const FAILURE_KEYS: Readonly<Record<string, StringKey>> = {
  'agent-not-found': 'listFailureAgent',
  'skill-queue-not-found': 'listFailureQueue',
};

function renderStatusCell({ message, stale }: MessageRow, { i18n }: CellContext): TemplateResult {
  const { t } = i18n;
  const { status, lease, allocationFailure } = message;
  const owner = lease?.ownerName ?? lease?.ownerEmployeeId;
  return html`${renderStatus(status, i18n, 'status')}
    ${
      status === 'processing' && lease
        ? html`<div class="detail">
          <bdi>${lease.mine ? t('listByYou') : t('listBy', { name: shorten(owner ?? NOTHING, 60) })}</bdi>
        </div>`
        : nothing
    }
    ${
      status === 'allocation-failed' && allocationFailure
        ? renderFailure(i18n, allocationFailure)
        : nothing
    }
    ${stale ? html`<div class="detail left">${t('listLeft')}</div>` : nothing}`;
}

/** Why, for whom, since when and how often: all of it in view. */
function renderFailure(
  i18n: I18n,
  { code, since, tries, target }: AllocationFailure,
): TemplateResult {
  const { t, locale, timeZone } = i18n;
  const key = Object.hasOwn(FAILURE_KEYS, code) ? FAILURE_KEYS[code] : undefined;
  const shownTarget = target === null ? '' : shorten(target, 40);
  return html`<div class="detail">
    ${key === undefined ? html`<bdi>${shorten(code, 40)}</bdi>` : t(key)}${
      shownTarget === '' ? nothing : html`: <bdi>${shownTarget}</bdi>`
    }
    <div>
      ${tries === null ? nothing : html`<span class="unbroken">${t('listFailureTries', { n: tries })}</span>`}
      ${
        since === null
          ? nothing
          : html`<time
            class="unbroken"
            datetime=${since}
            title=${formatInstantLong(since, locale, timeZone)}
            >${t('listFailureSince', { time: shortTime(i18n, since) })}</time
          >`
      }
    </div>
  </div>`;
}

const DAY_MS = 86_400_000;

/** The minute, and the day unless it is today: the line has no room for more. */
function shortTime({ locale, timeZone }: I18n, instant: Instant): string {
  const day: Intl.DateTimeFormatOptions = { month: '2-digit', day: '2-digit' };
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const show = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    instantFormat(locale, timeZone, options).format(date);
  const date = new Date(instant);
  const isToday =
    Math.abs(Date.now() - date.getTime()) < DAY_MS && show(date, day) === show(new Date(), day);
  return show(date, isToday ? time : { ...day, ...time });
}

// --- duration ----------------------------------------------------------------------------------------

function renderDuration({ channel, durationSeconds: seconds }: Message): TemplateResult | string {
  if (seconds !== null)
    return html`<time datetime=${isoDuration(seconds)}>${formatDuration(seconds)}</time>`;
  return channel === 'voice' ? formatDuration(null) : NOTHING;
}
