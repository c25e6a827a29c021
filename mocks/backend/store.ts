/** The messages: an unchanging source, and the changes since. */
import type { MessageFacts, MessageSource, StoredMessage } from './types.js';

function factsOf(message: StoredMessage): MessageFacts {
  return {
    id: message.id,
    createdMs: Date.parse(message.createdAt),
    updatedMs: Date.parse(message.updatedAt),
    dueMs: message.dueAt ? Date.parse(message.dueAt) : null,
    status: message.status,
    channel: message.channel,
    contactNumber: message.contactNumber,
    employeeId: message.employeeId,
    businessAccount: message.businessAccount,
    organizationId: message.organizationId,
    skillQueueId: message.skillQueueId,
  };
}

/** A source over an array that is not changed afterwards. */
function arraySource(messages: readonly StoredMessage[]): MessageSource {
  const facts = messages.map(factsOf);
  const byId = new Map(messages.map(({ id }, index) => [id, index]));
  return {
    size: messages.length,
    facts: (index) => facts[index]!,
    message: (index) => messages[index]!,
    indexOf: (id) => byId.get(id) ?? -1,
  };
}

export class MessageStore {
  /** Rises with every change. */
  revision = 0;

  readonly #source: MessageSource;
  readonly #changed = new Map<string, StoredMessage>();
  readonly #removed = new Set<string>();
  /** Indexes of source messages that `#changed` or `#removed` replace. */
  readonly #covered = new Set<number>();

  constructor(messages: readonly StoredMessage[] | MessageSource) {
    this.#source = 'facts' in messages ? messages : arraySource(messages);
  }

  get(id: string): StoredMessage | null {
    const changed = this.#changed.get(id);
    if (changed) return changed;
    if (this.#removed.has(id)) return null;
    const index = this.#source.indexOf(id);
    return index < 0 ? null : this.#source.message(index);
  }

  put(message: StoredMessage): void {
    this.#cover(message.id);
    this.#removed.delete(message.id);
    this.#changed.set(message.id, message);
  }

  remove(id: string): void {
    this.#cover(id);
    this.#changed.delete(id);
    this.#removed.add(id);
  }

  /** Every message once, in no order. */
  *scan(): Generator<MessageFacts> {
    for (const message of this.#changed.values()) yield factsOf(message);
    for (let index = 0; index < this.#source.size; index += 1) {
      if (!this.#covered.has(index)) yield this.#source.facts(index);
    }
  }

  #cover(id: string): void {
    this.revision += 1;
    const index = this.#source.indexOf(id);
    if (index >= 0) this.#covered.add(index);
  }
}
