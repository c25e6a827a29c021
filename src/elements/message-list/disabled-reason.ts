/** Why a control does nothing: for screen readers as its description, for everybody as a tooltip. */
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

/** Sentences that describe controls of many rows: each is in the page once, and controls refer to it by id. */
export class DescriptionRegistry {
  readonly #ids = new Map<string, string>();

  /** For `aria-describedby`. */
  idOf(sentence: string): string {
    let id = this.#ids.get(sentence);
    if (id === undefined) this.#ids.set(sentence, (id = `reason-${this.#ids.size}`));
    return id;
  }

  render(): TemplateResult {
    return html`<div hidden>${[...this.#ids].map(([sentence, id]) => html`<span id=${id}>${sentence}</span>`)}</div>`;
  }
}

/** Distance to the edges of the window, in CSS px. */
const GAP = 6;

/** Shows the `data-reason` of a control beside it, on hover, focus and press, in the top layer. */
export class DisabledReasonTooltip implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #owner: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const host = this.#host;
    host.addEventListener('pointerover', this.#handlePoint);
    host.addEventListener('focusin', this.#handlePoint);
    host.addEventListener('click', this.#handlePoint);
    host.addEventListener('focusout', this.#handleLeave);
    host.addEventListener('pointerleave', this.#handleLeave);
    host.addEventListener('keydown', this.#handleKey);
  }

  hostDisconnected(): void {
    const host = this.#host;
    host.removeEventListener('pointerover', this.#handlePoint);
    host.removeEventListener('focusin', this.#handlePoint);
    host.removeEventListener('click', this.#handlePoint);
    host.removeEventListener('focusout', this.#handleLeave);
    host.removeEventListener('pointerleave', this.#handleLeave);
    host.removeEventListener('keydown', this.#handleKey);
    this.#owner = null;
  }

  hostUpdated(): void {
    if (this.#owner && (!this.#owner.isConnected || !this.#owner.dataset['reason'])) this.hide();
  }

  hide(): void {
    this.#owner = null;
    const tooltip = this.#tooltip;
    if (tooltip?.matches(':popover-open')) tooltip.hidePopover();
  }

  /** Screen readers read the control's description instead. */
  render(): TemplateResult {
    return html`<div class="tip" part="tip" popover="manual" aria-hidden="true"></div>`;
  }

  get #tooltip(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.tip') ?? null;
  }

  readonly #handlePoint = (event: Event): void => {
    const path = event.composedPath();
    const owner = path.find(
      (target): target is HTMLElement =>
        target instanceof HTMLElement && !!target.dataset['reason'],
    );
    const tooltip = this.#tooltip;
    if (!tooltip || (tooltip !== owner && path.includes(tooltip))) return;
    if (owner) this.#show(tooltip, owner);
    else if (event.type !== 'click') this.hide();
  };

  readonly #handleLeave = (): void => this.hide();

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.hide();
  };

  #show(tooltip: HTMLElement, owner: HTMLElement): void {
    if (this.#owner === owner && tooltip.matches(':popover-open')) return;
    this.#owner = owner;
    tooltip.textContent = owner.dataset['reason'] ?? '';
    if (!tooltip.matches(':popover-open')) tooltip.showPopover();
    const at = owner.getBoundingClientRect();
    const size = tooltip.getBoundingClientRect();
    const left = Math.max(
      GAP,
      Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - GAP),
    );
    // It touches its control, so that the pointer can move onto it.
    const top = at.top - size.height >= GAP ? at.top - size.height : at.bottom;
    tooltip.style.setProperty('left', `${Math.round(left)}px`);
    tooltip.style.setProperty('top', `${Math.round(top)}px`);
  }
}
