/** When the page is looked at, comes back from the browser's page cache, or gets its connection back. */

export interface PageLifeHooks {
  /** Visible, focused or connected again. */
  readonly onSeen: () => void;
  /** The page goes into the page cache or away: connections must not be left open. */
  readonly onHidden: () => void;
  readonly onShown: () => void;
}

export class PageLife {
  readonly #hooks: PageLifeHooks;
  #listening: AbortController | null = null;

  constructor(hooks: PageLifeHooks) {
    this.#hooks = hooks;
  }

  start(): void {
    if (this.#listening) return;
    const { signal } = (this.#listening = new AbortController());
    const { onSeen, onHidden, onShown } = this.#hooks;
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
