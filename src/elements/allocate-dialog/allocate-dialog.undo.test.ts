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
import { screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import { focused } from '../../../test/support/keys.js';

describe('aicc-allocate-dialog: undoing', () => {
  const options = { capabilities: { undoSeconds: 30 } };
  const undoButton = (element: Element): HTMLButtonElement => button(element, 'Undo');

  it('is offered after success, undoes with the versions of the answer, and emits the event', async () => {
    const { element, adapter, events } = await shown([open({ id: 'm1' })], [lee], options);
    await choose(element, 0);
    complete(element);
    answerAll(await adapter.book.next('allocateMessages'));
    await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
    undoButton(element).click();
    const call = await adapter.book.next('undoAllocation');
    expect(call.input.messages).to.deep.equal([{ messageId: 'm1', expectedVersion: 2 }]);
    call.answer([{ messageId: 'm1', ok: true, message: open({ id: 'm1', version: 3 }) }]);
    await waitFor(() => screenText(element).includes('1 allocation undone.'));
    expect(events).to.include.members(['audit undo-allocate', 'allocation-undone']);
  });

  it('happens by the host’s key, which it shows, and leaves the focus where it is (A1)', async () => {
    const { element, adapter } = await shown([open({ id: 'm1' })], [lee], options);
    element.undoKey = 'Ctrl+Z';
    expect(element.undo()).to.equal(false);
    await choose(element, 0);
    complete(element);
    answerAll(await adapter.book.next('allocateMessages'));
    await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
    expect($(element, '.toast kbd')!.textContent).to.equal('Ctrl+Z');
    await waitFor(() =>
      $(element, '[part=status]')!.textContent.includes('undo this for 30 seconds. Press Ctrl+Z.'),
    );
    const before = focused();
    expect(element.undo()).to.equal(true);
    expect(element.undo()).to.equal(false);
    const call = await adapter.book.next('undoAllocation');
    call.answer([{ messageId: 'm1', ok: true, message: open({ id: 'm1', version: 3 }) }]);
    await waitFor(() => screenText(element).includes('1 allocation undone.'));
    expect(focused()).to.equal(before);
  });

  it('names the agent of several messages', async () => {
    const messages = [open({ id: 'm1' }), open({ id: 'm2' })];
    const { element, adapter } = await shown(messages, [lee], options);
    await choose(element, 0);
    complete(element);
    answerAll(await adapter.book.next('allocateMessages'));
    const toast = $(element, '.toast')!;
    await waitFor(() => toast.matches(':popover-open'));
    expect(toast.textContent).to.contain('Allocated to').and.to.contain(lee.employeeId);
  });

  it('is not offered where the backend cannot', async () => {
    const { element, adapter } = await shown([open()], [lee], {
      without: ['undoAllocation'],
      ...options,
    });
    await choose(element, 0);
    complete(element);
    const closed = nextEvent(element, 'close');
    answerAll(await adapter.book.next('allocateMessages'));
    await closed;
    expect($(element, '.toast')!.matches(':popover-open')).to.equal(false);
  });
});
