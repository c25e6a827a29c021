/** What a screen says in the very update that draws it: it waits for no code. */
import { expect } from '@open-wc/testing';
import { mountList, one, root, showing } from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { AdapterError } from '../../adapter/errors.js';
import type { MessageListElement } from './message-list.element.js';

/** What `read` finds in the first update that shows `selector`. */
function firstUpdateWith<Found>(
  list: MessageListElement,
  selector: string,
  read: () => Found,
): Promise<Found> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!root(list).querySelector(selector)) return;
      observer.disconnect();
      resolve(read());
    });
    observer.observe(root(list), { childList: true, subtree: true });
  });
}

describe('message list: the first screen', () => {
  it('says why a message cannot be selected with the first rows (A18)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    const reason = firstUpdateWith(list, 'tbody tr[data-id]', () => {
      const box = one(list, 'tbody input');
      const id = box.getAttribute('aria-describedby');
      box.focus();
      return [
        root(list).getElementById(id ?? '')?.textContent,
        screenText(one(list, '.tip:popover-open')),
      ];
    });
    adapter.lastCall.resolve(aPage([aMessage({ channel: 'web', status: 'processed' })]));
    const sentence = 'Already processed.';
    expect(await reason).to.deep.equal([sentence, sentence]);
  });

  it('says what failed with the first sign of a failure (N15)', async () => {
    for (const [code, text] of [
      ['forbidden', 'You do not have permission to see messages.'],
      ['unauthenticated', 'Your session has ended.'],
      ['malformed', 'cannot be understood'],
    ] as const) {
      const adapter = new FakeListAdapter();
      const list = await mountList(adapter);
      const state = firstUpdateWith(list, '.state', () => screenText(one(list, '.state')));
      adapter.lastCall.reject(new AdapterError(code));
      expect(await state).to.contain(text);
    }
  });

  it('queries a customized time of the host at once, and shows it (W16)', async () => {
    const adapter = new FakeListAdapter();
    const time = {
      kind: 'between',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
    } as const;
    const list = await mountList(adapter, { query: { time } });
    expect(adapter.calls.map(({ query }) => query.time)).to.deep.equal([time]);
    expect(one<HTMLInputElement>(list, '#from').value).to.match(/^2026-1[01]-\d\dT/);
  });

  it('shows a customized time and a selection in the update after the click', async () => {
    const { list } = await showing([aMessage({ status: 'to-be-allocated' })]);
    one(list, 'input[value="custom"]').click();
    one(list, 'tbody input').click();
    await list.updateComplete;
    expect(one<HTMLInputElement>(list, '#from').value).not.to.equal('');
    expect(screenText(one(list, '.bar'))).to.contain('1 selected');
  });
});
