import { expect, fixture, html } from '@open-wc/testing';
import {
  $,
  answerAll,
  button,
  choices,
  lee,
  open,
  pageOf,
  setUp,
  twin,
} from '../../../test/support/allocate-screen.js';
import { focused, press, tabTo, typeText } from '../../../test/support/keys.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

describe('aicc-allocate-dialog, by keyboard', () => {
  it('does the whole job: open, search, choose, complete, back to the row, undo (A1)', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>open</button>`);
    const { element, adapter, events } = await setUp([open({ id: 'm1' })], {
      capabilities: { undoSeconds: 30 },
    });
    opener.addEventListener('click', () => void element.show());
    opener.focus();
    await press('Enter');
    (await adapter.book.next('listAgents')).answer(pageOf(lee, twin));
    await waitFor(() => choices(element).length === 2);
    await waitFor(() => focused() === $(element, 'input[name="employeeId"]'));

    await typeText('100');
    await press('Enter');
    const found = await adapter.book.next('listAgents');
    expect(found.input).to.have.property('employeeId', '100');
    found.answer(pageOf(lee, twin));
    await waitFor(() => $(element, '.agents')!.getAttribute('aria-busy') === 'false');
    await tabTo(() => choices(element)[0]!);
    await press('Space', 'ArrowDown');
    expect(choices(element).map((one) => one.checked)).to.deep.equal([false, true]);
    expect($(element, '#chosen')!.textContent).to.include('1008');

    await tabTo(() => button(element, 'Complete'));
    const closed = nextEvent(element, 'close');
    await press('Enter');
    const call = await adapter.book.next('allocateMessages');
    expect(call.input.assignments[0]?.employeeId).to.equal('1008');
    answerAll(call);
    await closed;
    expect(focused()?.textContent).to.equal('open');

    await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
    await tabTo(() => button(element, 'Undo'));
    await press('Enter');
    (await adapter.book.next('undoAllocation')).answer([
      { messageId: 'm1', ok: true, message: open({ id: 'm1', version: 3 }) },
    ]);
    await waitFor(() => events.includes('allocation-undone'));
    expect(focused()?.getAttribute('aria-label'), 'the focus stays in the toast').to.equal(
      'Dismiss',
    );
    expect(events.filter((name) => name.startsWith('audit'))).to.deep.equal([
      'audit allocate',
      'audit undo-allocate',
    ]);
  });

  it('Escape closes without a write, however often it is pressed (A1)', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>open</button>`);
    const { element, adapter } = await setUp([open()]);
    opener.focus();
    await element.show();
    const closed = nextEvent(element, 'close');
    await press('Escape');
    await press('Escape');
    await closed;
    expect(element.returnValue).to.equal('');
    expect(adapter.book.count('allocateMessages')).to.equal(0);
    expect(focused()?.textContent).to.equal('open');
  });
});
