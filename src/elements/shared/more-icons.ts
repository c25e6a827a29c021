/** Icons of what is opened from the list: dialogs, player, phone. The first look needs none of them. */
import type { TemplateResult } from 'lit';
import { drawing, icon as basicIcon, type IconName } from './icons.js';

const PATHS = {
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
};

export type MoreIconName = IconName | keyof typeof PATHS;

/** An icon without a name of its own, of these or the basic ones. */
export function icon(name: MoreIconName): TemplateResult {
  return name in PATHS
    ? drawing(name, PATHS[name as keyof typeof PATHS])
    : basicIcon(name as IconName);
}
