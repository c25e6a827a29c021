/**
 * Pieces for an adapter that uses the interfaces AICC publishes. AICC publishes no interface for the
 * messages themselves; these pieces supply agents and recordings.
 */
export { createAiccAgents, type AiccAgentsOptions } from './agents.js';
export { createAiccRecordings, type AiccRecordingsOptions } from './recordings.js';
export type { ProxyOptions } from './proxy-request.js';
export { openEnvelope, isEnvelope, type Opened } from './envelope.js';
export { readAiccTime, toAiccTime, type AiccZone } from './times.js';
export { composeAdapter } from './compose.js';
