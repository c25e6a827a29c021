/**
 * One voice at a time on a page. Players tell each other through an event on their document, so
 * that two copies of the library agree without anything global.
 */

const EVENT = 'aicc-playback-claim';
/** Shared between copies of the library. */
const CLAIMANT = Symbol.for('aicc-messages/playback-claimant');

type Claim = Event & { [CLAIMANT]?: unknown };

/**
 * Says that `owner` begins to sound: whoever sounded before is told through its `onLost`. Call the
 * answer when the sound is over.
 */
export function claimSound(document: Document, owner: object, onLost: () => void): () => void {
  const claim: Claim = new Event(EVENT);
  claim[CLAIMANT] = owner;
  document.dispatchEvent(claim);
  const listen = (event: Claim): void => {
    if (event[CLAIMANT] !== undefined && event[CLAIMANT] !== owner) onLost();
  };
  document.addEventListener(EVENT, listen);
  return () => document.removeEventListener(EVENT, listen);
}

/** The claim of one player, held while it sounds. */
export class SoundClaim {
  readonly #owner: object;
  readonly #onLost: () => void;
  #release: (() => void) | null = null;

  constructor(owner: object, onLost: () => void) {
    this.#owner = owner;
    this.#onLost = onLost;
  }

  take(document: Document): void {
    this.#release ??= claimSound(document, this.#owner, this.#onLost);
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }
}
