/**
 * One voice at a time on a page. Players inform each other through an event on their document, so
 * that two copies of the library agree without a global variable.
 */

const EVENT = 'aicc-playback-claim';
/** Shared between copies of the library. */
const CLAIMANT = Symbol.for('aicc-messages/playback-claimant');

type FocusEvent = Event & { [CLAIMANT]?: unknown };

/** Held by a player while it sounds. */
export class AudioFocus {
  readonly #owner: object;
  readonly #onLost: () => void;
  #document: Document | null = null;

  /** @param onLost called when another owner takes the focus */
  constructor(owner: object, onLost: () => void) {
    this.#owner = owner;
    this.#onLost = onLost;
  }

  /** Takes the focus away from its present owner. */
  take(document: Document): void {
    if (this.#document) return;
    const request: FocusEvent = new Event(EVENT);
    request[CLAIMANT] = this.#owner;
    document.dispatchEvent(request);
    document.addEventListener(EVENT, this.#handleRequest);
    this.#document = document;
  }

  release(): void {
    this.#document?.removeEventListener(EVENT, this.#handleRequest);
    this.#document = null;
  }

  readonly #handleRequest = (event: FocusEvent): void => {
    if (event[CLAIMANT] !== undefined && event[CLAIMANT] !== this.#owner) this.#onLost();
  };
}
