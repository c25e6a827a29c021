import { basicControls } from './controls.js';
import { moreControls } from './more-controls.js';

export { tokens } from './tokens.js';
export { base } from './controls.js';
export { dialogs } from './dialogs.js';
export const controls = [basicControls, moreControls];
