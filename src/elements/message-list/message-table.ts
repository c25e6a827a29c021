/** The table: header with sort buttons, one row per message, placeholders while loading. */
import { html, nothing, type TemplateResult } from 'lit';
import type { GoneReason, Row } from '../../controllers/list/list-state.js';
import { canSelect, selectableOf } from '../../controllers/list/selection.js';
import { repeat } from 'lit/directives/repeat.js';
import type { StringKey } from '../../i18n/strings.js';
import { codeKey } from '../../i18n/code-key.js';
import { NOTHING, formatDuration, formatInstantLong, isoDuration } from '../../model/format.js';
import type { AllocationFailure, Message, MessageStatus } from '../../model/message.js';
import type { SortField } from '../../model/query.js';
import { isKnownChannel, isKnownStatus } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import {
  actionName,
  numberText,
  plain,
  previewText,
  shortTime,
  timeText,
  valueText,
  type ListView,
} from './list-view.js';
import { refusalText, renderActions, type ActHandler, type ReasonBook } from './row-actions.js';

const TONES: Readonly<Record<MessageStatus, string>> = {
  'to-be-allocated': 'warning',
  unprocessed: 'info',
  processing: 'violet',
  processed: 'success',
  'allocation-failed': 'danger',
};

const GONE_KEYS: Readonly<Record<GoneReason, StringKey>> = {
  deleted: 'listGoneDeleted',
  erased: 'listGoneErased',
  'not-found': 'errorNotFound',
};

/** The published causes of AICC. */
const FAILURE_KEYS: Readonly<Record<string, StringKey>> = {
  'agent-not-found': 'listFailureAgent',
  'skill-queue-not-found': 'listFailureQueue',
};

const COLUMNS = 10;

export function renderTable(view: ListView, reasons: ReasonBook, act: ActHandler): TemplateResult {
  const { list, t } = view;
  const { state } = list;
  const first = state.query.page.index * state.query.page.size;
  // Templates are made before the reasons that they refer to are rendered.
  const rows = state.rows.map((row, at) => ({
    id: row.id,
    template:
      row.kind === 'gone'
        ? renderGone(view, row, first + at)
        : renderRow(view, row, first + at, reasons, act),
  }));
  const isLoading = state.phase === 'loading';
  return html`<table
    role="table"
    part="table"
    aria-label=${t('listTitle')}
    aria-busy=${isLoading ? 'true' : 'false'}
    aria-rowcount=${state.total === null || state.totalIsEstimate ? -1 : state.total + 1}
  >
    ${renderHead(view, reasons)}
    <tbody role="rowgroup">
      ${
        isLoading
          ? renderPlaceholders(state.placeholders)
          : repeat(
              rows,
              ({ id }) => id,
              ({ template }) => template,
            )
      }
    </tbody>
  </table>`;
}

function renderHead(view: ListView, reasons: ReasonBook): TemplateResult {
  const { list, t } = view;
  const { chosen } = list.selection;
  const offered = selectableOf(list.messages);
  const count = offered.filter(({ id }) => chosen.has(id)).length;
  const refusal = t('listNothingSelectable');
  const head = (key: StringKey, name: string): TemplateResult =>
    html`<th role="columnheader" scope="col" class=${name}>${t(key)}</th>`;
  return html`<thead role="rowgroup">
    <tr role="row" aria-rowindex="1">
      <th role="columnheader" scope="col" class="select">
        <label class="hit">
          <input
            type="checkbox"
            aria-label=${t('listSelectPage')}
            .checked=${offered.length > 0 && count === offered.length}
            .indeterminate=${count > 0 && count < offered.length}
            aria-disabled=${offered.length === 0 ? 'true' : 'false'}
            data-reason=${offered.length === 0 && list.messages.length > 0 ? refusal : nothing}
            aria-describedby=${offered.length === 0 ? reasons.idOf(refusal) : nothing}
            @click=${offered.length === 0 ? prevent : null}
            @change=${(event: Event) => list.select(offered, (event.target as HTMLInputElement).checked)}
          />
        </label>
      </th>
      ${head('contactNumber', 'number')} ${head('channelType', 'channel')} ${head('status', 'status')}
      ${head('employeeId', 'employee')} ${head('businessAccount', 'account')}
      ${renderSortHead(view, 'created', t('created'))} ${renderSortHead(view, 'updated', t('updated'))}
      ${head('duration', 'duration')} ${head('listOperation', 'operation')}
    </tr>
  </thead>`;
}

function renderSortHead({ list }: ListView, field: SortField, label: string): TemplateResult {
  const { query } = list.state;
  const direction = query.sort.field === field ? query.sort.direction : 'none';
  const mark =
    direction === 'none' ? 'sortNone' : direction === 'ascending' ? 'sortUp' : 'sortDown';
  return html`<th role="columnheader" scope="col" class=${field} aria-sort=${direction}>
    <button type="button" class="sort" ?data-on=${direction !== 'none'} @click=${() => list.sortBy(field)}>
      ${label}${icon(mark)}
    </button>
  </th>`;
}

function renderRow(
  view: ListView,
  row: Row & { readonly kind: 'message' },
  at: number,
  reasons: ReasonBook,
  act: ActHandler,
): TemplateResult {
  const { list, t } = view;
  const { message } = row;
  const isChosen = list.selection.chosen.has(message.id);
  const isVoice = message.channel === 'voice';
  const duration = message.durationSeconds;
  return html`<tr
    role="row"
    part="row"
    aria-rowindex=${at + 2}
    data-id=${message.id}
    data-change=${row.changes === 0 ? nothing : row.changes % 2 === 1 ? 'odd' : 'even'}
    ?data-selected=${isChosen}
    ?data-left=${row.left}
    ?data-playing=${view.parts?.playingId === message.id}
  >
    <td role="cell" class="select">${renderSelect(view, message, isChosen, reasons)}</td>
    <td role="cell" class="number" data-label=${t('contactNumber')}>
      <div class="main tabular">${numberText(message.contactNumber)}</div>
      ${previewText(message) ?? nothing}
    </td>
    <td role="cell" class="channel" data-label=${t('channelType')}>${renderChannel(view, message)}</td>
    <td role="cell" class="status" data-label=${t('status')}>${renderStatus(view, row)}</td>
    <td role="cell" class="employee tabular" data-label=${t('employeeId')}>${numberText(message.employeeId)}</td>
    <td role="cell" class="account" data-label=${t('businessAccount')}>${valueText(message.businessAccount)}</td>
    <td role="cell" class="created tabular" data-label=${t('created')}>${timeText(view, message.createdAt)}</td>
    <td role="cell" class="updated tabular" data-label=${t('updated')}>${timeText(view, message.updatedAt)}</td>
    <td role="cell" class="duration tabular" data-label=${t('duration')}>
      ${
        duration === null
          ? isVoice
            ? formatDuration(null)
            : NOTHING
          : html`<time datetime=${isoDuration(duration)}>${formatDuration(duration)}</time>`
      }
    </td>
    <td role="cell" class="operation">${renderActions(view, message, reasons, act)}</td>
  </tr>`;
}

function renderSelect(
  view: ListView,
  message: Message,
  isChosen: boolean,
  reasons: ReasonBook,
): TemplateResult {
  const refusal = canSelect(message)
    ? null
    : (refusalText(view, message, 'allocate') ??
      (view.t('reasonStatus') || view.t('reasonUnsupported')));
  return html`<label class="hit">
    <input
      type="checkbox"
      aria-label=${actionName(view, view.t('listSelect'), message)}
      .checked=${isChosen}
      aria-disabled=${refusal === null ? 'false' : 'true'}
      data-reason=${refusal ?? nothing}
      aria-describedby=${refusal === null ? nothing : reasons.idOf(refusal)}
      @click=${refusal === null ? null : prevent}
      @change=${(event: Event) => view.list.select([message], (event.target as HTMLInputElement).checked)}
    />
  </label>`;
}

function prevent(event: Event): void {
  event.preventDefault();
}

function renderChannel({ t }: ListView, { channel }: Message): TemplateResult {
  if (!isKnownChannel(channel))
    return html`<bdi>${plain(channel, 40) || t('channelUnknown')}</bdi>`;
  return html`<span class="channel-word"
    >${icon(channel === 'voice' ? 'mic' : 'chat')}${t(codeKey('channel', channel))}</span
  >`;
}

function renderStatus(view: ListView, row: Row & { readonly kind: 'message' }): TemplateResult {
  const { t } = view;
  const { message } = row;
  const { status, lease } = message;
  const owner = lease?.ownerName ?? lease?.ownerEmployeeId;
  return html`<span class="badge" data-tone=${isKnownStatus(status) ? TONES[status] : 'neutral'} part="status"
      >${
        isKnownStatus(status)
          ? t(codeKey('status', status))
          : html`<bdi>${plain(status, 40) || t('statusUnknown')}</bdi>`
      }</span
    >
    ${
      status === 'processing' && lease
        ? html`<div class="detail">
          <bdi>${lease.mine ? t('listByYou') : t('listBy', { name: plain(owner ?? NOTHING, 60) })}</bdi>
        </div>`
        : nothing
    }
    ${
      status === 'allocation-failed' && message.allocationFailure
        ? renderFailure(view, message.allocationFailure)
        : nothing
    }
    ${row.left ? html`<div class="detail left">${t('listLeft')}</div>` : nothing}`;
}

/** Why, for whom, since when and how often: all in view, nothing to be opened. */
function renderFailure(view: ListView, failure: AllocationFailure): TemplateResult {
  const { t } = view;
  const key = Object.hasOwn(FAILURE_KEYS, failure.code) ? FAILURE_KEYS[failure.code] : undefined;
  const target = failure.target === null ? '' : plain(failure.target, 40);
  const { since, tries } = failure;
  const sinceText = since === null ? null : t('listFailureSince', { time: shortTime(view, since) });
  return html`<div class="detail">
    ${key === undefined ? html`<bdi>${plain(failure.code, 40)}</bdi>` : t(key)}${
      target === '' ? nothing : html`: <bdi>${target}</bdi>`
    }
    <div>
      ${tries === null ? nothing : html`<span class="unbroken">${t('listFailureTries', { n: tries })}</span>`}
      ${
        since === null
          ? nothing
          : html`<time
            class="unbroken"
            datetime=${since}
            title=${formatInstantLong(since, view.tag, view.timeZone)}
            >${sinceText}</time
          >`
      }
    </div>
  </div>`;
}

function renderGone(
  { t }: ListView,
  row: Row & { readonly kind: 'gone' },
  at: number,
): TemplateResult {
  return html`<tr role="row" part="row" class="gone" aria-rowindex=${at + 2} data-id=${row.id} tabindex="-1">
    <td role="cell" colspan=${COLUMNS}><span class="gone-text">${icon('info')}${t(GONE_KEYS[row.reason])}</span></td>
  </tr>`;
}

/** As many as there were rows, so that nothing jumps. */
function renderPlaceholders(count: number): TemplateResult {
  return html`${Array.from(
    { length: count },
    () =>
      html`<tr class="placeholder" aria-hidden="true">
        ${Array.from({ length: COLUMNS }, () => html`<td><span class="skeleton"></span></td>`)}
      </tr>`,
  )}`;
}
