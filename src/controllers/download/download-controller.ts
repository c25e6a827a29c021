/** Fetches one recording, checks that it is one, and saves it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RecordingRequest } from '../../adapter/adapter.js';
import { isAdapterError, type AdapterError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import type { Recording } from '../../model/recording.js';
import { getRecording } from '../adapter-calls.js';
import type { AdapterClient } from '../adapter-client.js';
import { DeadlineError, withDeadline } from '../deadline.js';
import { sniffType, SNIFF_BYTES, type SniffedType } from '../playback/audio-type.js';
import { causeOfStatus, type FailureCause } from '../playback/media-cause.js';
import { checkMediaUrl } from '../playback/media-url.js';
import { PolicyWatch } from '../playback/policy-watch.js';
import { isSameOrigin } from '../playback/source.js';
import { recordingFileName } from './file-name.js';
import { chooseTarget, handOver, mayDownload, type SaveTarget } from './save-target.js';

export type DownloadCause =
  | FailureCause
  /** More than fits into memory here, and the person cannot choose a place. */
  | 'too-large'
  /** The chosen place cannot be written. */
  | 'disk'
  /** The frame this page stands in forbids downloads. */
  | 'sandboxed'
  /** The host's own policy said no. */
  | 'refused';

export interface Receipt {
  readonly outcome: 'saved' | 'started';
  readonly fileName: string;
  readonly sizeBytes: number | null;
  /** Hexadecimal; `null` where it cannot be computed (a page without https, a very large file). */
  readonly sha256: string | null;
  /** When, ISO 8601. */
  readonly at: string;
}

export type DownloadState =
  | { readonly phase: 'confirm' }
  | { readonly phase: 'choosing' }
  | { readonly phase: 'receiving'; readonly received: number; readonly total: number | null }
  /** The type is another than was thought, so the person chooses a place for the right name. */
  | { readonly phase: 'choose-again'; readonly fileName: string }
  | { readonly phase: 'done'; readonly receipt: Receipt }
  | {
      readonly phase: 'failed';
      readonly cause: DownloadCause;
      readonly error: AdapterError | null;
    };

export interface DownloadRequest {
  readonly client: AdapterClient;
  readonly message: Message;
  readonly reason?: string;
  readonly archivePassword?: string;
  /** The host is asked whether it may happen. */
  readonly mayStart: () => Promise<boolean>;
  /** Most bytes that are kept in memory where no place can be chosen. */
  readonly maxMemoryBytes: number;
}

/** Above this no digest is computed: it needs all bytes at once. */
const MOST_DIGEST_BYTES = 100 * 2 ** 20;
/** Without a byte for so long a download has stopped. */
const PATIENCE_MS = 30_000;
/** How often progress is told, in bytes, at most. */
const PROGRESS_STEP = 64 * 1024;

class Failure extends Error {
  readonly reason: DownloadCause;
  constructor(reason: DownloadCause) {
    super(reason);
    this.name = 'DownloadFailure';
    this.reason = reason;
  }
}

export class DownloadController implements ReactiveController {
  state: DownloadState = { phase: 'confirm' };

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onEnd: (state: DownloadState) => void;
  #run = new AbortController();
  #chooseAgain: (() => void) | null = null;

  /** `onEnd` is told when a download is done or has failed. */
  constructor(host: ReactiveControllerHost & HTMLElement, onEnd: (state: DownloadState) => void) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.cancel();
    });
  }

  get isBusy(): boolean {
    const { phase } = this.state;
    return phase === 'choosing' || phase === 'receiving' || phase === 'choose-again';
  }

  /** Back to the question; a running download stops and leaves no file. */
  cancel(): void {
    this.#run.abort();
    this.#chooseAgain = null;
    if (this.state.phase !== 'confirm') this.#set({ phase: 'confirm' });
  }

  /** Within the click of Yes. Never rejects; one at a time. */
  async start(request: DownloadRequest): Promise<void> {
    if (this.isBusy) return;
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#set({ phase: 'choosing' });
    let target: SaveTarget | null = null;
    try {
      const view = this.#view;
      if (!mayDownload(view)) throw new Failure('sandboxed');
      if (!(await request.mayStart())) throw new Failure('refused');
      signal.throwIfAborted();
      const archive = request.archivePassword !== undefined;
      // The picker comes first: a browser opens it only shortly after a click.
      target = await chooseTarget(
        view,
        this.#fileName(request, archive ? 'zip' : 'wav'),
        archive ? 'application/zip' : 'audio/wav',
      );
      signal.throwIfAborted();
      if (!target) {
        this.#set({ phase: 'confirm' });
        return;
      }
      const receipt = await this.#transfer(request, target, signal, (other) => (target = other));
      if (!signal.aborted) this.#end({ phase: 'done', receipt });
    } catch (error) {
      await target?.abandon();
      if (signal.aborted) return;
      const known = isAdapterError(error) ? error : null;
      const cause = known?.code ?? (error instanceof Failure ? error.reason : 'network');
      this.#end({ phase: 'failed', cause, error: known });
    }
  }

  /** In `choose-again`, within a click. */
  chooseAgain(): void {
    this.#chooseAgain?.();
  }

  async #transfer(
    request: DownloadRequest,
    first: SaveTarget,
    signal: AbortSignal,
    changed: (target: SaveTarget) => void,
  ): Promise<Receipt> {
    this.#set({ phase: 'receiving', received: 0, total: null });
    const { recording, bytes, url } = await this.#open(request, signal);
    const total = bytes.total ?? recording.sizeBytes;
    const { type, head } = await this.#check(bytes.reader, signal);
    let target = first;
    if (!target.fileName.toLowerCase().endsWith(`.${type.extension}`)) {
      await target.abandon();
      target = await this.#rightTarget(request, target, type, signal);
      changed(target);
    }
    if (target.outcome === 'started' && (total ?? 0) > request.maxMemoryBytes) {
      await bytes.reader.cancel();
      return this.#leaveToBrowser(url, target.fileName, total);
    }
    const size = await this.#copy(request, { head, reader: bytes.reader, total }, target, signal);
    let file: Blob | null;
    try {
      file = await target.finish(type.mimeType);
    } catch {
      throw new Failure('disk');
    }
    return {
      outcome: target.outcome,
      fileName: target.fileName,
      sizeBytes: size,
      sha256: await digestOf(file),
      at: new Date().toISOString(),
    };
  }

  async #open(
    request: DownloadRequest,
    signal: AbortSignal,
  ): Promise<{ recording: Recording; bytes: Incoming; url: string | null }> {
    for (let tried = 1; ; tried += 1) {
      const recording = await getRecording(request.client, recordingRequest(request), { signal });
      if (recording.kind === 'blob') {
        const { blob } = recording;
        return {
          recording,
          bytes: { reader: blob.stream().getReader(), total: blob.size },
          url: null,
        };
      }
      const url = checkMediaUrl(recording.url, {
        base: this.#host.ownerDocument.baseURI,
        allowedOrigins: null,
      });
      if (url === null) throw new Failure('source-refused');
      const response = await this.#fetch(url, recording.crossOrigin, signal);
      if (response.ok && response.body) {
        return { recording, bytes: incoming(response), url };
      }
      await response.body?.cancel();
      const cause = response.ok ? 'not-audio' : causeOfStatus(response.status);
      // A link may have expired between asking and fetching: once more.
      const renewable = [401, 403, 404, 410].includes(response.status);
      if (tried > 1 || !renewable) throw new Failure(cause);
    }
  }

  async #fetch(
    url: string,
    crossOrigin: 'anonymous' | 'use-credentials' | null,
    signal: AbortSignal,
  ): Promise<Response> {
    const policy = new PolicyWatch(() => this.#host.ownerDocument);
    policy.start();
    try {
      return await fetch(url, {
        signal,
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin',
      });
    } catch (error) {
      await policy.isBlocked();
      if (policy.lookBlocked) throw new Failure('blocked-by-policy');
      throw error;
    } finally {
      policy.stop();
    }
  }

  /** Looks at the first bytes; nothing is written before they are known to be sound or an archive. */
  async #check(
    reader: Reader,
    signal: AbortSignal,
  ): Promise<{ type: SniffedType; head: Uint8Array<ArrayBuffer>[] }> {
    const head: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    while (size < SNIFF_BYTES) {
      const { done, value } = await nextChunk(reader, signal);
      if (done) break;
      head.push(value);
      size += value.length;
    }
    const start = new Uint8Array(await new Blob(head).slice(0, SNIFF_BYTES).arrayBuffer());
    const type = sniffType(start);
    if (!type) {
      await reader.cancel();
      throw new Failure('not-audio');
    }
    return { type, head };
  }

  /** A target whose name has the ending of what really came. */
  async #rightTarget(
    request: DownloadRequest,
    wrong: SaveTarget,
    type: SniffedType,
    signal: AbortSignal,
  ): Promise<SaveTarget> {
    const fileName = this.#fileName(request, type.extension);
    if (wrong.outcome === 'saved') {
      await new Promise<void>((resolve, reject) => {
        this.#chooseAgain = resolve;
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        this.#set({ phase: 'choose-again', fileName });
      });
      this.#chooseAgain = null;
    }
    const target = await chooseTarget(this.#view, fileName, type.mimeType);
    signal.throwIfAborted();
    if (!target) {
      this.cancel();
      signal.throwIfAborted();
    }
    return target as SaveTarget;
  }

  async #copy(
    { maxMemoryBytes }: DownloadRequest,
    {
      head,
      reader,
      total,
    }: { head: Uint8Array<ArrayBuffer>[]; reader: Reader; total: number | null },
    target: SaveTarget,
    signal: AbortSignal,
  ): Promise<number> {
    let received = 0;
    let told = 0;
    const take = async (chunk: Uint8Array<ArrayBuffer>): Promise<void> => {
      received += chunk.length;
      if (target.outcome === 'started' && received > maxMemoryBytes) throw new Failure('too-large');
      try {
        await target.write(chunk);
      } catch {
        throw new Failure('disk');
      }
      if (received - told >= PROGRESS_STEP || told === 0) {
        told = received;
        this.#set({ phase: 'receiving', received, total });
      }
    };
    try {
      for (const chunk of head) await take(chunk);
      for (;;) {
        const { done, value } = await nextChunk(reader, signal);
        signal.throwIfAborted();
        if (done) return received;
        await take(value);
      }
    } catch (error) {
      reader.cancel().catch(() => undefined);
      throw error;
    }
  }

  /** Too much for memory: the browser fetches it once more by itself, where it stays on this page. */
  #leaveToBrowser(url: string | null, fileName: string, sizeBytes: number | null): Receipt {
    if (url === null || !isSameOrigin(url, this.#host.ownerDocument))
      throw new Failure('too-large');
    handOver(this.#view, url, fileName);
    return { outcome: 'started', fileName, sizeBytes, sha256: null, at: new Date().toISOString() };
  }

  #fileName({ message }: DownloadRequest, extension: string): string {
    const { id, createdAt, contactNumber } = message;
    return recordingFileName({ messageId: id, createdAt, contactNumber, extension });
  }

  get #view(): Window {
    return this.#host.ownerDocument.defaultView ?? window;
  }

  #end(state: DownloadState): void {
    this.#set(state);
    this.#onEnd(state);
  }

  #set(state: DownloadState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

/** The next bytes; rejects when none come for long. */
async function nextChunk(
  reader: Reader,
  signal: AbortSignal,
): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> {
  try {
    return await withDeadline(() => reader.read(), PATIENCE_MS, signal);
  } catch (error) {
    if (error instanceof DeadlineError) throw new Failure('stalled');
    throw error;
  }
}

interface Incoming {
  readonly reader: Reader;
  readonly total: number | null;
}

function incoming(response: Response): Incoming {
  const length = Number(response.headers.get('content-length'));
  const packed = response.headers.has('content-encoding');
  return {
    reader: (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader(),
    total: length > 0 && !packed ? length : null,
  };
}

function recordingRequest(request: DownloadRequest): RecordingRequest {
  const { message, reason, archivePassword } = request;
  return {
    messageId: message.id,
    purpose: 'download',
    ...(reason === undefined ? {} : { reason }),
    ...(archivePassword === undefined ? {} : { archivePassword }),
  };
}

async function digestOf(file: Blob | null): Promise<string | null> {
  // `subtle` is missing on pages without https.
  if (!file || file.size > MOST_DIGEST_BYTES || !globalThis.crypto?.subtle) return null;
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    );
  } catch {
    return null;
  }
}
