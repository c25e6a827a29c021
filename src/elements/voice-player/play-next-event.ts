/** The event by which a player requests the next message. */

/**
 * `played` the next one begins · `none` there is none that can be played · `held` something else goes on
 * (a call, a dialog) · `dropped` something else was started meanwhile.
 */
export type PlayNextAnswer = 'played' | 'none' | 'held' | 'dropped';

/** A message has ended: asks the host, which knows their order, for the next one. Does not bubble. */
export class PlayNextEvent extends Event {
  /** The message that has ended. */
  readonly messageId: string;
  #answer: Promise<PlayNextAnswer> | null = null;

  constructor(messageId: string) {
    super('aicc-play-next');
    this.messageId = messageId;
  }

  /** Answers the request; must be called while the event is being dispatched. */
  respondWith(answer: PlayNextAnswer | Promise<PlayNextAnswer>): void {
    this.#answer = Promise.resolve(answer);
  }

  /** @internal `null` when nobody answers. */
  get answer(): Promise<PlayNextAnswer> | null {
    return this.#answer;
  }
}
