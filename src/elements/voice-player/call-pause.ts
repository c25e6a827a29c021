/** Nothing sounds while a call is up; what the call interrupted goes on after it. */
export class CallPause {
  readonly #player: { readonly paused: boolean; play(): Promise<void>; pause(): void };
  #interrupted = false;

  constructor(player: { readonly paused: boolean; play(): Promise<void>; pause(): void }) {
    this.#player = player;
  }

  follow(callActive: boolean): void {
    const player = this.#player;
    if (callActive) {
      if (player.paused) return;
      this.#interrupted = true;
      player.pause();
    } else if (this.#interrupted) {
      this.#interrupted = false;
      void player.play();
    }
  }

  /** Another recording: what was interrupted does not go on. */
  forget(): void {
    this.#interrupted = false;
  }
}
