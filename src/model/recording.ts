/** A recording as the player gets it, requested at play time because links expire. */
import type { Instant } from './message.js';

/** One line of a transcript; seconds from the start of the sound. */
export interface TranscriptCue {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** 0 to 1, where the speech recognition reports it. */
  readonly confidence: number | null;
}

export interface Transcript {
  /** BCP 47 language, where known. */
  readonly language: string | null;
  readonly cues: readonly TranscriptCue[];
}

interface RecordingFacts {
  /** The format according to the server; only a hint, because the browser decides whether it plays. */
  readonly mimeType: string | null;
  /** When the link stops working. */
  readonly expiresAt: Instant | null;
  readonly durationSeconds: number | null;
  readonly sizeBytes: number | null;
  /** Loudness over time, 0 to 1, evenly spaced; empty when there is none. */
  readonly peaks: readonly number[];
  readonly transcript: Transcript | null;
  /**
   * The form of a download: AICC since 2024 packs it with a password.
   */
  readonly archive: 'none' | 'password-zip';
}

/** Where the sound is: a URL that the browser may load, or the bytes. */
export type Recording = RecordingFacts &
  (
    | {
        readonly kind: 'url';
        readonly url: string;
        readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
      }
    | { readonly kind: 'blob'; readonly blob: Blob }
  );
