import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { AdapterError } from '../../adapter/errors.js';
import { RetryWait } from './retry-wait.js';

interface Trial {
  readonly wait: RetryWait;
  readonly clock: FakeClock;
  /** What the screen said, one entry per update. */
  readonly shown: number[];
  readonly over: () => number;
  /** What those were told who tried too early. */
  readonly heldBack: number[];
}

function setUp(): Trial {
  const clock = new FakeClock();
  const shown: number[] = [];
  const heldBack: number[] = [];
  let over = 0;
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => shown.push(wait.seconds),
    updateComplete: Promise.resolve(true),
  };
  const wait: RetryWait = new RetryWait(
    host,
    { onOver: () => (over += 1), onHeldBack: (seconds) => heldBack.push(seconds) },
    clock,
  );
  return { wait, clock, shown, over: () => over, heldBack };
}

const busy = (retryAfterSeconds?: number, code: 'rate-limited' | 'unavailable' = 'rate-limited') =>
  new AdapterError(code, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

describe('waiting for the time of the next try', () => {
  it('counts whole seconds down, and is over exactly at the time that was named (N9)', () => {
    const { wait, clock, shown, over } = setUp();
    wait.begin(busy(3, 'unavailable'));
    clock.advance(2999);
    expect([wait.seconds, over()]).to.deep.equal([1, 0]);
    clock.advance(1);
    expect([wait.seconds, over()]).to.deep.equal([0, 1]);
    expect(shown).to.deep.equal([3, 2, 1, 0]);
    expect(clock.pending).to.equal(0);
  });

  it('holds back a try that comes too early, and says how long (N9)', () => {
    const { wait, clock, heldBack } = setUp();
    expect(wait.holdsBack()).to.equal(false);
    wait.begin(busy(3));
    clock.advance(1500);
    expect(wait.holdsBack()).to.equal(true);
    clock.advance(1500);
    expect(wait.holdsBack()).to.equal(false);
    expect(heldBack).to.deep.equal([2]);
  });

  it('trusts no time that is negative, endless or no number (N9)', () => {
    for (const seconds of [-5, Number.NaN, Number.POSITIVE_INFINITY, 0, undefined]) {
      const { wait, clock } = setUp();
      wait.begin(busy(seconds));
      expect([wait.seconds, clock.pending], String(seconds)).to.deep.equal([0, 0]);
    }
    const { wait } = setUp();
    wait.begin(busy(1e9));
    expect(wait.seconds).to.equal(300);
  });

  it('does not count down for errors that no wait cures', () => {
    const { wait } = setUp();
    wait.begin(new AdapterError('forbidden', { retryAfterSeconds: 9 }));
    expect(wait.seconds).to.equal(0);
  });

  it('never shortens a time that was named before', () => {
    const { wait } = setUp();
    wait.begin(busy(9));
    wait.begin(busy(2));
    expect(wait.seconds).to.equal(9);
  });

  it('stops with its element', () => {
    const { wait, clock, over } = setUp();
    wait.begin(busy(9));
    wait.hostDisconnected();
    clock.advance(10_000);
    expect([wait.seconds, clock.pending, over()]).to.deep.equal([0, 0, 0]);
  });
});
