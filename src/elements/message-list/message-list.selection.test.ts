import { expect } from '@open-wc/testing';
import type { Message } from '../../model/message.js';
import type { FakeDialog } from '../../../test/support/list-element.js';
import {
  all,
  mountList,
  named,
  one,
  pressQuery,
  showing,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';
import type { MessageListElement } from './message-list.element.js';

const open = (id: string): Message =>
  aMessage({
    id,
    status: 'to-be-allocated',
    contactNumber: `+1 555 0${id.slice(1).padStart(3, '0')}`,
  });

type List = MessageListElement;
const boxes = (list: List): HTMLInputElement[] =>
  all<HTMLInputElement>(list, 'tbody input[type="checkbox"]');
const selected = (list: List): string[] => list.selectedMessages.map(({ id }) => id);

describe('message list: selection', () => {
  it('selects rows and a whole page, except messages that no command can reach', async () => {
    const { list } = await showing([
      open('m1'),
      open('m2'),
      aMessage({ id: 'm3', status: 'processed', channel: 'web' }),
    ]);
    boxes(list)[0]!.click();
    await list.updateComplete;
    const head = one<HTMLInputElement>(list, 'thead input');
    expect([head.checked, head.indeterminate]).to.deep.equal([false, true]);
    head.click();
    await list.updateComplete;
    expect(selected(list)).to.deep.equal(['m1', 'm2']);
    expect(screenText(one(list, '.bar'))).to.contain('2 selected');
    boxes(list)[2]!.click();
    await list.updateComplete;
    expect(boxes(list)[2]!.checked).to.be.false;
    expect(boxes(list)[2]!.getAttribute('aria-disabled')).to.equal('true');
    named(list, '.bar button', 'Clear').click();
    await list.updateComplete;
    expect(selected(list)).to.deep.equal([]);
  });

  it('keeps the table in its place when the toolbar changes', async () => {
    const { list } = await showing([open('m1'), open('m2')]);
    const top = (): number => one(list, 'table').getBoundingClientRect().top;
    const before = top();
    boxes(list)[0]!.click();
    await list.updateComplete;
    expect(top()).to.equal(before);
  });

  it('hands exactly the selected messages to the Allocate dialog (W12)', async () => {
    const { list } = await showing([open('m1'), open('m2'), open('m3')]);
    boxes(list)[0]!.click();
    boxes(list)[2]!.click();
    await list.updateComplete;
    named(list, '.bar button', 'Allocate').click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<FakeDialog>('lt-allocate-dialog'),
    );
    expect(dialog.messages.map(({ id }) => id)).to.deep.equal(['m1', 'm3']);
  });

  it('downloads the selected messages, also those that cannot be allocated (W12 M14)', async () => {
    const { list } = await showing([
      open('m1'),
      aMessage({ id: 'm2', status: 'processed' }),
      aMessage({ id: 'm3', status: 'unprocessed' }),
    ]);
    for (const box of boxes(list)) box.click();
    await list.updateComplete;
    named(list, '.bar button', 'Download').click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<FakeDialog>('lt-download-dialog'),
    );
    expect(dialog.messages.map(({ id }) => id)).to.deep.equal(['m1', 'm2', 'm3']);
  });

  it('selects all on a page that wait for an agent, or all recordings where none waits (W12)', async () => {
    const done = aMessage({ id: 'm2', status: 'processed' });
    const { adapter, list } = await showing([open('m1'), done]);
    one(list, 'thead input').click();
    await list.updateComplete;
    expect(selected(list)).to.deep.equal(['m1']);
    adapter.answer = () => aPage([done, aMessage({ id: 'm3', status: 'processed' })]);
    await pressQuery(list);
    await showsRows(list, ['m2', 'm3']);
    one(list, 'thead input').click();
    await list.updateComplete;
    expect(selected(list)).to.deep.equal(['m2', 'm3']);
    const words = all(list, '.bar button').map((button) => button.textContent.trim());
    expect(words).to.include('Download').and.not.to.include('Allocate');
  });

  it('offers no Download for messages without a recording (W12)', async () => {
    const { list } = await showing([{ ...open('m1'), channel: 'web' }]);
    boxes(list)[0]!.click();
    await list.updateComplete;
    const words = all(list, '.bar button').map((button) => button.textContent.trim());
    expect(words).to.include('Allocate').and.not.to.include('Download');
  });

  it('keeps the selection through a refresh, with the newest versions, and names what it drops (W12)', async () => {
    const { adapter, list } = await showing([open('m1'), open('m2')]);
    one(list, 'thead input').click();
    await list.updateComplete;
    adapter.answer = () => aPage([{ ...open('m1'), version: 4 }]);
    await list.refresh();
    await waitFor(() => selected(list).length === 1);
    await list.updateComplete;
    expect(list.selectedMessages[0]!.version).to.equal(4);
    expect(screenText(one(list, '.bar'))).to.contain('Deselected: +1 555 0002');
  });

  it('drops a message that somebody else allocates meanwhile (W12)', async () => {
    const { adapter, list } = await showing([open('m1'), open('m2')]);
    one(list, 'thead input').click();
    adapter.emitChange({ ...open('m1'), version: 2, status: 'unprocessed' });
    await waitFor(() => selected(list).join() === 'm2');
  });

  it('counts the selection on other pages apart, and clears it with another query (W12)', async () => {
    const { adapter, list } = await showing([open('m1')], { total: 40 });
    boxes(list)[0]!.click();
    await list.updateComplete;
    adapter.answer = () => aPage([open('m2')], { total: 40 });
    named(list, '.pager button', 'Next').click();
    await showsRows(list, ['m2']);
    expect(screenText(one(list, '.bar'))).to.contain('1 selected 1 on another page');
    await pressQuery(list);
    await list.updateComplete;
    expect(selected(list)).to.deep.equal([]);
  });

  it('keeps only the failed messages selected after an allocation (W13)', async () => {
    const { adapter, list } = await showing([open('m1'), open('m2')]);
    adapter.messages.set('m1', {
      ...open('m1'),
      version: 2,
      status: 'unprocessed',
      employeeId: '1002',
    });
    adapter.messages.set('m2', open('m2'));
    one(list, 'thead input').click();
    await list.updateComplete;
    named(list, '.bar button', 'Allocate').click();
    const dialog = await waitFor(() => list.shadowRoot!.querySelector('lt-allocate-dialog'));
    dialog.dispatchEvent(
      new CustomEvent('aicc-allocated', {
        bubbles: true,
        composed: true,
        detail: { messageIds: ['m1'], failed: [{ messageId: 'm2', code: 'conflict' }] },
      }),
    );
    await waitFor(() => list.messages[0]!.employeeId === '1002');
    expect(selected(list)).to.deep.equal(['m2']);
    expect(screenText(one(list, '.bar'))).not.to.contain('Deselected');
  });

  it('selects all that match, page by page, up to the limit of the service', async () => {
    const messages = Array.from({ length: 250 }, (_, n) => open(`m${n}`));
    const adapter = new FakeListAdapter();
    adapter.capabilities = { maxAssignments: 150 };
    adapter.answer = ({ page: { index, size } }) =>
      aPage(messages.slice(index * size, (index + 1) * size), { total: 250 });
    const list = await mountList(adapter);
    await waitFor(() => list.messages.length === 20);
    one(list, 'thead input').click();
    await list.updateComplete;
    named(list, '.bar button', 'Select all that can be allocated').click();
    await waitFor(() => selected(list).length === 150);
    await list.updateComplete;
    expect(screenText(one(list, '.bar'))).to.contain('First 150 selected, the most per step.');
    expect(screenText(one(list, '.bar'))).to.contain('130 on other pages');
  });

  it('says how many matching messages were left out, until the selection changes', async () => {
    const { adapter, list } = await showing([open('m1')], { total: 3 });
    one(list, 'thead input').click();
    await list.updateComplete;
    adapter.answer = () =>
      aPage([open('m1'), open('m2'), aMessage({ id: 'm3', status: 'processed' })], { total: 3 });
    named(list, '.bar button', 'Select all that can be allocated').click();
    await waitFor(() => selected(list).length === 2);
    await list.updateComplete;
    expect(screenText(one(list, '.bar'))).to.contain('1 of 3 cannot be allocated');
    list.shadowRoot!.querySelector<HTMLElement>('tbody input')!.click();
    await list.updateComplete;
    expect(screenText(one(list, '.bar'))).to.not.contain('cannot be allocated');
  });

  it('stops the search for all that match on Stop, and selects nothing more', async () => {
    const { adapter, list } = await showing([open('m1')], { total: 300 });
    one(list, 'thead input').click();
    await list.updateComplete;
    adapter.answer = null;
    named(list, '.bar button', 'Select all that can be allocated').click();
    await waitFor(() => adapter.calls.length === 2);
    adapter.lastCall.resolve(aPage([open('m1')], { total: 300 }));
    await waitFor(() => screenText(one(list, '.bar')).includes('Checking messages'));
    named(list, '.bar button', 'Stop').click();
    await list.updateComplete;
    expect(adapter.lastCall.signal?.aborted).to.be.true;
    expect(selected(list)).to.deep.equal(['m1']);
  });
});
