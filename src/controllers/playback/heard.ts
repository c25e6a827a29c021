/** Which parts of a recording were really heard: a sorted list of spans that never overlap. */
import type { ListeningSpan } from '../../adapter/adapter.js';

/** From and to, in seconds of the recording. */
export type HeardSpan = readonly [start: number, end: number];

/** Gaps shorter than this are no gaps: clocks of browsers tick coarsely. */
const JOIN_SECONDS = 0.3;
/** No recording is heard in more pieces than this. */
const MOST_SPANS = 1000;

/** `spans` and the new one, joined where they touch. Rubbish (not finite, empty) changes nothing. */
export function addHeard(
  spans: readonly HeardSpan[],
  start: number,
  end: number,
): readonly HeardSpan[] {
  if (!Number.isFinite(start) || !Number.isFinite(end) || end <= start || start < 0) return spans;
  let from = start;
  let to = end;
  const before: HeardSpan[] = [];
  const after: HeardSpan[] = [];
  for (const span of spans) {
    if (span[1] < from - JOIN_SECONDS) before.push(span);
    else if (span[0] > to + JOIN_SECONDS) after.push(span);
    else {
      from = Math.min(from, span[0]);
      to = Math.max(to, span[1]);
    }
  }
  return [...before, [from, to], ...after];
}

/** Spans from outside (a host's store) made into a list as {@link addHeard} makes it. */
export function readHeard(value: unknown): readonly HeardSpan[] {
  if (!Array.isArray(value)) return [];
  let spans: readonly HeardSpan[] = [];
  for (const span of value as unknown[]) {
    if (Array.isArray(span)) spans = addHeard(spans, Number(span[0]), Number(span[1]));
  }
  return spans;
}

/** `spans` and `others` as one list; the same list when `others` brings nothing new. */
export function joinHeard(
  spans: readonly HeardSpan[],
  others: readonly HeardSpan[],
): readonly HeardSpan[] {
  let joined = spans;
  for (const [start, end] of others) {
    if (!joined.some((span) => span[0] <= start && span[1] >= end)) {
      joined = addHeard(joined, start, end);
    }
  }
  return joined;
}

/**
 * What counts as heard where silence may be skipped: a silence counts as soon as the sound right
 * before or after it was heard. So a silence that nobody came near adds nothing.
 */
export function coveredSpans(
  heard: readonly HeardSpan[],
  silent: readonly HeardSpan[],
): readonly HeardSpan[] {
  const reached = silent.filter(([start, end]) =>
    heard.some((span) => span[0] <= end + JOIN_SECONDS && span[1] >= start - JOIN_SECONDS),
  );
  return joinHeard(heard, reached);
}

/** `spans` without what lies beyond the recording; unchanged while its length is not known. */
export function clipHeard(
  spans: readonly HeardSpan[],
  durationSeconds: number,
): readonly HeardSpan[] {
  if (!(durationSeconds > 0) || spans.every(([, end]) => end <= durationSeconds)) return spans;
  return spans.flatMap(([start, end]): HeardSpan[] =>
    start < durationSeconds ? [[start, Math.min(end, durationSeconds)]] : [],
  );
}

/** Seconds heard. */
export function heardSeconds(spans: readonly HeardSpan[]): number {
  return spans.reduce((sum, [start, end]) => sum + (end - start), 0);
}

/** 0 to 1; 0 while the length is not known. */
export function heardShare(spans: readonly HeardSpan[], durationSeconds: number): number {
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds)) return 0;
  if (firstUnheard(spans, durationSeconds) === null) return 1;
  return Math.min(1, heardSeconds(spans) / durationSeconds);
}

/** Where the first part begins that was not heard, or `null` when all was. */
export function firstUnheard(spans: readonly HeardSpan[], durationSeconds: number): number | null {
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at + JOIN_SECONDS) break;
    at = Math.max(at, end);
  }
  return Number.isFinite(durationSeconds) && at < durationSeconds - JOIN_SECONDS ? at : null;
}

/** As they are sent: milliseconds are more than enough. */
export function toSpans(heard: readonly HeardSpan[]): readonly ListeningSpan[] {
  return heard.slice(0, MOST_SPANS).flatMap(([start, end]) => {
    const startSeconds = Math.round(start * 1000) / 1000;
    const endSeconds = Math.round(end * 1000) / 1000;
    return endSeconds > startSeconds ? [{ startSeconds, endSeconds }] : [];
  });
}
