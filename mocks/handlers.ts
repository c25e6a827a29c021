/** The published interface as MSW handlers on a backend in memory. */
import { http, type HttpHandler } from 'msw';
import type { MemoryBackend } from './backend/memory-backend.js';
import { Wire, type WireOptions } from './wire.js';

export type HandlerOptions = WireOptions;

/**
 * One handler for each operation of the interface. Further handlers put before them
 * (`worker.use(…)`) win, as usual in MSW.
 */
export function createHandlers(
  backend: MemoryBackend,
  options: HandlerOptions = {},
): HttpHandler[] {
  const { baseUrl = '/api' } = options;
  return new Wire(backend, { ...options, baseUrl }).operations.map(({ method, path, answer }) =>
    http[method](baseUrl + path.replaceAll(/\{(\w+)\}/g, ':$1'), ({ request, params }) =>
      answer({ request, params: params as Record<string, string> }),
    ),
  );
}
