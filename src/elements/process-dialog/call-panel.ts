/** The panel to call the customer back: the number, the agent's state, the call and its progress. */
import { html, nothing, type TemplateResult } from 'lit';
import { isCallUp, type CallState } from '../../controllers/call/call-machine.js';
import { isCallable } from '../../controllers/call/call-controller.js';
import { telHref } from '../../controllers/call/dial-string.js';
import type { CallFailure } from '../../adapter/call-control.js';
import type { I18n, Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { AgentState } from '../../model/agent.js';
import { formatDuration } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { icon } from '../shared/icons.js';
import { renderAgentState } from '../shared/message-fields.js';
import { renderCaller } from '../shared/message-fields.js';

export interface CallView {
  readonly i18n: I18n;
  readonly message: Message;
  readonly call: CallState;
  /** `null` without call control. */
  readonly phone: {
    readonly agentState: AgentState | 'reading';
    readonly reportsState: boolean;
    readonly canHangUp: boolean;
  } | null;
  /** The agent has confirmed to be idle, where the phone cannot report it. */
  readonly confirmedIdle: boolean;
  /** Whether the message is open for processing by us. */
  readonly isOpen: boolean;
  readonly telLinks: boolean;
  readonly onCall: () => void;
  readonly onHangUp: () => void;
  readonly onReadState: () => void;
  readonly onConfirmIdle: (confirmed: boolean) => void;
}

const FAILURE_KEYS: Readonly<Record<CallFailure, StringKey>> = {
  'no-answer': 'processFailNoAnswer',
  busy: 'processFailBusy',
  rejected: 'processFailRejected',
  'invalid-number': 'processFailInvalidNumber',
  'agent-not-ready': 'processFailAgentNotReady',
  'not-signed-in': 'processFailNotSignedIn',
  'phone-unreachable': 'processFailPhoneUnreachable',
  network: 'processFailNetwork',
  unknown: 'processFailUnknown',
};

/** Why Call is not possible now, or `null` when it is. */
export function callDisabledReason(
  view: Pick<CallView, 'message' | 'phone' | 'confirmedIdle' | 'isOpen'>,
): StringKey | null {
  const { message, phone, confirmedIdle, isOpen } = view;
  if (!phone) return 'processNoCallControl';
  if (!isCallable(message.contactNumber)) return 'processCallNotANumber';
  if (!isOpen) return 'processCallNotStarted';
  if (!phone.reportsState) return confirmedIdle ? null : 'processCallConfirmFirst';
  switch (phone.agentState) {
    case 'idle':
      return null;
    case 'reading':
      return 'processStateReading';
    case 'unknown':
      return 'processCallStateUnknown';
    default:
      return 'processCallNotIdle';
  }
}

export function renderCallPanel(view: CallView): TemplateResult {
  const { i18n, message, call, phone } = view;
  const { t } = i18n;
  const href = phone || !view.telLinks ? null : telHref(message.contactNumber);
  return html`<section class="call" aria-labelledby="call-title" part="call">
    <h3 id="call-title">${t('processCall')}</h3>
    <div class="call-line">
      <span class="number">
        ${
          href === null
            ? renderCaller(message, i18n)
            : html`<a class="link" href=${href}>${icon('phone')}${renderCaller(message, i18n)}</a>`
        }
      </span>
      ${phone ? renderButtons(view) : nothing}
    </div>
    ${phone ? renderState(view, phone) : html`<p class="muted">${t('processNoCallControl')}</p>`}
    ${renderProgress(i18n, call, phone?.canHangUp ?? false)}
  </section>`;
}

/** Both buttons stay in place, so that neither the focus nor a second click meets the other one. */
function renderButtons(view: CallView): TemplateResult {
  const { t } = view.i18n;
  const isUp = isCallUp(view.call);
  const isHangingUp = 'hangingUp' in view.call && view.call.hangingUp;
  const canHangUp = isUp && (view.phone?.canHangUp ?? false) && !isHangingUp;
  return html`<span class="call-buttons">
    <button
      type="button"
      class="button"
      aria-disabled=${isUp || callDisabledReason(view) !== null}
      aria-describedby=${isUp ? 'call-progress' : 'call-hint'}
      @click=${view.onCall}
    >
      ${icon('phone')}${t('processCallButton')}
    </button>
    <button
      type="button"
      class=${canHangUp ? 'button danger' : 'button'}
      aria-disabled=${!canHangUp}
      aria-describedby=${isUp ? 'call-progress' : 'no-call'}
      @click=${view.onHangUp}
    >
      ${icon('hangUp')}${t('processHangUp')}
    </button>
    <span class="visually-hidden" id="no-call">${isUp ? '' : t('processNoCall')}</span>
  </span>`;
}

function renderState(view: CallView, phone: NonNullable<CallView['phone']>): TemplateResult {
  const { t } = view.i18n;
  const disabledReason = callDisabledReason(view);
  const up = isCallUp(view.call);
  return html`
    ${
      phone.reportsState
        ? html`<p class="own-state">
          <span class="muted">${t('processAgentState')}:</span>
          ${
            phone.agentState === 'reading'
              ? html`<span class="muted">${t('processStateReading')}</span>`
              : renderAgentState(view.i18n, phone.agentState)
          }
          ${
            phone.agentState === 'unknown'
              ? html`<button type="button" class="link" @click=${view.onReadState}>
                ${t('processStateAgain')}
              </button>`
              : nothing
          }
        </p>`
        : html`<label class="confirm-idle">
          <input
            type="checkbox"
            .checked=${view.confirmedIdle}
            @change=${(event: Event) =>
              view.onConfirmIdle((event.target as HTMLInputElement).checked)}
          />
          ${t('processCallConfirm')}
        </label>`
    }
    <p class="muted hint" id="call-hint" ?hidden=${up}>
      ${disabledReason === null ? t('processCallHint') : t(disabledReason)}
    </p>
  `;
}

function renderProgress({ t }: I18n, call: CallState, canHangUp: boolean): TemplateResult {
  const isBad = call.kind === 'failed';
  return html`<p class="call-progress" id="call-progress" data-kind=${call.kind} ?hidden=${call.kind === 'none'}>
    ${isBad ? icon('warning') : nothing}
    <span>${progressText(t, call)}</span>
    ${
      isCallUp(call) && call.kind !== 'starting' && !canHangUp
        ? html`<span class="muted">${t('processHangUpOnPhone')}</span>`
        : nothing
    }
  </p>`;
}

function progressText(t: Translate, call: CallState): TemplateResult | string {
  switch (call.kind) {
    case 'none':
      return '';
    case 'starting':
      return t('processCourseStarting');
    case 'alerting':
      return t(call.hangingUp ? 'processCourseHangingUp' : 'processCourseAlerting');
    case 'talking':
      return call.hangingUp
        ? t('processCourseHangingUp')
        : html`<span class="tabular"
            >${t('processCourseTalking', {
              time: formatDuration((performance.now() - call.sinceMs) / 1000),
            })}</span
          >`;
    case 'handed-over':
      return t('processCourseHandedOver');
    case 'ended':
      return call.durationSeconds === null
        ? t('processCourseEndedPlain')
        : t('processCourseEnded', { time: formatDuration(call.durationSeconds) });
    case 'failed':
      return t('processCourseFailed', { reason: t(FAILURE_KEYS[call.reason]) });
  }
}

/** The announcement of a step of the call. */
export function progressAnnouncement(t: Translate, call: CallState): string {
  const text = call.kind === 'talking' ? t('processCourseTalkingPlain') : progressText(t, call);
  return typeof text === 'string' ? text : '';
}
