/** The progress and the outcome of an allocation, message by message. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError, AdapterErrorCode } from '../../adapter/errors.js';
import type { AllocationState } from '../../controllers/allocation/allocation-controller.js';
import type { RowOutcome } from '../../controllers/allocation/allocation-run.js';
import { codeKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Agent } from '../../model/agent.js';
import { formatInstant, formatTimeOfDay } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { statusAfter } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import { renderRequestId, renderRetryWait } from '../shared/error-details.js';
import { renderCaller, renderPerson, renderTime } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';

export interface OutcomeView {
  readonly i18n: I18n;
  readonly rows: readonly RowOutcome[];
  readonly messages: ReadonlyMap<string, Message>;
  readonly agents: ReadonlyMap<string, Agent>;
  /** The error of a request that failed as a whole. */
  readonly error: AdapterError | null;
  /** Seconds until the next try is allowed. */
  readonly retrySeconds: number;
}

/** `17 done, 3 not`, or the plain form when all or none went through. */
export function outcomeText(rows: readonly RowOutcome[], { t }: I18n): string {
  const done = rows.filter((row) => row.kind === 'done').length;
  const failed = rows.length - done;
  if (failed === 0) return t('allocateDone', { n: done });
  return done === 0 ? t('allocateNoneDone', { n: failed }) : t('allocatePartly', { done, failed });
}

/** True when the backend no longer allows messages for the chosen agent. */
export function isAgentGone(row: RowOutcome): boolean {
  return (
    row.kind === 'failed' &&
    row.code === 'invalid' &&
    row.fields.some((field) => field.field === 'employeeId' || field.code === 'agent-gone')
  );
}

/** The progress of an allocation. */
export function renderRunning(
  { t }: I18n,
  { total, settled, checking }: Extract<AllocationState, { kind: 'allocating' }>,
): TemplateResult {
  return html`<div class="state-text running">
    <p>${checking ? t('allocateChecking') : t('allocateRunning', { n: total })}</p>
    <progress
      aria-label=${t('allocateRunning', { n: total })}
      max=${total}
      .value=${settled}
    ></progress>
    ${
      settled > 0
        ? html`<p class="muted tabular">${t('allocateProgress', { done: settled, total })}</p>`
        : nothing
    }
  </div>`;
}

export function renderOutcome(view: OutcomeView): TemplateResult {
  const { i18n, rows } = view;
  const { t } = i18n;
  const done = rows.filter((row) => row.kind === 'done').length;
  const tone = done === rows.length ? 'success' : done === 0 ? 'danger' : 'warning';
  return html`
    <div class="notice" data-tone=${tone} part="outcome">
      ${icon(tone === 'success' ? 'check' : 'warning')}
      <div class="grow">
        <p class="summary" tabindex="-1">${outcomeText(rows, i18n)}</p>
        ${
          view.error === null || view.error.code === 'conflict'
            ? nothing
            : html`<p>${reasonText(i18n, view.error.code)}</p>`
        }
        ${renderRequestId(i18n, view.error)} ${renderRetryWait(i18n, view.retrySeconds)}
      </div>
    </div>
    <div class="rows" role="region" tabindex="0" aria-label=${t('allocateResult')}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('allocateMessage')}</th>
            <th role="columnheader" scope="col">${t('allocateResult')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${sorted(rows).map((row) => renderRow(view, row))}
        </tbody>
      </table>
    </div>
  `;
}

/** Rows that still need work come first. */
function sorted(rows: readonly RowOutcome[]): readonly RowOutcome[] {
  return [...rows].sort((a, b) => Number(a.kind === 'done') - Number(b.kind === 'done'));
}

function renderRow(view: OutcomeView, row: RowOutcome): TemplateResult {
  const { i18n } = view;
  const message = view.messages.get(row.assignment.messageId);
  return html`<tr role="row">
    <td role="cell">
      ${
        message
          ? html`${renderCaller(message, i18n)}
            <span class="muted">${renderTime(message.createdAt, i18n)}</span>`
          : nothing
      }
    </td>
    <td role="cell">
      <span class="result" data-kind=${row.kind}>
        ${icon(row.kind === 'done' ? 'check' : 'warning')}
        <span>${renderResult(view, row)}</span>
      </span>
      ${
        row.kind === 'done'
          ? nothing
          : html`<span class="muted wanted"
            >${renderSentence(i18n, 'allocateRowWanted', {
              agent: person(view, row.assignment.employeeId),
            })}</span
          >`
      }
    </td>
  </tr>`;
}

function renderResult(view: OutcomeView, row: RowOutcome): TemplateResult | string {
  const { i18n } = view;
  switch (row.kind) {
    case 'done':
      return renderSentence(i18n, 'allocateRowDone', {
        agent: person(view, row.message.employeeId ?? row.assignment.employeeId),
      });
    case 'uncertain':
      return i18n.t('allocateRowUncertain');
    case 'failed':
      if (isAgentGone(row)) return i18n.t('allocateRowAgentGone');
      if (row.code === 'conflict' && row.current) return renderWinner(view, row.current);
      // The notice above names the error of the whole request once.
      return row.code === view.error?.code
        ? i18n.t('allocateRowNotDone')
        : reasonText(i18n, row.code);
  }
}

/** Names the action where it is not allowed. */
function reasonText({ t }: I18n, code: AdapterErrorCode): string {
  return t(code === 'forbidden' ? 'allocateForbidden' : codeKey('error', code));
}

/** Who was first, by the message. */
function renderWinner(view: OutcomeView, current: Message): TemplateResult | string {
  const { i18n } = view;
  const { t } = i18n;
  const time = renderShortTime(i18n, current);
  if (statusAfter(current.status, 'allocate') !== null) return t('allocateRowChanged');
  if (current.status === 'processed') {
    return renderSentence(i18n, 'allocateRowConflictProcessed', { time });
  }
  if (current.status === 'processing' && current.lease) {
    return renderSentence(i18n, 'allocateRowConflictOwner', {
      agent: renderPerson(current.lease.ownerName, current.lease.ownerEmployeeId),
    });
  }
  const name = view.agents.get(current.employeeId ?? '')?.name;
  return renderSentence(i18n, 'allocateRowConflict', {
    agent: renderPerson(name ?? current.businessAccount, current.employeeId),
    time,
  });
}

/** The time of day for today, with the date otherwise. */
function renderShortTime({ locale, timeZone }: I18n, message: Message): TemplateResult {
  const at = message.updatedAt;
  const long = formatInstant(at, locale, timeZone);
  const isToday = at !== null && new Date(at).toDateString() === new Date().toDateString();
  return html`<time datetime=${at ?? nothing} title=${long} class="tabular"
    >${isToday ? formatTimeOfDay(at, locale, timeZone) : long}</time
  >`;
}

function person(view: OutcomeView, employeeId: string): TemplateResult {
  const agent = view.agents.get(employeeId);
  return renderPerson(agent?.name ?? null, employeeId);
}
