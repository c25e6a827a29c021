/** The browser's question before a page with unsaved work is left, only while there is such work. */

export class LeaveGuard {
  #active = false;

  /** Listens only while `active`: a permanent listener would keep pages out of the back/forward cache. */
  set(active: boolean): void {
    if (active === this.#active) return;
    this.#active = active;
    if (active) window.addEventListener('beforeunload', this.#handleBeforeUnload);
    else window.removeEventListener('beforeunload', this.#handleBeforeUnload);
  }

  readonly #handleBeforeUnload = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
}
