export * from './message.js';
export * from './rules.js';
export * from './agent.js';
export * from './query.js';
export * from './time-range.js';
export * from './recording.js';
export * from './read.js';
export * from './format.js';
