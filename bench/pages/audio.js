/* global document, window */
import { count, src } from './options.js';

const players = Array.from({ length: count }, () => {
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  audio.src = src;
  document.body.append(audio);
  return audio;
});
window.bench = {
  // The browser's own Play button cannot be asked for; it is at the start of the element.
  control: () => players.at(-1),
  clickAt: { left: 28 },
  seek: (to) => (players[0].currentTime = to),
};
