/* global document, window */
import 'media-chrome/media-controller';
import 'media-chrome/media-control-bar';
import 'media-chrome/media-play-button';
import 'media-chrome/media-time-display';
import 'media-chrome/media-time-range';
import 'media-chrome/media-mute-button';
import 'media-chrome/media-volume-range';
import 'media-chrome/media-playback-rate-button';
import { count, src } from './options.js';

const PARTS = ['play-button', 'time-display', 'time-range', 'mute-button', 'volume-range'];
const players = Array.from({ length: count }, () => {
  const player = document.createElement('media-controller');
  player.setAttribute('audio', '');
  const audio = document.createElement('audio');
  audio.slot = 'media';
  audio.preload = 'none';
  audio.src = src;
  const bar = document.createElement('media-control-bar');
  for (const part of [...PARTS, 'playback-rate-button']) {
    bar.append(document.createElement(`media-${part}`));
  }
  player.append(audio, bar);
  document.body.append(player);
  return player;
});
window.bench = {
  control: () => players.at(-1).querySelector('media-play-button'),
  seek: (to) => (players[0].querySelector('audio').currentTime = to),
};
