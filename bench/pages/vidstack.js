/* global document, window */
import 'vidstack/player';
import 'vidstack/player/ui';
import 'vidstack/player/styles/base.css';
import './vidstack.css';
import { count, src } from './options.js';

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
};
const slider = (name, label) =>
  element(
    name,
    { 'aria-label': label },
    element('div', { class: 'track' }),
    element('div', { class: 'track fill' }),
    element('div', { class: 'thumb' }),
  );

const players = Array.from({ length: count }, () => {
  const speeds = element('template');
  speeds.content.append(element('media-radio', {}, element('span', { 'data-part': 'label' })));
  const player = element(
    'media-player',
    { 'view-type': 'audio', load: 'eager', preload: 'none', src },
    element('media-provider'),
    element('media-play-button', {}, 'Play'),
    element('media-time', { type: 'current' }),
    slider('media-time-slider', 'Seek'),
    element('media-mute-button', {}, 'Mute'),
    slider('media-volume-slider', 'Volume'),
    element('media-speed-radio-group', {}, speeds),
  );
  document.body.append(player);
  return player;
});
window.bench = {
  // It ignores clicks until its provider is ready.
  control: () =>
    players.at(-1).hasAttribute('data-can-load') && players.at(-1).querySelector('audio')
      ? players.at(-1).querySelector('media-play-button')
      : null,
  seek: (to) => (players[0].currentTime = to),
};
