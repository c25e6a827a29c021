/** Detects whether the page's content security policy keeps a recording from loading. */

export class CspMonitor {
  readonly #document: () => Document;
  #watched: Document | null = null;
  #blocksMedia = false;
  #blocksFetch = false;

  constructor(document: () => Document) {
    this.#document = document;
  }

  /** Starts with no violation known. */
  start(): void {
    this.stop();
    this.#blocksMedia = this.#blocksFetch = false;
    this.#watched = this.#document();
    this.#watched.addEventListener('securitypolicyviolation', this.#handleViolation);
  }

  stop(): void {
    this.#watched?.removeEventListener('securitypolicyviolation', this.#handleViolation);
    this.#watched = null;
  }

  /** Waits for the report of a failure that has just happened: it may come a task later. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** The policy forbids playing (`media-src`). */
  get blocksMedia(): boolean {
    return this.#blocksMedia;
  }

  /** The policy forbids fetching (`connect-src`), so that a failed fetch proves nothing. */
  get blocksFetch(): boolean {
    return this.#blocksFetch;
  }

  readonly #handleViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition !== 'enforce') return;
    if (event.effectiveDirective === 'media-src') this.#blocksMedia = true;
    if (event.effectiveDirective === 'connect-src') this.#blocksFetch = true;
  };
}
