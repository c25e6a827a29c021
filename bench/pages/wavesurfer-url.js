/* global document, window */
import WaveSurfer from 'wavesurfer.js';
import { count, src } from './options.js';
import { tools } from './wavesurfer-tools.js';

/**
 * As in the first example of its README: only an address. wavesurfer fetches and decodes the whole
 * file.
 */
const players = Array.from({ length: count }, () => {
  const container = document.createElement('div');
  document.body.append(container);
  const wave = WaveSurfer.create({ container, url: src, height: 40 });
  const player = { play: tools(wave), ready: false };
  wave.on('ready', () => (player.ready = true));
  return { wave, player };
});
window.bench = {
  control: () => (players.at(-1).player.ready ? players.at(-1).player.play : null),
  seek: (to) => players[0].wave.setTime(to),
};
