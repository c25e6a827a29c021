/** Importing this module registers all six elements under their default tags. */
import { define } from './define-all.js';

export { define };
export type { DefineOptions } from './internal/define.js';

define();
