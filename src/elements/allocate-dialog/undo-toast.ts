/** The offer to take an allocation back, for some seconds; the time stands still while it is looked at. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type UndoState =
  | { readonly kind: 'none' }
  | { readonly kind: 'offered' }
  | { readonly kind: 'undoing' }
  | { readonly kind: 'told'; readonly text: string; readonly ok: boolean };

/** How long a plain result stays. */
const TOLD_MS = 6000;

export class UndoToast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #state: UndoState = { kind: 'none' };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #remainingMs = 0;
  #startedAt = 0;
  #held = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
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

  tell(text: string, ok: boolean): void {
    // A failure stays until it is dismissed: it may be its only telling.
    this.#set({ kind: 'told', text, ok }, ok ? TOLD_MS : null);
  }

  dismiss(): void {
    this.#set({ kind: 'none' }, null);
  }

  /** The pointer or the focus came: time stands still. */
  readonly hold = (): void => {
    this.#held += 1;
    if (this.#held > 1) return;
    clearTimeout(this.#timer);
    this.#remainingMs -= performance.now() - this.#startedAt;
  };

  /** The pointer or the focus has gone: time goes on. */
  readonly letGo = (): void => {
    this.#held = Math.max(0, this.#held - 1);
    if (this.#held === 0) this.#run();
  };

  hostDisconnected(): void {
    this.#state = { kind: 'none' };
    clearTimeout(this.#timer);
    this.#held = 0;
  }

  #set(state: UndoState, forMs: number | null): void {
    clearTimeout(this.#timer);
    this.#state = state;
    if (state.kind === 'none') this.#held = 0;
    this.#remainingMs = forMs ?? Number.POSITIVE_INFINITY;
    this.#run();
    this.#host.requestUpdate();
  }

  #run(): void {
    this.#startedAt = performance.now();
    clearTimeout(this.#timer);
    if (this.#held > 0 || !Number.isFinite(this.#remainingMs) || this.#state.kind === 'none')
      return;
    // A moment is left after the pointer has gone, however long it stayed.
    this.#remainingMs = Math.max(1000, this.#remainingMs);
    this.#timer = setTimeout(() => this.dismiss(), this.#remainingMs);
  }
}
