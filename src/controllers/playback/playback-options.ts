/** What a player's playback needs to know, and whom it tells. */
import type { AdapterError } from '../../adapter/errors.js';
import type { FailureCause } from './media-cause.js';
import type { Variant } from './recovery.js';
import type { SoundSource } from './source.js';

export type DiagnosisCode = typeof import('./diagnosis.js');

export interface PlaybackOptions {
  /** Asks where the sound is. Rejects with an `AdapterError` or a `SourceFailure`. */
  readonly ask: (variant: Variant, signal: AbortSignal) => Promise<SoundSource>;
  /** The code that is needed when something has failed; `null` when it cannot be loaded now. */
  readonly diagnosis: () => Promise<DiagnosisCode | null>;
  /** Largest file that is fetched whole when its server cannot answer parts, in bytes. */
  readonly maxWholeBytes: () => number;
  /** Seconds without progress before "still loading", and before giving up. */
  readonly patience: () => { readonly stallSeconds: number; readonly giveUpSeconds: number };
  /** An event of the audio element that is to be passed on. */
  readonly onEvent: (type: string) => void;
  /** The sound of this source is heard for the first time. */
  readonly onStarted: () => void;
  /** Whether this source must not go on the present audio element; see `replaceAudio()`. */
  readonly needsFreshAudio?: (source: SoundSource) => boolean;
  readonly onFailed: (cause: FailureCause, error: AdapterError | null) => void;
}

/** Why the recording cannot be searched through, where that is so. */
export type SeekLimit = 'no-length' | 'no-range' | null;
