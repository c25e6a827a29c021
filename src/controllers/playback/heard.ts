/** Which parts of a recording were really heard: a sorted list of spans that never overlap. */

/** From and to, in seconds of the recording. */
export type HeardSpan = readonly [start: number, end: number];

/** Gaps shorter than this are no gaps: clocks of browsers tick coarsely. */
const JOIN_SECONDS = 0.3;

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
