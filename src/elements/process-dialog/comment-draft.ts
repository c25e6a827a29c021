/** The handling comments of the open message, and those of others not submitted yet: in memory only. */
import type { ReactiveControllerHost } from 'lit';

export class CommentDraft {
  readonly #host: ReactiveControllerHost;
  /** By message id. */
  readonly #kept = new Map<string, string>();
  /** Whose text it is. */
  #id: string | null = null;
  #text = '';
  #restored = false;
  #error: string | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get text(): string {
    return this.#text;
  }

  /** The text was typed before and is here again. */
  get restored(): boolean {
    return this.#restored;
  }

  /** What is wrong with it, as told by the backend or by a Submit that was refused here. */
  get error(): string | null {
    return this.#error;
  }

  /** True while comments of other messages wait to be resumed. */
  get hasKept(): boolean {
    return this.#kept.size > 0;
  }

  /** Takes up what was typed for `id` before; what stands there now is kept for its own message. */
  open(id: string | null): void {
    this.keep(this.#id);
    this.#id = id;
    this.#text = (id === null ? undefined : this.#kept.get(id)) ?? '';
    this.#restored = this.#text !== '';
    this.#error = null;
    if (id !== null) this.#kept.delete(id);
    this.#host.requestUpdate();
  }

  type(text: string): void {
    this.#text = text;
    this.#error = null;
    this.#host.requestUpdate();
  }

  refuse(error: string | null): void {
    this.#error = error;
    this.#host.requestUpdate();
  }

  /** Keeps the text for when `id` is opened again, and clears the field. */
  keep(id: string | null): void {
    if (id !== null && this.#text !== '') this.#kept.set(id, this.#text);
    this.clear();
  }

  clear(): void {
    this.#text = '';
    this.#host.requestUpdate();
  }

  /** The comments of `id` have been submitted. */
  forget(id: string): void {
    this.#kept.delete(id);
  }
}
