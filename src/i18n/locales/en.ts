import { common } from '../en/common.js';
import { errors } from '../en/errors.js';
import { list } from '../en/list.js';
import { allocate } from '../en/allocate.js';
import { player } from '../en/player.js';
import { process } from '../en/process.js';
import { viewer } from '../en/viewer.js';
import { download } from '../en/download.js';

/** English, the complete set that every other language is measured against. */
export const en = {
  ...common,
  ...errors,
  ...list,
  ...allocate,
  ...player,
  ...process,
  ...viewer,
  ...download,
} as const;

export default en;
