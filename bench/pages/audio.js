/* global document, window */
import { count, src } from './options.js';

const players = Array.from({ length: count }, () => {
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  audio.src = src;
  // A script can neither find the browser's own Play button nor see its clicks.
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
