/** Whether the host page gives the list a height of its own: then the table scrolls inside, else with the page. */
import type { ReactiveController } from 'lit';
import type { DialogHost } from '../shared/dialog-controller.js';

export class OwnHeight implements ReactiveController {
  readonly #host: DialogHost;
  #observer: ResizeObserver | null = null;

  constructor(host: DialogHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const root = this.#root;
    if (this.#observer || !root) return;
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this.#host);
    this.#observer.observe(root);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  get #root(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.root') ?? null;
  }

  /** Runs in the observer, where sizes are known: no layout is forced. */
  #measure(): void {
    const root = this.#root;
    if (!root) return;
    const available = this.#host.clientHeight;
    if (root.hasAttribute('data-bounded')) {
      // The height has gone again when the host is as high as all that the list would show.
      const wrap = root.querySelector<HTMLElement>('.wrap');
      const isFree = !wrap || wrap.scrollHeight <= wrap.clientHeight;
      if (isFree) root.removeAttribute('data-bounded');
    } else if (available > 0 && root.offsetHeight > available + 1) {
      root.setAttribute('data-bounded', '');
    }
  }
}
