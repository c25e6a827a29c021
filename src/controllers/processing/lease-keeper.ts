/** Keeps the lease on a message during work on it: renews it silently, warns only near its end. */
import { toAdapterError } from '../../adapter/errors.js';
import type { Lease, Message } from '../../model/message.js';
import { renewLease } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { leaseRemainingMs, renewDelayMs, warnDelayMs } from './lease-timing.js';

export interface LeaseCallbacks {
  /** The end is near now, or no longer. */
  readonly onChange: () => void;
  /** Whether the lease may be renewed now: a command on its way may end it. */
  readonly mayRenew: () => boolean;
  /** Whether the dialog is in use or a call is up, so that the lease should last. */
  readonly isInUse: () => boolean;
  readonly onRenewed: (before: Lease, lease: Lease) => void;
  /** Its time is over, or the backend no longer knows it: the message must be read. */
  readonly onEnded: () => void;
}

/** After a lease's end the backend may need a moment to give the message back. */
const END_GRACE_MS = 1000;
const RENEW_RETRY_MS = 5000;

export class LeaseKeeper {
  readonly #callbacks: LeaseCallbacks;
  #client: AdapterClient | null = null;
  #held: { readonly messageId: string; readonly lease: Lease } | null = null;
  #endsSoon = false;
  #timers: Partial<Record<'renew' | 'warn' | 'end', ReturnType<typeof setTimeout>>> = {};
  #abort = new AbortController();
  #renewing = false;
  /** Something was done since the lease was last renewed. */
  #touched = false;
  /** The lease is past its half, and the person has not done anything. */
  #renewDue = false;

  constructor(callbacks: LeaseCallbacks) {
    this.#callbacks = callbacks;
  }

  /** True near the end of a lease that is not being renewed. */
  get endsSoon(): boolean {
    return this.#endsSoon;
  }

  /** Watches the lease of `message`; `null` when none is ours. */
  watch(client: AdapterClient | null, message: Message | null): void {
    this.#stop();
    const lease = message?.lease ?? null;
    if (!message || !lease || !client?.canRenewLease) return;
    const remaining = leaseRemainingMs(lease, message);
    if (remaining === null) return;
    this.#client = client;
    this.#held = { messageId: message.id, lease };
    this.#timers = {
      renew: setTimeout(() => this.#renewIfUsed(), renewDelayMs(remaining)),
      warn: setTimeout(() => this.#nearEnd(), warnDelayMs(remaining)),
      end: setTimeout(() => this.#callbacks.onEnded(), remaining + END_GRACE_MS),
    };
  }

  /** The person does something: past its half the lease is renewed at once. */
  touch(): void {
    this.#touched = true;
    if (this.#renewDue) void this.#renew();
  }

  /** Stops the timers and a renewal on its way. */
  end(): void {
    this.#stop();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#renewing = false;
  }

  #stop(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers = {};
    this.#held = null;
    this.#endsSoon = false;
    this.#renewDue = false;
    this.#touched = false;
  }

  #renewIfUsed(): void {
    this.#renewDue = true;
    if (this.#touched || this.#callbacks.isInUse()) void this.#renew();
  }

  #nearEnd(): void {
    this.#endsSoon = true;
    this.#renewIfUsed();
    this.#callbacks.onChange();
  }

  async #renew(): Promise<void> {
    const client = this.#client;
    const held = this.#held;
    if (!client || !held || this.#renewing || !this.#callbacks.mayRenew()) return;
    const { signal } = this.#abort;
    this.#renewing = true;
    try {
      const request = { messageId: held.messageId, leaseId: held.lease.id };
      const lease = await renewLease(client, request, { signal });
      if (!signal.aborted) this.#callbacks.onRenewed(held.lease, lease);
    } catch (error) {
      if (signal.aborted) return;
      const { code } = toAdapterError(error, 'renewLease');
      if (code === 'conflict' || code === 'not-found') this.#callbacks.onEnded();
      // A passing failure: the person is warned only if the end comes near.
      else this.#timers.renew = setTimeout(() => this.#renewIfUsed(), RENEW_RETRY_MS);
    } finally {
      if (!signal.aborted) this.#renewing = false;
    }
  }
}
