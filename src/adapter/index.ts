/**
 * `aicc-messages/adapter`: everything to write an adapter or a call control, in few files and without
 * any element: `AdapterError` with its guards, the lists of codes, and the types of the contract.
 */
export * from './adapter.js';
export * from './call-control.js';
export * from './errors.js';
export type * from '../model/agent.js';
export type * from '../model/message.js';
export type * from '../model/query.js';
export type * from '../model/recording.js';
export type * from '../model/time-range.js';
