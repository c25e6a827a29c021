/** Waiting for something that may never answer: kept beside the contract, so that adapters use it too. */
export * from '../adapter/deadline.js';
