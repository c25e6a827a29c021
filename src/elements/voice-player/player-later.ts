/**
 * What the player needs only after something has happened: a failure, a seek that the server cannot
 * answer, the table of keys, the system's media keys. Loaded in an idle moment soon after the
 * first rendering, or at once when it is wanted before.
 */
import { panelStyles } from '../shared/key-table.styles.js';

export { diagnose, readWhole } from '../../controllers/playback/diagnosis.js';
export { MediaSessionLink } from '../../controllers/playback/media-session.js';
export { causeKey } from './cause-text.js';
export { renderFailure } from './failure-notice.js';
export { keyHelp } from './key-help.js';

export const laterStyles = [panelStyles];
