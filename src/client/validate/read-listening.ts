/** Reads the heard parts of a recording that a backend keeps. */
import { isRecord, listOf, own } from '../../model/unknown-value.js';
import type { Listening, ListeningSpan } from '../../adapter/adapter.js';

/** No recording is heard in more pieces; further ones are not read. */
const MOST_SPANS = 1000;
/** The longest recording that `readRecording` accepts. */
const LONGEST_SECONDS = 1e7;

/** The listening to `messageId`, or `null` when the answer is about something else. */
export function readListening(answer: unknown, messageId: string): Listening | null {
  if (!isRecord(answer) || own(answer, 'messageId') !== messageId) return null;
  const spans = readSpans(own(answer, 'spans'));
  if (!spans) return null;
  const others = readSpans(own(answer, 'others'));
  return { messageId, spans, ...(others ? { others } : {}) };
}

/** Usable spans: finite, forward, within the longest recording. `null` when there is no list at all. */
function readSpans(value: unknown): readonly ListeningSpan[] | null {
  return listOf(value, MOST_SPANS)?.flatMap(readSpan) ?? null;
}

function readSpan(value: unknown): ListeningSpan[] {
  if (!isRecord(value)) return [];
  const startSeconds = own(value, 'startSeconds');
  const endSeconds = own(value, 'endSeconds');
  if (typeof startSeconds !== 'number' || typeof endSeconds !== 'number') return [];
  const fits = startSeconds >= 0 && endSeconds > startSeconds && endSeconds <= LONGEST_SECONDS;
  return fits ? [{ startSeconds, endSeconds }] : [];
}
