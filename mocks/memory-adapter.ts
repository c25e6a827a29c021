/** An adapter that needs no network: it answers from a backend in memory. */
import type { MessageAdapter } from '../src/adapter/adapter.js';
import { MemoryBackend } from './backend/memory-backend.js';
import type { BackendSession } from './backend/session.js';
import type { BackendUser, MemoryBackendOptions } from './backend/types.js';
import { createScenario, type ScenarioName } from './scenarios.js';

export interface MemoryAdapterOptions extends MemoryBackendOptions {
  /** Several adapters on one backend see each other's work. @default a backend of its own */
  readonly backend?: MemoryBackend;
  /** The scenario; not together with `backend`. @default 'default' */
  readonly scenario?: ScenarioName;
  /** The signed-in user. @default an administrator who is also an agent */
  readonly user?: BackendUser;
  /** How long an answer takes, in milliseconds. */
  readonly latencyMs?: number;
}

/** `options` for the backend apply only when this call creates it. */
export function createMemoryAdapter(
  options: MemoryAdapterOptions = {},
): BackendSession & MessageAdapter {
  const { backend, scenario, user, ...rest } = options;
  const { latencyMs } = rest;
  if (backend) return backend.as(user, latencyMs === undefined ? {} : { latencyMs });
  if (scenario === undefined) return new MemoryBackend(rest).as(user);
  return createScenario(scenario, { ...rest, ...(user ? { user } : {}) }).adapter();
}
