/* global document, window */
import 'aicc-messages/define/voice-player';
import { count, src } from './options.js';

const players = Array.from({ length: count }, () => {
  const player = document.createElement('aicc-voice-player');
  player.src = src;
  document.body.append(player);
  return player;
});
window.bench = {
  control: () => players.at(-1).shadowRoot?.querySelector('button[aria-label="Play"]'),
  seek: (to) => (players[0].currentTime = to),
};
