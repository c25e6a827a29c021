/** What the audio element tells, and small questions to it. */

/** All that is followed. */
export const MEDIA_EVENTS = [
  'loadstart',
  'loadedmetadata',
  'durationchange',
  'canplay',
  'play',
  'playing',
  'pause',
  'timeupdate',
  'seeking',
  'seeked',
  'ratechange',
  'volumechange',
  'ended',
  'waiting',
  'stalled',
  'progress',
  'error',
] as const;

/** Not told to the outside as they come: an error may still be got over. */
export const INNER_EVENTS: ReadonlySet<string> = new Set(['error', 'progress']);

/** Whether the audio element can go to `seconds` by itself. */
export function reaches({ seekable }: HTMLAudioElement, seconds: number): boolean {
  for (let i = 0; i < seekable.length; i += 1) {
    if (seconds >= seekable.start(i) - 0.5 && seconds <= seekable.end(i) + 0.5) {
      // A range that begins and ends at 0 is how Chromium says "nowhere".
      return seekable.end(i) > 0;
    }
  }
  return false;
}

/** Changes whenever sound was played or loaded. */
export function loadingMark({ buffered, currentTime }: HTMLAudioElement): string {
  const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
  return `${currentTime} ${end}`;
}
