/** Readers of answers: what a backend sent becomes a typed value, field by field. */
export { readInstant, type ReadIssues } from './fields.js';
export * from './read-agent.js';
export * from './read-message.js';
export * from './read-recording.js';
