export { tokens } from './tokens.js';
export { base, controls, dialogs } from './controls.js';
