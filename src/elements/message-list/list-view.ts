/** What all templates of the list share: words, locale, and how a message is called. */
import { html, type TemplateResult } from 'lit';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import type { TemplateValues } from '../../i18n/message-format.js';
import type { StringKey } from '../../i18n/strings.js';
import { NOTHING, formatInstant, formatInstantLong, numberEnding } from '../../model/format.js';
import type { Instant, Message } from '../../model/message.js';

export interface ListView {
  readonly t: (key: StringKey, values?: TemplateValues) => string;
  /** For `Intl`. */
  readonly tag: string;
  /** Of the tenant; the browser's when undefined. */
  readonly timeZone: string | undefined;
  readonly list: MessageListController;
}

/** Longest piece of a value that a cell shows. */
const CELL_CHARACTERS = 80;
const PREVIEW_CHARACTERS = 160;

/** Whose message, without the whole number. */
export function callerOf(view: ListView, message: Message): string {
  const ending = numberEnding(message.contactNumber);
  return ending === null ? view.t('unknownCaller') : `••${ending}`;
}

/** "Play, message from ••1234, 2026-…": the word first, as voice control expects. */
export function actionName(view: ListView, word: string, message: Message): string {
  const time = formatInstant(message.createdAt, view.tag, view.timeZone);
  return `${word}, ${view.t('messageFrom', { caller: callerOf(view, message), time })}`;
}

/** A value as text of its own direction, cut to what a cell can hold, with invisible controls made visible. */
export function valueText(value: string | null): TemplateResult {
  return html`<bdi>${value === null || value === '' ? NOTHING : plain(value, CELL_CHARACTERS)}</bdi>`;
}

/** A contact number or id: always left to right, as the backend gives it. */
export function numberText(value: string | null): TemplateResult {
  return html`<bdi dir="ltr">${value === null || value === '' ? NOTHING : plain(value, CELL_CHARACTERS)}</bdi>`;
}

/** The beginning of a text in one line; the viewer shows all of it. */
export function previewText(message: Message): TemplateResult | null {
  if (message.text === null) return null;
  const text = plain(
    message.text
      .slice(0, PREVIEW_CHARACTERS * 4)
      .replace(/\s+/g, ' ')
      .trim(),
    PREVIEW_CHARACTERS,
  );
  if (text === '') return null;
  return message.language === null
    ? html`<bdi class="preview">${text}</bdi>`
    : html`<bdi class="preview" lang=${message.language}>${text}</bdi>`;
}

export function timeText(view: ListView, instant: Instant | null): TemplateResult {
  const { tag, timeZone } = view;
  if (instant === null) return html`${NOTHING}`;
  return html`<time datetime=${instant} title=${formatInstantLong(instant, tag, timeZone)}
    ><bdi>${formatInstant(instant, tag, timeZone)}</bdi></time
  >`;
}

/** Day and minute, where a line has no room for more; the full time stands in the title. */
export function shortTime({ tag, timeZone }: ListView, instant: Instant): string {
  const date = new Date(instant);
  const options: Intl.DateTimeFormatOptions = {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  return format(date, `${tag}-u-nu-latn-ca-gregory`, options, timeZone);
}

/** The zone's short name, for a time of day. */
export function zoneName({ tag, timeZone }: ListView): string {
  return format(
    new Date(),
    `${tag}-u-nu-latn`,
    { hour: '2-digit', timeZoneName: 'short' },
    timeZone,
    true,
  );
}

function format(
  date: Date,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string | undefined,
  onlyZone = false,
): string {
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat(locale, {
      ...options,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  } catch {
    // A zone that this browser does not know.
    formatter = new Intl.DateTimeFormat(undefined, options);
  }
  if (!onlyZone) return formatter.format(date);
  return formatter.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/**
 * Cut without splitting a character, and with direction controls, zero-width characters and other
 * invisible ones shown as marks: a look-alike must look different.
 */
export function plain(value: string, longest: number): string {
  const cut =
    value.length > longest ? `${value.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : value;
  return cut.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (mark) => `⟨${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
