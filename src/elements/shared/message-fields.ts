/** The fields of a message and of an agent as every element shows them: always as text, each isolated. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { codeKey, wordKey } from '../../i18n/code-key.js';
import type { AgentState } from '../../model/agent.js';
import { NOTHING, formatInstant, formatInstantLong } from '../../model/format.js';
import type { Instant, Message, MessageStatus } from '../../model/message.js';
import { withVisibleMarks } from '../../model/visible-marks.js';
import { renderSentence } from './sentence.js';

/** Longest text of a code that is not known, in characters. */
const LONGEST_CODE = 40;

const STATUS_TONES: Readonly<Record<MessageStatus, string>> = {
  'to-be-allocated': 'warning',
  unprocessed: 'info',
  processing: 'violet',
  processed: 'success',
  'allocation-failed': 'danger',
};

/** A status as a badge; `part` names it for hosts. */
export function renderStatus(
  status: string,
  { t }: Pick<I18n, 't'>,
  part: string | typeof nothing = nothing,
): TemplateResult {
  const key = wordKey('status', status);
  const tone = Object.hasOwn(STATUS_TONES, status)
    ? STATUS_TONES[status as MessageStatus]
    : 'neutral';
  return html`<span class="badge" data-tone=${tone} part=${part}
    >${key ? t(key) : html`<bdi>${status === '' ? t('statusUnknown') : unknownCode(status)}</bdi>`}</span
  >`;
}

export function channelText(channel: string, { t }: Pick<I18n, 't'>): string {
  const key = wordKey('channel', channel);
  if (key) return t(key);
  return channel === '' ? t('channelUnknown') : unknownCode(channel);
}

/** A status or channel that this version does not know, as the backend sends it. */
function unknownCode(code: string): string {
  return withVisibleMarks(shorten(code, LONGEST_CODE));
}

/** The contact number, left to right, as sent. */
export function renderCaller(message: Message, { t }: Pick<I18n, 't'>): TemplateResult {
  return message.contactNumber === null || message.contactNumber === ''
    ? html`<span class="muted">${t('unknownCaller')}</span>`
    : renderId(message.contactNumber);
}

/** A field without a value. */
function renderNothing(): TemplateResult {
  return html`<span class="muted">${NOTHING}</span>`;
}

/** A time in the reader's habits; its title is the long form with the zone's offset. */
export function renderTime(
  instant: Instant | null,
  { locale, timeZone }: Omit<I18n, 't'>,
): TemplateResult {
  if (instant === null) return renderNothing();
  return html`<time
    class="tabular"
    datetime=${instant}
    title=${formatInstantLong(instant, locale, timeZone)}
    ><bdi>${formatInstant(instant, locale, timeZone)}</bdi></time
  >`;
}

/** A contact number, employee ID or account: left to right, with its invisible characters shown. */
export function renderId(id: string | null): TemplateResult {
  return id === null || id === ''
    ? renderNothing()
    : html`<bdi dir="ltr" class="tabular">${withVisibleMarks(id)}</bdi>`;
}

/** Free text of one line: a name, an organization. */
export function renderText(text: string | null): TemplateResult {
  return text === null || text === '' ? renderNothing() : html`<bdi>${text}</bdi>`;
}

/**
 * `text`, cut to `longest` characters without splitting one of them. Its direction marks stay: the
 * place that shows it isolates it.
 */
export function shorten(text: string, longest: number): string {
  return text.length > longest
    ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…`
    : text;
}

/** A name with its number, which tells people of the same name apart. */
export function renderPerson(name: string | null, employeeId: string | null): TemplateResult {
  if (name === null || name === '') return renderId(employeeId);
  return html`<bdi>${name}</bdi>${employeeId === null ? nothing : html` (${renderId(employeeId)})`}`;
}

/** `A. Lee (1007)` as plain text, for names of controls and announcements. */
export function personText(name: string | null, employeeId: string | null): string {
  const id = employeeId === null ? '' : withVisibleMarks(employeeId);
  if (name === null || name === '') return id === '' ? NOTHING : id;
  return id === '' ? name : `${name} (${id})`;
}

/** Whose message, as plain text. */
export function callerText(message: Message, { t }: Pick<I18n, 't'>): string {
  return message.contactNumber === null || message.contactNumber === ''
    ? t('unknownCaller')
    : withVisibleMarks(message.contactNumber);
}

/** Whose message it is and when it came, as the line under a dialog's title. */
export function renderWhose(i18n: I18n, key: StringKey, message: Message): TemplateResult {
  return renderSentence(
    i18n,
    key,
    { caller: html`<bdi dir="ltr">${callerText(message, i18n)}</bdi>` },
    { time: formatInstant(message.createdAt, i18n.locale, i18n.timeZone) },
  );
}

/** The state of an agent's phone, by word and color. */
export function renderAgentState({ t }: Pick<I18n, 't'>, state: AgentState): TemplateResult {
  return html`<span class="agent-state" data-state=${state}>${t(codeKey('agent', state))}</span>`;
}
