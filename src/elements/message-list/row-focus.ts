/** Keeps the focus in the list when what had it is gone: its row takes it, or else the rows. Loaded late. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../../internal/focus.js';

export class RowFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Before an update: the row that has the focus, `null` when it is elsewhere in here, `undefined` when it is not here. */
  #row: string | null | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    this.#row = focused
      ? (focused.closest<HTMLElement>('tr[data-id]')?.dataset['id'] ?? null)
      : undefined;
  }

  /** When what had the focus is gone, its row takes it, or else the rows: never the page. */
  hostUpdated(): void {
    const id = this.#row;
    this.#row = undefined;
    if (id === undefined || !this.#isNowhere) return;
    if (id === null) this.#focus(this.#find('.wrap'));
    else this.toRow(id);
  }

  /** After a dialog that was opened from the row `id`, if it was one. */
  afterDialog(id: string | null): void {
    // What opened the dialog may no longer be possible: the row's next act is at hand instead.
    const isSpent = this.#active?.matches('.action[aria-disabled="true"]') === true;
    if (id !== null && (isSpent || this.#isNowhere)) this.toRow(id);
  }

  /** Into the row `id`: to `preferred`, or else to what there is. */
  toRow(id: string, preferred = '.action:not([aria-disabled="true"])'): void {
    const row = this.#find(`tr[data-id="${CSS.escape(id)}"]`);
    this.#focus(
      row?.querySelector<HTMLElement>(preferred) ??
        row?.querySelector<HTMLElement>('.action') ??
        row ??
        this.#find('.wrap'),
    );
  }

  get #active(): Element | null {
    return deepActiveElement(this.#host.ownerDocument);
  }

  get #isNowhere(): boolean {
    const active = this.#active;
    return !active || active === this.#host.ownerDocument.body;
  }

  #focus(target: HTMLElement | null): void {
    target?.focus({ preventScroll: true });
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}
