import { expect, fixture, html } from '@open-wc/testing';
import type { Capabilities } from '../../adapter/adapter.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { focused, press, typeText } from '../../../test/support/keys.js';
import {
  $,
  button,
  dialog,
  field,
  lease,
  notice,
  opened,
  processed,
  processing,
  setUp,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import type { BeforeProcessEvent, BeforeCallEvent } from '../shared/workflow-events.js';

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

describe('aicc-process-dialog', () => {
  describe('opening', () => {
    it('asks the host, starts once, and tells it', async () => {
      const { element, adapter, events } = await setUp();
      const before = nextEvent<BeforeProcessEvent>(element, 'aicc-before-process');
      await element.show();
      expect((await before).detail.messageId).to.equal('m');
      const call = await adapter.book.next('startProcessing');
      expect(call.input).to.include({ messageId: 'm', expectedVersion: 3 });
      call.answer(processing());
      await waitFor(() => events.includes('audit start-processing'));
      expect(events).to.deep.equal(['processing-started', 'audit start-processing']);
      expect(element.open).to.equal(true);
      assertNoRubbishOnScreen(element);
    });

    it('S17 does nothing and tells nothing when the host says no', async () => {
      const { element, adapter, events } = await setUp();
      element.addEventListener('aicc-before-process', (event) => event.preventDefault());
      await element.show();
      expect(dialog(element).open).to.equal(false);
      expect(element.open).to.equal(false);
      expect(adapter.book.calls).to.have.lengthOf(0);
      expect(events).to.deep.equal([]);
    });

    it('W1 sends one start for fifty calls of show', async () => {
      const { element, adapter } = await setUp();
      await Promise.all(Array.from({ length: 50 }, () => element.show()));
      await adapter.book.next('startProcessing');
      expect(adapter.book.count('startProcessing')).to.equal(1);
    });

    it('W5 takes no comment before the message is Processing, and says which step failed', async () => {
      const { element, adapter } = await setUp();
      await element.show();
      expect(field(element).readOnly).to.equal(true);
      button(element, 'Submit').click();
      (await adapter.book.next('startProcessing')).fail('unauthenticated');
      await waitFor(() => notice(element).includes('Processing did not start.'));
      expect(notice(element)).to.include('Your session has ended.');
      expect(field(element).readOnly).to.equal(true);
      expect(adapter.book.count('submitProcessing')).to.equal(0);
      button(element, 'Retry').click();
      (await adapter.book.next('getMessage')).answer(waiting());
      (await adapter.book.next('startProcessing', 2)).answer(processing());
      await waitFor(() => !field(element).readOnly);
    });

    it('W2 looks again when the answer to the start was lost', async () => {
      const { element, adapter, events } = await setUp();
      await element.show();
      (await adapter.book.next('startProcessing')).fail('network');
      await waitFor(() => notice(element).includes('Checking'));
      (await adapter.book.next('getMessage')).answer(processing());
      await waitFor(() => !field(element).readOnly);
      expect(adapter.book.count('startProcessing')).to.equal(1);
      expect(events).not.to.include('error');
    });

    it('W3 names who has it, and takes it over only with a reason', async () => {
      const { element, adapter, events } = await setUp();
      await element.show();
      const theirs = processing({
        lease: lease({ mine: false, ownerName: 'A. Lee', ownerEmployeeId: '1007' }),
      });
      (await adapter.book.next('startProcessing')).fail('conflict', { current: theirs });
      await waitFor(() => notice(element).includes('A. Lee (1007) is processing this message.'));
      button(element, 'Take over').click();
      expect(adapter.book.count('startProcessing')).to.equal(1);
      const reason = $<HTMLInputElement>(element, '.take-over input')!;
      reason.value = 'customer is waiting';
      reason.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await element.updateComplete;
      button(element, 'Take over').click();
      const call = await adapter.book.next('startProcessing', 2);
      expect(call.input).to.deep.include({
        expectedVersion: 4,
        takeOver: { reason: 'customer is waiting' },
      });
      call.answer(processing({ version: 5, lease: lease({ id: 'lease-2' }) }));
      await waitFor(() => events.includes('audit take-over'));
    });

    it('W25 asks for nothing when the status does not allow it', async () => {
      const { element, adapter } = await setUp({ message: waiting({ status: 'to-be-allocated' }) });
      await element.show();
      await waitFor(() => notice(element).includes('cannot be processed'));
      expect(adapter.book.count('startProcessing')).to.equal(0);
    });

    it('reads a message of which only the id is known', async () => {
      const { element, adapter } = await setUp();
      element.message = undefined;
      element.messageId = 'm';
      await element.show();
      (await adapter.book.next('getMessage')).answer(waiting());
      (await adapter.book.next('startProcessing')).answer(processing());
      await waitFor(() => !field(element).readOnly);
    });

    it('N6 says that a message is gone', async () => {
      const { element, adapter } = await setUp();
      await element.show();
      (await adapter.book.next('startProcessing')).fail('not-found');
      await waitFor(() => notice(element).includes('no longer exists'));
    });
  });

  describe('submitting', () => {
    it('sends the comments exactly as typed, under the lease, once for fifty clicks', async () => {
      const { element, adapter, events } = await opened();
      await type(element, '  done \n😀 ');
      for (let click = 0; click < 50; click += 1) button(element, 'Submit').click();
      const call = await adapter.book.next('submitProcessing');
      expect(call.input).to.include({
        messageId: 'm',
        expectedVersion: 4,
        leaseId: 'lease-1',
        comments: '  done \n😀 ',
      });
      const closed = nextEvent(element, 'close');
      call.answer(processed({ handlingComments: '  done \n😀 ' }));
      await closed;
      expect(adapter.book.count('submitProcessing'), 'W1').to.equal(1);
      expect(element.returnValue).to.equal('processed');
      expect(events.slice(2)).to.deep.equal(['processed', 'audit submit', 'close']);
    });

    it('W2 N7 never says failed for what was done: the lost answer is looked up', async () => {
      const { element, adapter, events } = await opened();
      await type(element, 'called back');
      button(element, 'Submit').click();
      (await adapter.book.next('submitProcessing')).fail('timeout');
      const closed = nextEvent(element, 'close');
      (await adapter.book.next('getMessage')).answer(
        processed({ handlingComments: 'called back' }),
      );
      await closed;
      expect(adapter.book.count('submitProcessing')).to.equal(1);
      expect(events).to.include('processed');
      expect(events).not.to.include('error');
    });

    for (const code of ['unauthenticated', 'unavailable', 'rate-limited'] as const) {
      it(`A15 W9 keeps the text after ${code}, and sends it again with the same key`, async () => {
        const { element, adapter } = await opened();
        await type(element, 'long comment');
        button(element, 'Submit').click();
        const first = await adapter.book.next('submitProcessing');
        first.fail(code);
        if (code === 'unavailable') (await adapter.book.next('getMessage')).answer(processing());
        await waitFor(() => notice(element).includes('Not submitted.'));
        expect(field(element).value).to.equal('long comment');
        expect(adapter.book.count('submitProcessing')).to.equal(1);
        button(element, 'Submit').click();
        const second = await adapter.book.next('submitProcessing', 2);
        expect(second.input).to.deep.equal(first.input);
      });
    }

    it('N8 puts what the backend says at the field and the focus with it', async () => {
      const { element, adapter } = await opened();
      await type(element, 'x');
      button(element, 'Submit').click();
      (await adapter.book.next('submitProcessing')).fail('invalid', {
        fields: [{ field: 'comments', code: 'odd', message: '<b>Not</b> like this' }],
      });
      await waitFor(() => field(element).getAttribute('aria-invalid') === 'true');
      expect($(element, '#comment-error')!.textContent).to.include('<b>Not</b> like this');
      await waitFor(() => focused() === field(element));
      expect(field(element).value).to.equal('x');
    });

    it('A6 N19 counts in the unit of the backend, cuts nothing, and refuses too much at the field', async () => {
      const capabilities: Capabilities = { commentLimit: { max: 5, unit: 'code-point' } };
      const { element, adapter } = await opened({ capabilities });
      await type(element, '😀😀😀😀😀');
      expect($(element, '#comment-count')!.textContent).to.include('5 of 5');
      expect(field(element).getAttribute('aria-invalid')).to.equal('false');
      await type(element, '😀😀😀😀😀😀');
      expect($(element, '#comment-error')!.textContent).to.include('1 too many');
      button(element, 'Submit').click();
      await element.updateComplete;
      expect(focused()).to.equal(field(element));
      expect(field(element).value).to.equal('😀😀😀😀😀😀');
      expect(adapter.book.count('submitProcessing')).to.equal(0);
    });

    it('A7 asks for comments instead of sending none', async () => {
      const { element, adapter } = await opened();
      button(element, 'Submit').click();
      await element.updateComplete;
      expect($(element, '#comment-error')!.textContent).to.include('Enter handling comments.');
      expect(adapter.book.count('submitProcessing')).to.equal(0);
    });

    it('S24 warns of a card number and still submits', async () => {
      const { element, adapter } = await opened();
      await type(element, 'paid with 4111 1111 1111 1111');
      expect($(element, '.card-warning')).not.to.equal(null);
      button(element, 'Submit').click();
      await adapter.book.next('submitProcessing');
    });
  });

  describe('others act meanwhile', () => {
    it('W4 tells of it, writes nothing, and leaves the text to be copied', async () => {
      const { element, adapter } = await opened();
      await type(element, 'my own comment');
      const theirs = processed({
        handlingComments: 'theirs',
        history: [
          {
            at: '2026-11-22T10:42:00Z',
            kind: 'processed',
            employeeId: '1007',
            name: 'A. Lee',
            note: null,
          },
        ],
      });
      adapter.emit({ type: 'changed', sequence: 1, messageId: 'm', version: 5, message: theirs });
      await waitFor(() =>
        notice(element).includes('A. Lee (1007) processed this message meanwhile'),
      );
      expect(field(element).value).to.equal('my own comment');
      expect(() => button(element, 'Submit')).to.throw();
      button(element, 'Copy comments');
      button(element, 'See result').click();
      await waitFor(() => screenText(element).includes('theirs'));
      expect(adapter.book.count('submitProcessing')).to.equal(0);
    });

    it('N7 W14 shows the winner of a conflict at Submit and keeps the text', async () => {
      const { element, adapter } = await opened();
      await type(element, 'mine');
      button(element, 'Submit').click();
      const taken = processing({
        version: 6,
        lease: lease({ mine: false, ownerName: 'A. Lee', ownerEmployeeId: '1007' }),
      });
      (await adapter.book.next('submitProcessing')).fail('conflict', { current: taken });
      await waitFor(() => notice(element).includes('A. Lee (1007) took this message over'));
      expect(field(element).value).to.equal('mine');
      expect(field(element).readOnly).to.equal(true);
    });

    it('W6 keeps the text when the lease ends, and submits it after resuming', async () => {
      const { element, adapter } = await opened();
      await type(element, 'mine');
      adapter.emit({
        type: 'changed',
        sequence: 1,
        messageId: 'm',
        version: 5,
        message: waiting({ version: 5 }),
      });
      await waitFor(() => notice(element).includes('given back'));
      button(element, 'Resume').click();
      (await adapter.book.next('getMessage')).answer(waiting({ version: 5 }));
      (await adapter.book.next('startProcessing', 2)).answer(
        processing({ version: 6, lease: lease({ id: 'lease-2' }) }),
      );
      await waitFor(() => !field(element).readOnly);
      button(element, 'Submit').click();
      expect((await adapter.book.next('submitProcessing')).input).to.include({
        comments: 'mine',
        leaseId: 'lease-2',
      });
    });

    it('renews the lease silently while something is done, and listens no more when closed', async () => {
      const time = fakeTime();
      const { element, adapter } = await setUp();
      await element.show();
      const expiresAt = new Date(Date.now() + 120_000).toISOString();
      const started = processing({
        updatedAt: new Date().toISOString(),
        lease: lease({ expiresAt }),
      });
      (await adapter.book.next('startProcessing')).answer(started);
      await waitFor(() => !field(element).readOnly);
      dialog(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
      await time.pass(59_000);
      expect(adapter.book.count('renewLease'), 'not before half of it').to.equal(0);
      await time.pass(2000);
      const renew = await adapter.book.next('renewLease');
      expect(renew.input).to.deep.equal({ messageId: 'm', leaseId: 'lease-1' });
      renew.answer(lease({ expiresAt: new Date(Date.now() + 600_000).toISOString() }));
      await element.updateComplete;
      expect(notice(element)).to.equal('');
      element.close();
      await waitFor(() => adapter.listenerCount() === 0);
    });
  });

  describe('closing', () => {
    it('W6 closes at once when nothing is at stake and leaves Processing to be resumed', async () => {
      const { element, adapter, events } = await opened();
      const closed = nextEvent(element, 'close');
      button(element, 'Close').click();
      await closed;
      expect(adapter.book.count('releaseProcessing')).to.equal(0);
      expect(events.at(-1)).to.equal('close');
    });

    it('W6 asks inside the dialog when a comment is not submitted, and gives back on demand', async () => {
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

    it('W6 survives Escape pressed twice: the draft is there when it is opened again', async () => {
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

    it('W6 H9 never cancels a submit that was sent: the event comes after closing', async () => {
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

    it('H9 lets go of everything when it is removed in any phase', async () => {
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

    it('A3 gives the focus back to what opened it, and holds it meanwhile', async () => {
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

    it('W8 listens for leaving only while a comment or a write is unsaved', async () => {
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

  describe('calling back', () => {
    const call = { id: 'c-1', messageId: 'm' };

    it('A18 W22 offers Call only when idle, and says why not otherwise', async () => {
      const { element, phone } = await opened();
      const state = await phone.book.next('getAgentState');
      state.answer('busy');
      await waitFor(() => screenText(element).includes('Busy'));
      expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
      const hint = $(element, `#${button(element, 'Call').getAttribute('aria-describedby')!}`)!;
      expect(hint.textContent).to.include('only while your state is Idle');
      button(element, 'Call').click();
      phone.emit({ type: 'agent-state', state: 'idle' });
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
      expect(phone.book.count('startCall')).to.equal(0);
    });

    it('W22 calls once, shows the course, hangs up, and keeps the comment', async () => {
      const { element, phone, events } = await opened();
      await type(element, 'typing');
      (await phone.book.next('getAgentState')).answer('idle');
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
      const before = nextEvent<BeforeCallEvent>(element, 'aicc-before-call');
      for (let click = 0; click < 50; click += 1) button(element, 'Call').click();
      await before;
      const started = await phone.book.next('startCall');
      expect(started.input).to.deep.equal({ messageId: 'm', number: '+1 555 0100' });
      started.answer(call);
      await waitFor(() => screenText(element).includes('Ringing'));
      phone.emit({ type: 'talking', callId: 'c-1' });
      await waitFor(() => screenText(element).includes('Talking'));
      button(element, 'Hang up').click();
      (await phone.book.next('endCall')).answer(undefined);
      phone.emit({ type: 'ended', callId: 'c-1', durationSeconds: 65 });
      await waitFor(() => screenText(element).includes('Call ended after 1:05.'));
      expect(phone.book.count('startCall')).to.equal(1);
      expect(field(element).value).to.equal('typing');
      expect(
        events.filter((name) => name.startsWith('call') || name === 'audit call'),
      ).to.deep.equal([
        'audit call',
        'call-change starting',
        'call-change alerting',
        'call-change talking',
        'call-change ended',
      ]);
      expect(phone.book.count('getAgentState'), 'read again after the call').to.equal(2);
    });

    it('W22 says why a call failed, and loses nothing', async () => {
      const { element, phone } = await opened();
      await type(element, 'typing');
      (await phone.book.next('getAgentState')).answer('idle');
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
      button(element, 'Call').click();
      (await phone.book.next('startCall')).answer(call);
      phone.emit({ type: 'failed', callId: 'c-1', reason: 'no-answer' });
      await waitFor(() => screenText(element).includes('The call failed: no answer.'));
      expect(field(element).value).to.equal('typing');
    });

    it('S17 makes no call and no audit when the host says no', async () => {
      const { element, phone, events } = await opened();
      (await phone.book.next('getAgentState')).answer('idle');
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
      element.addEventListener('aicc-before-call', (event) =>
        event.waitUntil(Promise.resolve(false)),
      );
      button(element, 'Call').click();
      await element.updateComplete;
      expect(phone.book.count('startCall')).to.equal(0);
      expect(events).not.to.include('audit call');
    });

    it('N21 does not call what is no number', async () => {
      const { element, adapter, phone } = await setUp();
      await element.show();
      (await adapter.book.next('startProcessing')).answer(processing({ contactNumber: '*#06#' }));
      (await phone.book.next('getAgentState')).answer('idle');
      await waitFor(() => screenText(element).includes('not a number that can be called'));
      expect(screenText(element)).to.include('*#06#');
      expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
      button(element, 'Call').click();
      await element.updateComplete;
      expect(phone.book.count('startCall')).to.equal(0);
    });

    it('asks the agent to confirm being idle where the phone cannot tell', async () => {
      const { element, phone } = await opened({ phone: { reportsAgentState: false } });
      expect(phone.book.count('getAgentState')).to.equal(0);
      expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
      $<HTMLInputElement>(element, '.confirm-idle input')!.click();
      await element.updateComplete;
      button(element, 'Call').click();
      await phone.book.next('startCall');
    });

    it('tells that the call is the phone’s business where its course is not told, and is not busy with it', async () => {
      const message = waiting({ channel: 'voice', text: null });
      const { element, phone, events } = await opened({
        message,
        phone: { reportsCallCourse: false },
      });
      (await phone.book.next('getAgentState')).answer('idle');
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
      const player = $<HTMLElement & { pause: () => void; callActive: boolean }>(
        element,
        '.player',
      )!;
      let pauses = 0;
      player.pause = () => (pauses += 1);
      button(element, 'Call').click();
      (await phone.book.next('startCall')).answer(call);
      await waitFor(() => screenText(element).includes('Handed to your phone.'));
      expect(pauses).to.equal(1);
      expect(player.callActive, 'the agent may play again').to.equal(false);
      // Another one only if the agent's state, read again, allows it.
      (await phone.book.next('getAgentState', 2)).answer('busy');
      await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'true');
      expect(events.filter((name) => name.startsWith('call-change'))).to.deep.equal([
        'call-change starting',
        'call-change handed-over',
      ]);
      const closed = nextEvent(element, 'close');
      button(element, 'Close').click();
      await closed;
      expect(phone.listenerCount(), 'waits for no end of the call').to.equal(0);
    });

    it('asks to confirm being idle for each call anew', async () => {
      const { element, phone } = await opened({
        phone: { reportsAgentState: false, reportsCallCourse: false },
      });
      $<HTMLInputElement>(element, '.confirm-idle input')!.click();
      await element.updateComplete;
      button(element, 'Call').click();
      (await phone.book.next('startCall')).answer(call);
      await waitFor(() => screenText(element).includes('Handed to your phone.'));
      expect($<HTMLInputElement>(element, '.confirm-idle input')!.checked).to.equal(false);
      expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
    });

    it('S7 gives a tel: link only where the host allows it', async () => {
      const without = await opened({ phone: null });
      expect($(without.element, 'a')).to.equal(null);
      expect(screenText(without.element)).to.include('No phone is connected here.');
      without.element.close();
      const { element } = await opened({ phone: null, capabilities: { telLinks: true } });
      await waitFor(() => $(element, 'a'));
      expect($(element, 'a')!.getAttribute('href')).to.equal('tel:+15550100');
    });
  });

  it('N18 N20 shows hostile and huge data as text, without widening the page', async () => {
    const { element } = await opened({
      message: waiting({
        text: '<img src=x onerror=alert(1)>' + 'x'.repeat(100_000),
        contactNumber: '+1\u202e555',
      }),
    });
    await element.updateComplete;
    expect($(element, 'img')).to.equal(null);
    expect(dialog(element).scrollWidth).to.be.at.most(dialog(element).clientWidth);
  });

  it('is accessible in its states', async () => {
    const { element, adapter, phone } = await opened();
    (await phone.book.next('getAgentState')).answer('idle');
    await type(element, 'x'.repeat(501));
    await expectAccessible(element);
    adapter.emit({
      type: 'changed',
      sequence: 1,
      messageId: 'm',
      version: 5,
      message: processing({ version: 5, lease: lease({ mine: false, ownerEmployeeId: '1007' }) }),
    });
    await waitFor(() => $(element, '.take-over'));
    await expectAccessible(element);
  });
});
