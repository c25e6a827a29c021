/**
 * Pieces for an adapter that talks to the interfaces AICC publishes. There is no published interface
 * for the messages themselves; these fill in agents and recordings.
 */
export { createAiccAgents, type AiccAgentsOptions } from './agents.js';
export { createAiccRecordings, type AiccRecordingsOptions } from './recordings.js';
export type { ProxyOptions } from './ask.js';
export { openEnvelope, isEnvelope, type Opened } from './envelope.js';
export { readAiccTime, toAiccTime, type AiccZone } from './times.js';
export { composeAdapter } from './compose.js';
