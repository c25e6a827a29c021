/** Keeps what lies over the page at its bottom, such as the offer to undo, above the docked player. */
import type { ReactiveController } from 'lit';
import type { DialogHost } from '../shared/dialog-controller.js';

/** A dock that ends further than this from the bottom of the window is in nobody's way, in CSS px. */
const REACH_PX = 96;

/** How much of the window's bottom the dock takes, in CSS px; 0 where it is elsewhere. */
export function dockedBlockSize(dock: Pick<DOMRect, 'top' | 'bottom'>, windowSize: number): number {
  const isAtBottom = dock.top < windowSize && dock.bottom > windowSize - REACH_PX;
  return isAtBottom ? Math.ceil(windowSize - Math.max(0, dock.top)) : 0;
}

export interface DockOptions {
  readonly dock: () => HTMLElement | null;
  /** What has to stand above the dock: it is told by `--_dock-block-size`. */
  readonly above: () => HTMLElement | null;
}

export class OpenedPartsDock implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: DockOptions;
  #observed: HTMLElement | null = null;
  #observer: ResizeObserver | null = null;

  constructor(host: DialogHost, options: DockOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#observe(this.#options.dock());
    this.#measure();
  }

  hostDisconnected(): void {
    this.#observe(null);
  }

  /** Only while there is a dock: it moves with the page, and grows with what the player unfolds. */
  #observe(dock: HTMLElement | null): void {
    if (dock === this.#observed) return;
    this.#observed = dock;
    this.#observer?.disconnect();
    const view = this.#host.ownerDocument.defaultView ?? window;
    view.removeEventListener('scroll', this.#measure, true);
    view.removeEventListener('resize', this.#measure);
    if (!dock) return;
    this.#observer ??= new ResizeObserver(this.#measure);
    this.#observer.observe(dock);
    view.addEventListener('scroll', this.#measure, { capture: true, passive: true });
    view.addEventListener('resize', this.#measure);
  }

  readonly #measure = (): void => {
    const above = this.#options.above();
    if (!above) return;
    const view = this.#host.ownerDocument.defaultView ?? window;
    const taken = this.#observed
      ? dockedBlockSize(this.#observed.getBoundingClientRect(), view.innerHeight)
      : 0;
    const value = `${taken}px`;
    if (above.style.getPropertyValue('--_dock-block-size') === value) return;
    if (taken > 0) above.style.setProperty('--_dock-block-size', value);
    else above.style.removeProperty('--_dock-block-size');
  };
}
