/** Pieces that several dialogs show. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { StringKey } from '../../i18n/strings.js';
import { codeKey } from '../../i18n/code-key.js';
import type { AgentState } from '../../model/agent.js';
import { formatInstant } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { callerText, renderSentence } from './message-parts.js';

/** Whose message it is and from when, as the line under a dialog's title. */
export function renderWhose(i18n: I18n, key: StringKey, message: Message): TemplateResult {
  return renderSentence(
    i18n,
    key,
    { caller: html`<bdi dir="ltr">${callerText(message, i18n)}</bdi>` },
    { time: formatInstant(message.createdAt, i18n.locale, i18n.timeZone) },
  );
}

/** The backend's id of a failed request, for the support desk. */
export function renderRequestId(
  { t }: Pick<I18n, 't'>,
  error: AdapterError | null | undefined,
): TemplateResult | typeof nothing {
  return error?.requestId === undefined
    ? nothing
    : html`<p class="muted">${t('errorRequestId', { id: error.requestId })}</p>`;
}

/** The seconds until the next try; a timer is not spoken by itself. Nothing when a try is allowed. */
export function renderRetryWait(
  { t }: Pick<I18n, 't'>,
  seconds: number,
): TemplateResult | typeof nothing {
  return seconds === 0
    ? nothing
    : html`<p class="tabular" role="timer" id="retry-wait">${t('errorRetryIn', { n: seconds })}</p>`;
}

/** The state of an agent's phone, by word and colour. */
export function renderAgentState({ t }: Pick<I18n, 't'>, state: AgentState): TemplateResult {
  return html`<span class="agent-state" data-state=${state}>${t(codeKey('agent', state))}</span>`;
}
