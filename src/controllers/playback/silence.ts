/** Silences of a recording, found from its waveform, and how playback gets over them. */
import { totalSeconds, type PlayedRange } from './played-ranges.js';

/** A silence of a recording, in seconds. */
export interface Silence {
  readonly start: number;
  readonly end: number;
  /** The part that is jumped over: a little of the silence stays at both ends, so that no word is cut. */
  readonly from: number;
  readonly to: number;
}

/** Shorter pauses belong to speech. */
const SHORTEST_SECONDS = 1.2;
/** How much of a silence stays at either end. */
const KEPT_SECONDS = 0.3;
/** The level of silence as a share of the voice's: some 22 dB below it. */
const SILENT_SHARE = 0.08;
/** A coarser waveform, one value for a longer time, could hide a word. */
const COARSEST_SECONDS = 1.5;
/** A shorter jump is not worth the seek; and this is longer than the gap that played ranges join. */
const SHORTEST_JUMP_SECONDS = 0.4;
/** A seek so near to the start is one to the beginning, not into the silence there. */
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

/** Whether the waveform is fine enough to show silences. */
export function canFindSilences(peaks: readonly number[], durationSeconds: number): boolean {
  if (!(durationSeconds > 0) || !Number.isFinite(durationSeconds) || peaks.length === 0)
    return false;
  return durationSeconds / peaks.length <= COARSEST_SECONDS && voiceLevel(peaks) > 0;
}

/** The silences of a recording in their order; none where the waveform does not show them. */
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

/** The silent part of each silence; of the first and the last up to the edge of the recording. */
export function silentRanges(
  silences: readonly Silence[],
  durationSeconds: number,
): readonly PlayedRange[] {
  return silences.map(({ start, end, from, to }): PlayedRange => [
    start <= START_SECONDS ? 0 : from,
    end >= durationSeconds - START_SECONDS ? durationSeconds : to,
  ]);
}

/** The `silences` of which at least half was not played. */
export function stillUnplayed(
  silences: readonly Silence[],
  played: readonly PlayedRange[],
): readonly Silence[] {
  return silences.filter(({ from, to }) => {
    const within = played
      .map(([start, end]): PlayedRange => [Math.max(start, from), Math.min(end, to)])
      .filter(([start, end]) => end > start);
    return totalSeconds(within) < (to - from) / 2;
  });
}

/** Decides when playback jumps, from the positions that it is given. */
export class SilenceRun {
  readonly silences: readonly Silence[];
  /** A silence that the person has sought: it is played until it is left. */
  #spared: Silence | null = null;

  constructor(silences: readonly Silence[]) {
    this.silences = silences;
  }

  /** The person went to `seconds`. */
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
