import { common } from '../en/common.js';
import { errors } from '../en/errors.js';
import { list } from '../en/list.js';
import { listLater } from '../en/list-later.js';
import { allocate } from '../en/allocate.js';
import { player } from '../en/player.js';
import { playerLater } from '../en/player-later.js';
import { listening } from '../en/listening.js';
import { phone } from '../en/phone.js';
import { notes } from '../en/notes.js';
import { process } from '../en/process.js';
import { viewer } from '../en/viewer.js';
import { download } from '../en/download.js';

/** English, the complete set that every other language is measured against. */
export const en = {
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
} as const;

export default en;
