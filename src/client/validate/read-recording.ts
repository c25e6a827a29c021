/** Reads a recording and its transcript in an adapter's answer. */
import { Reader, readLanguage } from './fields.js';
import { isRecord, listOf, own } from '../../model/unknown-value.js';
import type { Recording, Transcript, TranscriptCue } from '../../model/recording.js';

/** More peaks show nothing more on any screen. */
const MAX_PEAKS = 4096;

/** A recording, or `null` when it has neither an address nor bytes. */
export function readRecording(value: unknown): Recording | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const facts = {
    mimeType: reader.text('mimeType'),
    expiresAt: reader.instant('expiresAt'),
    durationSeconds: reader.number('durationSeconds', { max: 1e7 }),
    sizeBytes: reader.number('sizeBytes'),
    peaks: readPeaks(reader.field('peaks')),
    transcript: readTranscript(reader.field('transcript')),
    archive: reader.field('archive') === 'password-zip' ? 'password-zip' : 'none',
  } as const;
  const blob = reader.field('blob');
  // Not `instanceof`: the adapter may live in another frame.
  if (isBlob(blob)) return { ...facts, kind: 'blob', blob };
  const url = reader.field('url');
  if (typeof url !== 'string' || url === '') return null;
  const crossOrigin = reader.field('crossOrigin');
  return {
    ...facts,
    kind: 'url',
    url,
    crossOrigin:
      crossOrigin === 'anonymous' || crossOrigin === 'use-credentials' ? crossOrigin : null,
  };
}

function isBlob(value: unknown): value is Blob {
  try {
    return /^\[object (Blob|File)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false;
  }
}

function readPeaks(value: unknown): readonly number[] {
  return (listOf(value) ?? [])
    .slice(0, MAX_PEAKS)
    .map((peak) => (typeof peak === 'number' && peak >= 0 ? Math.min(1, peak) : 0));
}

function readTranscript(value: unknown): Transcript | null {
  if (!isRecord(value)) return null;
  const rows = listOf(own(value, 'cues'));
  if (!rows) return null;
  const cues = rows.flatMap(readCue);
  cues.sort((a, b) => a.startSeconds - b.startSeconds);
  return { language: readLanguage(own(value, 'language')), cues };
}

function readCue(value: unknown): TranscriptCue[] {
  if (!isRecord(value)) return [];
  const reader = new Reader(value, [], '');
  const startSeconds = reader.number('startSeconds');
  const text = reader.text('text');
  if (startSeconds === null || text === null) return [];
  const endSeconds = reader.number('endSeconds') ?? startSeconds;
  return [
    {
      startSeconds,
      endSeconds: Math.max(startSeconds, endSeconds),
      text,
      confidence: reader.number('confidence', { max: 1 }),
    },
  ];
}
