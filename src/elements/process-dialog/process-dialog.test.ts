import { expect } from '@open-wc/testing';
import type { Capabilities } from '../../adapter/adapter.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { focused } from '../../../test/support/keys.js';
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
import { assertNoRubbishOnScreen } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import type { BeforeProcessEvent } from '../shared/workflow-events.js';

describe('aicc-process-dialog', () => {
  describe('opening', () => {
    it('asks the host, starts once, and emits the events', async () => {
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

    it('does nothing and emits nothing when the host refuses (S17)', async () => {
      const { element, adapter, events } = await setUp();
      element.addEventListener('aicc-before-process', (event) => event.preventDefault());
      await element.show();
      expect(dialog(element).open).to.equal(false);
      expect(element.open).to.equal(false);
      expect(adapter.book.calls).to.have.lengthOf(0);
      expect(events).to.deep.equal([]);
    });

    it('sends one start for fifty calls of show (W1)', async () => {
      const { element, adapter } = await setUp();
      await Promise.all(Array.from({ length: 50 }, () => element.show()));
      await adapter.book.next('startProcessing');
      expect(adapter.book.count('startProcessing')).to.equal(1);
    });

    it('accepts no comment before the message is Processing, and names the step that failed (W5)', async () => {
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

    it('reads the message again when the answer to the start is lost (W2)', async () => {
      const { element, adapter, events } = await setUp();
      await element.show();
      (await adapter.book.next('startProcessing')).fail('network');
      await waitFor(() => notice(element).includes('Checking'));
      (await adapter.book.next('getMessage')).answer(processing());
      await waitFor(() => !field(element).readOnly);
      expect(adapter.book.count('startProcessing')).to.equal(1);
      expect(events).not.to.include('error');
    });

    it('names the person who has it, and takes it over only with a reason (W3)', async () => {
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

    it('sends nothing when the status does not allow it (W25)', async () => {
      const { element, adapter } = await setUp({ message: waiting({ status: 'to-be-allocated' }) });
      await element.show();
      await waitFor(() => notice(element).includes('cannot be processed'));
      expect(adapter.book.count('startProcessing')).to.equal(0);
    });

    it('reads a message that it knows only by id', async () => {
      const { element, adapter } = await setUp();
      element.message = undefined;
      element.messageId = 'm';
      await element.show();
      (await adapter.book.next('getMessage')).answer(waiting());
      (await adapter.book.next('startProcessing')).answer(processing());
      await waitFor(() => !field(element).readOnly);
    });

    it('says that a message is gone (N6)', async () => {
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

    it('never reports a done command as failed: it reconciles the lost answer (W2 N7)', async () => {
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
      it(`keeps the text after ${code}, and sends it again with the same key (A15 W9)`, async () => {
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

    it('shows the error of the backend at the field, and focuses it (N8)', async () => {
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

    it('counts in the unit of the backend, cuts nothing, and refuses too long a text at the field (A6 N19)', async () => {
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

    it('asks for comments instead of sending none (A7)', async () => {
      const { element, adapter } = await opened();
      button(element, 'Submit').click();
      await element.updateComplete;
      expect($(element, '#comment-error')!.textContent).to.include('Enter handling comments.');
      expect(adapter.book.count('submitProcessing')).to.equal(0);
    });

    it('warns of a card number and still submits (S24)', async () => {
      const { element, adapter } = await opened();
      await type(element, 'paid with 4111 1111 1111 1111');
      expect($(element, '.card-warning')).not.to.equal(null);
      button(element, 'Submit').click();
      await adapter.book.next('submitProcessing');
    });
  });

  it('shows hostile and huge data as text, without widening the page (N18 N20)', async () => {
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
