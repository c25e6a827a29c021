/** Announces short results to screen readers, through one live region that is always in the page. */
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #text = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Announces `text` politely. A sentence that repeats gets a space at its end, so that it is read again. */
  announce(text: string): void {
    this.#text = text === this.#text ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  /** Empties the region, so that nobody reads a sentence that is no longer true. */
  clear(): void {
    this.#text = '';
    this.#host.requestUpdate();
  }

  /** The live region; render it always, outside everything that comes and goes. */
  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" part="status">${this.#text}</div>`;
  }

  hostDisconnected(): void {
    this.#text = '';
  }
}
