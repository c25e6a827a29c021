import { expect } from '@open-wc/testing';
import {
  all,
  mountList,
  named,
  one,
  rowIds,
  setField,
  showing,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { fakeTime, type FakeTime } from '../../../test/support/fake-time.js';
import { focused } from '../../../test/support/keys.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';

const LONG_MS = 60_000;

describe('message list: live events', () => {
  let time: FakeTime;
  beforeEach(() => {
    time = fakeTime();
  });

  it('changes a row in its place, with a short highlight', async () => {
    const [a, b] = [aMessage({ status: 'unprocessed' }), aMessage()];
    const { adapter, list } = await showing([a, b]);
    adapter.emitChange({ ...a, version: 2, status: 'processing' });
    await waitFor(() => list.messages[0]!.status === 'processing');
    expect(one(list, 'tbody tr').dataset['change']).to.equal('odd');
    expect(rowIds(list)).to.deep.equal([a.id, b.id]);
    expect(adapter.calls).to.have.length(1);
  });

  it('counts new messages in a button and inserts none until the user presses it (W17)', async () => {
    const a = aMessage();
    const { adapter, list } = await showing([a]);
    const fresh = [1, 2, 3].map(() => aMessage({ createdAt: '2026-11-22T10:05:00Z' }));
    for (const message of fresh) adapter.emitChange(message);
    const pill = await waitFor(() => list.shadowRoot!.querySelector<HTMLElement>('.pill'));
    expect(pill.textContent.trim()).to.equal('3 new messages');
    expect(rowIds(list)).to.deep.equal([a.id]);
    adapter.answer = () => aPage([...fresh, a]);
    pill.click();
    await showsRows(
      list,
      [...fresh, a].map(({ id }) => id),
    );
    expect(list.shadowRoot!.querySelector('.pill')).to.be.null;
  });

  it('renders a few times a second whatever the rate, and leaves focus and typing alone (W17 A17)', async () => {
    const messages = Array.from({ length: 20 }, () => aMessage());
    const { adapter, list } = await showing(messages);
    // The list rereads the page when it cannot apply every event.
    adapter.answer = () => aPage(messages);
    let renders = 0;
    const update = list.requestUpdate.bind(list);
    list.requestUpdate = (...parts: Parameters<typeof update>) => {
      renders += 1;
      update(...parts);
    };
    const action = all(list, '.action')[3]!;
    action.focus();
    const positions = rowIds(list);
    const start = performance.now();
    for (let batch = 0; batch < 20; batch += 1) {
      for (let n = 0; n < 250; n += 1) {
        const message = { ...messages[n % 20]!, version: 3 + batch * 250 + n };
        messages[n % 20] = message;
        adapter.emitChange(message);
        adapter.emitChange(aMessage({ createdAt: '2026-11-22T11:00:00Z' }));
      }
      await time.pass(50);
    }
    await waitFor(() => list.messages[19]!.version > 4900);
    const seconds = (performance.now() - start) / 1000;
    expect(renders).to.be.at.most(Math.ceil(seconds * 4) + 3);
    expect(focused()).to.equal(action);
    expect(rowIds(list)).to.deep.equal(positions);
    expect(one(list, '.pill').textContent.trim()).to.equal('999+ new messages');
  });

  it('keeps the focus in a row whose actions change, and in its place when they vanish (A17)', async () => {
    const [a, b] = [aMessage({ status: 'to-be-allocated' }), aMessage()];
    const { adapter, list } = await showing([a, b]);
    const main = named(list, '.action', 'Allocate');
    main.focus();
    adapter.emitChange({ ...a, version: 2, status: 'unprocessed' });
    await waitFor(() => main.dataset['action'] === 'process');
    expect(focused()).to.equal(main);
    adapter.emitChange({ ...a, version: 3, status: 'processed' });
    await waitFor(() => !main.isConnected);
    expect(focused()?.closest('tr')?.dataset['id']).to.equal(a.id);
  });

  it('moves the focus to the table when the focused button goes away (A3)', async () => {
    const { adapter, list } = await showing([aMessage()]);
    adapter.emitChange(aMessage({ createdAt: '2026-11-22T10:05:00Z' }));
    const pill = await waitFor(() => list.shadowRoot!.querySelector<HTMLElement>('.pill'));
    expect(one(list, '[role="status"]').textContent).to.contain('1 new message');
    pill.focus();
    pill.click();
    await waitFor(() => !pill.isConnected);
    await waitFor(() => focused() === one(list, '.wrap'));
  });

  it('reads everything exactly once when events were lost (W18)', async () => {
    const a = aMessage();
    const { adapter, list } = await showing([a], { sequence: 40 });
    await time.pass(LONG_MS);
    adapter.emitChange({ ...a, version: 2 }, 41);
    await waitFor(() => list.messages[0]!.version === 2);
    expect(adapter.calls).to.have.length(1);
    adapter.answer = () => aPage([{ ...a, version: 18, status: 'processed' }], { sequence: 59 });
    adapter.emitChange({ ...a, version: 19, status: 'processed' }, 58);
    adapter.emitChange(aMessage({ status: 'processed' }), 59);
    await waitFor(() => adapter.calls.length === 2);
    adapter.emitChange({ ...a, version: 20, status: 'processed' }, 60);
    await waitFor(() => list.messages[0]!.version === 20);
    expect(adapter.calls).to.have.length(2);
  });

  it('says that live updates are paused, and reads once when they are back (W18)', async () => {
    const { adapter, list } = await showing([aMessage()]);
    await time.pass(LONG_MS);
    adapter.emit({ type: 'connection', state: 'paused' });
    await waitFor(() => screenText(list).includes('Live updates paused'));
    adapter.emit({ type: 'connection', state: 'live' });
    await waitFor(() => adapter.calls.length === 2);
    await waitFor(() => !screenText(list).includes('Live updates paused'));
  });

  it('keeps nothing of an erased message (S25 N6)', async () => {
    const a = aMessage({ channel: 'web', text: 'canary text', contactNumber: '+1 555 0199' });
    const { adapter, list } = await showing([a]);
    adapter.emit({
      type: 'removed',
      sequence: null,
      messageId: a.id,
      version: 2,
      reason: 'erased',
    });
    await waitFor(() => all(list, 'tr.gone').length === 1);
    expect(screenText(list)).to.contain('This message was erased.');
    expect(list.shadowRoot!.querySelector('table')!.outerHTML).not.to.match(/canary|0199/);
  });

  it('refreshes when the user looks at the page again, and keeps the work in it (W21)', async () => {
    const a = aMessage({ status: 'to-be-allocated' });
    const { adapter, list } = await showing([a]);
    named(list, 'td input', 'Select').click();
    await setField(list, 'contactNumber', '10');
    one(list, '#contactNumber').focus();
    window.dispatchEvent(new Event('focus'));
    expect(adapter.calls, 'throttled').to.have.length(1);
    await time.pass(LONG_MS);
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('online'));
    await waitFor(() => adapter.calls.length === 2);
    await waitFor(() => !one(list, '.progress').hasAttribute('data-on'));
    expect(adapter.lastCall.query.contactNumber).to.be.undefined;
    expect(one<HTMLInputElement>(list, '#contactNumber').value).to.equal('10');
    expect(focused()?.id).to.equal('contactNumber');
    expect(list.selectedMessages.map(({ id }) => id)).to.deep.equal([a.id]);
  });

  it('moves no row in the background while the focus is in the rows (W21)', async () => {
    const [a, b] = [aMessage(), aMessage()];
    const { adapter, list } = await showing([a, b]);
    all(list, '.action')[0]!.focus();
    adapter.answer = () => aPage([aMessage(), a, b]);
    await time.pass(LONG_MS);
    window.dispatchEvent(new Event('focus'));
    await waitFor(() => list.shadowRoot!.querySelector('.pill'));
    expect(rowIds(list)).to.deep.equal([a.id, b.id]);
  });

  it('closes everything for the page cache and catches up after it (H18)', async () => {
    const { adapter, list } = await showing([aMessage()]);
    expect(adapter.subscriptions).to.equal(1);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(adapter.subscriptions).to.equal(0);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitFor(() => adapter.calls.length === 2);
    expect(adapter.subscriptions).to.equal(1);
    expect(list.messages).to.have.length(1);
  });

  it('stops everything when it leaves the page, and starts once when it returns (H9 R2)', async () => {
    const { adapter, list } = await showing([aMessage()]);
    const parent = list.parentElement!;
    for (let turn = 0; turn < 100; turn += 1) {
      list.remove();
      expect(adapter.subscriptions).to.equal(0);
      parent.append(list);
    }
    expect(adapter.subscriptions).to.equal(1);
    list.remove();
    adapter.answer = null;
    window.dispatchEvent(new Event('focus'));
    const calls = adapter.calls.length;
    list.adapter = new FakeListAdapter();
    await list.updateComplete;
    expect((list.adapter as FakeListAdapter).subscriptions).to.equal(0);
    expect(adapter.calls).to.have.length(calls);
  });

  it('shows nothing of the old adapter after another is set, whatever still answers (H12)', async () => {
    const old = new FakeListAdapter();
    const list = await mountList(old);
    old.lastCall.resolve(aPage([aMessage({ contactNumber: '+1 555 0199' })]));
    await waitFor(() => list.messages.length === 1);
    void list.refresh();
    const late = old.lastCall;
    const next = new FakeListAdapter();
    list.adapter = next;
    await list.updateComplete;
    expect(list.messages).to.have.length(0);
    expect(screenText(list)).not.to.contain('0199');
    expect(late.signal?.aborted).to.be.true;
    late.resolve(aPage([aMessage({ contactNumber: '+1 555 0199' })]));
    const mine = aMessage();
    next.lastCall.resolve(aPage([mine]));
    await showsRows(list, [mine.id]);
    expect(old.subscriptions).to.equal(0);
  });

  it('keeps nothing on screen or in memory after reset(), until the host starts again (S18)', async () => {
    const { adapter, list } = await showing([aMessage({ contactNumber: '+1 555 0199' })]);
    await setField(list, 'contactNumber', '0199');
    list.reset();
    await list.updateComplete;
    expect(screenText(list)).not.to.contain('0199');
    expect(one<HTMLInputElement>(list, '#contactNumber').value).to.equal('');
    expect([list.messages.length, adapter.subscriptions]).to.deep.equal([0, 0]);
    list.density = 'compact';
    await list.updateComplete;
    expect(adapter.calls).to.have.length(1);
    await list.refresh();
    await waitFor(() => list.messages.length === 1);
  });
});
