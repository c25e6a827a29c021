/** `aicc-messages/mocks`: everything of `aicc-messages/mocks/memory`, and the same over HTTP with MSW. */
export * from './memory.js';
export { createHandlers, type HandlerOptions } from './handlers.js';
export { startMockWorker, type MockWorkerOptions } from './browser.js';
