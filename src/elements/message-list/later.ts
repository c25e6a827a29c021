/**
 * What the list needs only after something has happened: a choice, a selection, news, a failure.
 * Loaded in an idle moment after the first rendering, or at once when it is wanted before.
 */

export {
  fillRange,
  problemsAfter,
  rangeFields,
  readRange,
} from '../../controllers/list/custom-range.js';
export { renderOptional, renderRange } from './later-filters.js';
export { laterStyles } from './later.styles.js';
export { describeFailure, renderPill, renderTrouble, renderWaiting } from './notices.js';
export { followFacts } from './opened-facts.js';
export { PartsOpener } from './parts-opener.js';
export { ReasonTip } from './reason-tip.js';
export { RowFocus } from './row-focus.js';
export { renderSelection } from './selection-bar.js';
