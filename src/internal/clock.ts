/** Time as controllers use it, so that a test can hand in one of its own. */
export interface Clock {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** Calls `then` after `ms`; the answer calls it off. */
  after(ms: number, then: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
