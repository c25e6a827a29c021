/** What all templates of the list share: words, locale, and how a message is called. */
import { html, type TemplateResult } from 'lit';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import type { TemplateValues } from '../../i18n/message-format.js';
import type { StringKey } from '../../i18n/strings.js';
import {
  NOTHING,
  formatInstant,
  formatInstantLong,
  instantFormat,
  numberEnding,
} from '../../model/format.js';
import type { Instant, Message } from '../../model/message.js';
import { withVisibleMarks } from '../../model/visible-marks.js';
import type * as later from './later.js';
import type { PartsOpener } from './parts-opener.js';

export type LaterCode = typeof later;

export interface ListView {
  readonly t: (key: StringKey, values?: TemplateValues) => string;
  /** For `Intl`. */
  readonly tag: string;
  /** Of the tenant; the browser's when undefined. */
  readonly timeZone: string | undefined;
  readonly list: MessageListController;
  /** What is loaded late, once it is here. */
  readonly later: LaterCode | null;
  /** What was opened, once the code for it is here. */
  readonly parts: PartsOpener | null;
}

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

/** A value as text of its own direction; what is invisible in it is shown, so that look-alikes look different. */
export function valueText(value: string | null): TemplateResult {
  return html`<bdi>${value === null || value === '' ? NOTHING : withVisibleMarks(value)}</bdi>`;
}

/** A contact number or id: always left to right, as the backend gives it. */
export function numberText(value: string | null): TemplateResult {
  return html`<bdi dir="ltr">${value === null || value === '' ? NOTHING : withVisibleMarks(value)}</bdi>`;
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

const DAY_MS = 86_400_000;

/** The minute, and the day unless it is today, where a line has no room; the full time stands in the title. */
export function shortTime({ tag, timeZone }: ListView, instant: Instant): string {
  const day: Intl.DateTimeFormatOptions = { month: '2-digit', day: '2-digit' };
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const show = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    instantFormat(tag, timeZone, options).format(date);
  const date = new Date(instant);
  const isToday =
    Math.abs(Date.now() - date.getTime()) < DAY_MS && show(date, day) === show(new Date(), day);
  return show(date, isToday ? time : { ...day, ...time });
}

/** The zone's short name, for a time of day. */
export function zoneName({ tag, timeZone }: ListView): string {
  const parts = instantFormat(tag, timeZone, {
    hour: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(new Date());
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Cut without splitting a character. Its direction marks stay: where it stands, it is isolated. */
export function plain(value: string, longest: number): string {
  return value.length > longest
    ? `${value.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…`
    : value;
}
