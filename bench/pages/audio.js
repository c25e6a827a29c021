/* global document, window */
import { count, src } from './options.js';

const players = Array.from({ length: count }, () => {
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  audio.src = src;
  // The browser's own Play button cannot be found by a script, and its clicks are not told.
  const play = document.createElement('button');
  play.textContent = 'Play';
  play.addEventListener('click', () => void audio.play());
  document.body.append(audio, play);
  return { audio, play };
});
window.bench = {
  control: () => players.at(-1).play,
  seek: (to) => (players[0].audio.currentTime = to),
};
