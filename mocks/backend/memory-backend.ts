/** A backend in memory that keeps state and enforces the real rules. */
import { DEFAULT_MAX_ASSIGNMENTS, type ListeningSpan } from '../../src/adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../../src/adapter/errors.js';
import { createSeed } from '../data/seed.js';
import { systemClock, type Clock } from '../clock.js';
import type { CommandContext, RowFault } from './commands.js';
import type { EventDisturbance } from './events.js';
import {
  FaultPlan,
  type BeforeHook,
  type FaultError,
  type FaultOptions,
  type FaultTarget,
  type Release,
} from './faults.js';
import { IdempotencyBook } from './idempotency.js';
import { RecordingLinks } from './recordings.js';
import { BackendSession } from './session.js';
import { Tenant } from './tenant.js';
import {
  DEFAULT_TENANT,
  DEFAULT_USER,
  type BackendLimits,
  type BackendUser,
  type MemoryBackendOptions,
  type StoredAgent,
  type StoredMessage,
} from './types.js';

/**
 * Messages, agents, leases, events and faults of one or several tenants. Use it as a user:
 * `backend.as(user).listMessages(…)`. No timer runs while nobody subscribes.
 */
export class MemoryBackend {
  readonly options: MemoryBackendOptions;
  readonly clock: Clock;
  readonly limits: BackendLimits;
  /** @internal */
  readonly faults = new FaultPlan();
  /** @internal */
  readonly idempotency: IdempotencyBook;
  readonly recordingLinks = new RecordingLinks();
  readonly #tenants = new Map<string, Tenant>();
  #rowFault: RowFault | null = null;
  #isSignedIn = true;
  /** Requests until the session ends by itself. */
  #requestsLeft = Infinity;
  #ids = 0;

  constructor(options: MemoryBackendOptions = {}) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    this.limits = {
      leaseSeconds: options.leaseSeconds ?? 600,
      undoSeconds: options.undoSeconds ?? 8,
      commentLimit: options.commentLimit ?? 500,
      maxAssignments: options.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS,
      heardBeforeSubmitPercent: options.heardBeforeSubmitPercent ?? 0,
    };
    this.idempotency = new IdempotencyBook(options.keyInProgress ?? 'wait');
    const seeds = { [DEFAULT_TENANT]: options.seed ?? createSeed({ now: this.now() }) };
    for (const [id, seed] of Object.entries({ ...seeds, ...options.tenants })) {
      this.#tenants.set(id, new Tenant(seed, this.clock, options));
    }
  }

  /** The backend for `user`. */
  as(user: BackendUser = DEFAULT_USER, options: { latencyMs?: number } = {}): BackendSession {
    return new BackendSession(this, user, options.latencyMs);
  }

  /** The backend's time, which may differ from the browser's. */
  now(): Date {
    return this.clock.now();
  }

  // --- acts of others --------------------------------------------------------------------------------

  /** The current state of a message, without a request. */
  peek(messageId: string, tenantId: string = DEFAULT_TENANT): StoredMessage | null {
    const tenant = this.tenant(tenantId);
    tenant.giveBackExpired();
    return tenant.store.get(messageId);
  }

  /** Adds or replaces a message; subscribers get an event. */
  put(message: StoredMessage, tenantId: string = DEFAULT_TENANT): void {
    this.tenant(tenantId).commit(message);
  }

  /** Removes a message: deleted, or erased for the data subject. */
  remove(
    messageId: string,
    reason: 'deleted' | 'erased' = 'deleted',
    tenantId: string = DEFAULT_TENANT,
  ): void {
    this.tenant(tenantId).remove(messageId, reason);
  }

  /** An employee hears parts of a message. */
  hear(
    messageId: string,
    employeeId: string,
    spans: readonly ListeningSpan[],
    tenantId: string = DEFAULT_TENANT,
  ): void {
    this.tenant(tenantId).listening.add(messageId, employeeId, spans);
  }

  putAgent(agent: StoredAgent, tenantId: string = DEFAULT_TENANT): void {
    this.tenant(tenantId).agents.put(agent);
  }

  /** The agent's account is unbound: nothing can be allocated to it any more. */
  removeAgent(employeeId: string, tenantId: string = DEFAULT_TENANT): void {
    this.tenant(tenantId).agents.remove(employeeId);
  }

  // --- faults ----------------------------------------------------------------------------------------

  /** The next requests fail and have no effect. The returned function cancels the rest of the plan. */
  fail(operation: FaultTarget, error: FaultError, options?: FaultOptions): () => void {
    return this.faults.fail(operation, error, options);
  }

  /** The next acts take effect, but their answers are lost (with `network` by default). */
  loseReply(
    operation: FaultTarget,
    options: FaultOptions & { readonly error?: FaultError } = {},
  ): () => void {
    return this.faults.loseReply(operation, options.error ?? 'network', options);
  }

  /**
   * The next request waits until the returned function is called: before it is handled, or (`reply`)
   * after its act.
   */
  holdNext(
    operation: FaultTarget,
    { at = 'request' }: { readonly at?: 'request' | 'reply' } = {},
  ): Release {
    return this.faults.holdNext(operation, at);
  }

  /** Somebody else acts just before each request is handled. */
  before(operation: FaultTarget, hook: BeforeHook): () => void {
    return this.faults.before(operation, hook);
  }

  /** Refuses single rows of allocations by `rule`; `null` ends it. */
  failAssignments(rule: RowFault | null): void {
    this.#rowFault = rule;
  }

  /** Drops, repeats or reverses live events on their way; `{}` ends it. */
  disturbEvents(disturbance: EventDisturbance, tenantId: string = DEFAULT_TENANT): void {
    this.tenant(tenantId).events.disturbance = disturbance;
  }

  /** While `paused` no live event arrives. */
  setConnection(state: 'live' | 'paused', tenantId: string = DEFAULT_TENANT): void {
    this.tenant(tenantId).events.connection = state;
  }

  /** Cancels every planned fault. */
  clearFaults(): void {
    this.faults.clear();
    this.#rowFault = null;
    for (const { events } of this.#tenants.values()) events.disturbance = {};
  }

  // --- the session -----------------------------------------------------------------------------------

  get isSignedIn(): boolean {
    return this.#isSignedIn;
  }

  /** Every request is accepted again. */
  signIn(): void {
    this.#isSignedIn = true;
    this.#requestsLeft = Infinity;
    for (const { events } of this.#tenants.values()) events.connection = 'live';
  }

  /** The session ends, at once or after further requests: each is then `unauthenticated`. */
  signOut({ afterRequests = 0 }: { readonly afterRequests?: number } = {}): void {
    this.#requestsLeft = afterRequests;
    if (afterRequests === 0) this.#endSession();
  }

  #endSession(): void {
    this.#isSignedIn = false;
    for (const { events } of this.#tenants.values()) events.connection = 'paused';
  }

  // --- for sessions and handlers ---------------------------------------------------------------------

  /** @internal */
  tenant(id: string): Tenant {
    const tenant = this.#tenants.get(id);
    if (!tenant) throw new AdapterError('forbidden');
    return tenant;
  }

  /** @internal The context of a command by `user` now. */
  contextFor(user: BackendUser): CommandContext {
    return {
      ...this.limits,
      tenant: this.tenant(user.tenantId ?? DEFAULT_TENANT),
      user,
      now: this.now(),
      rowFault: this.#rowFault,
      newId: () => this.newId(),
    };
  }

  /** @internal */
  checkSession(operation: AdapterOperation): void {
    // Capabilities are requested before anybody signs in.
    if (operation === 'getCapabilities') return;
    if (this.#isSignedIn && this.#requestsLeft <= 0) this.#endSession();
    if (!this.#isSignedIn) throw new AdapterError('unauthenticated', { operation });
    this.#requestsLeft -= 1;
  }

  /** @internal */
  latencyMs(operation: AdapterOperation): number {
    const { latencyMs = 0 } = this.options;
    return typeof latencyMs === 'function' ? latencyMs(operation) : latencyMs;
  }

  /** @internal An opaque id, never used twice by this backend. */
  newId(): string {
    this.#ids += 1;
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${random}${this.#ids.toString(16).padStart(4, '0')}`;
  }
}
