/** All data of one tenant, invisible to the others. */
import type { Clock } from '../clock.js';
import { AgentDirectory } from './agents.js';
import { EventHub } from './events.js';
import { LeaseBook } from './leases.js';
import { ListeningBook } from './listening.js';
import { MessageStore } from './store.js';
import type { MemoryBackendOptions, MessageSource, SeedData, StoredMessage } from './types.js';

/** A message before an allocation, kept as long as that can be undone. */
export interface UndoEntry {
  readonly before: StoredMessage;
  /** The version after the allocation: any other one means that somebody changed the message. */
  readonly version: number;
  readonly untilMs: number;
  readonly employeeId: string;
}

export class Tenant {
  readonly store: MessageStore;
  readonly agents: AgentDirectory;
  readonly events: EventHub;
  readonly organizations: SeedData['organizations'];
  readonly skillQueues: SeedData['skillQueues'];
  readonly listening = new ListeningBook();
  readonly undo = new Map<string, UndoEntry>();
  readonly #leases: LeaseBook;

  constructor(seed: SeedData, clock: Clock, options: MemoryBackendOptions) {
    this.store = new MessageStore(seed.messages);
    this.agents = new AgentDirectory(seed.agents);
    this.organizations = seed.organizations;
    this.skillQueues = seed.skillQueues;
    this.events = new EventHub(options.eventMessages ?? true);
    this.#leases = new LeaseBook(clock, () => this.giveBackExpired());
    this.events.activeListeners.add((isActive) => this.#leases.watch(isActive));
    if (!isSource(seed.messages)) for (const message of seed.messages) this.#bookLease(message);
  }

  /** Keeps the next state of a message and publishes it. */
  commit(message: StoredMessage): StoredMessage {
    this.store.put(message);
    this.#bookLease(message);
    this.events.publish({ type: 'changed', message });
    return message;
  }

  /** Keeps a longer lease: no new version and no event. */
  renew(message: StoredMessage): void {
    this.store.put(message);
    this.#bookLease(message);
  }

  remove(id: string, reason: 'deleted' | 'erased'): void {
    const message = this.store.get(id);
    if (!message) return;
    this.store.remove(id);
    this.undo.delete(id);
    this.#leases.delete(id);
    this.listening.forget(id);
    this.events.publish({ type: 'removed', messageId: id, version: message.version + 1, reason });
  }

  /** Messages whose lease has ended are Unprocessed again. */
  giveBackExpired(): void {
    for (const { messageId, endedAt } of this.#leases.takeExpired()) {
      const message = this.store.get(messageId);
      if (message?.status !== 'processing') continue;
      const at = endedAt.toISOString();
      this.commit({
        ...message,
        version: message.version + 1,
        status: 'unprocessed',
        lease: null,
        updatedAt: at,
        // Not an act of anybody: the lease expired.
        history: [
          ...message.history,
          { at, kind: 'released', employeeId: null, name: null, note: null },
        ],
      });
    }
  }

  #bookLease({ id, lease }: StoredMessage): void {
    if (lease?.expiresAt) this.#leases.set(id, lease.expiresAt);
    else this.#leases.delete(id);
  }
}

function isSource(messages: SeedData['messages']): messages is MessageSource {
  return 'facts' in messages;
}
