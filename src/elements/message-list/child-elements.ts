/** The five elements that the list opens: how they load, and which message each of them shows. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';
import type { I18n, Translate } from '../../i18n/i18n.js';
import type { Strings } from '../../i18n/strings.js';
import { defineElement, type DefinableElement, type DefineScope } from '../../internal/define.js';
import { lazy, preload, type LazyModule } from '../../internal/lazy.js';
import type { Message, MessageAction } from '../../model/message.js';
import { childTag } from '../shared/child-tag.js';
import { DialogController, type DialogHost } from '../shared/dialog-controller.js';
import { icon } from '../shared/icons.js';
import { isChord, readChord, takesKeys, type KeyChord } from '../shared/key-chord.js';
import { LazyController } from '../shared/lazy-controller.js';
import { AutoplayNext } from './autoplay-next.js';
import { DockSpace, DockedPlayer } from './docked-player.js';
import type { NowPlaying } from './row-actions.js';

// --- how they load -----------------------------------------------------------------------------------

export type ChildElementName =
  'allocate-dialog' | 'process-dialog' | 'download-dialog' | 'voice-player' | 'message-viewer';

const MODULES: Readonly<Record<ChildElementName, LazyModule<DefinableElement>>> = {
  'allocate-dialog': lazy(
    async () =>
      (await import('../allocate-dialog/allocate-dialog.element.js')).AllocateDialogElement,
  ),
  'process-dialog': lazy(
    async () => (await import('../process-dialog/process-dialog.element.js')).ProcessDialogElement,
  ),
  'download-dialog': lazy(
    async () =>
      (await import('../download-dialog/download-dialog.element.js')).DownloadDialogElement,
  ),
  'voice-player': lazy(
    async () => (await import('../voice-player/voice-player.element.js')).VoicePlayerElement,
  ),
  'message-viewer': lazy(
    async () => (await import('../message-viewer/message-viewer.element.js')).MessageViewerElement,
  ),
};

export const CHILD_ELEMENT_NAMES = Object.keys(MODULES) as readonly ChildElementName[];

/** The elements that an element renders itself. */
const RENDERED_BY: Readonly<Partial<Record<ChildElementName, readonly ChildElementName[]>>> = {
  'process-dialog': ['voice-player', 'message-viewer'],
};

/**
 * Registers `name`, and the elements that it renders, in `scope`, after loading them. Rejects when a
 * module cannot be loaded; the next call tries again.
 */
export async function defineChildElement(
  name: ChildElementName,
  scope: DefineScope,
): Promise<void> {
  const names = [name, ...(RENDERED_BY[name] ?? [])];
  await Promise.all(
    names.map(async (each) => {
      if (!isDefined(each, scope)) defineElement(await MODULES[each].load(), scope);
    }),
  );
}

/** Loads, in idle moments, those that the page has not registered itself. */
function preloadChildElements(scope: DefineScope): void {
  const missing = CHILD_ELEMENT_NAMES.filter((name) => !isDefined(name, scope));
  preload(...missing.map((name) => MODULES[name]));
}

function isDefined(name: ChildElementName, { prefix, registry }: DefineScope): boolean {
  return registry.get(`${prefix}-${name}`) !== undefined;
}

// --- what they show ----------------------------------------------------------------------------------

/** The list hands these on to every child. */
export interface ChildElementsOptions {
  readonly adapter: MessageAdapter | null;
  readonly callControl: CallControl | null;
  readonly strings: Partial<Strings> | undefined;
  readonly noLeaveGuard: boolean;
}

export interface ChildElementsCallbacks {
  readonly t: Translate;
  readonly announce: (text: string) => void;
  /** The messages on screen, in their order. */
  readonly getMessages: () => readonly Message[];
  /** After a child has closed, with the message that it showed. */
  readonly onClosed: (messageId: string | null) => void;
  /** The player closes while it has the focus. */
  readonly onPlayerFocusLost: (messageId: string) => void;
}

/** The few members of a dialog that the list uses. */
interface DialogElement extends HTMLElement {
  readonly open?: boolean;
  readonly hasPendingWork?: boolean;
  show(): Promise<void>;
  close(): void;
}
interface AllocateElement extends DialogElement {
  undo(): boolean;
}
interface ViewerElement extends HTMLElement {
  player?: unknown;
}

type DialogName = 'allocate-dialog' | 'process-dialog' | 'download-dialog';

const DIALOGS: readonly DialogName[] = ['allocate-dialog', 'process-dialog', 'download-dialog'];

const OPENED_BY: Readonly<Record<MessageAction, ChildElementName>> = {
  allocate: 'allocate-dialog',
  view: 'message-viewer',
  process: 'process-dialog',
  play: 'voice-player',
  download: 'download-dialog',
};

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** The key that takes the last allocation back, as it is shown. */
export const undoKeyLabel = (): string => (isMac() ? '⌘Z' : 'Ctrl+Z');

/** Opens the child elements and renders them; loads each on first use. */
export class ChildElements implements ReactiveController {
  readonly #host: DialogHost;
  readonly #scope: DefineScope;
  readonly #callbacks: ChildElementsCallbacks;
  readonly #lazy: LazyController;
  /** The elements in this list's scope, each with those that it renders. */
  readonly #modules: Readonly<Record<ChildElementName, LazyModule<true>>>;
  readonly #viewer: DialogController;
  readonly #player: DockedPlayer;
  readonly #autoplay: AutoplayNext;
  readonly #undoChord = readChord(isMac() ? 'Meta+z' : 'Ctrl+z') as KeyChord;
  /**
   * The messages of each dialog that was opened. A closed dialog stays, without messages: it holds
   * drafts and the offer to undo, and follows writes and calls to their end.
   */
  readonly #dialogs = new Map<DialogName, readonly Message[]>();
  #viewed: Message | null = null;
  #options: ChildElementsOptions | null = null;
  #hasPreloaded = false;

  constructor(host: DialogHost, scope: DefineScope, callbacks: ChildElementsCallbacks) {
    this.#host = host;
    this.#scope = scope;
    this.#callbacks = callbacks;
    this.#modules = Object.fromEntries(
      CHILD_ELEMENT_NAMES.map((name) => [
        name,
        lazy(async () => {
          await defineChildElement(name, scope);
          return true;
        }),
      ]),
    ) as Record<ChildElementName, LazyModule<true>>;
    this.#lazy = new LazyController(host, callbacks);
    this.#viewer = new DialogController(host, {
      dialog: () => this.#viewerDialog,
      onClosed: () => this.#handleViewerClosed(),
    });
    this.#player = new DockedPlayer(host, scope, {
      onFocusLost: callbacks.onPlayerFocusLost,
      onClosed: callbacks.onClosed,
      onDownload: (message) => void this.open('download', [message]),
    });
    this.#autoplay = new AutoplayNext(host, {
      player: this.#player,
      getMessages: callbacks.getMessages,
      getCallControl: () => this.#options?.callControl ?? null,
      isDialogOpen: () => this.isDialogOpen,
    });
    // The Allocate dialog's offer to undo floats at the bottom of the window, as the player does.
    new DockSpace(host, {
      dock: () => this.#find('.player'),
      above: () => this.#dialog('allocate-dialog'),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#handleKey);
    this.#forgetClosed();
  }

  hostUpdated(): void {
    if (this.#hasPreloaded) return;
    this.#hasPreloaded = true;
    preloadChildElements(this.#scope);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#handleKey);
  }

  /** True while a dialog is open; the player leaves the rest of the screen free. */
  get isDialogOpen(): boolean {
    return this.#viewed !== null || [...this.#dialogs.values()].some(({ length }) => length > 0);
  }

  get hasPendingWork(): boolean {
    return DIALOGS.some((name) => this.#dialog(name)?.hasPendingWork === true);
  }

  get nowPlaying(): NowPlaying | null {
    return this.#player.nowPlaying;
  }

  focusPlayer(): void {
    this.#player.focus();
  }

  /** Opens the element for `action`. The last call counts when several are made while one loads. */
  async open(action: MessageAction, messages: readonly Message[]): Promise<void> {
    const name = OPENED_BY[action];
    await this.#lazy.open(this.#modules[name], async () => {
      const [message] = messages;
      if (!message) return;
      if (name === 'voice-player') await this.#player.toggle(message);
      else if (name === 'message-viewer') await this.#openViewer(message);
      else await this.#openDialog(name, messages);
    });
  }

  /** Closes everything, and forgets all messages. */
  reset(): void {
    this.#lazy.cancel();
    for (const name of this.#dialogs.keys()) this.#dialog(name)?.close();
    this.#dialogs.clear();
    this.#viewer.close();
    this.#viewed = null;
    this.#player.reset();
  }

  /** These messages are gone: the player and the viewer close. Dialogs with typed text say so themselves. */
  drop(ids: readonly string[]): void {
    const { nowPlaying } = this.#player;
    if (nowPlaying && ids.includes(nowPlaying.messageId)) this.#player.close();
    if (this.#viewed && ids.includes(this.#viewed.id)) this.#viewer.close();
  }

  async #openDialog(name: DialogName, messages: readonly Message[]): Promise<void> {
    this.#dialogs.set(name, messages);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // The Process dialog has a player of its own.
    if (name === 'process-dialog') this.#player.pause();
    await this.#dialog(name)?.show();
  }

  async #openViewer(message: Message): Promise<void> {
    const hasRecording = message.channel === 'voice';
    // Without its player a voice message can still be read.
    if (hasRecording) await this.#modules['voice-player'].load().catch(() => undefined);
    this.#viewed = message;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (hasRecording) this.#player.pause();
    const viewer = this.#find<ViewerElement>('[data-child="message-viewer"]');
    if (viewer) viewer.player = this.#find('.viewed-player');
    await this.#viewer.open();
  }

  #handleViewerClosed(): void {
    const id = this.#viewed?.id ?? null;
    this.#viewed = null;
    this.#afterClosing(id);
  }

  #handleDialogClosed(name: DialogName): void {
    const id = this.#dialogs.get(name)?.[0]?.id ?? null;
    this.#dialogs.set(name, []);
    this.#afterClosing(id);
  }

  #afterClosing(messageId: string | null): void {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#callbacks.onClosed(messageId));
  }

  /** Back in the page: leaving it has closed dialogs, whose messages are forgotten. */
  #forgetClosed(): void {
    if (!this.isDialogOpen) return;
    void this.#host.updateComplete.then(() => {
      for (const name of this.#dialogs.keys()) {
        if (this.#dialog(name)?.open !== true) this.#dialogs.set(name, []);
      }
      if (this.#viewerDialog?.open !== true) this.#viewed = null;
      this.#host.requestUpdate();
    });
  }

  /** Takes the last allocation back while the Allocate dialog offers it, wherever the focus is in the list. */
  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isChord(event, this.#undoChord) || this.isDialogOpen) return;
    // In a text field the key undoes typing.
    if (takesKeys(event.composedPath()[0])) return;
    if (this.#dialog<AllocateElement>('allocate-dialog')?.undo() === true) event.preventDefault();
  };

  get #viewerDialog(): HTMLDialogElement | null {
    return this.#find<HTMLDialogElement>('dialog.viewer');
  }

  #dialog<Found extends DialogElement>(name: DialogName): Found | null {
    return this.#find<Found>(`[data-child="${name}"]`);
  }

  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.#host.shadowRoot?.querySelector<Found>(selector) ?? null;
  }

  /** All that was opened, and the notice of an element that cannot be loaded. */
  render(i18n: I18n, options: ChildElementsOptions): TemplateResult {
    this.#options = options;
    return html`${this.#lazy.render()} ${DIALOGS.map((name) => this.#renderDialog(name, options))}
    ${this.#renderViewer(i18n, options)}
    ${this.#player.render(i18n, {
      ...options,
      isCallActive: this.#autoplay.isCallActive,
      onPlayNext: this.#autoplay.handlePlayNext,
    })}`;
  }

  #renderDialog(
    name: DialogName,
    { adapter, callControl, strings, noLeaveGuard }: ChildElementsOptions,
  ): TemplateResult | typeof nothing {
    const messages = this.#dialogs.get(name);
    if (!messages) return nothing;
    const tag = childTag(this.#scope, name);
    const onClose = (event: Event): void => {
      if (event.target === event.currentTarget) this.#handleDialogClosed(name);
    };
    switch (name) {
      case 'allocate-dialog':
        return staticHtml`<${tag} data-child=${name} .adapter=${adapter ?? undefined} .strings=${strings}
          .messages=${messages} .undoKey=${undoKeyLabel()} @close=${onClose}></${tag}>`;
      case 'process-dialog':
        return staticHtml`<${tag} data-child=${name} .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .message=${messages[0]} .noLeaveGuard=${noLeaveGuard} @close=${onClose}></${tag}>`;
      case 'download-dialog':
        return staticHtml`<${tag} data-child=${name} .adapter=${adapter ?? undefined} .callControl=${callControl ?? undefined}
          .strings=${strings} .messages=${messages} @close=${onClose}></${tag}>`;
    }
  }

  #renderViewer({ t }: I18n, options: ChildElementsOptions): TemplateResult | typeof nothing {
    const message = this.#viewed;
    if (!message) return nothing;
    const { adapter, strings } = options;
    const tag = childTag(this.#scope, 'message-viewer');
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
        ${this.#renderViewedPlayer(message, options)}
        ${staticHtml`<${tag} data-child="message-viewer" .adapter=${adapter ?? undefined} .strings=${strings}
          .message=${message}></${tag}>`}
      </div>
    </dialog>`;
  }

  /** The recording of a voice message that may be viewed: times in its comments lead into it. */
  #renderViewedPlayer(
    message: Message,
    { adapter, callControl, strings }: ChildElementsOptions,
  ): TemplateResult | typeof nothing {
    if (message.channel !== 'voice' || !isDefined('voice-player', this.#scope)) return nothing;
    const tag = childTag(this.#scope, 'voice-player');
    return staticHtml`<${tag} class="viewed-player" .adapter=${adapter ?? undefined}
      .callControl=${callControl ?? undefined} .strings=${strings} .message=${message}
      .callActive=${this.#autoplay.isCallActive}></${tag}>`;
  }
}
