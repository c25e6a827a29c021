/** What the docked player plays after a message: the next one on screen, unless something else goes on. */
import type { ReactiveController } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import { withDeadline } from '../../adapter/deadline.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import type { PlayNextAnswer, PlayNextEvent } from '../voice-player/play-next-event.js';
import type { CallChangeEvent } from '../shared/workflow-events.js';

/** The next message after `after` that may be played, in the order on screen. */
export function nextPlayable(messages: readonly Message[], after: string): Message | null {
  const at = messages.findIndex(({ id }) => id === after);
  if (at < 0) return null;
  return messages.slice(at + 1).find((each) => actionPermission(each, 'play').allowed) ?? null;
}

export interface QueueOptions {
  /** The messages on screen. */
  readonly messages: () => readonly Message[];
  readonly callControl: () => CallControl | null;
  /** True while a dialog is open. */
  readonly isOpen: () => boolean;
  /** The message in the player, while that is silent; `null` when it sounds or is gone. */
  readonly silentId: () => string | null;
  readonly play: (message: Message) => Promise<void>;
}

/** The agent's state is asked for; silence is not kept longer than this for it. */
const STATE_MS = 2000;

export class OpenedPartsQueue implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: QueueOptions;
  #isCallUp = false;

  constructor(host: DialogHost, options: QueueOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('aicc-call-change', this.#handleCall);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('aicc-call-change', this.#handleCall);
  }

  /** A call of ours is up: nothing may sound. */
  get isCallUp(): boolean {
    return this.#isCallUp;
  }

  readonly handlePlayNext = (event: PlayNextEvent): void =>
    event.respondWith(this.#playNext(event.messageId));

  async #playNext(after: string): Promise<PlayNextAnswer> {
    const { messages, isOpen, silentId, play } = this.#options;
    if (isOpen() || this.#isCallUp || (await this.#isTalking())) return 'held';
    // Meanwhile somebody may have opened, started or closed something.
    if (isOpen() || this.#isCallUp) return 'held';
    if (silentId() !== after) return 'dropped';
    const next = nextPlayable(messages(), after);
    if (!next) return 'none';
    await play(next);
    return 'played';
  }

  /** A call that did not begin here, such as one that came in. */
  async #isTalking(): Promise<boolean> {
    const control = this.#options.callControl();
    if (!control || control.reportsAgentState === false) return false;
    try {
      const state = await withDeadline((signal) => control.getAgentState({ signal }), STATE_MS);
      return state === 'talking';
    } catch {
      return false;
    }
  }

  readonly #handleCall = (event: Event): void => {
    const { state } = (event as CallChangeEvent).detail;
    this.#isCallUp = state === 'starting' || state === 'alerting' || state === 'talking';
    this.#host.requestUpdate();
  };
}
