/** Recordings: permissions, and the recording as a link or as bytes. */
import type { RecordingRequest } from '../../src/adapter/adapter.js';
import { AdapterError, type AdapterErrorCode } from '../../src/adapter/errors.js';
import type { Recording } from '../../src/model/recording.js';
import { passwordArchive } from '../data/archive.js';
import { recordedMessages, type RecordedMessage } from '../data/recordings.js';
import { permissionFor } from './permissions.js';
import { toneWav } from './tone.js';
import type { BackendUser, MemoryBackendOptions, RecordingState, StoredMessage } from './types.js';

const operation = 'getRecording';

const STATE_ERRORS: Readonly<Record<Exclude<RecordingState, 'available'>, AdapterErrorCode>> = {
  purged: 'recording-purged',
  missing: 'recording-missing',
  forbidden: 'recording-forbidden',
  'storage-offline': 'recording-storage-offline',
};

/** AICC's rule for archive passwords (2024-05): at most 12 letters, digits and `_ @ %`, each kind at least once. */
const PASSWORD = /^(?=.*[A-Za-z])(?=.*\d)(?=.*[_@%])[A-Za-z\d_@%]{1,12}$/;

export function recordingByFile(file: string | null): RecordedMessage | null {
  return recordedMessages.find((recording) => recording.file === file) ?? null;
}

/** Links that expire. The token is opaque and says nothing about the file. */
export class RecordingLinks {
  readonly #links = new Map<string, { readonly file: string; readonly endMs: number }>();

  sign(file: string, url: string, token: string, expiresAt: Date): string {
    this.#links.set(token, { file, endMs: expiresAt.getTime() });
    return `${url}${url.includes('?') ? '&' : '?'}token=${token}`;
  }

  /** The state of a link's token at `now`; for the server of the files. */
  check(token: string, now: Date): 'valid' | 'expired' | 'unknown' {
    const link = this.#links.get(token);
    if (!link) return 'unknown';
    return link.endMs > now.getTime() ? 'valid' : 'expired';
  }
}

export interface RecordingContext {
  readonly user: BackendUser;
  readonly now: Date;
  readonly options: MemoryBackendOptions;
  readonly links: RecordingLinks;
  readonly newId: () => string;
  readonly signal?: AbortSignal | undefined;
}

export async function getRecording(
  context: RecordingContext,
  message: StoredMessage,
  request: RecordingRequest,
): Promise<Recording> {
  const recorded = checkRequest(context, message, request);
  const { recordings = 'tone' } = context.options;
  const isArchive = request.purpose === 'download' && context.options.downloadNeedsPassword;
  const facts = {
    mimeType: recorded.mimeType,
    expiresAt: null,
    durationSeconds: recorded.durationSeconds,
    peaks: recorded.peaks,
    transcript: { language: recorded.language, cues: recorded.cues },
    archive: 'none',
  } as const;

  if (isArchive) {
    const blob = passwordArchive();
    const { size: sizeBytes, type: mimeType } = blob;
    return { ...facts, kind: 'blob', blob, mimeType, sizeBytes, archive: 'password-zip' };
  }
  if (recordings === 'files' && request.variant !== 'converted') {
    const link = linkTo(context, recorded.file);
    return { ...facts, kind: 'url', sizeBytes: recorded.sizeBytes, crossOrigin: null, ...link };
  }
  const blob =
    recordings === 'tone' || request.variant === 'converted'
      ? toneFor(recorded, request.variant === 'converted')
      : await load(context, recorded);
  return { ...facts, kind: 'blob', blob, mimeType: blob.type, sizeBytes: blob.size };
}

function checkRequest(
  { user, options }: RecordingContext,
  message: StoredMessage,
  { purpose, variant, reason, archivePassword }: RecordingRequest,
): RecordedMessage {
  const recorded = recordingByFile(message.recordingFile);
  if (message.channel !== 'voice' || !recorded) throw error('recording-missing');
  if (message.recordingState !== 'available') throw error(STATE_ERRORS[message.recordingState]);
  if (!permissionFor(message, purpose, user).allowed) throw error('recording-forbidden');
  if (variant === 'converted' && options.convertedVariant !== true) throw error('unsupported');
  if (purpose === 'download') {
    if (options.downloadNeedsReason && !reason?.trim()) throw invalid('reason', 'purpose-required');
    if (options.downloadNeedsPassword) {
      if (!archivePassword) throw invalid('archivePassword', 'password-required');
      if (!PASSWORD.test(archivePassword)) throw invalid('archivePassword', 'password-rule');
    }
  }
  return recorded;
}

function linkTo(
  { options, links, now, newId }: RecordingContext,
  file: string,
): { readonly url: string; readonly expiresAt: string | null } {
  const url = addressOf(options, file);
  if (options.signedSeconds === undefined) return { url, expiresAt: null };
  const expiresAt = new Date(now.getTime() + options.signedSeconds * 1000);
  return { url: links.sign(file, url, newId(), expiresAt), expiresAt: expiresAt.toISOString() };
}

function addressOf({ recordingUrl }: MemoryBackendOptions, file: string): string {
  return recordingUrl?.(file) ?? `/recordings/${encodeURIComponent(file)}`;
}

/** A tone with the loudness and length of the speech it replaces, at another pitch for each file. */
function toneFor(recorded: RecordedMessage, isConverted: boolean): Blob {
  const number = recordedMessages.indexOf(recorded);
  return toneWav({
    durationSeconds: recorded.durationSeconds,
    codec: isConverted || recorded.codec === 'mp3' ? 'pcm' : recorded.codec,
    envelope: recorded.peaks,
    frequencyHz: 180 + 10 * number,
  });
}

async function load(
  { options, signal }: RecordingContext,
  recorded: RecordedMessage,
): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(addressOf(options, recorded.file), signal ? { signal } : {});
  } catch (cause) {
    throw new AdapterError('network', { operation, cause });
  }
  if (!response.ok) throw error('recording-missing');
  return new Blob([await response.arrayBuffer()], { type: recorded.mimeType });
}

function error(code: AdapterErrorCode): AdapterError {
  return new AdapterError(code, { operation });
}

function invalid(field: string, code: string): AdapterError {
  return new AdapterError('invalid', { operation, fields: [{ field, code }] });
}
