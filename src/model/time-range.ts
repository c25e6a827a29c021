/** The time filter: the last hours up to now, or a chosen range. */
import type { Instant } from './message.js';

/**
 * `last` is resolved by the backend's clock, so that a wrong clock of the client cannot hide messages.
 * `between` includes `from` and excludes `to`.
 */
export type TimeRange =
  | { readonly kind: 'last'; readonly hours: number }
  | { readonly kind: 'between'; readonly from: Instant; readonly to: Instant };

/** The presets of the screen. A day is 24 hours counted back from now, never a calendar day, so a clock change hides nothing. */
export const TIME_PRESETS = [
  { days: 1, hours: 24 },
  { days: 3, hours: 72 },
  { days: 7, hours: 168 },
] as const;

const HOUR_MS = 3_600_000;

/** The range as two instants, for adapters whose backend takes bounds. `now` is the server's time where known. */
export function resolveTimeRange(range: TimeRange, now: Date): { from: Date; to: Date } {
  if (range.kind === 'last') {
    return { from: new Date(now.getTime() - range.hours * HOUR_MS), to: now };
  }
  return { from: new Date(range.from), to: new Date(range.to) };
}

/** Faults of a customized range, one code per cause. */
export type TimeRangeProblem =
  'from-missing' | 'to-missing' | 'from-unreadable' | 'to-unreadable' | 'to-before-from';

export type LocalRange =
  | { readonly ok: true; readonly range: TimeRange }
  | { readonly ok: false; readonly problems: readonly TimeRangeProblem[] };
