/** Shows why a control does nothing: next to it, on hover, focus and press, in the top layer. */
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

const GAP = 6;

export class ReasonTip implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #owner: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host;
    root.addEventListener('pointerover', this.#handlePoint);
    root.addEventListener('focusin', this.#handlePoint);
    root.addEventListener('click', this.#handlePoint);
    root.addEventListener('focusout', this.#handleLeave);
    root.addEventListener('pointerleave', this.#handleLeave);
    root.addEventListener('keydown', this.#handleKey);
    // What pointer or focus were on before this was loaded.
    void this.#host.updateComplete.then(() => {
      const tip = this.#tip;
      const owner = this.#host.shadowRoot?.querySelector<HTMLElement>(
        '[data-reason]:is(:hover, :focus)',
      );
      if (tip && owner) this.#show(tip, owner);
    });
  }

  hostDisconnected(): void {
    const root = this.#host;
    root.removeEventListener('pointerover', this.#handlePoint);
    root.removeEventListener('focusin', this.#handlePoint);
    root.removeEventListener('click', this.#handlePoint);
    root.removeEventListener('focusout', this.#handleLeave);
    root.removeEventListener('pointerleave', this.#handleLeave);
    root.removeEventListener('keydown', this.#handleKey);
    this.#owner = null;
  }

  hostUpdated(): void {
    if (this.#owner && (!this.#owner.isConnected || !this.#owner.dataset['reason'])) this.hide();
  }

  /** The tip itself; controls name it by `data-reason`, and describe themselves for screen readers. */
  render(): TemplateResult {
    return html`<div class="tip" part="tip" popover="manual" aria-hidden="true"></div>`;
  }

  hide(): void {
    this.#owner = null;
    const tip = this.#tip;
    if (tip?.matches(':popover-open')) tip.hidePopover();
  }

  get #tip(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.tip') ?? null;
  }

  readonly #handlePoint = (event: Event): void => {
    const path = event.composedPath();
    const owner = path.find(
      (target): target is HTMLElement =>
        target instanceof HTMLElement && !!target.dataset['reason'],
    );
    const tip = this.#tip;
    if (!tip || (tip !== owner && path.includes(tip))) return;
    if (owner) this.#show(tip, owner);
    else if (event.type !== 'click') this.hide();
  };

  readonly #handleLeave = (): void => this.hide();

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.hide();
  };

  #show(tip: HTMLElement, owner: HTMLElement): void {
    if (this.#owner === owner && tip.matches(':popover-open')) return;
    this.#owner = owner;
    tip.textContent = owner.dataset['reason'] ?? '';
    if (!tip.matches(':popover-open')) tip.showPopover();
    const at = owner.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.max(
      GAP,
      Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - GAP),
    );
    // Touching its control, so that the pointer can cross over to it.
    const top = at.top - size.height >= GAP ? at.top - size.height : at.bottom;
    tip.style.setProperty('left', `${Math.round(left)}px`);
    tip.style.setProperty('top', `${Math.round(top)}px`);
  }
}
