/** Fetches one recording, checks that it is one, and writes it to its target. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { RecordingRequest } from '../../adapter/adapter.js';
import type { Recording } from '../../model/recording.js';
import { getRecording } from '../../client/operations.js';
import { DeadlineError, withDeadline } from '../../adapter/deadline.js';
import { looksLikeText, sniffType, SNIFF_BYTES, type SniffedType } from '../playback/audio-type.js';
import { CspMonitor } from '../playback/csp-monitor.js';
import { causeOfStatus } from '../playback/failure-cause.js';
import { checkMediaUrl, isSameOrigin } from '../playback/media-url.js';
import { DownloadFailure } from './download-failure.js';
import type { DownloadRecord, TransferRequest } from './download-record.js';
import { handOver, type SaveTarget } from './save-target.js';

export interface TransferSteps {
  readonly document: Document;
  readonly signal: AbortSignal;
  /** `total` is `null` when it is not known. */
  readonly onProgress: (received: number, total: number | null) => void;
  /** Finds the target once the type of the file is known; nothing is written before. */
  readonly place: (type: SniffedType) => Promise<SaveTarget>;
}

/** A download without an answer or a byte for this long has stopped. */
const PATIENCE_MS = 30_000;
/** A link may have expired between asking and fetching. */
const RENEWABLE: readonly number[] = [401, 403, 404, 410];

type Bytes = Uint8Array<ArrayBuffer>;
type Reader = ReadableStreamDefaultReader<Bytes>;

interface Incoming {
  readonly reader: Reader;
  readonly total: number | null;
  /** The final address of the bytes; `null` for a Blob. */
  readonly url: string | null;
  readonly redirected: boolean;
}

/**
 * Downloads one recording. Rejects with an `AdapterError`, a `DownloadFailure`, or the reason of the
 * signal; the caller then abandons the target.
 */
export async function transfer(
  request: TransferRequest,
  steps: TransferSteps,
): Promise<DownloadRecord> {
  const { client, message, reason = null, maxMemoryBytes } = request;
  const capabilities = client.capabilities();
  const incoming = await open(request, steps);
  const { reader, total, url } = incoming;
  try {
    const { type, head } = await check(incoming, steps.signal);
    const target = await steps.place(type);
    steps.signal.throwIfAborted();
    let written: Pick<DownloadRecord, 'sizeBytes' | 'sha256'>;
    if (target.outcome === 'started' && (total ?? 0) > maxMemoryBytes) {
      leaveToBrowser(url, target.fileName, steps.document);
      written = { sizeBytes: total, sha256: null };
    } else {
      written = await copy(head, incoming, target, maxMemoryBytes, steps);
      steps.signal.throwIfAborted();
      await onDisk(target.finish(type.mimeType));
    }
    const { employeeId = null } = await capabilities;
    const { outcome, fileName } = target;
    const at = new Date().toISOString();
    return { messageId: message.id, outcome, fileName, ...written, at, employeeId, reason };
  } finally {
    // Stops the rest of the bytes; after the last one it does nothing.
    reader.cancel().catch(() => undefined);
  }
}

async function open(request: TransferRequest, steps: TransferSteps): Promise<Incoming> {
  const { document, signal } = steps;
  for (let attempt = 1; ; attempt += 1) {
    const recording = await getRecording(request.client, recordingRequest(request), { signal });
    if (recording.kind === 'blob') {
      const { blob } = recording;
      const reader = blob.stream().getReader();
      return { reader, total: blob.size, url: null, redirected: false };
    }
    const url = checkMediaUrl(recording.url, { base: document.baseURI, allowedOrigins: null });
    if (url === null) throw new DownloadFailure('source-refused');
    const response = await fetchFrom(url, recording, document, signal);
    if (response.ok && response.body) {
      return {
        reader: (response.body as ReadableStream<Bytes>).getReader(),
        total: lengthOf(response) ?? recording.sizeBytes,
        url: response.url || url,
        redirected: response.redirected,
      };
    }
    await response.body?.cancel();
    if (attempt > 1 || !RENEWABLE.includes(response.status)) {
      throw new DownloadFailure(response.ok ? 'not-audio' : causeOfStatus(response.status));
    }
  }
}

function recordingRequest({ message, reason, archivePassword }: TransferRequest): RecordingRequest {
  return {
    messageId: message.id,
    purpose: 'download',
    ...(reason === undefined ? {} : { reason }),
    ...(archivePassword === undefined ? {} : { archivePassword }),
  };
}

async function fetchFrom(
  url: string,
  { crossOrigin }: Extract<Recording, { kind: 'url' }>,
  document: Document,
  signal: AbortSignal,
): Promise<Response> {
  const csp = new CspMonitor(() => document);
  const init: RequestInit = {
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin',
  };
  // The deadline is for the answer alone: the bytes after it may take longer.
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(signal.reason), { once: true });
  csp.start();
  try {
    return await patiently(() => fetch(url, { ...init, signal: stop.signal }), signal);
  } catch (error) {
    stop.abort();
    signal.throwIfAborted();
    await csp.settle();
    if (csp.blocksFetch) throw new DownloadFailure('blocked-by-policy');
    if (!isSameOrigin(url, document) && (await answers(url, init, signal))) {
      throw new DownloadFailure('cross-origin');
    }
    throw error;
  } finally {
    csp.stop();
  }
}

/** Whether a server answers at `url`: then the lack of CORS hides the bytes. */
async function answers(url: string, init: RequestInit, signal: AbortSignal): Promise<boolean> {
  try {
    await patiently(() => fetch(url, { ...init, method: 'HEAD', mode: 'no-cors', signal }), signal);
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function lengthOf({ headers }: Response): number | null {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.has('content-encoding') ? length : null;
}

/** Reads the first bytes; nothing is written before they prove to be sound or an archive. */
async function check(
  { reader, redirected }: Incoming,
  signal: AbortSignal,
): Promise<{ readonly type: SniffedType; readonly head: readonly Bytes[] }> {
  const head: Bytes[] = [];
  let size = 0;
  while (size < SNIFF_BYTES) {
    const { done, value } = await patiently(() => reader.read(), signal);
    if (done) break;
    head.push(value);
    size += value.length;
  }
  const start = new Uint8Array(await new Blob(head).slice(0, SNIFF_BYTES).arrayBuffer());
  const type = sniffType(start);
  if (type) return { type, head };
  // When a session ends, many servers redirect to a page.
  throw new DownloadFailure(redirected && looksLikeText(start) ? 'unauthenticated' : 'not-audio');
}

async function copy(
  head: readonly Bytes[],
  { reader, total }: Incoming,
  target: SaveTarget,
  maxMemoryBytes: number,
  { signal, onProgress }: TransferSteps,
): Promise<Pick<DownloadRecord, 'sizeBytes' | 'sha256'>> {
  // The browser's own digest needs all bytes at once, and is missing on pages without https.
  const digest = sha256.create();
  let received = 0;
  const take = async (chunk: Bytes): Promise<void> => {
    received += chunk.length;
    if (target.outcome === 'started' && received > maxMemoryBytes) {
      throw new DownloadFailure('too-large');
    }
    digest.update(chunk);
    await onDisk(target.write(chunk));
    // After every chunk, so that the last one before a stall counts too.
    onProgress(received, total);
  };
  for (const chunk of head) await take(chunk);
  for (;;) {
    const { done, value } = await patiently(() => reader.read(), signal);
    signal.throwIfAborted();
    if (done) return { sizeBytes: received, sha256: bytesToHex(digest.digest()) };
    await take(value);
  }
}

/** Too much for memory: the browser fetches it again by itself, where it does not leave this page. */
function leaveToBrowser(url: string | null, fileName: string, document: Document): void {
  if (url === null || !isSameOrigin(url, document)) throw new DownloadFailure('too-large');
  handOver(document.defaultView ?? window, url, fileName);
}

async function onDisk(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch {
    throw new DownloadFailure('disk');
  }
}

async function patiently<Result>(
  start: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  try {
    return await withDeadline(start, PATIENCE_MS, signal);
  } catch (error) {
    if (error instanceof DeadlineError) throw new DownloadFailure('stalled');
    throw error;
  }
}
