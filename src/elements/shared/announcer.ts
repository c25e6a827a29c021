/** Speaks short results to screen readers through one region that was there before. */
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

  /** Says `text` politely once. The same sentence again is made different by a space that is not heard. */
  say(text: string): void {
    this.#text = text === this.#text ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  /** Forgets what was said, so that it cannot be read where it no longer holds. */
  clear(): void {
    this.#text = '';
    this.#host.requestUpdate();
  }

  /** The region; render it always, outside anything that comes and goes. */
  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" part="status">${this.#text}</div>`;
  }

  hostDisconnected(): void {
    this.#text = '';
  }
}
