/** The promises that `play()` has returned and that are not settled yet, as on a media element. */

type Reason = 'AbortError' | 'NotAllowedError' | 'NotSupportedError';

export class PlayPromises {
  #pending: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

  /** A new one. Its rejection does no harm when nobody awaits it. */
  create(): Promise<void> {
    const promise = new Promise<void>((resolve, reject) => {
      this.#pending.push({ resolve, reject });
    });
    promise.catch(() => undefined);
    return promise;
  }

  resolve(): void {
    for (const { resolve } of this.#pending.splice(0)) resolve();
  }

  /** Rejects with a `DOMException` of that name, as the platform's `play()` does. */
  reject(reason: Reason): void {
    for (const { reject } of this.#pending.splice(0)) {
      reject(new DOMException('The recording does not play.', reason));
    }
  }
}
