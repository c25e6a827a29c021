/** The present time for what waits on screen, which goes on once a minute while the page is seen. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';

const MINUTE_MS = 60_000;

export class MinuteTick implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;
  #nowMs = Date.now();

  constructor(host: ReactiveControllerHost, clock = SYSTEM_CLOCK) {
    this.#host = host;
    this.#clock = clock;
    host.addController(this);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  hostConnected(): void {
    this.#wait();
  }

  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  hostUpdate(): void {
    this.#nowMs = Date.now();
  }

  #wait(): void {
    this.#cancel = this.#clock.after(MINUTE_MS, () => {
      this.#host.requestUpdate();
      this.#wait();
    });
  }
}
