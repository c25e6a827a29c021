/* global document, window */
import WaveSurfer from 'wavesurfer.js';
import { count, peaks, seconds, src } from './options.js';
import { tools } from './wavesurfer-tools.js';

/** With peaks from the server, so that wavesurfer does not fetch and decode the file itself. */
const players = Array.from({ length: count }, () => {
  const container = document.createElement('div');
  document.body.append(container);
  const media = document.createElement('audio');
  media.preload = 'none';
  media.src = src;
  const wave = WaveSurfer.create({
    container,
    media,
    peaks: [peaks],
    duration: seconds,
    height: 40,
  });
  return { wave, play: tools(wave) };
});
window.bench = {
  control: () => players.at(-1).play,
  seek: (to) => players[0].wave.setTime(to),
};
