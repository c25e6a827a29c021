/** The two kinds of workflow events: one reports a fact, one asks before an action. */

/** A fact. Bubbles and crosses shadow roots, so that a host can listen on any ancestor. */
export class FactEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail) {
    super(type, { detail, bubbles: true, composed: true });
  }
}

/**
 * Asks before an action. `preventDefault()` stops it; `waitUntil(promise)` holds it until the promise
 * settles, and stops it when the promise rejects or resolves to `false`.
 */
export class BeforeEvent<Detail> extends CustomEvent<Detail> {
  readonly #answers: Promise<unknown>[] = [];
  #closed = false;

  constructor(type: string, detail: Detail) {
    super(type, { detail, bubbles: true, composed: true, cancelable: true });
  }

  /** Call it while the event is being dispatched, as with the platform's ExtendableEvent. */
  waitUntil(promise: Promise<unknown>): void {
    if (this.#closed) {
      throw new DOMException('waitUntil() was called after the event.', 'InvalidStateError');
    }
    this.#answers.push(Promise.resolve(promise));
  }

  /** @internal Dispatches the event, and resolves to whether the action may happen. Never rejects. */
  async ask(target: EventTarget): Promise<boolean> {
    const allowed = target.dispatchEvent(this);
    this.#closed = true;
    const answers = await Promise.allSettled(this.#answers);
    return (
      allowed && answers.every((answer) => answer.status === 'fulfilled' && answer.value !== false)
    );
  }
}
