/** Finds out where the sound is: from `src`, or from the adapter at play time. */
import type { Recording } from '../../model/recording.js';
import { getRecording } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { checkMediaUrl } from './media-url.js';
import type { Variant } from './recovery.js';
import { isSameOrigin, SourceFailure, type SoundSource } from './source.js';

export interface SourceRequest {
  readonly document: Document;
  readonly src: string | Blob | null;
  readonly client: AdapterClient | null;
  readonly messageId: string | null;
  readonly allowedOrigins: readonly string[] | undefined;
  readonly durationSeconds: number | null;
}

export interface FoundSource {
  readonly source: SoundSource;
  /** `null` for a `src`. */
  readonly recording: Recording | null;
}

/** Rejects with an `AdapterError` or a `SourceFailure`. */
export async function findSource(
  request: SourceRequest,
  variant: Variant,
  signal: AbortSignal,
): Promise<FoundSource> {
  const { src, client, messageId, durationSeconds } = request;
  if (src !== null) {
    if (variant === 'converted') throw new SourceFailure('unsupported');
    const place = placeOf(request, src, request.allowedOrigins ?? [], null);
    return { source: { ...place, durationSeconds, renewable: false }, recording: null };
  }
  if (!client || messageId === null) throw new SourceFailure('unsupported');
  const recording = await getRecording(
    client,
    { messageId, purpose: 'play', ...(variant === 'converted' ? { variant } : {}) },
    { signal },
  );
  const sound = recording.kind === 'blob' ? recording.blob : recording.url;
  const crossOrigin = recording.kind === 'url' ? recording.crossOrigin : null;
  const place = placeOf(request, sound, request.allowedOrigins ?? null, crossOrigin);
  return {
    source: {
      ...place,
      durationSeconds: recording.durationSeconds ?? durationSeconds,
      renewable: true,
    },
    recording,
  };
}

function placeOf(
  { document }: SourceRequest,
  sound: string | Blob,
  allowedOrigins: readonly string[] | null,
  crossOrigin: SoundSource['crossOrigin'],
): Pick<SoundSource, 'sound' | 'crossOrigin'> {
  if (typeof sound !== 'string') return { sound, crossOrigin: null };
  const url = checkMediaUrl(sound, { base: document.baseURI, allowedOrigins });
  if (url === null) throw new SourceFailure('source-refused');
  // `anonymous` on the own origin keeps the byte ranges visible to a service worker of the host.
  const own = isSameOrigin(url, document) ? 'anonymous' : null;
  return { sound: url, crossOrigin: crossOrigin ?? own };
}
