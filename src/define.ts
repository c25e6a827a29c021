/** Importing this module registers all six elements under their default tags. */
import { define } from './define-all.js';
import type { ElementMap } from './elements/element-map.js';

export { define };
export type { DefineOptions } from './internal/define.js';

define();

declare global {
  interface HTMLElementTagNameMap extends ElementMap {}
}
