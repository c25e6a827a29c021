/** Time that the test moves: timers, `performance.now()` and `Date` of everything but the tools. */
import { install, type Clock } from '@sinonjs/fake-timers';
import { watch } from './alarms.js';
import { pauseBy } from './waits.js';

export interface FakeTime {
  /** Lets `ms` pass: what falls due is called in order, and what it begins goes on before the next. */
  pass(ms: number): Promise<void>;
}

/** What passes each time that somebody looks whether a fact has come true. */
const STEP_MS = 50;

let clock: Clock | null = null;

watch({
  check: () => {
    if (!clock) return;
    clock.uninstall();
    Reflect.deleteProperty(performance, 'now');
    clock = null;
    pauseBy(null);
  },
});

/** From now to the end of this test time passes by `pass`, and while the test waits for a fact. */
export function fakeTime(): FakeTime {
  if (clock) throw new Error('The time is fake already.');
  const installed = install({
    now: Date.now(),
    shouldClearNativeTimers: true,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  clock = installed;
  // It goes on from where it was: what is on its way has looked at it already.
  const [begun, before] = [installed.now, performance.now()];
  performance.now = () => before + installed.now - begun;
  pauseBy(() => installed.tickAsync(STEP_MS));
  return {
    pass: async (ms) => {
      await installed.tickAsync(ms);
    },
  };
}

/** Waits for something that needs timers of its own, fake or not; `stepMs` pass at a time. */
export async function timersRunningFor<T>(work: Promise<T>, stepMs = 1): Promise<T> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  while (!isOver && clock) await clock.tickAsync(stepMs);
  return work;
}
