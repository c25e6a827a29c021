/** The one player of the list, docked at the bottom of the window. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Strings } from '../../i18n/strings.js';
import type { DefineScope } from '../../internal/define.js';
import { formatShortInstant } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { childTag } from '../shared/child-tag.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import { icon } from '../shared/icons.js';
import { callerText } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';
import type { PlayNextEvent } from '../voice-player/play-next-event.js';
import type { NowPlaying } from './row-actions.js';

/** The few members of the player that the list uses. */
interface PlayerElement extends HTMLElement {
  readonly paused: boolean;
  readonly updateComplete?: Promise<unknown>;
  play(): Promise<void>;
  pause(): void;
}

export interface DockedPlayerCallbacks {
  /** The player closes while it has the focus. */
  readonly onFocusLost: (messageId: string) => void;
  readonly onClosed: (messageId: string) => void;
  readonly onDownload: (message: Message) => void;
}

export interface DockedPlayerOptions {
  readonly adapter: MessageAdapter | null;
  readonly callControl: CallControl | null;
  readonly strings: Partial<Strings> | undefined;
  readonly isCallActive: boolean;
  readonly onPlayNext: (event: PlayNextEvent) => void;
}

export class DockedPlayer {
  readonly #host: DialogHost;
  readonly #scope: DefineScope;
  readonly #callbacks: DockedPlayerCallbacks;
  #message: Message | null = null;

  constructor(host: DialogHost, scope: DefineScope, callbacks: DockedPlayerCallbacks) {
    this.#host = host;
    this.#scope = scope;
    this.#callbacks = callbacks;
  }

  get nowPlaying(): NowPlaying | null {
    return (
      this.#message && { messageId: this.#message.id, isPaused: this.#player?.paused !== false }
    );
  }

  /** Plays `message`, or pauses it: pressed again, the button in its row does what Play and Pause do. */
  async toggle(message: Message): Promise<void> {
    if (this.#message?.id === message.id && this.#player?.paused === false) {
      this.#player.pause();
      return;
    }
    await this.#show(message);
    await this.#start();
  }

  /** Plays `message` after another one. Resolves before the sound begins, which the player announces. */
  async playNext(message: Message): Promise<void> {
    await this.#show(message);
    void this.#start();
    await this.#player?.updateComplete;
  }

  pause(): void {
    this.#player?.pause();
  }

  focus(): void {
    this.#player?.focus();
  }

  /** Stops and goes, without a word. */
  reset(): void {
    this.pause();
    this.#message = null;
    this.#host.requestUpdate();
  }

  /** Closes the player and gives the focus back to the row. */
  close(): void {
    const message = this.#message;
    if (!message) return;
    const { onFocusLost, onClosed } = this.#callbacks;
    const active = this.#host.shadowRoot?.activeElement ?? null;
    if (this.#find('.player')?.contains(active)) onFocusLost(message.id);
    this.reset();
    void this.#host.updateComplete.then(() => onClosed(message.id));
  }

  get #player(): PlayerElement | null {
    return this.#find<PlayerElement>('.player [data-child="voice-player"]');
  }

  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.#host.shadowRoot?.querySelector<Found>(selector) ?? null;
  }

  async #show(message: Message): Promise<void> {
    this.#message = message;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // The dock must not cover the row that plays: its scroll margin is the dock's height.
    this.#find(`tr[data-id="${CSS.escape(message.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  async #start(): Promise<void> {
    const player = this.#player;
    await player?.updateComplete;
    // The player itself shows a failure.
    await player?.play().catch(() => undefined);
  }

  /** The rows show whether the message plays. */
  readonly #handlePlayback = (): void => this.#host.requestUpdate();

  /** The player offers to save a recording that it cannot play. */
  #renderDownload({ t }: I18n, message: Message): TemplateResult | typeof nothing {
    if (!actionPermission(message, 'download').allowed) return nothing;
    return html`<button
      type="button"
      class="button"
      slot="format-actions"
      @click=${() => this.#callbacks.onDownload(message)}
    >
      ${icon('download')}${t('download')}
    </button>`;
  }

  render(i18n: I18n, options: DockedPlayerOptions): TemplateResult | typeof nothing {
    const message = this.#message;
    if (!message) return nothing;
    const { t, locale, timeZone } = i18n;
    const { adapter, callControl, strings, isCallActive, onPlayNext } = options;
    const tag = childTag(this.#scope, 'voice-player');
    const caller = html`<bdi dir="ltr">${callerText(message, i18n)}</bdi>`;
    const time = formatShortInstant(message.createdAt, locale, timeZone);
    return html`<section class="player" part="player" aria-label=${t('listPlayer')}>
      <p class="player-of">${renderSentence(i18n, 'listPlayerOf', { caller }, { time })}</p>
      <div class="player-controls">
        ${staticHtml`<${tag} data-child="voice-player" .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .message=${message} .inQueue=${true} .callActive=${isCallActive}
          @play=${this.#handlePlayback} @pause=${this.#handlePlayback}
          @ended=${this.#handlePlayback} @error=${this.#handlePlayback}
          @aicc-play-next=${onPlayNext}>${this.#renderDownload(i18n, message)}</${tag}>`}
      </div>
      <button
        type="button"
        class="button quiet icon-only"
        aria-label=${t('listClosePlayer')}
        @click=${() => this.close()}
      >
        ${icon('close')}
      </button>
    </section>`;
  }
}

/** A dock that ends further from the bottom of the window covers nothing there, in CSS px. */
const REACH_PX = 96;

/** How much of the window's bottom the dock covers, in CSS px; 0 where it is elsewhere. */
export function dockedBlockSize(dock: Pick<DOMRect, 'top' | 'bottom'>, windowSize: number): number {
  const isAtBottom = dock.top < windowSize && dock.bottom > windowSize - REACH_PX;
  return isAtBottom ? Math.ceil(windowSize - Math.max(0, dock.top)) : 0;
}

export interface DockSpaceOptions {
  readonly dock: () => HTMLElement | null;
  /** What floats at the bottom too, and has to keep clear of the dock: it reads `--_dock-block-size`. */
  readonly above: () => HTMLElement | null;
}

/** Keeps what floats at the bottom of the window, such as the offer to undo, above the docked player. */
export class DockSpace implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: DockSpaceOptions;
  #observed: HTMLElement | null = null;
  #observer: ResizeObserver | null = null;

  constructor(host: DialogHost, options: DockSpaceOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#observe(this.#options.dock());
    this.#measure();
  }

  hostDisconnected(): void {
    this.#observe(null);
  }

  /** Only while there is a dock: it moves with the page, and grows with what the player unfolds. */
  #observe(dock: HTMLElement | null): void {
    if (dock === this.#observed) return;
    this.#observed = dock;
    this.#observer?.disconnect();
    const view = this.#host.ownerDocument.defaultView ?? window;
    view.removeEventListener('scroll', this.#measure, true);
    view.removeEventListener('resize', this.#measure);
    if (!dock) return;
    this.#observer ??= new ResizeObserver(this.#measure);
    this.#observer.observe(dock);
    view.addEventListener('scroll', this.#measure, { capture: true, passive: true });
    view.addEventListener('resize', this.#measure);
  }

  readonly #measure = (): void => {
    const above = this.#options.above();
    if (!above) return;
    const view = this.#host.ownerDocument.defaultView ?? window;
    const size = this.#observed
      ? dockedBlockSize(this.#observed.getBoundingClientRect(), view.innerHeight)
      : 0;
    const value = `${size}px`;
    if (above.style.getPropertyValue('--_dock-block-size') === value) return;
    if (size > 0) above.style.setProperty('--_dock-block-size', value);
    else above.style.removeProperty('--_dock-block-size');
  };
}
