/** Keeps the focus in the list when the focused control goes away: its row takes the focus, or else the table. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../../internal/focus.js';

export class RowFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Before an update: the id of the row with the focus, `null` elsewhere in the list, `undefined` outside it. */
  #rowId: string | null | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    this.#rowId = focused
      ? (focused.closest<HTMLElement>('tr[data-id]')?.dataset['id'] ?? null)
      : undefined;
  }

  /** The update removed the focused control: the focus stays in the list instead of going to the page. */
  hostUpdated(): void {
    const id = this.#rowId;
    this.#rowId = undefined;
    if (id === undefined || !this.#isLost) return;
    if (id === null) this.#focus(this.#find('.wrap'));
    else this.toRow(id);
  }

  /** After a dialog has closed that was opened from row `id`; `null` when it was opened from elsewhere. */
  afterDialog(id: string | null): void {
    // The action that opened the dialog may no longer be possible: the row's next one is focused instead.
    const isSpent = this.#active?.matches('.action[aria-disabled="true"]') === true;
    if (id !== null && (isSpent || this.#isLost)) this.toRow(id);
  }

  /** Into row `id`: to `preferred`, or else to its first action, to the row, or to the table. */
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

  /** Nothing has the focus. */
  get #isLost(): boolean {
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
