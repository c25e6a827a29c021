/** Where the sound of one recording is, and looking at it without playing it. */
import { looksLikeText, sniffType, SNIFF_BYTES } from './audio-type.js';
import type { FailureCause, Finding } from './media-cause.js';

export interface SoundSource {
  /** A checked absolute address, or the bytes. */
  readonly sound: string | Blob;
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
  /** The length as the backend says it. */
  readonly durationSeconds: number | null;
  /** True when the adapter can be asked for a new link. */
  readonly renewable: boolean;
}

/** How asking for a source fails when it is not an `AdapterError`. */
export class SourceFailure extends Error {
  readonly reason: FailureCause;
  constructor(reason: FailureCause) {
    super(reason);
    this.name = 'SourceFailure';
    this.reason = reason;
  }
}

/** Whether the page may read the bytes of `source` by itself. */
export function isReadable(source: SoundSource, document: Document): boolean {
  return (
    typeof source.sound !== 'string' ||
    source.crossOrigin !== null ||
    isSameOrigin(source.sound, document)
  );
}

export function isSameOrigin(url: string, document: Document): boolean {
  try {
    return new URL(url).origin === new URL(document.baseURI).origin;
  } catch {
    return false;
  }
}

function request(source: SoundSource, init: RequestInit): [string, RequestInit] {
  const credentials = source.crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
  return [source.sound as string, { ...init, credentials, referrerPolicy: 'no-referrer' }];
}

/** Finds out what is there, from the status and the first bytes. Rejects only when aborted. */
export async function lookAt(
  source: SoundSource,
  document: Document,
  signal: AbortSignal,
): Promise<Finding> {
  if (!isReadable(source, document)) return { kind: 'unknown' };
  if (typeof source.sound !== 'string') {
    const bytes = new Uint8Array(await source.sound.slice(0, SNIFF_BYTES).arrayBuffer());
    return sniffType(bytes) ? { kind: 'audio' } : { kind: 'not-audio', signIn: false };
  }
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop.abort(), LOOK_MS);
  try {
    const response = await fetch(
      ...request(source, {
        headers: { Range: `bytes=0-${SNIFF_BYTES - 1}` },
        cache: 'no-store',
        signal: stop.signal,
      }),
    );
    if (!response.ok) return { kind: 'status', status: response.status };
    const bytes = await firstBytes(response);
    if (sniffType(bytes)) return { kind: 'audio' };
    // A redirect to a page is how the end of a session looks.
    return { kind: 'not-audio', signIn: response.redirected && looksLikeText(bytes) };
  } catch {
    signal.throwIfAborted();
    return { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

const LOOK_MS = 8_000;

async function firstBytes(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  let bytes = new Uint8Array();
  while (bytes.length < SNIFF_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(bytes.length + value.length);
    joined.set(bytes);
    joined.set(value, bytes.length);
    bytes = joined;
  }
  return bytes;
}

/**
 * All bytes of `source`, for servers that cannot answer parts. `null` when they are more than
 * `maxBytes` or may not be read here.
 */
export async function readWhole(
  source: SoundSource,
  document: Document,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Blob | null> {
  if (typeof source.sound !== 'string') return source.sound;
  if (!isReadable(source, document)) return null;
  try {
    const response = await fetch(...request(source, { signal }));
    if (!response.ok || !response.body) return null;
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body.cancel();
      return null;
    }
    const parts: BlobPart[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > maxBytes) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
    return new Blob(parts, { type: response.headers.get('content-type') ?? 'audio/wav' });
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
