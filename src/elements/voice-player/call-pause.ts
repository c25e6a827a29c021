/** Keeps a player silent while a call is up, and goes on with what the call has interrupted. */

type Player = Pick<HTMLMediaElement, 'paused' | 'play' | 'pause'>;

export class CallPause {
  readonly #player: Player;
  #hasInterrupted = false;

  constructor(player: Player) {
    this.#player = player;
  }

  follow(callActive: boolean): void {
    const player = this.#player;
    if (callActive) {
      if (player.paused) return;
      this.#hasInterrupted = true;
      player.pause();
    } else if (this.#hasInterrupted) {
      this.#hasInterrupted = false;
      void player.play();
    }
  }

  /** Another recording: nothing goes on after the call. */
  reset(): void {
    this.#hasInterrupted = false;
  }
}
