/** Counts down to the time that the backend named for the next try: nothing is sent before. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';
import { retryAfterMs } from '../../client/retry.js';

const SECOND_MS = 1000;

export interface RetryWaitCallbacks {
  /** A try is allowed again; called once. */
  readonly onOver: () => void;
  /** A person tried too early. */
  readonly onHeldBack: (seconds: number) => void;
}

export class RetryWait implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #callbacks: RetryWaitCallbacks;
  readonly #clock: Clock;
  #untilMs = 0;
  #callOff: (() => void) | null = null;

  constructor(
    host: ReactiveControllerHost,
    callbacks: RetryWaitCallbacks,
    clock: Clock = SYSTEM_CLOCK,
  ) {
    this.#host = host;
    this.#callbacks = callbacks;
    this.#clock = clock;
    host.addController(this);
  }

  /** Whole seconds left; 0 as soon as a try is allowed. */
  get seconds(): number {
    return Math.max(0, Math.ceil((this.#untilMs - this.#clock.now()) / SECOND_MS));
  }

  /** True while it is too early for a try; calls `onHeldBack`. */
  holdsBack(): boolean {
    const { seconds } = this;
    if (seconds > 0) this.#callbacks.onHeldBack(seconds);
    return seconds > 0;
  }

  /** Starts the countdown when the backend is busy (429, 503) and names a usable time; else does nothing. */
  begin(error: AdapterError): void {
    if (error.code !== 'rate-limited' && error.code !== 'unavailable') return;
    const ms = retryAfterMs(error);
    if (ms === null || ms === 0) return;
    this.#untilMs = Math.max(this.#untilMs, this.#clock.now() + ms);
    this.#tick();
  }

  /** Ends the countdown on screen; `AdapterClient` still holds back a request that comes too early. */
  clear(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#untilMs = 0;
  }

  hostDisconnected(): void {
    this.clear();
  }

  #tick(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#host.requestUpdate();
    const left = this.#untilMs - this.#clock.now();
    if (left <= 0) {
      this.#callbacks.onOver();
      return;
    }
    // Until the number on screen changes.
    this.#callOff = this.#clock.after(left % SECOND_MS || SECOND_MS, () => this.#tick());
  }
}
