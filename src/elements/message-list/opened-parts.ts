/**
 * What the list has opened: dialogs, the viewer, and the one player at the bottom. Loaded when the
 * first of them is opened; see `parts-opener.ts`.
 */
import { html, nothing, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';
import type { Strings } from '../../i18n/strings.js';
import type { DefineScope } from '../../internal/define.js';
import { formatInstant } from '../../model/format.js';
import type { Message, MessageAction } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { dialogs } from '../../styles/dialogs.js';
import { childTag } from '../shared/child-tag.js';
import { DialogController, type DialogHost } from '../shared/dialog-controller.js';
import { icon } from '../shared/icons.js';
import { Companions, type CompanionName } from './companions.js';
import type { ListView } from './list-view.js';
import { OpenedPartsDock } from './opened-parts-dock.js';
import { OpenedPartsQueue } from './opened-parts-queue.js';
import { openedPartsStyles } from './opened-parts.styles.js';
import { shownUndoKey, UndoKey } from './undo-key.js';

export interface PartsOptions {
  readonly scope: () => DefineScope;
  readonly given: () => {
    readonly adapter: MessageAdapter | null;
    readonly callControl: CallControl | null;
    readonly strings: Partial<Strings> | undefined;
    readonly noLeaveGuard: boolean;
  };
  /** Takes the styles of what is rendered here into the host's root. */
  readonly adoptStyles: (styles: readonly CSSResult[]) => void;
  /** Told before the player goes while it has the focus, with the message it was about. */
  readonly onPlayerLeaves: (messageId: string) => void;
  /** Told after a dialog has closed, with the message it was about. */
  readonly onClosed: (messageId: string | null) => void;
}

/** The little that the list asks of what it opens. */
interface DialogElement extends HTMLElement {
  readonly open?: boolean;
  show(): Promise<void>;
  close(): void;
  readonly hasPendingWork?: boolean;
}
interface AllocateElement extends DialogElement {
  undo(): boolean;
}
interface ViewerElement extends HTMLElement {
  player?: unknown;
}
interface PlayerElement extends HTMLElement {
  readonly paused: boolean;
  readonly updateComplete?: Promise<unknown>;
  play(): Promise<void>;
  pause(): void;
}

/** How a row shows an action that is at work. */
export interface RowFace {
  readonly word: string;
  readonly icon: TemplateResult;
  /** What follows the button. */
  readonly after: TemplateResult;
}

const COMPANION_OF: Readonly<Record<MessageAction, CompanionName>> = {
  allocate: 'allocate-dialog',
  view: 'message-viewer',
  process: 'process-dialog',
  play: 'voice-player',
  download: 'download-dialog',
};

export class OpenedParts implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: PartsOptions;
  readonly #companions: Companions;
  readonly #viewer: DialogController;
  readonly #queue: OpenedPartsQueue;
  /**
   * Messages each part is about; a part that is not in here is not rendered. A closed dialog stays,
   * about nothing: it holds drafts, the offer to undo, and follows writes and calls to their end.
   */
  readonly #messages = new Map<CompanionName, readonly Message[]>();
  #view: ListView | null = null;

  constructor(host: DialogHost, options: PartsOptions) {
    this.#host = host;
    this.#options = options;
    this.#companions = new Companions(host, options.scope);
    this.#viewer = new DialogController(host, {
      dialog: () => this.#find<HTMLDialogElement>('dialog.viewer'),
      onClosed: () => this.#closed('message-viewer'),
    });
    this.#queue = new OpenedPartsQueue(host, {
      messages: () => this.#view?.list.messages ?? [],
      callControl: () => options.given().callControl,
      isOpen: () => this.isOpen,
      silentId: () => (this.#player?.paused === true ? this.playingId : null),
      play: (message) => this.#play(message),
    });
    // The offer to undo an allocation lies over the page, at the bottom like the player.
    new OpenedPartsDock(host, {
      dock: () => this.#find('.player'),
      above: () => this.#element('allocate-dialog'),
    });
    new UndoKey(
      host,
      () => !this.isOpen && this.#element<AllocateElement>('allocate-dialog')?.undo() === true,
    );
    options.adoptStyles([dialogs, openedPartsStyles]);
    host.addController(this);
  }

  /** Back in the page: what the removal has closed is forgotten, what is still open stays. */
  hostConnected(): void {
    if (this.#messages.size === 0) return;
    void this.#host.updateComplete.then(() => {
      for (const name of [...this.#messages.keys()]) {
        const dialog =
          name === 'message-viewer'
            ? this.#find<HTMLDialogElement>('dialog.viewer')
            : this.#element<DialogElement>(name);
        if (name !== 'voice-player' && dialog?.open !== true) this.#forget(name);
      }
      this.#host.requestUpdate();
    });
  }

  /** Id of the message in the player. */
  get playingId(): string | null {
    return this.#messages.get('voice-player')?.[0]?.id ?? null;
  }

  /** Play of the message in the player says what it would do now, and has the way to the player behind it. */
  faceOf({ t }: ListView, message: Message, action: MessageAction): RowFace | undefined {
    if (action !== 'play' || message.id !== this.playingId) return undefined;
    const isSounding = this.#player?.paused === false;
    return {
      word: isSounding ? t('listPause') : t('play'),
      icon: icon(isSounding ? 'pause' : 'play'),
      after: html`<button type="button" class="button to-player" @click=${this.#toPlayer}>${t('listToPlayer')}</button>`,
    };
  }

  /** True while a dialog is open; the player leaves the hands free. */
  get isOpen(): boolean {
    return [...this.#messages].some(
      ([name, messages]) => name !== 'voice-player' && messages.length > 0,
    );
  }

  get hasPendingWork(): boolean {
    return [...this.#messages.keys()].some(
      (name) => this.#element<DialogElement>(name)?.hasPendingWork === true,
    );
  }

  /** Makes sure that what belongs to `action` can be opened. Rejects when it cannot be loaded. */
  async load(action: MessageAction): Promise<void> {
    await this.#companions.load(COMPANION_OF[action]);
  }

  /** Opens what belongs to `action`, which is loaded. */
  async open(action: MessageAction, messages: readonly Message[]): Promise<void> {
    const name = COMPANION_OF[action];
    if (action === 'play' && this.playingId === messages[0]?.id) {
      // The row's button is the nearest to a keyboard: pressed again it pauses, and goes on.
      const player = this.#element<PlayerElement>(name);
      if (player?.paused === false) {
        player.pause();
        return;
      }
    }
    // Without its player a voice message can still be read.
    const isHeard = action === 'view' && messages[0]?.channel === 'voice';
    if (isHeard) await this.#companions.load('voice-player').catch(() => undefined);
    this.#messages.set(name, messages);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // The dialog has a player of its own.
    if (action === 'process' || isHeard) this.#player?.pause();
    if (action === 'view') {
      const viewer = this.#element<ViewerElement>(name);
      if (viewer) viewer.player = this.#find('.viewed-player');
      await this.#viewer.open();
    } else if (action === 'play') {
      await this.#start();
    } else {
      await this.#element<DialogElement>(name)?.show();
    }
  }

  /** Closes and forgets everything. */
  closeAll(): void {
    for (const name of this.#messages.keys()) {
      if (name === 'voice-player') this.#element<PlayerElement>(name)?.pause();
      else if (name === 'message-viewer') this.#viewer.close();
      else this.#element<DialogElement>(name)?.close();
    }
    this.#messages.clear();
    this.#host.requestUpdate();
  }

  /** Messages are gone: what plays or shows them stops. Dialogs with typed text tell it themselves. */
  drop(ids: readonly string[]): void {
    if (this.playingId !== null && ids.includes(this.playingId)) this.#closePlayer();
    const viewed = this.#messages.get('message-viewer')?.[0];
    if (viewed && ids.includes(viewed.id)) this.#viewer.close();
  }

  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.#host.shadowRoot?.querySelector<Found>(selector) ?? null;
  }

  #element<Found extends HTMLElement>(name: CompanionName): Found | null {
    return this.#find<Found>(`[data-companion="${name}"]`);
  }

  get #player(): PlayerElement | null {
    return this.#element<PlayerElement>('voice-player');
  }

  /** Plays another message in the open player. */
  async #play(message: Message): Promise<void> {
    this.#messages.set('voice-player', [message]);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // It begins in its own time: what is heard meanwhile is the player's to say.
    void this.#start();
    await this.#player?.updateComplete;
  }

  async #start(): Promise<void> {
    const player = this.#player;
    await player?.updateComplete;
    // How it went is shown by the player itself.
    await player?.play().catch(() => undefined);
  }

  #closed(name: CompanionName): void {
    const id = this.#messages.get(name)?.[0]?.id ?? null;
    this.#forget(name);
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#options.onClosed(id));
  }

  #forget(name: CompanionName): void {
    if (name === 'voice-player' || name === 'message-viewer') this.#messages.delete(name);
    else this.#messages.set(name, []);
  }

  readonly #toPlayer = (): void => this.#player?.focus();

  /** The rows show what sounds. */
  readonly #handlePlayback = (): void => this.#host.requestUpdate();

  readonly #closePlayer = (): void => {
    const player = this.#find('.player');
    const id = this.playingId;
    if (id !== null && player?.contains(this.#host.shadowRoot?.activeElement ?? null)) {
      this.#options.onPlayerLeaves(id);
    }
    this.#player?.pause();
    this.#closed('voice-player');
  };

  render(view: ListView, caller: (message: Message) => string): TemplateResult {
    this.#view = view;
    return html`${this.#renderDialog('allocate-dialog')}
    ${this.#renderDialog('process-dialog')} ${this.#renderDialog('download-dialog')} ${this.#renderViewer(view)}
    ${this.#renderPlayer(view, caller)}`;
  }

  #renderDialog(
    name: 'allocate-dialog' | 'process-dialog' | 'download-dialog',
  ): TemplateResult | typeof nothing {
    const messages = this.#messages.get(name);
    if (!messages) return nothing;
    const { adapter, callControl, strings, noLeaveGuard } = this.#options.given();
    const tag = childTag(this.#options.scope(), name);
    const onClose = (event: Event): void => {
      if (event.target === event.currentTarget) this.#closed(name);
    };
    if (name === 'process-dialog')
      return staticHtml`<${tag} data-companion=${name} .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .message=${messages[0]} .noLeaveGuard=${noLeaveGuard} @close=${onClose}></${tag}>`;
    if (name === 'allocate-dialog')
      return staticHtml`<${tag} data-companion=${name} .adapter=${adapter ?? undefined} .strings=${strings} .messages=${messages}
          .undoKey=${shownUndoKey()} @close=${onClose}></${tag}>`;
    return staticHtml`<${tag} data-companion=${name} .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .messages=${messages} @close=${onClose}></${tag}>`;
  }

  #renderViewer({ t }: ListView): TemplateResult | typeof nothing {
    const message = this.#messages.get('message-viewer')?.[0];
    if (!message) return nothing;
    const { adapter, strings } = this.#options.given();
    const tag = childTag(this.#options.scope(), 'message-viewer');
    return html`<dialog
      class="viewer"
      aria-labelledby="viewer-title"
      @cancel=${this.#viewer.handleCancel}
      @close=${this.#viewer.handleClose}
    >
      <header class="dialog-header">
        <h2 id="viewer-title">${t('listViewTitle')}</h2>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label=${t('close')}
          @click=${() => this.#viewer.requestClose()}
        >
          ${icon('close')}
        </button>
      </header>
      <div class="dialog-body">
        ${this.#renderViewedPlayer(message)}
        ${staticHtml`<${tag} data-companion="message-viewer" .adapter=${adapter ?? undefined} .strings=${strings}
          .message=${message}></${tag}>`}
      </div>
    </dialog>`;
  }

  /** A voice message that the backend lets be viewed is heard there too: times in its comments lead to it. */
  #renderViewedPlayer(message: Message): TemplateResult | typeof nothing {
    if (message.channel !== 'voice' || !this.#companions.isReady('voice-player')) return nothing;
    const { adapter, callControl, strings } = this.#options.given();
    const tag = childTag(this.#options.scope(), 'voice-player');
    return staticHtml`<${tag} class="viewed-player" .adapter=${adapter ?? undefined}
      .callControl=${callControl ?? undefined} .strings=${strings} .message=${message}
      .callActive=${this.#queue.isCallUp}></${tag}>`;
  }

  /** The way on that the player offers where it cannot play. */
  #renderSave({ t }: ListView, message: Message): TemplateResult | typeof nothing {
    if (!actionPermission(message, 'download').allowed) return nothing;
    return html`<button
      type="button"
      class="button"
      slot="format-actions"
      @click=${() => void this.#save(message)}
    >
      ${icon('download')}${t('download')}
    </button>`;
  }

  async #save(message: Message): Promise<void> {
    try {
      await this.load('download');
    } catch {
      // Its row offers the same, and says there what is wrong.
      return;
    }
    await this.open('download', [message]);
  }

  #renderPlayer(
    view: ListView,
    caller: (message: Message) => string,
  ): TemplateResult | typeof nothing {
    const message = this.#messages.get('voice-player')?.[0];
    if (!message) return nothing;
    const { t, tag: locale, timeZone } = view;
    const { adapter, callControl, strings } = this.#options.given();
    const tag = childTag(this.#options.scope(), 'voice-player');
    const time = formatInstant(message.createdAt, locale, timeZone);
    return html`<section class="player" part="player" aria-label=${t('listPlayer')}>
      <p class="player-of"><bdi>${t('listPlayerOf', { caller: caller(message), time })}</bdi></p>
      <div class="player-controls">
        ${staticHtml`<${tag} data-companion="voice-player" .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .message=${message} .inQueue=${true} .callActive=${this.#queue.isCallUp}
          @play=${this.#handlePlayback} @pause=${this.#handlePlayback}
          @aicc-play-next=${this.#queue.handlePlayNext}>${this.#renderSave(view, message)}</${tag}>`}
      </div>
      <button
        type="button"
        class="button quiet icon-only"
        aria-label=${t('listClosePlayer')}
        @click=${this.#closePlayer}
      >
        ${icon('close')}
      </button>
    </section>`;
  }
}
