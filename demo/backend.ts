/** The demo's backend: over HTTP through MSW where the browser supports it, otherwise directly. */
import type { MessageAdapter } from '../src/adapter/adapter.js';
import { createHttpAdapter } from '../src/adapters/http/index.js';
import { createScenario, type Scenario, type ScenarioName } from '../mocks/memory.js';

export interface DemoBackend {
  readonly scenario: Scenario;
  readonly adapter: MessageAdapter;
  /** False when there is no service worker and the elements talk to the backend directly. */
  readonly overHttp: boolean;
}

const BASE = import.meta.env.BASE_URL;
const WORKER_URL = `${BASE}mockServiceWorker.js`;

export async function openBackend(name: ScenarioName): Promise<DemoBackend> {
  const recordings = new URL(`${BASE}recordings/`, location.href);
  const scenario = createScenario(name, {
    recordings: 'files',
    recordingUrl: (file) => new URL(encodeURIComponent(file), recordings).href,
  });
  if (!('serviceWorker' in navigator)) {
    return { scenario, adapter: scenario.adapter(), overHttp: false };
  }
  await registerWorker();
  const { startMockWorker } = await import('../mocks/browser.js');
  const baseUrl = new URL(`${BASE}api/aicc-messages/v1`, location.href).href;
  await startMockWorker(scenario.backend, { baseUrl, serviceWorkerUrl: WORKER_URL });
  return { scenario, adapter: createHttpAdapter({ baseUrl }), overHttp: true };
}

/**
 * Registers the worker before MSW does. Under Trusted Types the address must come from a policy, and MSW
 * passes a plain string. MSW then finds the registered worker and does not register it again.
 */
async function registerWorker(): Promise<void> {
  await navigator.serviceWorker.register(trustedUrl(WORKER_URL) as string);
  if (navigator.serviceWorker.controller) return;
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    // The worker may have taken control between the check and the listener.
    if (navigator.serviceWorker.controller) resolve();
  });
}

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

function trustedUrl(url: string): unknown {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (!factory) return url;
  const policy = factory.createPolicy('aicc-messages', {
    createScriptURL: (asked) => {
      if (asked !== WORKER_URL) throw new TypeError('Only the mock worker may be registered.');
      return asked;
    },
  });
  return policy.createScriptURL(url);
}
