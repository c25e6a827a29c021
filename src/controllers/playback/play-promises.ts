/** The promises that `play()` gave out, as a media element does. */

export class PlayPromises {
  #waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

  /** A new one. When nobody awaits it, its rejection does no harm. */
  make(): Promise<void> {
    const promise = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
    promise.catch(() => undefined);
    return promise;
  }

  resolve(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  /** With a `DOMException` of that name, as the platform's `play()` rejects. */
  reject(name: 'AbortError' | 'NotAllowedError' | 'NotSupportedError'): void {
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new DOMException('The recording does not play.', name));
    }
  }
}
