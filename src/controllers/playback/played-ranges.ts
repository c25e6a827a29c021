/** The parts of a recording that really sounded: a sorted list of ranges that never overlap. */
import type { ListeningSpan } from '../../adapter/adapter.js';

/** From and to, in seconds of the recording; also of a silence in it. */
export type PlayedRange = readonly [start: number, end: number];

/** Gaps shorter than this do not count: the clocks of browsers tick coarsely. */
const JOIN_SECONDS = 0.3;
/** At most this many ranges are sent. */
const MAX_RANGES = 1000;

/** `ranges` and the new one, joined where they touch. A range that is empty or not finite changes nothing. */
export function addRange(
  ranges: readonly PlayedRange[],
  start: number,
  end: number,
): readonly PlayedRange[] {
  if (!Number.isFinite(start) || !Number.isFinite(end) || end <= start || start < 0) return ranges;
  let from = start;
  let to = end;
  const before: PlayedRange[] = [];
  const after: PlayedRange[] = [];
  for (const range of ranges) {
    if (range[1] < from - JOIN_SECONDS) before.push(range);
    else if (range[0] > to + JOIN_SECONDS) after.push(range);
    else {
      from = Math.min(from, range[0]);
      to = Math.max(to, range[1]);
    }
  }
  return [...before, [from, to], ...after];
}

/** Ranges from outside (a host's store), as {@link addRange} joins them; what is no range is left out. */
export function readRanges(value: unknown): readonly PlayedRange[] {
  if (!Array.isArray(value)) return [];
  let ranges: readonly PlayedRange[] = [];
  for (const range of value as unknown[]) {
    if (Array.isArray(range)) ranges = addRange(ranges, Number(range[0]), Number(range[1]));
  }
  return ranges;
}

/** `ranges` and `others` as one list; the same list when `others` adds nothing. */
export function mergeRanges(
  ranges: readonly PlayedRange[],
  others: readonly PlayedRange[],
): readonly PlayedRange[] {
  let merged = ranges;
  for (const [start, end] of others) {
    if (!merged.some((range) => range[0] <= start && range[1] >= end)) {
      merged = addRange(merged, start, end);
    }
  }
  return merged;
}

/**
 * What counts as heard where silence may be skipped: `played`, and each of the `silent` ranges whose sound
 * right before or after it was heard. A silence that was not come near adds nothing.
 */
export function coveredRanges(
  played: readonly PlayedRange[],
  silent: readonly PlayedRange[],
): readonly PlayedRange[] {
  const reached = silent.filter(([start, end]) =>
    played.some((range) => range[0] <= end + JOIN_SECONDS && range[1] >= start - JOIN_SECONDS),
  );
  return mergeRanges(played, reached);
}

/** `ranges` without what lies beyond the recording; unchanged while its length is not known. */
export function clipRanges(
  ranges: readonly PlayedRange[],
  durationSeconds: number,
): readonly PlayedRange[] {
  if (!(durationSeconds > 0) || ranges.every(([, end]) => end <= durationSeconds)) return ranges;
  return ranges.flatMap(([start, end]): PlayedRange[] =>
    start < durationSeconds ? [[start, Math.min(end, durationSeconds)]] : [],
  );
}

/** The length of all `ranges` together, in seconds. */
export function totalSeconds(ranges: readonly PlayedRange[]): number {
  return ranges.reduce((sum, [start, end]) => sum + (end - start), 0);
}

/** The share of the recording in `ranges`, 0 to 1; 0 while its length is not known. */
export function playedShare(ranges: readonly PlayedRange[], durationSeconds: number): number {
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds)) return 0;
  if (firstUnplayed(ranges, durationSeconds) === null) return 1;
  return Math.min(1, totalSeconds(ranges) / durationSeconds);
}

/** Where the first part outside `ranges` begins, in seconds; `null` when there is none. */
export function firstUnplayed(
  ranges: readonly PlayedRange[],
  durationSeconds: number,
): number | null {
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at + JOIN_SECONDS) break;
    at = Math.max(at, end);
  }
  return Number.isFinite(durationSeconds) && at < durationSeconds - JOIN_SECONDS ? at : null;
}

/** `ranges` as the adapter takes them, in milliseconds of precision. */
export function toListeningSpans(ranges: readonly PlayedRange[]): readonly ListeningSpan[] {
  return ranges.slice(0, MAX_RANGES).flatMap(([start, end]) => {
    const startSeconds = Math.round(start * 1000) / 1000;
    const endSeconds = Math.round(end * 1000) / 1000;
    return endSeconds > startSeconds ? [{ startSeconds, endSeconds }] : [];
  });
}
