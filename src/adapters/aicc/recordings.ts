/**
 * Voice messages by AICC's `downloadIVRRecordFile` (cec_07_0825), asked through the host's proxy,
 * which signs the request. Success is an octet-stream, failure is JSON, both with status 200.
 */
import type { MessageAdapter, RecordingRequest, RequestOptions } from '../../adapter/adapter.js';
import { AdapterError, isAdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import type { Recording } from '../../model/recording.js';
import { askProxy, checkOptions, type ProxyOptions } from './ask.js';
import { audioType, wavSeconds } from './audio-bytes.js';
import { isEnvelope, openEnvelope } from './envelope.js';

type Wanted<Value> = Value | Promise<Value>;

export interface AiccRecordingsOptions extends ProxyOptions {
  /**
   * What names the recording of a message to your proxy: the file's path as AICC stores it
   * (`Y:/39/record/20201015/….wav`), or better an id that only your proxy can turn into one. `null`
   * when the message has no recording.
   */
  readonly recordingPath: (messageId: string, options: RequestOptions) => Wanted<string | null>;
  /**
   * The drive letter AICC records on now. A path on another drive cannot be read until the
   * administrator switches back; with this the screen says so at once instead of failing unexplained.
   */
  readonly currentDrive?: string | ((options: RequestOptions) => Wanted<string>);
  /** Largest recording that is taken into memory, in bytes. @default 67108864 (64 MiB) */
  readonly maxBytes?: number;
  /** Meanings of result codes beyond the published ones. */
  readonly codes?: Readonly<Record<string, AdapterErrorCode>>;
}

const KNOWN = ['url', 'fetch', 'credentials', 'recordingPath', 'currentDrive', 'maxBytes', 'codes'];
const operation = 'getRecording';

/** `fileName`: "1–225 characters". */
const LONGEST_PATH = 225;

/**
 * The `getRecording` of an adapter: the whole file as a Blob, recognized by its bytes. Rejects with
 * `recording-storage-offline` when the file lies on another drive than the current one,
 * `recording-missing`, `recording-forbidden`, `recording-format` when the bytes are no sound, and
 * `unsupported` for a converted version, a password-protected archive or a file that is too large. No
 * path ever stands in an error.
 * @throws TypeError for an option that is not known, keys and passwords above all
 */
export function createAiccRecordings(
  options: AiccRecordingsOptions,
): Pick<MessageAdapter, 'getRecording'> {
  checkOptions('createAiccRecordings', options, KNOWN);
  if (typeof options.recordingPath !== 'function') {
    throw new TypeError('createAiccRecordings: recordingPath must be a function');
  }
  const { maxBytes = 64 * 2 ** 20, codes = {} } = options;

  return {
    async getRecording(request: RecordingRequest, { signal }: RequestOptions): Promise<Recording> {
      signal?.throwIfAborted();
      // The published interface gives the file as it is.
      if (request.variant === 'converted' || request.archivePassword !== undefined) {
        throw new AdapterError('unsupported', { operation });
      }
      const goesWith = signal ? { signal } : {};
      const path = await ask(() => options.recordingPath(request.messageId, goesWith), signal);
      if (typeof path !== 'string' || path === '')
        throw new AdapterError('recording-missing', { operation });
      if (path.length > LONGEST_PATH) throw new AdapterError('invalid', { operation });
      await checkDrive(path, signal);
      const body = { request: { version: '2.0' }, msgBody: { fileName: path } };
      const bytes = await readBytes(await askForFile(body, signal), maxBytes, signal);
      return recordingOf(bytes, codes);
    },
  };

  /** AICC answers "no such file" and "not yours" by status too; for a recording they have codes of their own. */
  async function askForFile(body: unknown, signal: AbortSignal | undefined): Promise<Response> {
    try {
      return await askProxy(options, body, operation, signal);
    } catch (error) {
      if (!isAdapterError(error)) throw error;
      const code = { 'not-found': 'recording-missing', forbidden: 'recording-forbidden' }[
        error.code as string
      ] as AdapterErrorCode | undefined;
      throw code === undefined ? error : new AdapterError(code, { operation });
    }
  }

  async function checkDrive(path: string, signal: AbortSignal | undefined): Promise<void> {
    const drive = driveOf(path);
    if (drive === null || options.currentDrive === undefined) return;
    const { currentDrive } = options;
    const told =
      typeof currentDrive === 'string'
        ? currentDrive
        : await ask(() => currentDrive(signal ? { signal } : {}), signal);
    const current =
      typeof told === 'string' ? /^\s*([a-z])\b/i.exec(told)?.[1]?.toUpperCase() : undefined;
    if (current !== undefined && current !== drive) {
      throw new AdapterError('recording-storage-offline', { operation });
    }
  }
}

/** Asks the host's function. What it rejects with may hold a path, so it is not passed on. */
async function ask<Value>(
  question: () => Wanted<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  try {
    return await question();
  } catch (error) {
    if (signal?.aborted || isAdapterError(error)) throw error;
    throw new AdapterError('unavailable', { operation });
  }
}

/** The drive letter a stored path begins with; `null` for anything else. */
function driveOf(path: string): string | null {
  return /^([a-z]):[\\/]/i.exec(path)?.[1]?.toUpperCase() ?? null;
}

/** The whole answer, as long as it is not larger than `maxBytes`: what it says about its length may be wrong. */
async function readBytes(
  response: Response,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const told = Number(response.headers.get('content-length') ?? 0);
    const reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      size += value.length;
      chunks.push(value);
      if (size > maxBytes || told > maxBytes) {
        void reader?.cancel();
        throw new AdapterError('unsupported', { operation });
      }
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw isAdapterError(error) ? error : new AdapterError('network', { operation, cause: error });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function recordingOf(
  bytes: Uint8Array<ArrayBuffer>,
  codes: Readonly<Record<string, AdapterErrorCode>>,
): Recording {
  if (bytes.length === 0) throw new AdapterError('recording-missing', { operation });
  const mimeType = audioType(bytes);
  if (mimeType === null) throw errorOfBytes(bytes, codes);
  return {
    kind: 'blob',
    blob: new Blob([bytes], { type: mimeType }),
    mimeType,
    expiresAt: null,
    durationSeconds: mimeType === 'audio/wav' ? wavSeconds(bytes) : null,
    sizeBytes: bytes.length,
    peaks: [],
    transcript: null,
    archive: 'none',
  };
}

/** Bytes that are no sound: an envelope that says why, a login page, or something else. */
function errorOfBytes(
  bytes: Uint8Array,
  codes: Readonly<Record<string, AdapterErrorCode>>,
): AdapterError {
  const text = new TextDecoder()
    .decode(bytes.subarray(0, 65_536))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('{')) {
    try {
      const body: unknown = JSON.parse(text);
      if (isEnvelope(body)) openEnvelope(body, operation, codes);
      // A success without a file.
      return new AdapterError(isEnvelope(body) ? 'recording-missing' : 'malformed', { operation });
    } catch (error) {
      return isAdapterError(error) ? error : new AdapterError('malformed', { operation });
    }
  }
  if (text.startsWith('<')) return new AdapterError('malformed', { operation });
  return new AdapterError('recording-format', { operation });
}
