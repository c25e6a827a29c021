import type { Strings } from '../strings.js';
import { common } from '../ar/common.js';
import { errors } from '../ar/errors.js';
import { list } from '../ar/list.js';
import { listLater } from '../ar/list-later.js';
import { allocate } from '../ar/allocate.js';
import { player } from '../ar/player.js';
import { playerLater } from '../ar/player-later.js';
import { listening } from '../ar/listening.js';
import { phone } from '../ar/phone.js';
import { notes } from '../ar/notes.js';
import { process } from '../ar/process.js';
import { viewer } from '../ar/viewer.js';
import { download } from '../ar/download.js';

/** Arabic (modern standard). */
export const ar: Strings = {
  ...common,
  ...errors,
  ...list,
  ...listLater,
  ...allocate,
  ...player,
  ...playerLater,
  ...listening,
  ...phone,
  ...notes,
  ...process,
  ...viewer,
  ...download,
};

export default ar;
