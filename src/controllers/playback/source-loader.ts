/** Finds a source that plays: the original first, after a failure another one. Each attempt is made once. */
import { isAdapterError, type AdapterError } from '../../adapter/errors.js';
import type { CspMonitor } from './csp-monitor.js';
import { diagnoseError, type MediaFailure } from './diagnose-error.js';
import type { FailureCause } from './failure-cause.js';
import { fetchWhole } from './probe-source.js';
import type { RecordingSource, Variant } from './recording-source.js';
import { SourceError, type SoundSource } from './sound-source.js';

export interface SourceFailure {
  readonly cause: FailureCause;
  /** The adapter's error, where it is the cause. */
  readonly error: AdapterError | null;
}

/** `superseded`: a newer request, or `cancel()`, took its place. */
export type SourceAnswer = SoundSource | SourceFailure | 'superseded';

/** Of several requests the last one wins. */
export class SourceLoader {
  readonly #recordings: RecordingSource;
  readonly #document: () => Document;
  readonly #csp: CspMonitor;
  #request = new AbortController();
  #variant: Variant = 'original';
  #hasFetchedWhole = false;
  /** The position at which the link was renewed: one renewal for each failure. */
  #renewedAt: number | null = null;

  constructor(recordings: RecordingSource, csp: CspMonitor, document: () => Document) {
    this.#recordings = recordings;
    this.#document = document;
    this.#csp = csp;
  }

  /** A person requests the recording: every attempt may be made again. */
  reset(): void {
    this.#variant = 'original';
    this.#hasFetchedWhole = false;
    this.#renewedAt = null;
  }

  /** Drops what is being requested. */
  cancel(): void {
    this.#request.abort();
  }

  /** It sounds at `position`: past a renewal the next failure is a new one. */
  reportProgress(position: number): void {
    if (this.#renewedAt !== null && position > this.#renewedAt + 1) this.#renewedAt = null;
  }

  /** Requests a source. Never rejects. */
  request(): Promise<SourceAnswer> {
    return this.#latest((signal) => this.#ask(signal));
  }

  /**
   * After `source` has failed at `position`: another source (renewed, converted), or why there is
   * none. Never rejects.
   */
  recover(source: SoundSource, failure: MediaFailure, position: number): Promise<SourceAnswer> {
    const evidence = {
      ...failure,
      canRenew: source.renewable && this.#renewedAt === null,
      canConvert: source.renewable && this.#variant === 'original',
    };
    return this.#latest(async (signal) => {
      const next = await diagnoseError(source, evidence, this.#csp, this.#document(), signal);
      if (next.step === 'fail') return { cause: next.cause, error: null };
      if (next.step === 'convert') this.#variant = 'converted';
      else this.#renewedAt = position;
      return this.#ask(signal);
    });
  }

  /** Whether fetching all bytes was not tried yet, and can be. */
  canFetchWhole(source: SoundSource): boolean {
    return !this.#hasFetchedWhole && typeof source.sound === 'string';
  }

  /**
   * `source` with all its bytes, for a server that cannot send parts; `null` when there are more than
   * `maxBytes`, or the page may not read them. Never rejects.
   */
  fetchWhole(source: SoundSource, maxBytes: number): Promise<SoundSource | null | 'superseded'> {
    this.#hasFetchedWhole = true;
    return this.#latest(async (signal) => {
      const sound = await fetchWhole(source, this.#document(), maxBytes, signal);
      return sound && { ...source, sound };
    });
  }

  async #ask(signal: AbortSignal): Promise<SoundSource | SourceFailure> {
    try {
      return await this.#recordings.request(this.#variant, signal);
    } catch (error) {
      if (this.#variant === 'converted') return { cause: 'recording-format', error: null };
      if (isAdapterError(error)) return { cause: error.code, error };
      return { cause: error instanceof SourceError ? error.reason : 'malformed', error: null };
    }
  }

  /** What `work` resolves to, unless another request began meanwhile: it may reject only then. */
  async #latest<Answer>(
    work: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | 'superseded'> {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    try {
      const answer = await work(signal);
      return signal.aborted ? 'superseded' : answer;
    } catch (error) {
      if (signal.aborted) return 'superseded';
      throw error;
    }
  }
}
