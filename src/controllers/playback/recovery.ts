/** What was already tried to get over a failure: each way once. */
import type { Evidence } from './media-cause.js';

export type Variant = 'original' | 'converted';

export class Recovery {
  variant: Variant = 'original';
  wholeTried = false;
  /** The position at which the link was renewed; one renewal for each failure. */
  #renewedAt: number | null = null;

  /** Somebody asks anew: everything may be tried again. */
  reset(): void {
    this.variant = 'original';
    this.wholeTried = false;
    this.#renewedAt = null;
  }

  /** What may still be tried for a source that can be asked for again. */
  ways(renewable: boolean): Pick<Evidence, 'canRenew' | 'canConvert'> {
    return {
      canRenew: renewable && this.#renewedAt === null,
      canConvert: renewable && this.variant === 'original',
    };
  }

  renewed(position: number): void {
    this.#renewedAt = position;
  }

  /** It sounds at `position`: past a renewal the next failure is another one. */
  sounded(position: number): void {
    if (this.#renewedAt !== null && position > this.#renewedAt + 1) this.#renewedAt = null;
  }
}
