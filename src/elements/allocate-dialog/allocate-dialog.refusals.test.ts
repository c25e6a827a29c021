import { expect } from '@open-wc/testing';
import {
  $,
  answerAll,
  button,
  choose,
  complete,
  lee,
  open,
  shown,
} from '../../../test/support/allocate-screen.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

const isOff = (control: HTMLButtonElement): boolean =>
  control.getAttribute('aria-disabled') === 'true';
const NOT_ALLOWED = 'You are not allowed to allocate this message.';

describe('aicc-allocate-dialog, refused', () => {
  it('names what is not allowed, and offers no retry (N5)', async () => {
    const { element, adapter, events } = await shown([open({ id: 'm1' })]);
    await choose(element, 0);
    complete(element);
    (await adapter.book.next('allocateMessages')).fail('forbidden');
    await waitFor(() => screenText(element).includes(NOT_ALLOWED));
    expect(() => button(element, 'Retry the one that failed')).to.throw();
    expect(() => button(element, 'Choose another agent')).to.throw();
    expect(events).not.to.include('audit allocate');
    // The host learns of it, so that its rows show what is allowed now.
    expect(events).to.include.members(['error', 'allocated']);
    await expectAccessible(element);
  });

  it('names it for the single message of many (N5)', async () => {
    const { element, adapter } = await shown([open({ id: 'm1' }), open({ id: 'm2' })]);
    await choose(element, 0);
    complete(element);
    const done = open({ id: 'm1', version: 2, status: 'unprocessed', employeeId: '1007' });
    (await adapter.book.next('allocateMessages')).answer([
      { messageId: 'm1', ok: true, message: done },
      { messageId: 'm2', ok: false, code: 'forbidden' },
    ]);
    await waitFor(() => screenText(element).includes('1 done, 1 not'));
    expect(screenText(element)).to.include(NOT_ALLOWED);
  });

  it('counts down after a refusal with a time, and sends the same once it may (N9)', async () => {
    const { element, adapter } = await shown([open({ id: 'm1' })]);
    await choose(element, 0);
    complete(element);
    const first = await adapter.book.next('allocateMessages');
    const time = fakeTime();
    first.fail('rate-limited', { retryAfterSeconds: 1 });
    const timer = await waitFor(() => $(element, '#retry-wait'));
    expect(timer.textContent).to.equal('Retry in 1 second');
    expect(timer.closest('[role="status"], [role="alert"], [aria-live]')).to.equal(null);
    const retry = button(element, 'Retry the one that failed');
    expect(isOff(retry)).to.equal(true);
    for (let click = 0; click < 20; click += 1) retry.click();
    expect(adapter.book.count('allocateMessages')).to.equal(1);
    await time.pass(1000);
    expect(isOff(retry)).to.equal(false);
    expect(adapter.book.count('allocateMessages'), 'not by itself').to.equal(1);
    retry.click();
    const second = await adapter.book.next('allocateMessages', 2);
    expect(second.input).to.deep.equal(first.input);
  });

  it('waits for an allocation that is still in progress, and shows no conflict (N7)', async () => {
    const { element, adapter, events } = await shown([open({ id: 'm1' })]);
    await choose(element, 0);
    complete(element);
    const first = await adapter.book.next('allocateMessages');
    first.fail('conflict', {
      retryAfterSeconds: 0.05,
      fields: [{ field: 'idempotencyKey', code: 'in-progress' }],
    });
    const second = await adapter.book.next('allocateMessages', 2);
    expect(second.input).to.deep.equal(first.input);
    const closed = nextEvent(element, 'close');
    answerAll(second);
    await closed;
    expect(events.filter((name) => name === 'audit allocate')).to.have.lengthOf(1);
  });

  it('emits no audit event when it was refused', async () => {
    const { element, adapter, events } = await shown([open({ id: 'm1' })], [lee], {
      capabilities: { undoSeconds: 30 },
    });
    await choose(element, 0);
    complete(element);
    answerAll(await adapter.book.next('allocateMessages'));
    await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
    button(element, 'Undo').click();
    (await adapter.book.next('undoAllocation')).answer([
      { messageId: 'm1', ok: false, code: 'conflict', current: null },
    ]);
    await waitFor(() => screenText(element).includes('1 allocation could not be undone.'));
    expect(events).to.include('allocation-undone');
    expect(events).not.to.include('audit undo-allocate');
  });
});
