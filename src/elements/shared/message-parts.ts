/** Pieces of a message as several elements show them: data always as text, each field isolated. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { StringKey } from '../../i18n/strings.js';
import type { TemplateValues } from '../../i18n/message-format.js';
import { wordKey } from '../../i18n/code-key.js';
import { NOTHING, formatInstant, formatInstantLong } from '../../model/format.js';
import type { Instant, Message, MessageStatus } from '../../model/message.js';
import { withVisibleMarks } from '../../model/visible-marks.js';

const STATUS_TONES: Readonly<Record<MessageStatus, string>> = {
  'to-be-allocated': 'warning',
  unprocessed: 'info',
  processing: 'violet',
  processed: 'success',
  'allocation-failed': 'danger',
};

export function renderStatus(status: string, { t }: I18n): TemplateResult {
  const key = wordKey('status', status);
  const tone = Object.hasOwn(STATUS_TONES, status) ? STATUS_TONES[status as MessageStatus] : 'none';
  return html`<span class="badge" data-tone=${tone}
    >${key ? t(key) : html`<bdi>${status === '' ? t('statusUnknown') : withVisibleMarks(status)}</bdi>`}</span
  >`;
}

export function channelText(channel: string, { t }: I18n): string {
  const key = wordKey('channel', channel);
  if (key) return t(key);
  return channel === '' ? t('channelUnknown') : withVisibleMarks(channel);
}

/** The contact number, left to right, as sent. */
export function renderCaller(message: Message, { t }: I18n): TemplateResult {
  return message.contactNumber === null || message.contactNumber === ''
    ? html`<span class="muted">${t('unknownCaller')}</span>`
    : html`<bdi dir="ltr" class="tabular">${withVisibleMarks(message.contactNumber)}</bdi>`;
}

/** A time in the reader's habits; the long form with the zone's offset is its title. */
export function renderTime(instant: Instant | null, { locale, timeZone }: I18n): TemplateResult {
  if (instant === null) return html`<span class="muted">${NOTHING}</span>`;
  return html`<time
    class="tabular"
    datetime=${instant}
    title=${formatInstantLong(instant, locale, timeZone)}
    >${formatInstant(instant, locale, timeZone)}</time
  >`;
}

/** An employee ID or account: left to right, nothing invisible in it. */
export function renderId(id: string | null): TemplateResult {
  return id === null || id === ''
    ? html`<span class="muted">${NOTHING}</span>`
    : html`<bdi dir="ltr" class="tabular">${withVisibleMarks(id)}</bdi>`;
}

/** Free text of one line: a name, an organization. */
export function renderText(text: string | null): TemplateResult {
  return text === null || text === ''
    ? html`<span class="muted">${NOTHING}</span>`
    : html`<bdi>${text}</bdi>`;
}

/** A name with its number beside it, so that look-alikes can be told apart. */
export function renderPerson(name: string | null, employeeId: string | null): TemplateResult {
  if (name === null || name === '') return renderId(employeeId);
  return html`<bdi>${name}</bdi>${employeeId === null ? nothing : html` (${renderId(employeeId)})`}`;
}

/** Stands for a piece while its sentence is looked up; private-use characters that no translation holds. */
const MARK = /\ue000(\w+)\ue001/;

/**
 * A sentence with data in it: each piece is a template of its own, so that it is isolated and cannot
 * reorder its neighbours.
 */
export function renderSentence(
  { t }: I18n,
  key: StringKey,
  pieces: Readonly<Record<string, TemplateResult>>,
  values: TemplateValues = {},
): TemplateResult {
  const marks = Object.fromEntries(
    Object.keys(pieces).map((name) => [name, `\ue000${name}\ue001`]),
  );
  // Splitting by a pattern with one group leaves text and piece names in turn.
  const parts = t(key, { ...values, ...marks }).split(MARK);
  return html`${parts.map((part, index) => (index % 2 === 1 ? (pieces[part] ?? nothing) : part))}`;
}

/** `A. Lee (1007)` as plain text, for names of controls and announcements. */
export function personText(name: string | null, employeeId: string | null): string {
  const id = employeeId === null ? '' : withVisibleMarks(employeeId);
  if (name === null || name === '') return id === '' ? NOTHING : id;
  return id === '' ? name : `${name} (${id})`;
}

/** Whose message, as plain text. */
export function callerText(message: Message, { t }: I18n): string {
  return message.contactNumber === null || message.contactNumber === ''
    ? t('unknownCaller')
    : withVisibleMarks(message.contactNumber);
}
