/**
 * How far listening to the chosen message has come: goes on where it stopped, remembers it while the
 * page lives, and synchronizes it with a backend that keeps it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AdapterClient } from '../../client/adapter-client.js';
import { clipRanges, mergeRanges, type PlayedRange } from './played-ranges.js';
import type { PlaybackController } from './playback-controller.js';
import { progressStoreOf, type ProgressStore } from './progress-store.js';
import { ProgressSync } from './progress-sync.js';

export type ProgressHost = ReactiveControllerHost & HTMLElement;

/** Dispatches `aicc-heard-change` on its host. */
export class ProgressController implements ReactiveController {
  /** Heard by colleagues, all together. */
  playedByOthers: readonly PlayedRange[] = [];
  /** Where it goes on, in seconds, until it plays; `null` at the start. */
  resumedAt: number | null = null;

  readonly #host: ProgressHost;
  readonly #playback: PlaybackController;
  readonly #sync: ProgressSync;
  #store: ProgressStore | null = null;
  /** The message that is listened to; `null` where nothing is to be remembered. */
  #messageId: string | null = null;

  /** @param client the backend in force */
  constructor(
    host: ProgressHost,
    playback: PlaybackController,
    client: () => AdapterClient | null,
  ) {
    this.#host = host;
    this.#playback = playback;
    this.#sync = new ProgressSync({
      client,
      onSync: (mine, others) => this.#merge(mine, others),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#keep();
      this.#sync.leave();
    });
  }

  /** Uses the progress of `owner`'s messages. @returns true when it belongs to another owner than before */
  follow(owner: object): boolean {
    const store = progressStoreOf(owner);
    if (store === this.#store) return false;
    const isReplaced = this.#store !== null;
    this.#store = store;
    // What was heard belongs to the former one.
    if (isReplaced) this.#messageId = null;
    return isReplaced;
  }

  /** Another message, or none: playback is set to where listening to it stopped. */
  choose(messageId: string | null): void {
    this.#keep();
    this.#messageId = messageId;
    this.playedByOthers = [];
    const progress = messageId === null ? null : this.#store?.get(messageId);
    const { positionSeconds = 0, played = [] } = progress ?? {};
    this.resumedAt = positionSeconds > 0 ? positionSeconds : null;
    this.#playback.reset(positionSeconds, played);
    this.#sync.follow(messageId);
  }

  /** The whole chosen message has played on the agent's phone. */
  setPlayedByPhone(messageId: string): void {
    this.#store?.setPlayedByPhone(messageId);
    this.#report();
  }

  isPlayedByPhone(messageId: string | null): boolean {
    return messageId !== null && this.#store?.isPlayedByPhone(messageId) === true;
  }

  /** An event of the player. */
  handleMediaEvent(type: string): void {
    switch (type) {
      case 'playing':
      case 'seeking':
        this.resumedAt = null;
        break;
      case 'timeupdate':
        this.#sync.update(this.#playback.player.playhead.played);
        this.#report();
        break;
      case 'pause':
        this.#keep();
        break;
      case 'ended':
        this.#keep();
        this.#report();
        break;
      default:
    }
  }

  /** Remembers where listening stopped, for when this message is chosen again. */
  #keep(): void {
    const { playhead, state } = this.#playback.player;
    const { played } = playhead;
    const positionSeconds = state.phase === 'ended' ? 0 : playhead.position;
    if (this.#messageId === null || (played.length === 0 && positionSeconds === 0)) return;
    this.#store?.set(this.#messageId, { positionSeconds, played });
    this.#sync.flush(played);
  }

  /** Takes in what the backend holds, as far as the recording reaches. */
  #merge(mine: readonly PlayedRange[], others: readonly PlayedRange[]): void {
    const { duration } = this.#playback;
    const { playhead } = this.#playback.player;
    this.playedByOthers = clipRanges(others, duration);
    playhead.played = mergeRanges(playhead.played, clipRanges(mine, duration));
    this.#host.requestUpdate();
    this.#report();
  }

  #report(): void {
    this.#host.dispatchEvent(new Event('aicc-heard-change'));
  }
}
