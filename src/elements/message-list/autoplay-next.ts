/** Plays the next message on screen after one has ended, unless a dialog or a call is open. */
import type { ReactiveController } from 'lit';
import type { CallControl } from '../../adapter/call-control.js';
import { withDeadline } from '../../adapter/deadline.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import type { CallChangeEvent } from '../shared/workflow-events.js';
import type { PlayNextAnswer, PlayNextEvent } from '../voice-player/play-next-event.js';
import type { DockedPlayer } from './docked-player.js';

/** The next message after `after` that may be played, in the order on screen. */
export function nextPlayable(messages: readonly Message[], after: string): Message | null {
  const at = messages.findIndex(({ id }) => id === after);
  if (at < 0) return null;
  return messages.slice(at + 1).find((each) => actionPermission(each, 'play').allowed) ?? null;
}

export interface AutoplayNextOptions {
  readonly player: DockedPlayer;
  /** The messages on screen. */
  readonly getMessages: () => readonly Message[];
  readonly getCallControl: () => CallControl | null;
  readonly isDialogOpen: () => boolean;
}

/** The pause before the next message is not longer than this while the agent's state is read. */
const STATE_MS = 2000;

export class AutoplayNext implements ReactiveController {
  readonly #host: DialogHost;
  readonly #options: AutoplayNextOptions;
  #isCallActive = false;

  constructor(host: DialogHost, options: AutoplayNextOptions) {
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

  /** A call from a dialog of the list is active: nothing may sound. */
  get isCallActive(): boolean {
    return this.#isCallActive;
  }

  readonly handlePlayNext = (event: PlayNextEvent): void =>
    event.respondWith(this.#playNext(event.messageId));

  async #playNext(after: string): Promise<PlayNextAnswer> {
    const { player, getMessages, isDialogOpen } = this.#options;
    if (isDialogOpen() || this.#isCallActive || (await this.#isTalking())) return 'held';
    // The user may have opened, started or closed something meanwhile.
    if (isDialogOpen() || this.#isCallActive) return 'held';
    const { nowPlaying } = player;
    if (nowPlaying?.messageId !== after || !nowPlaying.isPaused) return 'dropped';
    const next = nextPlayable(getMessages(), after);
    if (!next) return 'none';
    await player.playNext(next);
    return 'played';
  }

  /** Whether the agent is in a call that did not begin here, such as one that came in. */
  async #isTalking(): Promise<boolean> {
    const control = this.#options.getCallControl();
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
    this.#isCallActive = state === 'starting' || state === 'alerting' || state === 'talking';
    this.#host.requestUpdate();
  };
}
