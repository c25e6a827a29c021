/** Icons as inline SVG: no font, no data URL, no request. Drawn on 24 units, in the color of the text. */
import { html, type TemplateResult } from 'lit';

const PATHS = {
  play: 'M8 5.5v13l10.5-6.5z',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM20 20l-4.8-4.8',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.5',
  info: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 11v5.5M12 7.5V8',
  sortUp: 'M12 19V5m-5 5l5-5 5 5',
  sortDown: 'M12 5v14m-5-5l5 5 5-5',
  sortNone: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  previous: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  mic: 'M12 15a3 3 0 0 1-3-3V6a3 3 0 0 1 6 0v6a3 3 0 0 1-3 3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  chat: 'M4 5h16v11H10l-4.5 4v-4H4z',
  person: 'M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4h-4',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  pause: 'M7.5 5.5h3v13h-3zM13.5 5.5h3v13h-3z',
  rewind: 'M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5',
  forward: 'M20 12a8 8 0 1 1-2.6-5.9M20 4v4.5h-4.5',
  volume: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  muted: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  options: 'M4 8h9M17 8h3M15 5.8v4.4M4 16h3M11 16h9M9 13.8v4.4',
  phone:
    'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 6.2 2 2 0 0 1 6.5 4z',
  hangUp: 'M3.5 14.5c5-4.7 12-4.7 17 0l-2.3 2.6-3.4-1.6v-2.6a10 10 0 0 0-5.6 0v2.6l-3.4 1.6z',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12v.01M12 12v.01M19 12v.01',
  filter: 'M4 6h16M7 12h10M10 18h4',
};

export type IconName = keyof typeof PATHS;

/**
 * An icon without an accessible name: the control around it has one. `styles/controls.ts` fills some by
 * name, and mirrors some in right-to-left pages.
 */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" data-icon=${name} viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[name]} />
  </svg>`;
}
