/** Why a control does nothing: for screen readers as its description, for everybody as a tooltip. */
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';

/**
 * Sentences that describe controls of many rows: each is in the page once, and controls refer to it by
 * id. They stay, because rows that do not change are not drawn once more.
 */
export class DescriptionRegistry {
  readonly #ids = new Map<string, string>();

  /** For `aria-describedby`. */
  idOf(sentence: string): string {
    let id = this.#ids.get(sentence);
    if (id === undefined) this.#ids.set(sentence, (id = `reason-${this.#ids.size}`));
    return id;
  }

  /** Drawn after the rows, which register their sentences while they are drawn. */
  render(): DirectiveResult {
    return guard([{}], () => this.#renderAll());
  }

  #renderAll(): TemplateResult {
    return html`<div hidden>${[...this.#ids].map(([sentence, id]) => html`<span id=${id}>${sentence}</span>`)}</div>`;
  }
}

/** Distance to the edges of the window, in CSS px. */
const GAP = 6;

/** Shows the `data-reason` of a control beside it, on hover, focus and press, in the top layer. */
export class DisabledReasonTooltip implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #owner: HTMLElement | null = null;
  /** The reason on screen. */
  #shown = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Listens inside the shadow root: events between two of its controls never reach the host. */
  hostConnected(): void {
    const root = this.#host.shadowRoot;
    root?.addEventListener('pointerover', this.#handlePoint);
    root?.addEventListener('focusin', this.#handlePoint);
    root?.addEventListener('click', this.#handlePoint);
    root?.addEventListener('focusout', this.#handleLeave);
    this.#host.addEventListener('pointerleave', this.#handleLeave);
    this.#host.addEventListener('keydown', this.#handleKey);
  }

  hostDisconnected(): void {
    const root = this.#host.shadowRoot;
    root?.removeEventListener('pointerover', this.#handlePoint);
    root?.removeEventListener('focusin', this.#handlePoint);
    root?.removeEventListener('click', this.#handlePoint);
    root?.removeEventListener('focusout', this.#handleLeave);
    this.#host.removeEventListener('pointerleave', this.#handleLeave);
    this.#host.removeEventListener('keydown', this.#handleKey);
    this.#unfollow();
    this.#owner = null;
  }

  hostUpdated(): void {
    const owner = this.#owner;
    if (owner && (!owner.isConnected || owner.dataset['reason'] !== this.#shown)) this.hide();
  }

  hide(): void {
    this.#unfollow();
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

  /** The control moves away from under it. */
  readonly #handleScroll = (): void => this.hide();

  #unfollow(): void {
    this.#host.ownerDocument.removeEventListener('scroll', this.#handleScroll, true);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.hide();
  };

  #show(tooltip: HTMLElement, owner: HTMLElement): void {
    if (this.#owner === owner && tooltip.matches(':popover-open')) return;
    this.#owner = owner;
    this.#shown = owner.dataset['reason'] ?? '';
    tooltip.textContent = this.#shown;
    this.#host.ownerDocument.addEventListener('scroll', this.#handleScroll, {
      capture: true,
      passive: true,
    });
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
