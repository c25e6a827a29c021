export { MemoryBackend } from './memory-backend.js';
export type { BackendSession } from './session.js';
export type { RowFault } from './commands.js';
export type { EventDisturbance } from './events.js';
export type { BeforeHook, FaultError, FaultOptions, FaultTarget, Release } from './faults.js';
export type { MessageFacts, MessageSource } from './types.js';
export { toneWav, type ToneCodec, type ToneOptions } from './tone.js';
export { recordingByFile, type RecordingLinks } from './recordings.js';
export {
  DEFAULT_TENANT,
  DEFAULT_USER,
  type BackendUser,
  type MemoryBackendOptions,
  type Organization,
  type RecordingState,
  type Role,
  type SeedData,
  type StoredAgent,
  type StoredLease,
  type StoredMessage,
} from './types.js';
