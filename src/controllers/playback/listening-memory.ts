/**
 * Where listening stopped and what was heard, kept per message while the page lives, and by the
 * backend where it keeps that.
 */
import type { HeardSpan } from './heard.js';
import type { ListeningFacts, ListeningShare } from './listening-share.js';
import { memoryOf, type Listened, type PlayerMemory } from './player-memory.js';

export class ListeningMemory {
  readonly #facts: ListeningFacts;
  /** Its code comes where the backend keeps what was heard. */
  #share: ListeningShare | null = null;
  #hasLeft = false;
  #memory: PlayerMemory | null = null;
  /** The message that is listened to; `null` where nothing is to be remembered. */
  #messageId: string | null = null;

  constructor(facts: ListeningFacts) {
    this.#facts = facts;
  }

  get memory(): PlayerMemory | null {
    return this.#memory;
  }

  /** Takes the memory of `owner`. `other` when it replaced one: what was shown is another backend's. */
  follow(owner: object): 'same' | 'first' | 'other' {
    const memory = memoryOf(owner);
    if (memory === this.#memory) return 'same';
    const found = this.#memory === null ? 'first' : 'other';
    this.#memory = memory;
    // What was heard belongs to the former one.
    if (found === 'other') this.#messageId = null;
    return found;
  }

  /** Another message: what was heard of it before. */
  choose(messageId: string | null): Listened | null {
    this.#messageId = messageId;
    this.#hasLeft = false;
    if (this.#share) this.#share.follow(messageId);
    else if (messageId !== null && this.#facts.client()?.canShareListening) void this.#load();
    return messageId === null ? null : (this.#memory?.recall(messageId) ?? null);
  }

  /** Keeps where listening to the present message stopped, for when it is chosen again. */
  keep(positionSeconds: number, heard: readonly HeardSpan[]): void {
    const id = this.#messageId;
    if (id === null || (heard.length === 0 && positionSeconds === 0)) return;
    this.#memory?.keep(id, { positionSeconds, heard });
    this.#share?.settle(heard);
  }

  /** It sounds, and more was heard. */
  note(heard: readonly HeardSpan[]): void {
    this.#share?.note(heard);
  }

  /** The player has gone, after `keep`. */
  leave(): void {
    this.#hasLeft = true;
    this.#share?.leave();
  }

  async #load(): Promise<void> {
    try {
      const { ListeningShare } = await import('./listening-share.js');
      if (this.#share || this.#hasLeft) return;
      this.#share = new ListeningShare(this.#facts);
      this.#share.follow(this.#messageId);
    } catch {
      // Then this page keeps what was heard for itself; the next message is another chance.
    }
  }
}
