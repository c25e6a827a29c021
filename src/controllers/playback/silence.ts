/** Silences of a recording, found from its waveform, and how playback gets over them. */
import { coveredSpans, heardSeconds, type HeardSpan } from './heard.js';

/** A silence of a recording, in seconds. */
export interface Silence {
  readonly start: number;
  readonly end: number;
  /** What is jumped over: a little of the silence stays before and after, so that no word is cut. */
  readonly from: number;
  readonly to: number;
}

/** Shorter pauses belong to speech. */
const SHORTEST_SECONDS = 1.2;
/** What stays of a silence at either side. */
const KEPT_SECONDS = 0.3;
/** Against the level of the voice: some 22 dB below it. */
const SILENT_SHARE = 0.08;
/** One value for a longer time could hide a word, so nothing is told from it. */
const COARSEST_SECONDS = 1.5;
/** A jump over less is not worth the seek; and it is more than the heard map joins. */
const SHORTEST_JUMP_SECONDS = 0.4;
/** So near to the start somebody wants the beginning, not the silence there. */
const START_SECONDS = 0.05;

/**
 * How loud the voice is: each peak weighs as much as it is loud, so that long silences do not lower
 * it and a single click hardly lifts it. 0 where there is no sound or no waveform.
 */
export function voiceLevel(peaks: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const peak of peaks) {
    sum += peak;
    squares += peak * peak;
  }
  return sum > 0 ? squares / sum : 0;
}

/** Whether silences can be told from this waveform. */
export function canFindSilences(peaks: readonly number[], durationSeconds: number): boolean {
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds) || peaks.length === 0)
    return false;
  return durationSeconds / peaks.length <= COARSEST_SECONDS && voiceLevel(peaks) > 0;
}

/** The silences of a recording in their order; none where they cannot be told. */
export function findSilences(
  peaks: readonly number[],
  durationSeconds: number,
): readonly Silence[] {
  if (!canFindSilences(peaks, durationSeconds)) return [];
  const threshold = voiceLevel(peaks) * SILENT_SHARE;
  const step = durationSeconds / peaks.length;
  const silences: Silence[] = [];
  let first = -1;
  for (let i = 0; i <= peaks.length; i += 1) {
    const isSilent = i < peaks.length && (peaks[i] ?? 0) <= threshold;
    if (isSilent && first < 0) first = i;
    if (isSilent || first < 0) continue;
    const start = first * step;
    const end = i * step;
    first = -1;
    if (end - start < SHORTEST_SECONDS) continue;
    silences.push({ start, end, from: start + KEPT_SECONDS, to: end - KEPT_SECONDS });
  }
  return silences;
}

/** What of each silence counts as silent; the first and the last up to the edge of the recording. */
export function silentSpans(
  silences: readonly Silence[],
  durationSeconds: number,
): readonly HeardSpan[] {
  return silences.map(({ start, end, from, to }): HeardSpan => [
    start <= START_SECONDS ? 0 : from,
    end >= durationSeconds - START_SECONDS ? durationSeconds : to,
  ]);
}

/** What was heard and the silences beside it: what is left over is sound that nobody has heard. */
export function heardOrSilent(
  heard: readonly HeardSpan[],
  silences: readonly Silence[],
  durationSeconds: number,
): readonly HeardSpan[] {
  return coveredSpans(heard, silentSpans(silences, durationSeconds));
}

/** Of `silences` those of which most was not heard meanwhile. */
export function stillUnheard(
  silences: readonly Silence[],
  heard: readonly HeardSpan[],
): readonly Silence[] {
  return silences.filter(({ from, to }) => {
    const within = heard
      .map(([start, end]): HeardSpan => [Math.max(start, from), Math.min(end, to)])
      .filter(([start, end]) => end > start);
    return heardSeconds(within) < (to - from) / 2;
  });
}

/** Decides when playback jumps. Fed with positions, whatever brings them. */
export class SilenceRun {
  readonly silences: readonly Silence[];
  /** The silence that somebody went into on purpose: it is played until it is left. */
  #spared: Silence | null = null;

  constructor(silences: readonly Silence[]) {
    this.silences = silences;
  }

  /** Somebody (not this) went to `seconds`. */
  land(seconds: number): void {
    this.#spared =
      seconds <= START_SECONDS
        ? null
        : (this.silences.find(({ start, end }) => seconds >= start && seconds < end) ?? null);
  }

  /** The silence to jump over from `seconds`, which playback has reached by itself; `null` to play on. */
  jumpFrom(seconds: number): Silence | null {
    const spared = this.#spared;
    if (spared && (seconds < spared.start || seconds >= spared.end)) this.#spared = null;
    const silence = this.silences.find(({ from, to }) => seconds >= from && seconds < to);
    if (!silence || silence === this.#spared) return null;
    return silence.to - seconds >= SHORTEST_JUMP_SECONDS ? silence : null;
  }

  /** Seconds until the next jump is due, or `null` when none lies ahead. */
  untilJump(seconds: number): number | null {
    const ahead = this.silences.find(({ from }) => from > seconds);
    return ahead ? ahead.from - seconds : null;
  }
}
