/**
 * One phone whose events come from elsewhere and whose dial requests have no answer: the workbench
 * and the connection bar. A call is recognized by its number in the first event about it.
 */
import type { Unsubscribe } from '../adapter/adapter.js';
import type { Call, CallEvent } from '../adapter/call-control.js';
import { newCallId } from './call-request.js';
import { CallTracker } from './call-tracker.js';
import type { PhoneEvent } from './phone-events.js';
import { callError } from './result-codes.js';

/** Longer than any phone rings. */
export const SILENCE_MS = 120_000;

export class ObservedPhone {
  readonly #tracker = new CallTracker();
  readonly #listeners = new Set<(event: CallEvent) => void>();
  #silenceTimer: ReturnType<typeof setTimeout> | null = null;

  /**
   * Hands the number over by `dial` and watches for the call.
   * @param silenceMs after which a call without any event counts as failed; `null`: there will never
   *   be an event
   */
  start(messageId: string, digits: string, dial: () => void, silenceMs: number | null): Call {
    if (this.#tracker.currentId !== null) {
      // A confirmed call is up; one without any event does not block the phone.
      if (this.#tracker.isConfirmed) throw callError('invalid', 'call-in-progress');
      this.#giveUp();
    }
    const id = newCallId();
    this.#tracker.begin(id, digits, false);
    try {
      dial();
    } catch {
      this.#tracker.cancel();
      // Without the cause: it may hold the number.
      throw callError('unavailable', 'unknown');
    }
    if (silenceMs === null) this.#tracker.cancel();
    else this.#silenceTimer = setTimeout(() => this.#giveUp(), silenceMs);
    return { id, messageId };
  }

  handle(events: readonly PhoneEvent[]): void {
    for (const event of events) {
      const callEvents = this.#tracker.handle(event, performance.now());
      if (this.#tracker.currentId === null || this.#tracker.isConfirmed) this.#endSilence();
      this.#emit(callEvents);
    }
  }

  subscribe(listener: (event: CallEvent) => void): Unsubscribe {
    const entry = (event: CallEvent): void => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  #giveUp(): void {
    this.#endSilence();
    this.#emit(this.#tracker.finish(performance.now()));
  }

  #endSilence(): void {
    if (this.#silenceTimer !== null) clearTimeout(this.#silenceTimer);
    this.#silenceTimer = null;
  }

  #emit(events: readonly CallEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(event);
        } catch {
          // A fault of the listener must not reach AICC's script, which called us.
        }
      }
    }
  }
}
