import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { MessagePage, MessageQuery } from '../../model/query.js';
import {
  all,
  mountList,
  named,
  one,
  rowIds,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { focused } from '../../../test/support/keys.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `m${from + n}`);

/** A backend with `count` messages that pages as `how` says. */
function backend(count: number, how: 'total' | 'cursor' | 'more'): FakeListAdapter {
  const adapter = new FakeListAdapter();
  const rows = ids(0, count).map((id) => aMessage({ id }));
  adapter.answer = ({ page: { index, size, cursor } }: MessageQuery): MessagePage => {
    const start = how === 'cursor' ? Number(cursor ?? 0) : index * size;
    const messages = rows.slice(start, start + size);
    const hasMore = start + size < count;
    return aPage(messages, {
      total: how === 'total' ? count : null,
      hasMore: how === 'more' ? hasMore : null,
      nextCursor: how === 'cursor' && hasMore ? String(start + size) : null,
    });
  };
  return adapter;
}
const press = async (list: Awaited<ReturnType<typeof mountList>>, name: string): Promise<void> => {
  named(list, '.pager button', name).click();
  await list.updateComplete;
};

describe('message list: paging', () => {
  it('goes to pages by number, next, previous and first, and shows which one it is', async () => {
    const list = await mountList(backend(95, 'total'));
    await showsRows(list, ids(0, 20));
    expect(screenText(one(list, '.range-text'))).to.equal('1–20 of 95');
    await press(list, 'Page 3');
    await showsRows(list, ids(40, 60));
    await press(list, 'Next');
    await press(list, 'Previous');
    await showsRows(list, ids(40, 60));
    expect(named(list, '.pager button', 'Page 3').getAttribute('aria-current')).to.equal('page');
    await press(list, 'First');
    await showsRows(list, ids(0, 20));
    expect(named(list, '.pager button', 'Previous').getAttribute('aria-disabled')).to.equal('true');
  });

  for (const how of ['cursor', 'more'] as const) {
    it(`reaches every message of a backend that pages by ${how} alone`, async () => {
      const list = await mountList(backend(45, how));
      await showsRows(list, ids(0, 20));
      expect(screenText(one(list, '.range-text'))).to.equal('1–20');
      await press(list, 'Next');
      await showsRows(list, ids(20, 40));
      await press(list, 'Next');
      await showsRows(list, ids(40, 45));
      expect(named(list, '.pager button', 'Next').getAttribute('aria-disabled')).to.equal('true');
      await press(list, 'Previous');
      await showsRows(list, ids(20, 40));
    });
  }

  it('keeps the focus in the pager and the height of the table while a page loads', async () => {
    const adapter = backend(95, 'total');
    const list = await mountList(adapter);
    await showsRows(list, ids(0, 20));
    const height = one(list, '.wrap').getBoundingClientRect().height;
    const { answer } = adapter;
    adapter.answer = null;
    const next = named(list, '.pager button', 'Next');
    next.focus();
    next.click();
    await list.updateComplete;
    expect(all(list, 'tr.placeholder')).to.have.length(20);
    expect(Math.abs(one(list, '.wrap').getBoundingClientRect().height - height)).to.be.below(40);
    adapter.lastCall.resolve(await answer!(adapter.lastCall.query));
    await showsRows(list, ids(20, 40));
    expect(focused()).to.equal(next);
  });

  it('changes the page size and starts with the first page', async () => {
    const adapter = backend(95, 'total');
    const list = await mountList(adapter, { pageSize: 10 });
    await showsRows(list, ids(0, 10));
    await press(list, 'Next');
    await showsRows(list, ids(10, 20));
    const select = one<HTMLSelectElement>(list, '.size select');
    expect([...select.options].map((option) => option.value)).to.deep.equal([
      '10',
      '20',
      '50',
      '100',
    ]);
    select.value = '50';
    select.dispatchEvent(new Event('change'));
    await showsRows(list, ids(0, 50));
  });

  it('goes back to the last page when the present one no longer exists (W23)', async () => {
    const adapter = backend(45, 'total');
    const list = await mountList(adapter);
    await showsRows(list, ids(0, 20));
    await press(list, 'Page 3');
    await showsRows(list, ids(40, 45));
    adapter.answer = backend(25, 'total').answer;
    void list.refresh();
    await showsRows(list, ids(20, 25));
  });

  it('never loops on totals that lie (N17)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(-1, 0, 3, 1e12, null, 'many'),
        fc.nat(30),
        async (total, count) => {
          const adapter = backend(count, 'total');
          const { answer } = adapter;
          adapter.answer = (query) => ({
            ...(answer!(query) as MessagePage),
            total: total as number,
          });
          const list = await mountList(adapter);
          await waitFor(() => !one(list, '.progress').hasAttribute('data-on'));
          const next = named(list, '.pager button', 'Next');
          for (let turn = 0; turn < 4; turn += 1) {
            next.click();
            await list.updateComplete;
            await waitFor(() => !one(list, '.progress').hasAttribute('data-on'));
          }
          expect(adapter.calls.length).to.be.at.most(13);
          if (count > 0) expect(rowIds(list).length).to.be.greaterThan(0);
          expect(screenText(one(list, '.pager'))).not.to.match(/of (about )?0\b|of -/);
          list.remove();
        },
      ),
      {
        numRuns: runs(8, 100),
        ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
      },
    );
  });

  it('shows one page of a hundred thousand, with the true count for screen readers (N16)', async () => {
    const adapter = new FakeListAdapter();
    const rows = Array.from({ length: 1000 }, (_, n) => aMessage({ id: `n${n}` }));
    adapter.answer = ({ page: { index, size } }) =>
      aPage(rows.slice((index * size) % 900, ((index * size) % 900) + size), { total: 100_000 });
    const list = await mountList(adapter, { pageSize: 100 });
    await waitFor(() => rowIds(list).length === 100);
    expect(one(list, 'table').getAttribute('aria-rowcount')).to.equal('100001');
    await press(list, 'Page 1,000');
    await waitFor(() => all(list, 'tbody tr')[0]?.getAttribute('aria-rowindex') === '99902');
    expect(all(list, 'tbody tr')).to.have.length(100);
  });
});
