/** Keeps the focus inside the player when its element goes away, and brings opened panels into view. */

export class FocusKeeper {
  readonly #root: () => ParentNode & Partial<DocumentOrShadowRoot>;
  readonly #fallback: () => void;
  readonly #panels = new WeakSet<Element>();
  #focused: Element | null = null;

  /** @param fallback takes the focus where its element has gone */
  constructor(root: () => ParentNode & Partial<DocumentOrShadowRoot>, fallback: () => void) {
    this.#root = root;
    this.#fallback = fallback;
  }

  beforeUpdate(): void {
    this.#focused = this.#root().activeElement ?? null;
  }

  afterUpdate(): void {
    const root = this.#root();
    // Another message may not have the element; whatever took its place has the focus already.
    if (this.#focused && !this.#focused.isConnected && !root.activeElement) this.#fallback();
    this.#focused = null;
    for (const panel of root.querySelectorAll('.panel')) {
      if (this.#panels.has(panel)) continue;
      this.#panels.add(panel);
      panel.scrollIntoView({ block: 'nearest' });
    }
  }
}
