/** Requests the next message when one has ended, and tells what came of it. */
import type { ReactiveControllerHost } from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { PlayNextEvent } from './play-next-event.js';

const NOTES = {
  none: 'playerNextNone',
  held: 'playerNextHeld',
} as const satisfies Record<string, StringKey>;

export type AutoplayHost = ReactiveControllerHost &
  EventTarget & {
    readonly playNext: boolean;
    readonly inQueue: boolean;
  };

export interface AutoplayOptions {
  readonly t: Translate;
  readonly announce: (text: string) => void;
  /** Whose message is in the player, and when it was left. */
  readonly messageName: () => string;
}

export class AutoplayNext {
  /** Why the next message did not begin; `null` where it did. */
  note: StringKey | null = null;

  readonly #host: AutoplayHost;
  readonly #options: AutoplayOptions;

  constructor(host: AutoplayHost, options: AutoplayOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The message has ended. */
  async request(messageId: string): Promise<void> {
    const { t, announce, messageName } = this.#options;
    if (!this.#host.playNext || !this.#host.inQueue) return;
    const event = new PlayNextEvent(messageId);
    this.#host.dispatchEvent(event);
    const answer = await event.answer?.catch(() => null);
    if (answer === 'played') announce(t('playerNextPlays', { message: messageName() }));
    if (answer !== 'none' && answer !== 'held') return;
    this.note = NOTES[answer];
    announce(t(this.note));
    this.#host.requestUpdate();
  }

  /** Something plays, or another recording is chosen. */
  reset(): void {
    this.note = null;
  }
}
