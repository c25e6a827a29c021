/* global location */
const words = new URLSearchParams(location.search);
export const src = words.get('src');
export const count = Number(words.get('count') ?? 1);
export const seconds = Number(words.get('seconds'));
/** Peaks as a server sends them; the same for all players that draw a waveform. */
export const peaks = Array.from({ length: 400 }, (_, at) =>
  Math.abs(Math.sin(at / 9) * Math.cos(at)),
);
