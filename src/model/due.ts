/**
 * How long a message has waited, and by when it should be processed: by the backend (`dueAt`), or by
 * rules of the host page. Pure: the caller passes the current time.
 */
import { readLocal } from './local-range.js';
import type { Instant, Message, MessageChannel, MessageStatus } from './message.js';
import { zoneClock } from './zone-clock.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When the contact center works; only this time counts towards the hours of a rule. */
export interface BusinessHours {
  /** Open times per weekday, as `['09:00', '17:30']`; a weekday that is left out is closed. `24:00` ends a day. */
  readonly week: Readonly<
    Partial<Record<Weekday, readonly (readonly [from: string, to: string])[]>>
  >;
  /** Closed days, as `2026-12-25`. */
  readonly holidays?: readonly string[];
  /** IANA time zone. @default the tenant's, then the browser's */
  readonly timeZone?: string;
}

export interface DueRule {
  /** Hours from creation within which the message should be processed; business hours where they are given. */
  readonly hours: number;
  /** Only messages in this status; all that are not processed when left out. */
  readonly status?: MessageStatus;
  readonly channel?: MessageChannel;
}

/** The host's promise. The first rule that fits decides. */
export interface DueRules {
  readonly rules: readonly DueRule[];
  readonly businessHours?: BusinessHours;
  /** Minutes before the due time from which it counts as soon. @default 15 */
  readonly soonMinutes?: number;
}

export interface Waiting {
  /** Since the message was created, in seconds; `null` when that is not known. */
  readonly seconds: number | null;
  /** Seconds until it is due, negative when it is late; `null` where there is no promise. */
  readonly dueInSeconds: number | null;
  readonly state: 'none' | 'in-time' | 'soon' | 'late';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DEFAULT_SOON_MINUTES = 15;
/** Open hours are searched so many days ahead; a calendar without any makes no promise. */
const LONGEST_CALENDAR_DAYS = 400;

/** How `message` waits at `nowMs`, or `null` when it no longer waits (it is processed). */
export function waitingOf(
  message: Message,
  nowMs: number,
  rules?: DueRules,
  timeZone?: string,
): Waiting | null {
  if (message.status === 'processed') return null;
  const created = timeOf(message.createdAt);
  const due = dueTime(message, rules, timeZone);
  const seconds = created === null ? null : Math.max(0, Math.floor((nowMs - created) / 1000));
  if (due === null) return { seconds, dueInSeconds: null, state: 'none' };
  const leftMs = due - nowMs;
  const soonMs = (rules?.soonMinutes ?? DEFAULT_SOON_MINUTES) * MINUTE_MS;
  return {
    seconds,
    dueInSeconds: Math.trunc(leftMs / 1000),
    state: leftMs < 0 ? 'late' : leftMs <= soonMs ? 'soon' : 'in-time',
  };
}

/** When `message` is due, as milliseconds; `null` without a promise. The backend's time wins. */
export function dueTime(message: Message, rules?: DueRules, timeZone?: string): number | null {
  const dueMs = timeOf(message.dueAt ?? null);
  if (dueMs !== null) return dueMs;
  const created = timeOf(message.createdAt);
  const rule = rules?.rules.find(
    ({ status, channel, hours }) =>
      Number.isFinite(hours) &&
      hours >= 0 &&
      (status === undefined || status === message.status) &&
      (channel === undefined || channel === message.channel),
  );
  if (created === null || !rule || message.status === 'processed') return null;
  const { businessHours } = rules ?? {};
  return businessHours
    ? addBusinessHours(created, rule.hours, businessHours, timeZone)
    : created + rule.hours * HOUR_MS;
}

/** The moment at which `hours` of open time have passed since `startMs`. */
function addBusinessHours(
  startMs: number,
  hours: number,
  { week, holidays = [], timeZone: own }: BusinessHours,
  tenantZone?: string,
): number | null {
  const timeZone = own ?? tenantZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = zoneClock(timeZone)?.(new Date(startMs))?.slice(0, 10);
  if (today === undefined) return null;
  let leftMs = hours * HOUR_MS;
  for (let ahead = 0; ahead < LONGEST_CALENDAR_DAYS; ahead += 1) {
    const date = addDays(today, ahead);
    if (holidays.includes(date)) continue;
    for (const [from, to] of week[weekdayOf(date)] ?? []) {
      const opens = localTime(date, from, timeZone);
      const closes = localTime(date, to, timeZone);
      if (opens === null || closes === null) continue;
      const open = Math.max(opens, startMs);
      if (closes <= open) continue;
      if (closes - open >= leftMs) return open + leftMs;
      leftMs -= closes - open;
    }
  }
  return null;
}

function localTime(date: string, time: string, timeZone: string): number | null {
  const day = time === '24:00' ? addDays(date, 1) : date;
  return readLocal(`${day}T${time === '24:00' ? '00:00' : time}`, timeZone)?.getTime() ?? null;
}

/** Calendar arithmetic in UTC, where every day has 24 hours. */
function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
}

function timeOf(instant: Instant | null): number | null {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? null : time;
}
