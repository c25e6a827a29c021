import { expect, fixture, html } from '@open-wc/testing';
import { focused, press, typeText } from '../../../test/support/keys.js';
import {
  $,
  button,
  dialog,
  field,
  opened,
  processed,
  processing,
  setUp,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

/** How many listeners for leaving the page there are. */
function countLeaveListeners(): { readonly count: () => number; readonly restore: () => void } {
  const native = EventTarget.prototype;
  const { addEventListener, removeEventListener } = native;
  const isLeaving = (name: string): boolean => name === 'beforeunload' || name === 'unload';
  let count = 0;
  native.addEventListener = function (...parts: Parameters<typeof addEventListener>) {
    if (isLeaving(parts[0])) count += 1;
    addEventListener.apply(this, parts);
  };
  native.removeEventListener = function (...parts: Parameters<typeof removeEventListener>) {
    if (isLeaving(parts[0])) count -= 1;
    removeEventListener.apply(this, parts);
  };
  return {
    count: () => count,
    restore: () => Object.assign(native, { addEventListener, removeEventListener }),
  };
}

describe('aicc-process-dialog: closing', () => {
  it('closes at once when nothing is at stake and leaves Processing to be resumed (W6)', async () => {
    const { element, adapter, events } = await opened();
    const closed = nextEvent(element, 'close');
    button(element, 'Close').click();
    await closed;
    expect(adapter.book.count('releaseProcessing')).to.equal(0);
    expect(events.at(-1)).to.equal('close');
  });

  it('asks inside the dialog when a comment is not submitted, and gives back on demand (W6)', async () => {
    const { element, adapter, events } = await opened();
    field(element).focus();
    await typeText('half');
    await press('Escape');
    await waitFor(() => $(element, '.question'));
    expect(dialog(element).open).to.equal(true);
    const closed = nextEvent(element, 'close');
    button(element, 'Give it back').click();
    (await adapter.book.next('releaseProcessing')).answer(waiting({ version: 5 }));
    await closed;
    expect(events).to.include.members(['released', 'audit release']);
  });

  it('survives Escape pressed twice: the draft is there when it is opened again (W6)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'half a comment');
    const closed = nextEvent(element, 'close');
    dialog(element).close();
    await closed;
    expect(element.hasPendingWork).to.equal(true);
    element.message = processing();
    await element.show();
    (await adapter.book.next('startProcessing', 2)).answer(processing());
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('half a comment');
    expect(screenText(element)).to.include('Your earlier comments, not submitted yet.');
  });

  it('never cancels a submit that was sent: the event comes after closing (W6 H9)', async () => {
    const { element, adapter, events } = await opened();
    await type(element, 'done');
    button(element, 'Submit').click();
    const call = await adapter.book.next('submitProcessing');
    element.close();
    await waitFor(() => events.includes('close'));
    expect(call.signal?.aborted).to.equal(false);
    call.answer(processed({ handlingComments: 'done' }));
    await waitFor(() => events.includes('processed'));
    expect(element.hasPendingWork).to.equal(false);
  });

  it('releases everything when it is removed in any phase (H9)', async () => {
    const { element, adapter, phone } = await opened();
    await type(element, 'kept');
    element.remove();
    expect(adapter.listenerCount()).to.equal(0);
    expect(phone.listenerCount()).to.equal(0);
    document.body.append(element);
    await element.show();
    (await adapter.book.next('startProcessing', 2)).answer(processing());
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('kept');
    element.remove();
  });

  it('returns the focus to its opener, and keeps it inside until then (A3)', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>open</button>`);
    const { element, adapter } = await setUp();
    opener.focus();
    await element.show();
    (await adapter.book.next('startProcessing')).answer(processing());
    await waitFor(() => element.shadowRoot!.activeElement !== null);
    const closed = nextEvent(element, 'close');
    element.close();
    await closed;
    expect(focused()).to.equal(opener);
  });

  it('listens for leaving only while a comment or a command is unsaved (W8)', async () => {
    const listeners = countLeaveListeners();
    try {
      const { element, adapter } = await opened();
      expect(listeners.count()).to.equal(0);
      await type(element, 'x');
      expect(listeners.count()).to.equal(1);
      expect(element.hasPendingWork).to.equal(true);
      element.noLeaveGuard = true;
      await element.updateComplete;
      expect(listeners.count()).to.equal(0);
      element.noLeaveGuard = false;
      await type(element, '');
      expect(listeners.count()).to.equal(0);
      await type(element, 'y');
      button(element, 'Submit').click();
      const call = await adapter.book.next('submitProcessing');
      expect(listeners.count()).to.equal(1);
      const closed = nextEvent(element, 'close');
      call.answer(processed({ handlingComments: 'y' }));
      await closed;
      await element.updateComplete;
      expect(listeners.count()).to.equal(0);
      expect(element.hasPendingWork).to.equal(false);
    } finally {
      listeners.restore();
    }
  });
});
