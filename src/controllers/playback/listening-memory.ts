/**
 * Where listening stopped and what was heard, kept per message while the page lives, and by the
 * backend where it keeps that.
 */
import type { HeardSpan } from './heard.js';
import { ListeningShare, type ListeningFacts } from './listening-share.js';
import { memoryOf, type Listened, type PlayerMemory } from './player-memory.js';

export class ListeningMemory {
  readonly #share: ListeningShare;
  #memory: PlayerMemory | null = null;
  /** The message that is listened to; `null` where nothing is to be remembered. */
  #messageId: string | null = null;

  constructor(facts: ListeningFacts) {
    this.#share = new ListeningShare(facts);
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
    this.#share.follow(messageId);
    return messageId === null ? null : (this.#memory?.recall(messageId) ?? null);
  }

  /** Keeps where listening to the present message stopped, for when it is chosen again. */
  keep(positionSeconds: number, heard: readonly HeardSpan[]): void {
    const id = this.#messageId;
    if (id === null || (heard.length === 0 && positionSeconds === 0)) return;
    this.#memory?.keep(id, { positionSeconds, heard });
    this.#share.settle(heard);
  }

  /** It sounds, and more was heard. */
  note(heard: readonly HeardSpan[]): void {
    this.#share.note(heard);
  }

  /** The player has gone, after `keep`. */
  leave(): void {
    this.#share.leave();
  }
}
