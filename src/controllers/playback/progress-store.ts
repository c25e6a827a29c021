/** What this page remembers of each message: where listening stopped and what was heard. In memory only. */
import type { PlayedRange } from './played-ranges.js';

export interface Progress {
  readonly positionSeconds: number;
  readonly played: readonly PlayedRange[];
}

/** This many messages are remembered; the longest unused is forgotten first. */
const MAX_MESSAGES = 500;

export class ProgressStore {
  readonly #messages = new Map<string, Progress>();
  readonly #playedByPhone = new Set<string>();

  /** The progress of `messageId`; `null` where nothing was heard of it. */
  get(messageId: string): Progress | null {
    return this.#messages.get(messageId) ?? null;
  }

  set(messageId: string, progress: Progress): void {
    this.#messages.delete(messageId);
    this.#messages.set(messageId, progress);
    if (this.#messages.size > MAX_MESSAGES) {
      const [oldest] = this.#messages.keys();
      if (oldest !== undefined) this.#messages.delete(oldest);
    }
  }

  delete(messageId: string): void {
    this.#messages.delete(messageId);
  }

  /** The whole message has played on the agent's phone. */
  setPlayedByPhone(messageId: string): void {
    this.#playedByPhone.add(messageId);
  }

  isPlayedByPhone(messageId: string): boolean {
    return this.#playedByPhone.has(messageId);
  }
}

const byOwner = new WeakMap<object, ProgressStore>();

/** The store of `owner`: an adapter, or a document for players without one. */
export function progressStoreOf(owner: object): ProgressStore {
  let store = byOwner.get(owner);
  if (!store) byOwner.set(owner, (store = new ProgressStore()));
  return store;
}
