/** The bars of a waveform: how many fit, how high each is. Pure. */

export const BAR_WIDTH = 3;
export const BAR_GAP = 1;

/** How many bars fit into `width` CSS pixels. */
export function barCount(width: number): number {
  return Math.max(0, Math.floor((width + BAR_GAP) / (BAR_WIDTH + BAR_GAP)));
}

/**
 * `count` heights (0 to 1) from any number of peaks: the loudest of the peaks that share a bar, or
 * interpolated values when there are fewer peaks than bars. Quiet recordings are scaled up, so that
 * their shape can be seen.
 */
export function resamplePeaks(peaks: readonly number[], count: number): readonly number[] {
  if (peaks.length === 0 || count <= 0) return [];
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0);
  const scale = loudest > 0 ? 1 / Math.max(loudest, 0.2) : 0;
  return Array.from({ length: count }, (_, bar) => {
    const from = (bar * peaks.length) / count;
    const to = ((bar + 1) * peaks.length) / count;
    return Math.min(
      1,
      (to - from >= 1 ? loudestOf(peaks, from, to) : between(peaks, from)) * scale,
    );
  });
}

function loudestOf(peaks: readonly number[], from: number, to: number): number {
  let most = 0;
  for (let i = Math.floor(from); i < Math.min(Math.ceil(to), peaks.length); i += 1) {
    most = Math.max(most, peaks[i] ?? 0);
  }
  return most;
}

function between(peaks: readonly number[], at: number): number {
  const left = Math.floor(at);
  const a = peaks[left] ?? 0;
  const b = peaks[left + 1] ?? a;
  return a + (b - a) * (at - left);
}

/** The position in seconds at `x` of `width`, held within the recording. Time runs from left to right. */
export function secondsAt(x: number, width: number, durationSeconds: number): number {
  if (!(width > 0) || !(durationSeconds > 0) || !Number.isFinite(durationSeconds)) return 0;
  return Math.min(1, Math.max(0, x / width)) * durationSeconds;
}
