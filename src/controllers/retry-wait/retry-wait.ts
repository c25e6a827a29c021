/** Counts down to the time a backend named for the next try: nothing is sent before it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';
import { retryAfterMs } from '../../client/retry.js';

const SECOND_MS = 1000;

export interface RetryWaitFacts {
  /** The time has come; told once. */
  readonly onOver: () => void;
  /** Somebody tried too early. */
  readonly onHeldBack: (seconds: number) => void;
}

export class RetryWait implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #facts: RetryWaitFacts;
  readonly #clock: Clock;
  #untilMs = 0;
  #callOff: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, facts: RetryWaitFacts, clock: Clock = SYSTEM_CLOCK) {
    this.#host = host;
    this.#facts = facts;
    this.#clock = clock;
    host.addController(this);
  }

  /** Whole seconds left; 0 as soon as a try is allowed. */
  get seconds(): number {
    return Math.max(0, Math.ceil((this.#untilMs - this.#clock.now()) / SECOND_MS));
  }

  /** True while it is too early for a try; says so. */
  holdsBack(): boolean {
    const { seconds } = this;
    if (seconds > 0) this.#facts.onHeldBack(seconds);
    return seconds > 0;
  }

  /** Begins to count when the backend was busy (429, 503) and told a usable time; else does nothing. */
  begin(error: AdapterError): void {
    if (error.code !== 'rate-limited' && error.code !== 'unavailable') return;
    const ms = retryAfterMs(error);
    if (ms === null || ms === 0) return;
    this.#untilMs = Math.max(this.#untilMs, this.#clock.now() + ms);
    this.#tick();
  }

  /** Forgets the countdown on screen; whatever is sent earlier is held back by `AdapterClient`. */
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
      this.#facts.onOver();
      return;
    }
    // To the next change of the number on screen.
    this.#callOff = this.#clock.after(left % SECOND_MS || SECOND_MS, () => this.#tick());
  }
}
