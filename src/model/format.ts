/** Showing values: pure, by locale, never throwing on a bad value. */
import type { Instant } from './message.js';

/** Shown where the backend gave no value. */
export const NOTHING = '–';

const caches = new Map<string, Intl.DateTimeFormat>();

function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = caches.get(key);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat(locale, options);
    } catch {
      // An unknown time zone or locale: the browser's own is used.
      const { timeZone: _unknown, ...rest } = options;
      format = new Intl.DateTimeFormat(undefined, rest);
    }
    caches.set(key, format);
  }
  return format;
}

/** A formatter with Latin digits and 24 hours; the browser's defaults where it does not know the zone. */
export function instantFormat(
  locale: string,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const zone = timeZone === undefined ? {} : { timeZone };
  return dateTimeFormat(latin(locale), { ...options, hourCycle: 'h23', ...zone });
}

/** An instant formatted by `options`; a dash for anything else. */
function show(
  instant: Instant | null,
  locale: string,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): string {
  const date = toDate(instant);
  return date ? instantFormat(locale, timeZone, options).format(date) : NOTHING;
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

/** `2026-11-22 09:30:05` in the format of the locale, with Latin digits so that columns align. */
export function formatInstant(instant: Instant | null, locale: string, timeZone?: string): string {
  return show(instant, locale, timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...CLOCK,
    second: '2-digit',
  });
}

export interface ShortInstantOptions {
  readonly withSeconds?: boolean;
  /** The present time, which decides whether the year is shown. */
  readonly now?: Date;
}

/**
 * `28 Nov, 01:26`: short, and read alike everywhere, because the month is a word. The year is shown only
 * when it is not the present one. English without a country puts the day first.
 */
export function formatShortInstant(
  instant: Instant | null,
  locale: string,
  timeZone?: string,
  { withSeconds = false, now = new Date() }: ShortInstantOptions = {},
): string {
  const date = toDate(instant);
  if (!date) return NOTHING;
  const tag = locale === 'en' ? 'en-GB' : locale;
  const year = (of: Date): string => instantFormat(tag, timeZone, { year: 'numeric' }).format(of);
  return instantFormat(tag, timeZone, {
    ...(year(date) === year(now) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    ...CLOCK,
    ...(withSeconds ? { second: '2-digit' } : {}),
  }).format(date);
}

/** Full form with weekday, seconds and the zone's offset, for a title or a details view. */
export function formatInstantLong(
  instant: Instant | null,
  locale: string,
  timeZone?: string,
): string {
  return show(instant, locale, timeZone, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    ...CLOCK,
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
}

/** `10:42`, for a sentence about today. */
export function formatTimeOfDay(
  instant: Instant | null,
  locale: string,
  timeZone?: string,
): string {
  return show(instant, locale, timeZone, CLOCK);
}

function latin(locale: string): string {
  return locale.includes('-u-') ? locale : `${locale}-u-nu-latn-ca-gregory`;
}

function toDate(instant: Instant | null): Date | null {
  if (instant === null) return null;
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Seconds as a clock: `0:07`, `12:34`, `1:02:03`; a dash form when unknown or not finite. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) {
    return '–:––';
  }
  const whole = Math.floor(seconds);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}

/** An ISO 8601 duration for `<time datetime>`: `PT83S`. */
export function isoDuration(seconds: number): string {
  return `PT${Math.round(seconds)}S`;
}

/** A number with the locale's separators, Latin digits. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(latin(locale)).format(value);
}

/**
 * The end of a contact number, for names of buttons: enough to distinguish rows, never the whole
 * number. `null` when there is none.
 */
export function numberEnding(contactNumber: string | null): string | null {
  const digits = contactNumber?.replace(/\D/g, '') ?? '';
  return digits.length >= 4 ? digits.slice(-4) : null;
}

/** The length of `text` in the unit that the backend counts. */
export function countText(text: string, unit: 'utf16' | 'code-point' | 'utf8-byte'): number {
  switch (unit) {
    case 'utf16':
      return text.length;
    case 'code-point':
      return [...text].length;
    case 'utf8-byte':
      return new TextEncoder().encode(text).length;
  }
}
