/** The message has ended and the next one is wanted. */

/**
 * `played` the next one begins · `none` there is none that can be played · `held` something else goes on
 * (a call, a dialog) · `dropped` somebody has begun something else meanwhile.
 */
export type PlayNextAnswer = 'played' | 'none' | 'held' | 'dropped';

/** Asks whoever knows the order of messages for the next one. Does not bubble, like all of playback. */
export class PlayNextEvent extends Event {
  /** The message that has ended. */
  readonly messageId: string;
  #answer: Promise<PlayNextAnswer> | null = null;

  constructor(messageId: string) {
    super('aicc-play-next');
    this.messageId = messageId;
  }

  /** Says what comes of it; must be called while the event is being dispatched. */
  respondWith(answer: PlayNextAnswer | Promise<PlayNextAnswer>): void {
    this.#answer = Promise.resolve(answer);
  }

  /** @internal `null` when nobody answers. */
  get answer(): Promise<PlayNextAnswer> | null {
    return this.#answer;
  }
}
