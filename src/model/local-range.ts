/** A customized range in date-time fields: reads and writes local times of a time zone. */
import type { LocalRange, TimeRangeProblem } from './time-range.js';
import { clockOffsetMs, zoneClock } from './zone-clock.js';

const HOUR_MS = 3_600_000;

/**
 * Reads two `datetime-local` values (`2026-11-22T09:30`) in `timeZone` (the browser's when left out).
 * In the hour that a clock change skips or repeats, the offset before the change applies, as in the
 * platform's own rule for local times.
 */
export function readLocalRange(from: string, to: string, timeZone?: string): LocalRange {
  const problems: TimeRangeProblem[] = [];
  const start = readLocal(from, timeZone);
  const end = readLocal(to, timeZone);
  if (from.trim() === '') problems.push('from-missing');
  else if (!start) problems.push('from-unreadable');
  if (to.trim() === '') problems.push('to-missing');
  else if (!end) problems.push('to-unreadable');
  if (start && end && end.getTime() <= start.getTime()) problems.push('to-before-from');
  if (problems.length > 0 || !start || !end) return { ok: false, problems };
  return {
    ok: true,
    range: { kind: 'between', from: start.toISOString(), to: end.toISOString() },
  };
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/** The instant of a wall time in `timeZone` (the browser's when left out), or `null` when it is none. */
export function readLocal(value: string, timeZone?: string): Date | null {
  if (!LOCAL.test(value)) return null;
  const wall = Date.parse(`${value}Z`);
  if (Number.isNaN(wall)) return null;
  const clock = timeZone === undefined ? null : zoneClock(timeZone);
  const before = clock && clockOffsetMs(clock, new Date(wall - 24 * HOUR_MS));
  if (clock === null || before === null) return new Date(value);
  // A zone's offset changes at most once in two days: try both, the earlier one first.
  const after = clockOffsetMs(clock, new Date(wall + 24 * HOUR_MS)) ?? before;
  const fits = [before, after].find(
    (offset) => clockOffsetMs(clock, new Date(wall - offset)) === offset,
  );
  return new Date(wall - (fits ?? before));
}

/** An instant as a `datetime-local` value in `timeZone` (the browser's when left out), to the minute. */
export function toLocalInput(date: Date, timeZone?: string): string {
  const wall = timeZone === undefined ? undefined : zoneClock(timeZone)?.(date);
  if (wall) return wall.slice(0, 16);
  const part = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
  return `${day}T${part(date.getHours())}:${part(date.getMinutes())}`;
}
