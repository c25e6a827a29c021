/* global document, window */
import 'aicc-messages/define/voice-player';
import { count, peaks, seconds, src } from './options.js';

const no = () => Promise.reject(new Error('not in this page'));
const adapter = {
  getCapabilities: () => Promise.resolve({}),
  getRecording: () => Promise.resolve({ kind: 'url', url: src, peaks, durationSeconds: seconds }),
  listMessages: no,
  getMessage: no,
  listAgents: no,
  allocateMessages: no,
  startProcessing: no,
  submitProcessing: no,
};
const players = Array.from({ length: count }, (_, at) => {
  const player = document.createElement('aicc-voice-player');
  player.adapter = adapter;
  player.messageId = `m-${at}`;
  document.body.append(player);
  return player;
});
window.bench = {
  control: () => players.at(-1).shadowRoot?.querySelector('button[aria-label="Play"]'),
  seek: (to) => (players[0].currentTime = to),
};
