/** Finds where the sound is: from `src`, or from the adapter when it is to be played. */
import type { Recording } from '../../model/recording.js';
import { getRecording } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { checkMediaUrl, isSameOrigin } from './media-url.js';
import { SourceError, type SoundSource } from './sound-source.js';

/** `converted`: a version that browsers can decode, for a format that they cannot. */
export type Variant = 'original' | 'converted';

/** What is to be played. */
export interface SourceTarget {
  readonly document: Document;
  readonly src: string | Blob | null;
  readonly client: AdapterClient | null;
  readonly messageId: string | null;
  /** Origins beside the page's own; for an adapter's answers: undefined = all. */
  readonly allowedOrigins: readonly string[] | undefined;
  /** The length as the message announces it. */
  readonly durationSeconds: number | null;
}

export class RecordingSource {
  /** What is to be played from the next request on. */
  target: SourceTarget | null = null;
  /** The adapter's last answer; `null` before that, and for a `src`. */
  recording: Recording | null = null;

  /** Rejects with an `AdapterError` or a `SourceError`, or with the reason of `signal`. */
  async request(variant: Variant, signal: AbortSignal): Promise<SoundSource> {
    const { target } = this;
    if (!target) throw new SourceError('unsupported');
    if (target.src !== null) {
      if (variant === 'converted') throw new SourceError('unsupported');
      this.recording = null;
      return soundSource(target, target.src, null, false);
    }
    const { client, messageId } = target;
    if (!client || messageId === null) throw new SourceError('unsupported');
    const recording = await getRecording(
      client,
      { messageId, purpose: 'play', ...(variant === 'converted' ? { variant } : {}) },
      { signal },
    );
    const sound = recording.kind === 'blob' ? recording.blob : recording.url;
    const crossOrigin = recording.kind === 'url' ? recording.crossOrigin : null;
    const source = soundSource(target, sound, crossOrigin, true);
    signal.throwIfAborted();
    // A renewed or converted answer may lack the transcript, which is the same.
    const transcript = recording.transcript ?? this.recording?.transcript ?? null;
    this.recording = { ...recording, transcript };
    return { ...source, durationSeconds: recording.durationSeconds ?? source.durationSeconds };
  }
}

function soundSource(
  { document, allowedOrigins, durationSeconds }: SourceTarget,
  sound: string | Blob,
  crossOrigin: SoundSource['crossOrigin'],
  isFromAdapter: boolean,
): SoundSource {
  const rest = { durationSeconds, renewable: isFromAdapter };
  if (typeof sound !== 'string') return { sound, crossOrigin: null, ...rest };
  const allowed = allowedOrigins ?? (isFromAdapter ? null : []);
  const url = checkMediaUrl(sound, { base: document.baseURI, allowedOrigins: allowed });
  if (url === null) throw new SourceError('source-refused');
  // `anonymous` on the own origin keeps the byte ranges visible to a service worker of the host.
  const own = isSameOrigin(url, document) ? 'anonymous' : null;
  return { sound: url, crossOrigin: crossOrigin ?? own, ...rest };
}
