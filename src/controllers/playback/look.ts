/** Looking at a sound without playing it, and fetching it whole. Loaded late; see diagnosis.ts. */
import { looksLikeText, sniffType, SNIFF_BYTES } from './audio-type.js';
import type { Finding } from './media-cause.js';
import { isReadable, type SoundSource } from './source.js';

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
