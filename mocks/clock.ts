/** The clock of the backend and the phone, which tests can set. */

export interface Clock {
  now(): Date;
  /** Calls back once after `delayMs`; the returned function cancels that. */
  schedule(callback: () => void, delayMs: number): () => void;
}

/** Longer delays overflow `setTimeout` and would fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647;

export const systemClock: Clock = {
  now: () => new Date(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), LONGEST_DELAY_MS));
    return () => clearTimeout(timer);
  },
};

interface Appointment {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock that moves only by `advance`. */
export class ManualClock implements Clock {
  #nowMs: number;
  #appointments: Appointment[] = [];

  constructor(start: Date | string = '2026-11-22T09:30:00.000Z') {
    this.#nowMs = new Date(start).getTime();
  }

  /** The number of waiting callbacks. */
  get pending(): number {
    return this.#appointments.length;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  schedule(callback: () => void, delayMs: number): () => void {
    const appointment = { atMs: this.#nowMs + Math.max(0, delayMs), callback };
    this.#appointments.push(appointment);
    return () => {
      this.#appointments = this.#appointments.filter((other) => other !== appointment);
    };
  }

  /** Moves the time on by `ms` and runs the callbacks that fall due, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const due = this.#appointments
        .filter(({ atMs }) => atMs <= endMs)
        .reduce<Appointment | null>((a, b) => (a && a.atMs <= b.atMs ? a : b), null);
      if (!due) break;
      this.#appointments = this.#appointments.filter((other) => other !== due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
    }
    this.#nowMs = endMs;
  }
}
