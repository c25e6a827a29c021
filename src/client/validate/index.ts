/** Readers of answers: they turn what a backend sent into typed values, field by field. */
export { readInstant, type ReadIssues } from './fields.js';
export * from './read-agent.js';
export * from './read-message.js';
export * from './read-recording.js';
