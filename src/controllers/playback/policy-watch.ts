/** Whether the page's content security policy is what keeps a sound from loading. */

export class PolicyWatch {
  readonly #document: () => Document;
  #watched: Document | null = null;
  #blocked = false;
  /** A look at the source (a fetch) was forbidden by the page, so that it says nothing. */
  lookBlocked = false;

  constructor(document: () => Document) {
    this.#document = document;
  }

  start(): void {
    this.stop();
    this.#blocked = this.lookBlocked = false;
    this.#watched = this.#document();
    this.#watched.addEventListener('securitypolicyviolation', this.#report);
  }

  stop(): void {
    this.#watched?.removeEventListener('securitypolicyviolation', this.#report);
    this.#watched = null;
  }

  /** The report may come a task after the error, so this waits for one. */
  async isBlocked(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve));
    return this.#blocked;
  }

  readonly #report = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition !== 'enforce') return;
    if (event.effectiveDirective === 'media-src') this.#blocked = true;
    if (event.effectiveDirective === 'connect-src') this.lookBlocked = true;
  };
}
