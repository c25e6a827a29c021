/** `aicc-messages/adapters/http` */
export { createHttpAdapter } from './create-http-adapter.js';
export type { HttpAdapterOptions, OptionalMethod } from './options.js';
