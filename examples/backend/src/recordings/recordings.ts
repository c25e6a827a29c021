/** Who may have which recording, and the sound itself. */
import type { Readable } from 'node:stream';
import { audit } from '../audit.js';
import { clock, instant, type Service, type Session } from '../context.js';
import { Problem, invalid } from '../problems.js';
import { permissionFor } from '../rules.js';
import { findRow } from '../view.js';
import type { Wire } from '../wire.js';
import { openLink, sealLink } from './links.js';

/** Asked each time somebody plays or saves; each time is an entry of the audit. */
export async function requestRecording(
  session: Session,
  messageId: string,
  { purpose, variant, reason }: Wire['RecordingRequest'],
) {
  const { database, settings, store, user, secret } = session;
  const { db } = database;
  const row = await findRow(db, messageId);
  if (!row) throw new Problem('not-found');
  const recording =
    row.recording_id === null
      ? undefined
      : await db
          .selectFrom('recordings')
          .selectAll()
          .where('id', '=', row.recording_id)
          .executeTakeFirst();
  if (row.channel !== 'voice' || !recording) throw new Problem('recording-missing');
  if (recording.storage_key === null) throw new Problem('recording-purged');
  if (!permissionFor(row, purpose, user, settings).allowed)
    throw new Problem('recording-forbidden');
  // Another encoding would have to be made: here is the place for it.
  if (variant === 'converted') throw new Problem('unsupported');
  if (purpose === 'download' && settings.downloadNeedsReason && !reason?.trim()) {
    throw invalid('reason', 'purpose-required');
  }
  const expiresAt = (await clock(session, db)) + settings.linkSeconds * 1000;
  const url =
    (await store.link(recording.storage_key, settings.linkSeconds)) ??
    `recordings/${sealLink(secret, { recordingId: recording.id, expiresAt })}`;
  const act = purpose === 'play' ? 'played' : 'downloaded';
  await audit(session, db, [
    { act, messageId, version: row.version, reason: reason?.trim().slice(0, 500) ?? null },
  ]);
  return {
    url,
    crossOrigin: null,
    mimeType: recording.mime_type,
    expiresAt: instant(expiresAt),
    durationSeconds: recording.duration_seconds,
    sizeBytes: recording.size_bytes,
    peaks: JSON.parse(recording.peaks) as number[],
    transcript:
      recording.transcript === null ? null : (JSON.parse(recording.transcript) as unknown),
    archive: 'none',
  };
}

export interface SoundAnswer {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly stream: Readable | null;
}

/** The bytes behind a link, or the one range of them that was asked for: without ranges browsers cannot seek. */
export async function loadRecording(
  service: Service,
  token: string,
  rangeHeader: string | undefined,
): Promise<SoundAnswer> {
  const { database, store, secret } = service;
  const link = openLink(secret, token);
  if (!link) throw new Problem('recording-missing');
  if (link.expiresAt <= (await clock(service, database.db))) throw new Problem('recording-expired');
  const recording = await database.db
    .selectFrom('recordings')
    .select(['storage_key', 'mime_type', 'size_bytes'])
    .where('id', '=', link.recordingId)
    .executeTakeFirst();
  if (!recording) throw new Problem('recording-missing');
  if (recording.storage_key === null) throw new Problem('recording-purged');
  const { size_bytes: size, mime_type: type } = recording;
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Type': type,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  const range = readRange(rangeHeader, size);
  if (range === 'outside')
    return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, stream: null };
  const found = await store.read(recording.storage_key, range ?? undefined);
  if (!found) throw new Problem('recording-storage-offline', { retryAfterSeconds: 60 });
  if (!range)
    return { status: 200, headers: { ...headers, 'Content-Length': size }, stream: found.stream };
  return {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': range.to - range.from + 1,
      'Content-Range': `bytes ${range.from}-${range.to}/${size}`,
    },
    stream: found.stream,
  };
}

/** Null: no range that is understood, so the whole. RFC 9110, section 14. */
function readRange(
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'outside' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return start >= size || end < start ? 'outside' : { from: start, to: end };
}
