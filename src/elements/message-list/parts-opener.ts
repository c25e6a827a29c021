/** Opens dialogs, viewer and player: loads the code for it on first use, and says so when that fails. Loaded late itself. */
import type { TemplateResult } from 'lit';
import type { Message, MessageAction } from '../../model/message.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import type { ListView } from './list-view.js';
import type { OpenedParts, PartsOptions, RowFace } from './opened-parts.js';

export interface OpenerOptions extends PartsOptions {
  /** Says that a part could not be loaded and how to try again, or, with `null`, does not any more. */
  readonly tellFailure: (retry: (() => void) | null) => void;
}

export class PartsOpener {
  readonly #host: DialogHost;
  readonly #options: OpenerOptions;
  #parts: OpenedParts | null = null;
  #intent = 0;

  constructor(host: DialogHost, options: OpenerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#intent += 1;
  }

  /** Id of the message in the player. */
  get playingId(): string | null {
    return this.#parts?.playingId ?? null;
  }

  /** How a row shows `action` while it is at work; `undefined` where it shows it as ever. */
  faceOf(view: ListView, message: Message, action: MessageAction): RowFace | undefined {
    return this.#parts?.faceOf(view, message, action);
  }

  /** True while a dialog is open; the player leaves the hands free. */
  get isOpen(): boolean {
    return this.#parts?.isOpen ?? false;
  }

  get hasPendingWork(): boolean {
    return this.#parts?.hasPendingWork ?? false;
  }

  /** Opens what belongs to `action`. The last wish counts when several are made while a part loads. */
  async open(action: MessageAction, messages: readonly Message[]): Promise<void> {
    const intent = (this.#intent += 1);
    const isWanted = (): boolean => intent === this.#intent && this.#host.isConnected;
    this.#options.tellFailure(null);
    let parts: OpenedParts;
    try {
      parts = await this.#load();
      await parts.load(action);
    } catch {
      if (intent === this.#intent)
        this.#options.tellFailure(() => void this.open(action, messages));
      return;
    }
    if (isWanted()) await parts.open(action, messages);
  }

  /** Closes and forgets everything. */
  closeAll(): void {
    this.#intent += 1;
    this.#parts?.closeAll();
  }

  /** Messages are gone: what plays or shows them stops. */
  drop(ids: readonly string[]): void {
    this.#parts?.drop(ids);
  }

  render(view: ListView, caller: (message: Message) => string): TemplateResult | undefined {
    return this.#parts?.render(view, caller);
  }

  async #load(): Promise<OpenedParts> {
    const { OpenedParts } = await import('./opened-parts.js');
    return (this.#parts ??= new OpenedParts(this.#host, this.#options));
  }
}
