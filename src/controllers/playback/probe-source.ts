/** Reads the first bytes of a source without playing it, and fetches it whole. */
import { looksLikeText, sniffType, SNIFF_BYTES } from './audio-type.js';
import { isReadable, type SoundSource } from './sound-source.js';

/** What is at the source. */
export type ProbeResult =
  | { readonly kind: 'blocked' }
  /** An answer other than 2xx. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-audio'; readonly signIn: boolean }
  | { readonly kind: 'audio' }
  /** Another origin that does not let this page read. */
  | { readonly kind: 'unknown' };

const PROBE_TIMEOUT_MS = 8_000;

/** Reads the status and the first bytes. Rejects only when aborted. */
export async function probeSource(
  source: SoundSource,
  document: Document,
  signal: AbortSignal,
): Promise<ProbeResult> {
  if (!isReadable(source, document)) return { kind: 'unknown' };
  if (typeof source.sound !== 'string') {
    const bytes = await source.sound
      .slice(0, SNIFF_BYTES)
      .arrayBuffer()
      .catch(() => null);
    if (!bytes) return { kind: 'unreachable' };
    return sniffType(new Uint8Array(bytes))
      ? { kind: 'audio' }
      : { kind: 'not-audio', signIn: false };
  }
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop.abort(), PROBE_TIMEOUT_MS);
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
    // An ended session shows as a redirect to a sign-in page.
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

/**
 * Fetches all bytes of `source`, for servers that cannot send parts. Resolves to `null` when there are
 * more than `maxBytes` or this page may not read them. Rejects only when aborted.
 */
export async function fetchWhole(
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

function request(source: SoundSource, init: RequestInit): [string, RequestInit] {
  const credentials = source.crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
  return [source.sound as string, { ...init, credentials, referrerPolicy: 'no-referrer' }];
}

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
