/**
 * One phone whose events come from elsewhere and whose dial requests have no answer: the workbench
 * and the connection bar. A call is recognised by its number in the first event about it.
 */
import type { Unsubscribe } from '../adapter/adapter.js';
import type { Call, CallEvent } from '../adapter/call-control.js';
import { callError } from './result-codes.js';
import { CallTracker } from './call-tracker.js';
import type { PhoneEvent } from './phone-events.js';
import { newCallId } from './start.js';

/** Longer than any phone rings. */
export const SILENCE_MS = 120_000;

export class WatchedLine {
  readonly #tracker = new CallTracker();
  readonly #listeners = new Set<(event: CallEvent) => void>();
  #silence: ReturnType<typeof setTimeout> | null = null;

  /**
   * Hands the number over by `dial` and watches for the call.
   * @param silenceMs after which a call that nothing was heard of counts as failed; `null`: nothing
   *   will ever be heard
   */
  start(messageId: string, digits: string, dial: () => void, silenceMs: number | null): Call {
    if (this.#tracker.currentId !== null) {
      // A call that was seen is up; one that nothing was heard of does not block the phone.
      if (this.#tracker.isSeen) throw callError('invalid', 'call-in-progress');
      this.#giveUp();
    }
    const id = newCallId();
    this.#tracker.begin(id, digits, false);
    try {
      dial();
    } catch {
      this.#tracker.cancel();
      // What was thrown may hold the number.
      throw callError('unavailable', 'unknown');
    }
    if (silenceMs === null) this.#tracker.cancel();
    else this.#silence = setTimeout(() => this.#giveUp(), silenceMs);
    return { id, messageId };
  }

  handle(events: readonly PhoneEvent[]): void {
    for (const event of events) {
      const told = this.#tracker.handle(event, performance.now());
      if (this.#tracker.currentId === null || this.#tracker.isSeen) this.#endSilence();
      this.#tell(told);
    }
  }

  subscribe(listener: (event: CallEvent) => void): Unsubscribe {
    const entry = (event: CallEvent): void => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  #giveUp(): void {
    this.#endSilence();
    this.#tell(this.#tracker.finish(performance.now()));
  }

  #endSilence(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#silence = null;
  }

  #tell(events: readonly CallEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(event);
        } catch {
          // A listener's own trouble must not reach AICC's script, which called us.
        }
      }
    }
  }
}
