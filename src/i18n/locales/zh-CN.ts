import type { Strings } from '../strings.js';
import { common } from '../zh-CN/common.js';
import { errors } from '../zh-CN/errors.js';
import { list } from '../zh-CN/list.js';
import { listLater } from '../zh-CN/list-later.js';
import { allocate } from '../zh-CN/allocate.js';
import { player } from '../zh-CN/player.js';
import { playerLater } from '../zh-CN/player-later.js';
import { listening } from '../zh-CN/listening.js';
import { phone } from '../zh-CN/phone.js';
import { notes } from '../zh-CN/notes.js';
import { process } from '../zh-CN/process.js';
import { viewer } from '../zh-CN/viewer.js';
import { download } from '../zh-CN/download.js';

/** Simplified Chinese, with AICC's own terms. */
export const zhCN: Strings = {
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

export default zhCN;
