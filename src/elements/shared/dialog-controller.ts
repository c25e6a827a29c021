/** Opens and closes a native `<dialog>`, handles Esc, and returns the focus to the opener. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../../internal/focus.js';

export interface DialogHost extends ReactiveControllerHost, HTMLElement {}

export interface DialogOptions {
  /** The dialog element, once rendered. */
  readonly dialog: () => HTMLDialogElement | null | undefined;
  /**
   * Called when a person closes the dialog (Esc, close button). Returns whether it may close now.
   * Esc twice closes it in any case: the platform lets no page keep a person in a dialog.
   */
  readonly onRequestClose?: () => boolean;
  /** Called after the dialog has closed, for whatever reason. */
  readonly onClosed?: (returnValue: string) => void;
}

export class DialogController implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: DialogOptions;
  #opener: HTMLElement | null = null;

  constructor(host: DialogHost, options: DialogOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#options.dialog()?.open === true;
  }

  /** Opens it as a modal in the top layer; the element with the focus gets it back later. */
  async open(): Promise<void> {
    if (this.isOpen) return;
    const active = deepActiveElement(this.#host.ownerDocument);
    this.#opener = active && 'focus' in active ? (active as HTMLElement) : null;
    await this.#host.updateComplete;
    const dialog = this.#options.dialog();
    if (!dialog || dialog.open || !this.#host.isConnected) return;
    dialog.showModal();
  }

  close(returnValue = ''): void {
    const dialog = this.#options.dialog();
    if (dialog?.open) dialog.close(returnValue);
  }

  /** For the dialog's `cancel` event (Esc). */
  readonly handleCancel = (event: Event): void => {
    if (event.target !== this.#options.dialog()) return;
    if (this.#options.onRequestClose && !this.#options.onRequestClose()) event.preventDefault();
  };

  /** For the dialog's `close` event. */
  readonly handleClose = (event: Event): void => {
    const dialog = this.#options.dialog();
    // Opened again before the event came: it belongs to an earlier closing.
    if (!dialog || event.target !== dialog || dialog.open) return;
    this.#restoreFocus();
    this.#options.onClosed?.(dialog.returnValue);
  };

  /** Asks `onRequestClose`, then closes: for a close button. */
  requestClose(returnValue = ''): void {
    if (this.#options.onRequestClose && !this.#options.onRequestClose()) return;
    this.close(returnValue);
  }

  hostDisconnected(): void {
    this.#opener = null;
  }

  #restoreFocus(): void {
    const opener = this.#opener;
    this.#opener = null;
    // The platform returns the focus only within the same shadow root.
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }
}
