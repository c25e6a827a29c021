/** The mock backend behind a service worker, for demos and browser tests. */
import type { SetupWorker } from 'msw/browser';
import type { MemoryBackend } from './backend/memory-backend.js';
import { createHandlers, type HandlerOptions } from './handlers.js';

export interface MockWorkerOptions extends HandlerOptions {
  /** Where the host serves the worker script that `npx msw init` writes. @default '/mockServiceWorker.js' */
  readonly serviceWorkerUrl?: string;
}

/**
 * Answers the requests of the published interface from `backend` until `stop()` is called on the
 * worker that comes back. Everything else goes to the network.
 */
export async function startMockWorker(
  backend: MemoryBackend,
  options: MockWorkerOptions = {},
): Promise<SetupWorker> {
  const { serviceWorkerUrl = '/mockServiceWorker.js', ...handlerOptions } = options;
  // Loaded here, because it cannot be imported where there are no service workers.
  const { setupWorker } = await import('msw/browser');
  const worker = setupWorker(...createHandlers(backend, handlerOptions));
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: serviceWorkerUrl },
  });
  return worker;
}
