/** What is needed when a call of an adapter has failed: reading the error, and when to try again. Loaded then. */
export { readAdapterError } from '../adapter/read-error.js';
export { retryAfterMs, retryDelayMs } from './retry.js';
