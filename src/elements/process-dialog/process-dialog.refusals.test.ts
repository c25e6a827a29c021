import { expect } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import {
  $,
  button,
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
import { nextEvent, waitFor } from '../../../test/support/waits.js';

const isOff = (control: HTMLButtonElement): boolean =>
  control.getAttribute('aria-disabled') === 'true';
const theirs = processing({
  lease: lease({ mine: false, ownerName: 'A. Lee', ownerEmployeeId: '1007' }),
});
const inProgress = {
  retryAfterSeconds: 0.05,
  fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
};

async function giveReason(element: Element, reason: string): Promise<void> {
  const input = await waitFor(() => $<HTMLInputElement>(element, '.take-over input'));
  input.value = reason;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await waitFor(() => !isOff(button(element, 'Take over')));
}

describe('aicc-process-dialog, refused', () => {
  describe('not allowed (N5)', () => {
    it('to process: names it, offers no retry, and reads the message again', async () => {
      const { element, adapter, events } = await setUp();
      await element.show();
      (await adapter.book.next('startProcessing')).fail('forbidden');
      await waitFor(() => notice(element).includes('You are not allowed to process this message.'));
      expect(() => button(element, 'Retry')).to.throw();
      await adapter.book.next('getMessage');
      expect(adapter.book.count('startProcessing')).to.equal(1);
      expect(events).to.deep.equal(['error']);
      await expectAccessible(element);
    });

    it('to take over: names it', async () => {
      const { element, adapter, events } = await setUp({ message: theirs });
      await element.show();
      await giveReason(element, 'urgent');
      button(element, 'Take over').click();
      (await adapter.book.next('startProcessing')).fail('forbidden');
      await waitFor(() => notice(element).includes('not allowed to take this message over'));
      expect(() => button(element, 'Retry')).to.throw();
      expect(events).to.deep.equal(['error']);
    });

    it('to submit: names it, keeps the text to be copied, and sends it no more', async () => {
      const { element, adapter, events } = await opened();
      await type(element, 'long comment');
      button(element, 'Submit').click();
      (await adapter.book.next('submitProcessing')).fail('forbidden', { requestId: 'r-7' });
      await waitFor(() => notice(element).includes('You are not allowed to submit this message.'));
      expect(notice(element)).to.include('Request ID: r-7');
      expect(field(element).value).to.equal('long comment');
      button(element, 'Copy comments');
      expect(isOff(button(element, 'Submit'))).to.equal(true);
      expect($(element, '#submit-hint')!.textContent).to.include('not allowed to submit');
      button(element, 'Submit').click();
      await element.updateComplete;
      expect(adapter.book.count('submitProcessing')).to.equal(1);
      (await adapter.book.next('getMessage')).answer(theirs);
      expect(events).not.to.include('audit submit');
    });

    it('to give back: names it and offers it no more', async () => {
      const { element, adapter, events } = await opened();
      button(element, 'Give back').click();
      (await adapter.book.next('releaseProcessing')).fail('forbidden');
      await waitFor(() => notice(element).includes('not allowed to give this message back'));
      expect(() => button(element, 'Give back')).to.throw();
      expect(isOff(button(element, 'Submit'))).to.equal(false);
      expect(events).not.to.include('audit release');
    });
  });

  describe('busy until a time (N9)', () => {
    for (const code of ['rate-limited', 'unavailable'] as const) {
      it(`counts down after ${code} at Submit, and sends the same once it may`, async () => {
        const { element, adapter } = await opened();
        await type(element, 'done');
        button(element, 'Submit').click();
        const first = await adapter.book.next('submitProcessing');
        const time = fakeTime();
        first.fail(code, { retryAfterSeconds: 4 });
        const timer = await waitFor(() => $(element, '#retry-wait'));
        expect(timer.textContent).to.match(/^Retry in [34] seconds$/);
        expect(timer.getAttribute('role'), 'not spoken each second').to.equal('timer');
        expect(timer.closest('[role="status"], [role="alert"], [aria-live]')).to.equal(null);
        expect(isOff(button(element, 'Submit'))).to.equal(true);
        for (let click = 0; click < 20; click += 1) button(element, 'Submit').click();
        expect(adapter.book.count('submitProcessing')).to.equal(1);
        await expectAccessible(element);
        await time.pass(3900);
        expect(isOff(button(element, 'Submit'))).to.equal(true);
        await time.pass(200);
        expect(isOff(button(element, 'Submit'))).to.equal(false);
        expect($(element, '[role="status"]')!.textContent).to.include('You can try again now.');
        expect(adapter.book.count('submitProcessing'), 'not by itself').to.equal(1);
        button(element, 'Submit').click();
        const second = await adapter.book.next('submitProcessing', 2);
        expect(second.input).to.deep.equal(first.input);
        expect(adapter.book.count('getMessage'), 'nothing was asked meanwhile').to.equal(0);
      });
    }

    it('holds Retry back after a refused start', async () => {
      const { element, adapter } = await setUp();
      await element.show();
      const first = await adapter.book.next('startProcessing');
      const time = fakeTime();
      first.fail('rate-limited', { retryAfterSeconds: 1 });
      await waitFor(() => $(element, '#retry-wait'));
      expect(isOff(button(element, 'Retry'))).to.equal(true);
      button(element, 'Retry').click();
      expect(adapter.book.count('startProcessing')).to.equal(1);
      await time.pass(1000);
      expect(isOff(button(element, 'Retry'))).to.equal(false);
      button(element, 'Retry').click();
      const second = await adapter.book.next('startProcessing', 2);
      expect(second.input).to.deep.equal(first.input);
    });

    it('counts nothing where no usable time is named', async () => {
      const { element, adapter } = await opened();
      await type(element, 'done');
      button(element, 'Submit').click();
      (await adapter.book.next('submitProcessing')).fail('rate-limited', { retryAfterSeconds: -3 });
      await waitFor(() => notice(element).includes('Too many requests.'));
      expect($(element, '#retry-wait')).to.equal(null);
      expect(isOff(button(element, 'Submit'))).to.equal(false);
    });
  });

  it('announces the error of the comments once: later events neither repeat it nor take the focus (N8)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'x');
    button(element, 'Submit').click();
    (await adapter.book.next('submitProcessing')).fail('invalid', {
      fields: [{ field: 'comments', code: 'odd', message: 'Not like this' }],
    });
    await waitFor(() => field(element).getAttribute('aria-invalid') === 'true');
    await type(element, 'better');
    button(element, 'Close').focus();
    const message = processing({ version: 6 });
    adapter.emit({ type: 'changed', sequence: 1, messageId: 'm', version: 6, message });
    await element.updateComplete;
    expect(field(element).getAttribute('aria-invalid')).to.equal('false');
    expect(element.shadowRoot!.activeElement?.textContent.trim()).to.equal('Close');
  });

  it('waits for a command that is still in progress, and shows no conflict (N7)', async () => {
    const { element, adapter, events } = await opened();
    await type(element, 'done');
    button(element, 'Submit').click();
    const first = await adapter.book.next('submitProcessing');
    first.fail('conflict', inProgress);
    await waitFor(() => notice(element).includes('Checking'));
    const second = await adapter.book.next('submitProcessing', 2);
    expect(second.input).to.deep.equal(first.input);
    const closed = nextEvent(element, 'close');
    second.answer(processed({ handlingComments: 'done' }));
    await closed;
    expect(events.filter((name) => name === 'audit submit')).to.have.lengthOf(1);
    expect(events).not.to.include('error');
  });

  describe('audit', () => {
    it('emits one take-over, and none for a refused one', async () => {
      const { element, adapter, events } = await setUp({ message: theirs });
      await element.show();
      await giveReason(element, 'urgent');
      button(element, 'Take over').click();
      const newer = { ...theirs, version: 6 };
      (await adapter.book.next('startProcessing')).reject(
        new AdapterError('conflict', { current: newer }),
      );
      await waitFor(() => !isOff(button(element, 'Take over')));
      expect(events).not.to.include('audit take-over');
      button(element, 'Take over').click();
      (await adapter.book.next('startProcessing', 2)).answer(
        processing({ version: 7, lease: lease({ id: 'lease-2' }) }),
      );
      await waitFor(() => !field(element).readOnly);
      expect(events.filter((name) => name.startsWith('audit'))).to.deep.equal(['audit take-over']);
    });

    it('emits one release, and none for a refused one', async () => {
      const { element, adapter, events } = await opened();
      button(element, 'Give back').click();
      (await adapter.book.next('releaseProcessing')).fail('unauthenticated');
      await waitFor(() => notice(element).includes('not given back'));
      expect(events).not.to.include('audit release');
      const closed = nextEvent(element, 'close');
      for (let click = 0; click < 20; click += 1) button(element, 'Give back').click();
      (await adapter.book.next('releaseProcessing', 2)).answer(waiting({ version: 5 }));
      await closed;
      expect(events.filter((name) => name === 'audit release')).to.have.lengthOf(1);
      expect(adapter.book.count('releaseProcessing')).to.equal(2);
    });
  });

  describe('open in two windows (W20)', () => {
    const mine = processing({ lease: lease() });

    it('warns a person who opens a message that they are processing already, and goes on here', async () => {
      const { element, adapter } = await setUp({ message: mine });
      await element.show();
      (await adapter.book.next('startProcessing')).answer(mine);
      await waitFor(() => notice(element).includes('perhaps in another window of yours'));
      expect($(element, '[role="status"]')!.textContent).to.include('another window of yours');
      await expectAccessible(element);
      button(element, 'Resume here').click();
      await waitFor(() => notice(element) === '');
      expect(element.shadowRoot!.activeElement).to.equal(field(element));
    });

    it('gives no warning for a message that was started here', async () => {
      const { element, adapter } = await opened();
      const closed = nextEvent(element, 'close');
      button(element, 'Close').click();
      await closed;
      element.message = mine;
      await element.show();
      (await adapter.book.next('startProcessing', 2)).answer(mine);
      await waitFor(() => !field(element).readOnly);
      expect(notice(element)).to.equal('');
    });
  });
});
