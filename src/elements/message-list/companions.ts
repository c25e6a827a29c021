/** The other elements that the list opens: loaded on first use, registered where the list is. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { defineElement, type DefinableElement, type DefineScope } from '../../internal/define.js';

export type CompanionName =
  'allocate-dialog' | 'process-dialog' | 'download-dialog' | 'voice-player' | 'message-viewer';

type Loader = () => Promise<DefinableElement>;

const LOADERS: Readonly<Record<CompanionName, Loader>> = {
  'allocate-dialog': async () =>
    (await import('../allocate-dialog/allocate-dialog.element.js')).AllocateDialogElement,
  'process-dialog': async () =>
    (await import('../process-dialog/process-dialog.element.js')).ProcessDialogElement,
  'download-dialog': async () =>
    (await import('../download-dialog/download-dialog.element.js')).DownloadDialogElement,
  'voice-player': async () =>
    (await import('../voice-player/voice-player.element.js')).VoicePlayerElement,
  'message-viewer': async () =>
    (await import('../message-viewer/message-viewer.element.js')).MessageViewerElement,
};

/** What a companion needs beside itself. */
const WITH: Readonly<Partial<Record<CompanionName, readonly CompanionName[]>>> = {
  'process-dialog': ['voice-player', 'message-viewer'],
};

export class Companions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #scope: () => DefineScope;
  readonly #ready = new Set<CompanionName>();

  constructor(host: ReactiveControllerHost, scope: () => DefineScope) {
    this.#host = host;
    this.#scope = scope;
    host.addController(this);
  }

  hostConnected(): void {}

  isReady(name: CompanionName): boolean {
    return this.#ready.has(name);
  }

  /** Makes sure that the element exists. Rejects when its module cannot be loaded; the next call tries again. */
  async load(name: CompanionName): Promise<void> {
    if (this.#ready.has(name)) return;
    const names = [name, ...(WITH[name] ?? [])];
    await Promise.all(names.map((each) => this.#define(each)));
    this.#ready.add(name);
    this.#host.requestUpdate();
  }

  async #define(name: CompanionName): Promise<void> {
    const scope = this.#scope();
    if (scope.registry.get(`${scope.prefix}-${name}`)) return;
    defineElement(await LOADERS[name](), scope);
  }
}
