/** The plan of a spread: how many each agent gets and why, with changes by hand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Plan, PlanReason, PlanShare } from '../../controllers/allocation/allocation-plan.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { Message } from '../../model/message.js';
import { formatInstant, formatNumber } from '../../model/format.js';
import {
  callerText,
  personText,
  renderCaller,
  renderPerson,
  renderTime,
} from '../shared/message-fields.js';

export interface PlanView {
  readonly i18n: I18n;
  readonly plan: Plan;
  readonly shares: readonly PlanShare[];
  readonly messages: readonly Message[];
  /** Whether the list of single messages is open. */
  readonly eachOpen: boolean;
  readonly onShift: (employeeId: string, by: 1 | -1) => void;
  readonly onReassign: (messageId: string, employeeId: string) => void;
  readonly onToggleEach: (open: boolean) => void;
}

const REASON_KEYS: Readonly<Record<PlanReason, StringKey>> = {
  'spoke-last': 'allocateReasonSpokeLast',
  'skill-queue': 'allocateReasonSkillQueue',
  idle: 'allocateReasonIdle',
  'few-open': 'allocateReasonFewOpen',
};
/** Most messages that can be assigned one by one on screen. */
const MOST_SINGLE = 200;

export function renderPlan(view: PlanView): TemplateResult {
  const { t } = view.i18n;
  return html`
    <section class="plan" aria-labelledby="plan-title" part="plan" tabindex="-1">
      <h3 id="plan-title">${t('allocatePlan')}</h3>
      <p class="muted">${t('allocatePlanNote')}</p>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('allocatePlanAgent')}</th>
            <th role="columnheader" scope="col">${t('allocatePlanCount')}</th>
            <th role="columnheader" scope="col">${t('allocatePlanWhy')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${view.shares.map((share) => renderShare(view, share))}
        </tbody>
      </table>
      ${view.messages.length > MOST_SINGLE ? nothing : renderEach(view)}
    </section>
  `;
}

function renderShare(view: PlanView, { agent, messageIds, reasons }: PlanShare): TemplateResult {
  const { t, locale } = view.i18n;
  const person = personText(agent.name, agent.employeeId);
  const noneLeft = messageIds.length === 0;
  const hasAll = messageIds.length === view.plan.size;
  return html`<tr role="row">
    <td role="cell">${renderPerson(agent.name, agent.employeeId)}</td>
    <td role="cell">
      <span class="stepper">
        <button
          type="button"
          class="button icon-only"
          aria-label=${t('allocatePlanFewer', { agent: person })}
          aria-disabled=${noneLeft || view.shares.length < 2}
          @click=${() => view.onShift(agent.employeeId, -1)}
        >
          −
        </button>
        <output class="tabular">${formatNumber(messageIds.length, locale)}</output>
        <button
          type="button"
          class="button icon-only"
          aria-label=${t('allocatePlanMore', { agent: person })}
          aria-disabled=${hasAll}
          @click=${() => view.onShift(agent.employeeId, 1)}
        >
          +
        </button>
      </span>
    </td>
    <td role="cell" class="muted">
      ${
        reasons.length === 0
          ? t('allocateReasonNone')
          : reasons.map((reason) => t(REASON_KEYS[reason])).join(' · ')
      }
    </td>
  </tr>`;
}

function renderEach(view: PlanView): TemplateResult {
  const { i18n, messages, plan, shares } = view;
  const { t, locale, timeZone } = i18n;
  return html`<details
    .open=${view.eachOpen}
    @toggle=${(event: Event) => view.onToggleEach((event.target as HTMLDetailsElement).open)}
  >
    <summary>${t('allocatePlanEach')}</summary>
    ${
      view.eachOpen
        ? html`<ul class="each">
          ${messages.map(
            (message) => html`<li>
              <span>${renderCaller(message, i18n)} ${renderTime(message.createdAt, i18n)}</span>
              <select
                aria-label=${t('allocatePlanEachFor', {
                  caller: callerText(message, i18n),
                  time: formatInstant(message.createdAt, locale, timeZone),
                })}
                @change=${(event: Event) =>
                  view.onReassign(message.id, (event.target as HTMLSelectElement).value)}
              >
                ${shares.map(
                  ({ agent }) => html`<option
                    value=${agent.employeeId}
                    .selected=${plan.get(message.id) === agent.employeeId}
                  >
                    ${personText(agent.name, agent.employeeId)}
                  </option>`,
                )}
              </select>
            </li>`,
          )}
        </ul>`
        : nothing
    }
  </details>`;
}
