/** When the page is looked at again, enters or leaves the browser's page cache, or is online again. */

export interface PageLifecycleCallbacks {
  /** The page is visible, focused or online again. */
  readonly onSeen: () => void;
  /** The page enters the page cache or goes away: no connection may stay open. */
  readonly onHidden: () => void;
  readonly onShown: () => void;
}

export class PageLifecycle {
  readonly #callbacks: PageLifecycleCallbacks;
  #listening: AbortController | null = null;

  constructor(callbacks: PageLifecycleCallbacks) {
    this.#callbacks = callbacks;
  }

  start(): void {
    if (this.#listening) return;
    const { signal } = (this.#listening = new AbortController());
    const { onSeen, onHidden, onShown } = this.#callbacks;
    window.addEventListener('focus', onSeen, { signal });
    window.addEventListener('online', onSeen, { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') onSeen();
      },
      { signal },
    );
    window.addEventListener('pagehide', onHidden, { signal });
    window.addEventListener('pageshow', onShown, { signal });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = null;
  }
}
