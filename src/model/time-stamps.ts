/** Time stamps of a recording in a text, as people write them while they listen: `[1:05]`, `[1:02:03]`. Pure. */
import { formatDuration } from './format.js';

export interface TimeStamp {
  /** As it is written, without the brackets. */
  readonly text: string;
  readonly seconds: number;
}

/** Minutes and seconds, or hours, minutes and seconds, in the digits 0 to 9. Bounded, so linear in any text. */
const STAMP = /\[(?:(\d{1,2}):([0-5]\d)|(\d{1,3})):([0-5]\d)\]/g;

/** The stamp for a position: `[1:05] `, from an hour on `[1:02:03] `. */
export function stampText(seconds: number): string {
  return `[${formatDuration(Number.isFinite(seconds) ? Math.max(0, seconds) : 0)}] `;
}

/**
 * `text` in pieces: plain text, and the stamps within `durationSeconds`. Without a known length (`NaN`)
 * there are no stamps, and after `most` stamps the rest is plain text too. Joined, with the stamps in
 * brackets, the pieces are the text again.
 */
export function splitStamps(
  text: string,
  durationSeconds: number,
  most = Infinity,
): readonly (string | TimeStamp)[] {
  const pieces: (string | TimeStamp)[] = [];
  let end = 0;
  let found = 0;
  for (const match of text.matchAll(STAMP)) {
    if (found === most) break;
    const [whole, hours = '0', minutesOfHour, minutes = '0', rest] = match;
    const seconds = Number(hours) * 3600 + Number(minutesOfHour ?? minutes) * 60 + Number(rest);
    if (!(seconds <= durationSeconds)) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ text: whole.slice(1, -1), seconds });
    end = match.index + whole.length;
    found += 1;
  }
  if (end < text.length || pieces.length === 0) pieces.push(text.slice(end));
  return pieces;
}

/** The different times in `text` that lie within `durationSeconds`, in the order of the text. */
export function stampsIn(text: string, durationSeconds: number): readonly TimeStamp[] {
  const found = new Map<number, TimeStamp>();
  for (const piece of splitStamps(text, durationSeconds)) {
    if (typeof piece !== 'string' && !found.has(piece.seconds)) found.set(piece.seconds, piece);
  }
  return [...found.values()];
}
