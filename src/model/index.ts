export * from './message.js';
export * from './rules.js';
export * from './agent.js';
export * from './query.js';
export * from './time-range.js';
export * from './local-range.js';
export * from './recording.js';
export * from './format.js';
export { isRecord, listOf, own } from './unknown-value.js';
