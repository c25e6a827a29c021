/** The two kinds of events: one that tells a fact, one that asks before an act. */

/** A fact. Bubbles and crosses shadow roots, so that a host can listen on any ancestor. */
export class FactEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail) {
    super(type, { detail, bubbles: true, composed: true });
  }
}

/**
 * Asks before an act. `preventDefault()` stops the act; `waitUntil(promise)` holds it until the
 * promise settles, and stops it when the promise rejects or resolves to `false`.
 */
export class BeforeEvent<Detail> extends CustomEvent<Detail> {
  readonly #answers: Promise<unknown>[] = [];
  #closed = false;

  constructor(type: string, detail: Detail) {
    super(type, { detail, bubbles: true, composed: true, cancelable: true });
  }

  /** Must be called while the event is being dispatched, as with the platform's ExtendableEvent. */
  waitUntil(promise: Promise<unknown>): void {
    if (this.#closed) {
      throw new DOMException('waitUntil() was called after the event.', 'InvalidStateError');
    }
    this.#answers.push(Promise.resolve(promise));
  }

  /** @internal Dispatches and resolves to whether the act may happen. Never rejects. */
  async ask(target: EventTarget): Promise<boolean> {
    const allowed = target.dispatchEvent(this);
    this.#closed = true;
    const answers = await Promise.allSettled(this.#answers);
    return (
      allowed && answers.every((answer) => answer.status === 'fulfilled' && answer.value !== false)
    );
  }
}
