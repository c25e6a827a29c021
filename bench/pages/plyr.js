/* global document, window */
import Plyr from 'plyr';
import 'plyr/dist/plyr.css';
import { count, src } from './options.js';

const players = Array.from({ length: count }, () => {
  const audio = document.createElement('audio');
  audio.preload = 'none';
  audio.src = src;
  document.body.append(audio);
  return new Plyr(audio, {
    controls: ['play', 'progress', 'current-time', 'mute', 'volume', 'settings'],
    settings: ['speed'],
    invertTime: false,
    // By default plyr requests its icons from its vendor's server.
    iconUrl: '/build/plyr.svg',
    blankVideo: '',
    storage: { enabled: false },
  });
});
window.bench = {
  control: () => players.at(-1).elements.container?.querySelector('[data-plyr="play"]'),
  seek: (to) => (players[0].currentTime = to),
};
