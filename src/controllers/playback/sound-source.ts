/** Where the sound of one recording is. */
import type { FailureCause } from './failure-cause.js';
import { isSameOrigin } from './media-url.js';

export interface SoundSource {
  /** A checked absolute address, or the bytes. */
  readonly sound: string | Blob;
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
  /** The length as the backend reports it. */
  readonly durationSeconds: number | null;
  /** True when the adapter can be asked for a new link. */
  readonly renewable: boolean;
}

/** Why there is no source, where it is not an `AdapterError`. */
export class SourceError extends Error {
  readonly reason: FailureCause;
  constructor(reason: FailureCause) {
    super(reason);
    this.name = 'SourceError';
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
