/** Time that the test moves: timers, `performance.now()` and `Date` of everything but the tools. */
import { install, type Clock } from '@sinonjs/fake-timers';
import { watch } from './alarms.js';
import { waitFor } from './waits.js';

export interface FakeTime {
  /** Lets `ms` pass: what falls due is called in order, and what it begins goes on before the next. */
  pass(ms: number): Promise<void>;
  /** Lets as little pass as it takes until `fact` is true, and answers what it is. */
  until<T>(fact: () => T): Promise<NonNullable<T>>;
}

const STEP_MS = 50;

let clock: Clock | null = null;

watch({
  check: () => {
    clock?.uninstall();
    clock = null;
  },
});

/** From now to the end of this test no timer runs by itself. */
export function fakeTime(): FakeTime {
  if (clock) throw new Error('The time is fake already.');
  const installed = install({
    now: Date.now(),
    shouldClearNativeTimers: true,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  clock = installed;
  return {
    pass: async (ms) => {
      await installed.tickAsync(ms);
    },
    until: (fact) => waitFor(fact, { between: () => installed.tickAsync(STEP_MS) }),
  };
}

/** Waits for something that needs timers of its own, fake or not; hardly any time passes. */
export async function timersRunningFor<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  while (!isOver && clock) await clock.tickAsync(1);
  return work;
}
