import { expect } from 'chai';
import { deferred } from '../../test/support/waits.js';
import { DeadlineError, pause, withDeadline } from './deadline.js';

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (reason: unknown) => reason,
  );

describe('deadline', () => {
  it('ends a wait without an answer, and aborts it (N1)', async () => {
    let signal: AbortSignal | undefined;
    const reason = await reasonOf(
      withDeadline((given) => {
        signal = given;
        return new Promise(() => undefined);
      }, 5),
    );
    expect(reason).to.be.instanceOf(DeadlineError);
    expect(signal?.aborted).to.be.true;
  });

  it('rejects with the reason at once, even when the callee ignores its signal (W11)', async () => {
    const controller = new AbortController();
    const answer = deferred<string>();
    const waiting = withDeadline(() => answer.promise, 1000, controller.signal);
    controller.abort('x');
    expect(await reasonOf(waiting)).to.equal('x');
    // Too late: dropped, and no unhandled rejection.
    answer.reject(new Error('late'));
  });

  it('accepts a callee that throws, and one that returns at once (W24)', async () => {
    const thrown = new Error('sync');
    const throwing = (): Promise<never> => {
      throw thrown;
    };
    expect(await reasonOf(withDeadline(throwing, 1000))).to.equal(thrown);
    expect(await withDeadline(() => 7 as unknown as Promise<number>, 1000)).to.equal(7);
  });

  it('does not call at all when it is already aborted', async () => {
    let calls = 0;
    const call = (): Promise<void> => {
      calls += 1;
      return Promise.resolve();
    };
    expect(await reasonOf(withDeadline(call, 1000, AbortSignal.abort('x')))).to.equal('x');
    expect(calls).to.equal(0);
  });

  it('pauses until the time is over or the signal aborts', async () => {
    await pause(1);
    const controller = new AbortController();
    const waiting = pause(100_000, controller.signal);
    controller.abort('x');
    expect(await reasonOf(waiting)).to.equal('x');
    expect(await reasonOf(pause(1, AbortSignal.abort('y')))).to.equal('y');
  });
});
