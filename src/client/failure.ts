/**
 * What is needed when the backend has told something else than an answer: what it can do, live
 * events, a failure and when to try again. Loaded then, or in an idle moment before.
 */
export { pause } from '../adapter/pause.js';
export { readCapabilities, readLiveEvent } from './validate/read-events.js';
export { readAdapterError } from './validate/read-error.js';
export { retryAfterMs, retryDelayMs } from './retry.js';
