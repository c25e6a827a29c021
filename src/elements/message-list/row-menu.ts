/** The menu of a row: the actions that have no button in it, and why those that do nothing do so. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { Message, MessageAction } from '../../model/message.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import { icon } from '../shared/icons.js';
import { controlName } from './message-name.js';
import { rowActions, type NowPlaying, type RowAction } from './row-actions.js';

export interface RowMenuCallbacks {
  /** The newest version of a message on screen; `null` when it is gone. */
  readonly getMessage: (id: string) => Message | null;
  readonly onAction: (action: MessageAction, message: Message) => void;
}

/** Distance to the edges of the window, in CSS px. */
const GAP = 6;

export class RowMenu implements ReactiveController {
  readonly #host: DialogHost;
  readonly #callbacks: RowMenuCallbacks;
  #id: string | null = null;
  /** The button that opened it. */
  #opener: HTMLElement | null = null;
  #hasPlay = false;

  constructor(host: DialogHost, callbacks: RowMenuCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  hostUpdated(): void {
    if (this.isOpen && (!this.#opener?.isConnected || this.#message === null)) this.close();
  }

  get isOpen(): boolean {
    return this.#id !== null;
  }

  /** Opens the menu of `message` beside `opener`, or closes it when it is open there. */
  async toggle(opener: HTMLElement, message: Message): Promise<void> {
    if (this.#opener === opener) {
      this.close();
      return;
    }
    this.close();
    this.#opener = opener;
    this.#id = message.id;
    // In a card Play has no button beside the main action.
    const play = opener.parentElement?.querySelector('[data-action="play"]');
    this.#hasPlay = play?.checkVisibility() === false;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#menu;
    if (!menu || this.#opener !== opener) return;
    opener.setAttribute('aria-expanded', 'true');
    menu.showPopover();
    this.#place(menu, opener);
    this.#items[0]?.focus({ preventScroll: true });
  }

  /** Closes it; the focus goes back to its button if it is in the menu. */
  close(): void {
    const menu = this.#menu;
    if (menu?.matches(':popover-open')) menu.hidePopover();
    this.#forget();
  }

  get #message(): Message | null {
    return this.#id === null ? null : this.#callbacks.getMessage(this.#id);
  }

  get #menu(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.row-menu') ?? null;
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  }

  #forget(): void {
    this.#opener?.setAttribute('aria-expanded', 'false');
    this.#opener = null;
    this.#id = null;
  }

  /** Below the button, or above it where there is more room. */
  #place(menu: HTMLElement, opener: HTMLElement): void {
    const at = opener.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const isRtl = getComputedStyle(opener).direction === 'rtl';
    const start = isRtl ? at.left : at.right - width;
    const left = Math.max(GAP, Math.min(start, innerWidth - width - GAP));
    const fitsBelow = at.bottom + height + GAP <= innerHeight;
    const top = fitsBelow ? at.bottom : Math.max(GAP, at.top - height);
    menu.style.setProperty('left', `${Math.round(left)}px`);
    menu.style.setProperty('top', `${Math.round(top)}px`);
  }

  /** The browser has closed it, by a press elsewhere or Escape. */
  readonly #handleToggle = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'closed' || !this.isOpen) return;
    this.#forget();
    this.#host.requestUpdate();
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(event.target as HTMLElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (Object.hasOwn(targets, event.key)) items[targets[event.key] ?? 0]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.#closeToOpener();
    else return;
    // Tab goes on from the button; the others are spent.
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };

  #closeToOpener(): void {
    const opener = this.#opener;
    this.close();
    opener?.focus({ preventScroll: true });
    this.#host.requestUpdate();
  }

  #handleItem(action: MessageAction): void {
    const message = this.#message;
    this.#closeToOpener();
    if (message) this.#callbacks.onAction(action, message);
  }

  render(
    i18n: I18n,
    nameOf: (message: Message) => string,
    nowPlaying: NowPlaying | null,
  ): TemplateResult {
    const message = this.#message;
    const name = message === null ? '' : nameOf(message);
    return html`<div
      class="row-menu"
      part="row-menu"
      role="menu"
      popover="auto"
      aria-label=${controlName(i18n.t('listMoreActions'), name)}
      @toggle=${this.#handleToggle}
      @keydown=${this.#handleKey}
    >
      ${message === null ? nothing : this.#actionsOf(i18n, message, nowPlaying).map((action) => this.#renderItem(action, name))}
    </div>`;
  }

  #actionsOf(i18n: I18n, message: Message, nowPlaying: NowPlaying | null): readonly RowAction[] {
    const { play, others } = rowActions(i18n, message, nowPlaying);
    return play !== null && this.#hasPlay ? [play, ...others] : others;
  }

  #renderItem({ id, icon: name, word, disabledReason }: RowAction, of: string): TemplateResult {
    const isDisabled = disabledReason !== null;
    return html`<button
      type="button"
      role="menuitem"
      tabindex="-1"
      class="menu-item"
      data-action=${id}
      aria-label=${controlName(word, of)}
      aria-disabled=${isDisabled ? 'true' : nothing}
      aria-describedby=${isDisabled ? `menu-reason-${id}` : nothing}
      @click=${isDisabled ? null : () => this.#handleItem(id)}
    >
      ${icon(name)}<span
        >${word}${isDisabled ? html`<span class="menu-reason" id=${`menu-reason-${id}`}>${disabledReason}</span>` : nothing}</span
      >
    </button>`;
  }
}
