/** Live events: numbered, sent to each subscriber separately, and disturbed on request. */
import type { LiveEvent, RequestOptions, Unsubscribe } from '../../src/adapter/adapter.js';
import { deepFreeze } from './freeze.js';
import { viewMessage } from './permissions.js';
import type { BackendUser, StoredMessage } from './types.js';

/** Disturbances of events on their way, by number. */
export interface EventDisturbance {
  readonly drop?: (sequence: number) => boolean;
  readonly duplicate?: (sequence: number) => boolean;
  /** Events are collected in groups of this size, and each group arrives in reverse. */
  readonly reverseGroups?: number;
}

interface Subscriber {
  readonly user: BackendUser;
  readonly listener: (event: LiveEvent) => void;
  waiting: LiveEvent[];
  group: LiveEvent[];
  isFlushing: boolean;
  isClosed: boolean;
}

type Change =
  | { readonly type: 'changed'; readonly message: StoredMessage }
  | {
      readonly type: 'removed';
      readonly messageId: string;
      readonly version: number;
      readonly reason: 'deleted' | 'erased';
    };

export class EventHub {
  /** Number of the last event. */
  sequence = 0;
  disturbance: EventDisturbance = {};
  /** Called when the first subscriber comes and when the last one leaves. */
  readonly activeListeners = new Set<(isActive: boolean) => void>();

  readonly #withMessages: boolean;
  readonly #subscribers = new Set<Subscriber>();
  #connection: 'live' | 'paused' = 'live';

  constructor(withMessages: boolean) {
    this.#withMessages = withMessages;
  }

  get subscriberCount(): number {
    return this.#subscribers.size;
  }

  get connection(): 'live' | 'paused' {
    return this.#connection;
  }

  /** While paused nothing arrives; events of that time are lost, and the numbers show the gap. */
  set connection(state: 'live' | 'paused') {
    if (state === this.#connection) return;
    this.#connection = state;
    for (const subscriber of this.#subscribers) {
      this.#deliver(subscriber, { type: 'connection', state });
    }
  }

  subscribe(
    user: BackendUser,
    listener: (event: LiveEvent) => void,
    { signal }: RequestOptions,
  ): Unsubscribe {
    if (signal?.aborted) return () => undefined;
    const subscriber: Subscriber = {
      user,
      listener,
      waiting: [],
      group: [],
      isFlushing: false,
      isClosed: false,
    };
    const unsubscribe = (): void => {
      if (subscriber.isClosed) return;
      subscriber.isClosed = true;
      signal?.removeEventListener('abort', unsubscribe);
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.#notifyActive(false);
    };
    signal?.addEventListener('abort', unsubscribe, { once: true });
    this.#subscribers.add(subscriber);
    this.#deliver(subscriber, { type: 'connection', state: this.#connection });
    if (this.#subscribers.size === 1) this.#notifyActive(true);
    return unsubscribe;
  }

  publish(change: Change): void {
    this.sequence += 1;
    const { sequence } = this;
    if (this.#connection === 'paused') return;
    const { drop, duplicate, reverseGroups = 1 } = this.disturbance;
    if (drop?.(sequence)) return;
    for (const subscriber of this.#subscribers) {
      const event = this.#eventFor(subscriber.user, change, sequence);
      subscriber.group.push(event);
      if (duplicate?.(sequence)) subscriber.group.push(event);
      if (subscriber.group.length < reverseGroups) continue;
      const group = subscriber.group.splice(0);
      if (reverseGroups > 1) group.reverse();
      for (const each of group) this.#deliver(subscriber, each);
    }
  }

  #notifyActive(isActive: boolean): void {
    for (const listener of this.activeListeners) listener(isActive);
  }

  #eventFor(user: BackendUser, change: Change, sequence: number): LiveEvent {
    if (change.type === 'removed') return deepFreeze({ ...change, sequence });
    const { message } = change;
    return deepFreeze({
      type: 'changed',
      sequence,
      messageId: message.id,
      version: message.version,
      message: this.#withMessages ? viewMessage(message, user) : null,
    });
  }

  #deliver(subscriber: Subscriber, event: LiveEvent): void {
    subscriber.waiting.push(event);
    if (subscriber.isFlushing) return;
    subscriber.isFlushing = true;
    queueMicrotask(() => {
      subscriber.isFlushing = false;
      for (const each of subscriber.waiting.splice(0)) {
        if (subscriber.isClosed) return;
        try {
          subscriber.listener(each);
        } catch (error) {
          // The listener's error is reported, and the other subscribers get their event.
          setTimeout(() => {
            throw error;
          });
        }
      }
    });
  }
}
