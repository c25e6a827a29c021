/** The rung "Listen by phone" of a player: what of it must be there before anybody asks for it. */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import type { HeardSpan } from '../../controllers/playback/heard.js';
import type { PhonePanel } from './phone-listening.js';
import type { Translate } from '../../i18n/i18n.js';
import type { Shortcuts } from './shortcuts.js';

export type PhoneHost = ReactiveControllerHost &
  HTMLElement & {
    readonly currentTime: number;
    readonly duration: number;
    readonly heard: readonly HeardSpan[];
    readonly skipSeconds: number;
    readonly shortcuts: Shortcuts | null;
  };

export interface PhoneRungOptions {
  readonly t: Translate;
  readonly say: (text: string) => void;
  readonly control: () => CallControl | null;
  /** The message that is played; `null` where it is none, or may not be played. */
  readonly messageId: () => string | null;
  /** The code for it did not load. */
  readonly onPartFailed: () => void;
}

/** Messages that were heard by phone, per backend, while the page lives. */
const heardByPhone = new WeakMap<object, Set<string>>();

export class PhoneRung {
  readonly #host: PhoneHost;
  readonly #options: PhoneRungOptions;
  #panel: PhonePanel | null = null;

  constructor(host: PhoneHost, options: PhoneRungOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Whether it can be offered at all, and is not taken already. */
  get isThere(): boolean {
    const { control, messageId } = this.#options;
    const canListen = typeof control()?.listenByPhone === 'function';
    return canListen && messageId() !== null && this.#panel?.isUp !== true;
  }

  isHeard(owner: object, messageId: string | null): boolean {
    return messageId !== null && heardByPhone.get(owner)?.has(messageId) === true;
  }

  /** Rings the phone. A part that does not load is told on screen. */
  async begin(owner: object): Promise<void> {
    const messageId = this.#options.messageId();
    if (messageId === null) return;
    try {
      const { PhonePanel } = await import('./phone-listening.js');
      this.#panel ??= new PhonePanel(this.#host, this.#options);
    } catch {
      this.#options.onPartFailed();
      return;
    }
    // Another message was chosen while it loaded.
    if (this.#options.messageId() !== messageId) return;
    await this.#panel.begin(messageId, () => {
      const heard = heardByPhone.get(owner) ?? new Set();
      heardByPhone.set(owner, heard.add(messageId));
      this.#host.dispatchEvent(new Event('aicc-heard-change'));
    });
  }

  stop(reason?: 'call'): void {
    this.#panel?.stop(reason);
  }

  /** Another recording: what plays of this one ends, and nothing of it is shown. */
  forget(): void {
    this.#panel?.forget();
  }

  render(failed: boolean): TemplateResult | typeof nothing {
    return this.#panel?.render(failed) ?? nothing;
  }
}
