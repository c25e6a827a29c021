export { tokens } from './tokens.js';
export { base, controls } from './controls.js';
export { dialogs } from './dialogs.js';
