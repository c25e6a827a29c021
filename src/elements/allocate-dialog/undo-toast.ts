/** The toast that offers to undo an allocation for some seconds; the time stops under the pointer or the focus. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SYSTEM_CLOCK, type Clock } from '../../internal/clock.js';

export type UndoState =
  | { readonly kind: 'none' }
  | { readonly kind: 'offered' }
  | { readonly kind: 'undoing' }
  | { readonly kind: 'result'; readonly text: string; readonly ok: boolean };

/** How long a success stays on screen. */
const RESULT_MS = 6000;
/** Least time left after the pointer and the focus have gone. */
const SHORTEST_MS = 1000;

type Holder = 'pointer' | 'focus';

export class UndoToast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: Clock;
  #state: UndoState = { kind: 'none' };
  #cancel: (() => void) | null = null;
  #remainingMs = Number.POSITIVE_INFINITY;
  #startedAt = 0;
  readonly #holders = new Set<Holder>();

  constructor(host: ReactiveControllerHost, clock: Clock = SYSTEM_CLOCK) {
    this.#host = host;
    this.#clock = clock;
    host.addController(this);
  }

  get state(): UndoState {
    return this.#state;
  }

  offer(seconds: number): void {
    this.#set({ kind: 'offered' }, seconds * 1000);
  }

  undoing(): void {
    this.#set({ kind: 'undoing' }, null);
  }

  showResult(text: string, ok: boolean): void {
    // A failure stays until it is dismissed: it may be its only notice.
    this.#set({ kind: 'result', text, ok }, ok ? RESULT_MS : null);
  }

  dismiss(): void {
    this.#set({ kind: 'none' }, null);
  }

  /** The pointer or the focus is on the toast: the time stops. */
  hold(holder: Holder): void {
    if (this.#holders.size === 0 && this.#cancel) {
      this.#remainingMs -= this.#clock.now() - this.#startedAt;
      this.#stop();
    }
    this.#holders.add(holder);
  }

  /** The pointer or the focus has gone: the time goes on once both have. */
  release(holder: Holder): void {
    if (this.#holders.delete(holder) && this.#holders.size === 0) this.#run();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#state = { kind: 'none' };
    this.#holders.clear();
  }

  #set(state: UndoState, forMs: number | null): void {
    this.#stop();
    this.#state = state;
    if (state.kind === 'none') this.#holders.clear();
    this.#remainingMs = forMs ?? Number.POSITIVE_INFINITY;
    this.#run();
    this.#host.requestUpdate();
  }

  #run(): void {
    if (this.#holders.size > 0 || !Number.isFinite(this.#remainingMs)) return;
    this.#startedAt = this.#clock.now();
    this.#remainingMs = Math.max(SHORTEST_MS, this.#remainingMs);
    this.#cancel = this.#clock.after(this.#remainingMs, () => this.dismiss());
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
