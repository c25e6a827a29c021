/**
 * Voice messages by AICC's `downloadIVRRecordFile` (cec_07_0825), requested through the host's proxy,
 * which signs the request. A success is an octet-stream, a failure is JSON, both with status 200.
 */
import type { MessageAdapter, RecordingRequest, RequestOptions } from '../../adapter/adapter.js';
import { AdapterError, isAdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import type { Recording } from '../../model/recording.js';
import { audioType, wavSeconds } from './audio-bytes.js';
import { isEnvelope, openEnvelope } from './envelope.js';
import { checkOptions, requestFromProxy, type ProxyOptions } from './proxy-request.js';

type MaybePromise<Value> = Value | Promise<Value>;

export interface AiccRecordingsOptions extends ProxyOptions {
  /**
   * Names the recording of a message to your proxy: the file's path as AICC stores it
   * (`Y:/39/record/20201015/….wav`), or better an id that only your proxy can turn into the path.
   * `null` when the message has no recording.
   */
  readonly recordingPath: (
    messageId: string,
    options: RequestOptions,
  ) => MaybePromise<string | null>;
  /**
   * The drive letter that AICC records on now. A path on another drive cannot be read until the
   * administrator switches back; with this option the screen says so instead of an unexplained failure.
   */
  readonly currentDrive?: string | ((options: RequestOptions) => MaybePromise<string>);
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
 * `recording-storage-offline` when the file is on another drive than the current one,
 * `recording-missing`, `recording-forbidden`, `recording-format` when the bytes are no sound, and
 * `unsupported` for a converted version, a password-protected archive or a file that is too large. No
 * error contains a path.
 * @throws TypeError for an unknown option, keys and passwords above all
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
      // The published interface returns the file as it is.
      if (request.variant === 'converted' || request.archivePassword !== undefined) {
        throw new AdapterError('unsupported', { operation });
      }
      const requestOptions = signal ? { signal } : {};
      const path = await callHost(
        () => options.recordingPath(request.messageId, requestOptions),
        signal,
      );
      if (typeof path !== 'string' || path === '')
        throw new AdapterError('recording-missing', { operation });
      if (path.length > LONGEST_PATH) throw new AdapterError('invalid', { operation });
      await checkDrive(path, signal);
      const body = { request: { version: '2.0' }, msgBody: { fileName: path } };
      const bytes = await readBytes(await requestFile(body, signal), maxBytes, signal);
      return recordingOf(bytes, codes);
    },
  };

  /** AICC reports a missing or forbidden file by status too; for recordings these have their own codes. */
  async function requestFile(body: unknown, signal: AbortSignal | undefined): Promise<Response> {
    try {
      return await requestFromProxy(options, body, operation, signal);
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
    const setting =
      typeof currentDrive === 'string'
        ? currentDrive
        : await callHost(() => currentDrive(signal ? { signal } : {}), signal);
    const current =
      typeof setting === 'string' ? /^\s*([a-z])\b/i.exec(setting)?.[1]?.toUpperCase() : undefined;
    if (current !== undefined && current !== drive) {
      throw new AdapterError('recording-storage-offline', { operation });
    }
  }
}

/** Calls a function of the host. Its rejection may contain a path, so it is not passed on. */
async function callHost<Value>(
  call: () => MaybePromise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    if (signal?.aborted || isAdapterError(error)) throw error;
    throw new AdapterError('unavailable', { operation });
  }
}

/** The drive letter of a stored path; `null` for anything else. */
function driveOf(path: string): string | null {
  return /^([a-z]):[\\/]/i.exec(path)?.[1]?.toUpperCase() ?? null;
}

/** The whole answer, if it is not larger than `maxBytes`; its Content-Length may be wrong. */
async function readBytes(
  response: Response,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const announced = Number(response.headers.get('content-length') ?? 0);
    const reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      size += value.length;
      chunks.push(value);
      if (size > maxBytes || announced > maxBytes) {
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

/** The error for bytes that are no sound: an envelope with a code, a login page, or something else. */
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
      // A success code without a file.
      return new AdapterError(isEnvelope(body) ? 'recording-missing' : 'malformed', { operation });
    } catch (error) {
      return isAdapterError(error) ? error : new AdapterError('malformed', { operation });
    }
  }
  if (text.startsWith('<')) return new AdapterError('malformed', { operation });
  return new AdapterError('recording-format', { operation });
}
