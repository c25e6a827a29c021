/** Ctrl+Z, on a Mac ⌘Z: takes the last allocation back while that is offered, from wherever the focus is in the list. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isChord, readChord, takesKeys, type KeyChord } from '../shared/key-chord.js';

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** As it is shown. */
export const shownUndoKey = (): string => (isMac() ? '⌘Z' : 'Ctrl+Z');

export class UndoKey implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #undo: () => boolean;
  readonly #chord = readChord(isMac() ? 'Meta+z' : 'Ctrl+z') as KeyChord;

  /** @param undo answers whether there was something to take back */
  constructor(host: ReactiveControllerHost & HTMLElement, undo: () => boolean) {
    this.#host = host;
    this.#undo = undo;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#handleKey);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#handleKey);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isChord(event, this.#chord)) return;
    // Where something is typed, it undoes typing.
    if (takesKeys(event.composedPath()[0])) return;
    if (this.#undo()) event.preventDefault();
  };
}
