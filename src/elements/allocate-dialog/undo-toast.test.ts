import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { UndoToast } from './undo-toast.js';

const host: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};
function setUp(): { readonly toast: UndoToast; readonly clock: FakeClock } {
  const clock = new FakeClock();
  return { toast: new UndoToast(host, clock), clock };
}

describe('offer to undo', () => {
  it('stays as long as it says, then goes', () => {
    const { toast, clock } = setUp();
    toast.offer(8);
    clock.advance(7999);
    expect(toast.state.kind).to.equal('offered');
    clock.advance(1);
    expect(toast.state.kind).to.equal('none');
  });

  for (const holder of ['pointer', 'focus'] as const) {
    it(`stops under the ${holder}, and goes on from there (A13)`, () => {
      const { toast, clock } = setUp();
      toast.offer(8);
      clock.advance(3000);
      toast.hold(holder);
      clock.advance(3_600_000);
      expect(toast.state.kind).to.equal('offered');
      toast.release(holder);
      clock.advance(4999);
      expect(toast.state.kind).to.equal('offered');
      clock.advance(1);
      expect(toast.state.kind).to.equal('none');
    });
  }

  it('stops until pointer and focus have both gone (A13)', () => {
    const { toast, clock } = setUp();
    toast.offer(8);
    toast.hold('pointer');
    toast.hold('focus');
    toast.hold('focus');
    toast.release('pointer');
    clock.advance(60_000);
    expect(toast.state.kind).to.equal('offered');
    toast.release('focus');
    clock.advance(8000);
    expect(toast.state.kind).to.equal('none');
  });

  it('leaves a moment after the pointer has gone, however late it came (A13)', () => {
    const { toast, clock } = setUp();
    toast.offer(8);
    clock.advance(7990);
    toast.hold('pointer');
    toast.release('pointer');
    clock.advance(999);
    expect(toast.state.kind).to.equal('offered');
  });

  it('shows a success for some seconds, and a failure until it is dismissed', () => {
    const { toast, clock } = setUp();
    toast.showResult('done', true);
    clock.advance(6000);
    expect(toast.state.kind).to.equal('none');
    toast.showResult('not done', false);
    clock.advance(3_600_000);
    expect(toast.state.kind).to.equal('result');
    toast.dismiss();
    expect(toast.state.kind).to.equal('none');
  });

  it('leaves no timer behind when its element goes', () => {
    const { toast, clock } = setUp();
    toast.offer(8);
    toast.hostDisconnected();
    expect([toast.state.kind, clock.pending]).to.deep.equal(['none', 0]);
  });
});
