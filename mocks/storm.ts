/** Very many live events, as in a busy contact center. */
import { allocateMessages, releaseProcessing, startProcessing } from './backend/commands.js';
import type { MemoryBackend } from './backend/memory-backend.js';
import type { BackendUser, StoredMessage } from './backend/types.js';
import { agents } from './data/people.js';
import { Random } from './data/random.js';

const STORM_EVENTS_PER_SECOND = 1000;
const STORM_SECONDS = 30;
const TICK_MS = 10;

/**
 * Most events are about processed messages (notes and times change); a few are new messages and acts
 * of colleagues, so that there is work to do. Starts with the first subscription and pauses while
 * nobody subscribes.
 */
export class Storm {
  readonly #backend: MemoryBackend;
  readonly #tenantId: string;
  readonly #arrive: () => StoredMessage;
  readonly #random = new Random(30);
  readonly #done: string[] = [];
  readonly #open: string[] = [];
  #sent = 0;
  #cancel: (() => void) | null = null;
  readonly #onActive = (isActive: boolean): void => {
    if (isActive) this.#run();
    else this.#rest();
  };

  constructor(backend: MemoryBackend, tenantId: string, arrive: () => StoredMessage) {
    this.#backend = backend;
    this.#tenantId = tenantId;
    this.#arrive = arrive;
    const { store, events } = backend.tenant(tenantId);
    for (const { id, status } of store.scan()) {
      (status === 'processed' ? this.#done : this.#open).push(id);
    }
    events.activeListeners.add(this.#onActive);
  }

  /** Events sent so far. */
  get sent(): number {
    return this.#sent;
  }

  stop(): void {
    this.#backend.tenant(this.#tenantId).events.activeListeners.delete(this.#onActive);
    this.#rest();
  }

  #rest(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #run(): void {
    const { clock } = this.#backend;
    const startMs = clock.now().getTime();
    const before = this.#sent;
    const tick = (): void => {
      const elapsedSeconds = (clock.now().getTime() - startMs) / 1000;
      const due = Math.min(
        before + Math.round(elapsedSeconds * STORM_EVENTS_PER_SECOND),
        STORM_SECONDS * STORM_EVENTS_PER_SECOND,
      );
      while (this.#sent < due) this.#sendOne();
      this.#cancel =
        this.#sent < STORM_SECONDS * STORM_EVENTS_PER_SECOND ? clock.schedule(tick, TICK_MS) : null;
    };
    this.#cancel = clock.schedule(tick, TICK_MS);
  }

  #sendOne(): void {
    this.#sent += 1;
    if (this.#sent % 100 === 0) this.#arrive();
    else if (this.#sent % 300 === 1) this.#step();
    else this.#touch();
  }

  #touch(): void {
    const message = this.#backend.peek(this.#random.pick(this.#done), this.#tenantId);
    if (!message) return;
    const updatedAt = this.#backend.now().toISOString();
    this.#backend.put({ ...message, version: message.version + 1, updatedAt }, this.#tenantId);
  }

  /** A colleague allocates, starts or puts back a message; messages of others stay untouched. */
  #step(): void {
    const agent = this.#random.pick(agents.slice(3));
    const user: BackendUser = {
      employeeId: agent.employeeId,
      businessAccount: agent.businessAccount,
      name: agent.name ?? agent.employeeId,
      roles: ['administrator', 'agent'],
      tenantId: this.#tenantId,
    };
    const message = this.#backend.peek(this.#random.pick(this.#open), this.#tenantId);
    const context = this.#backend.contextFor(user);
    if (!message) return;
    const { id: messageId, version: expectedVersion } = message;
    const command = { idempotencyKey: '-', messageId, expectedVersion };
    switch (message.status) {
      case 'to-be-allocated':
      case 'allocation-failed': {
        const { employeeId } = agent;
        const assignments = [{ messageId, expectedVersion, employeeId }];
        allocateMessages(context, { idempotencyKey: '-', assignments });
        return;
      }
      case 'unprocessed':
        startProcessing(context, command);
        return;
      case 'processing':
        if (message.lease?.ownerEmployeeId === agent.employeeId) {
          releaseProcessing(context, { ...command, leaseId: message.lease.id });
          return;
        }
        this.#touch();
        return;
      default:
        this.#touch();
    }
  }
}
