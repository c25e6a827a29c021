import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Message } from '../../model/message.js';
import {
  all,
  mountList,
  named,
  one,
  showing,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { press } from '../../../test/support/keys.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

const cells = (list: Awaited<ReturnType<typeof showing>>['list']): string[] =>
  all(list, 'tbody tr:first-child > *').map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());

describe('message list: table', () => {
  it('has the columns of the screen, with a value in each', async () => {
    const { list } = await showing([
      aMessage({
        channel: 'voice',
        status: 'unprocessed',
        contactNumber: '+44 7700 900952',
        employeeId: '1004',
        businessAccount: 'j100004',
        durationSeconds: 83,
      }),
    ]);
    expect(all(list, 'thead th').map((head) => head.textContent.trim())).to.deep.equal([
      '',
      'Contact number',
      'Channel Type',
      'Status',
      'Employee ID',
      'Business account',
      'Waiting',
      'Created',
      'Updated',
      'Duration',
      'Operation',
    ]);
    const [, number, channel, status, employee, account, waiting, created, , duration] =
      cells(list);
    expect([number, channel, status, employee, account, duration]).to.deep.equal([
      '+44 7700 900952',
      'Voice',
      'Unprocessed',
      '1004',
      'j100004',
      '1:23',
    ]);
    expect(waiting).to.match(/^\d/);
    expect(created).to.match(/^20 Nov( 2026)?, \d\d:00$/);
    const time = one<HTMLTimeElement>(list, 'td.created time');
    expect(time.dateTime).to.equal('2026-11-20T08:00:00Z');
    expect(time.title).to.match(/Friday.+GMT/);
    expect(one<HTMLTimeElement>(list, 'td.duration time').dateTime).to.equal('PT83S');
  });

  it('sorts by Created and Updated, and says so', async () => {
    const { adapter, list } = await showing([aMessage()]);
    const sorts = (): (string | null)[] =>
      all(list, 'th[aria-sort]').map((head) => head.getAttribute('aria-sort'));
    expect(sorts()).to.deep.equal(['descending', 'none']);
    named(list, 'th button', 'Updated').click();
    await waitFor(() => list.messages.length === 1);
    expect(adapter.lastCall.query.sort).to.deep.equal({
      field: 'updated',
      direction: 'descending',
    });
    named(list, 'th button', 'Updated').click();
    await list.updateComplete;
    expect(adapter.lastCall.query.sort).to.deep.equal({ field: 'updated', direction: 'ascending' });
    expect(sorts()).to.deep.equal(['none', 'ascending']);
  });

  it('names each action by its word and number, with the time where the number is there twice (A8)', async () => {
    const { list } = await showing([
      aMessage({ contactNumber: '+44 7700 901234', createdAt: '2026-11-20T08:00:00Z' }),
      aMessage({ contactNumber: '+44 7700 901234', createdAt: '2026-11-20T08:00:01Z' }),
      aMessage({ contactNumber: null, channel: 'web', status: 'to-be-allocated' }),
    ]);
    const names = all(list, '.action').map((button) => button.getAttribute('aria-label')!);
    expect(names[0]).to.match(/^Process, \+44 7700 901234, 20 Nov.* \d\d:00:00$/);
    expect(names).to.include('Allocate, unknown number');
    expect(new Set(names).size).to.equal(names.length);
    for (const button of all(list, '.action')) {
      expect(button.getAttribute('aria-label')!.startsWith(button.textContent.trim())).to.be.true;
    }
  });

  it('offers Voice and WEB their own actions', async () => {
    const { list } = await showing([
      aMessage({ channel: 'voice', status: 'to-be-allocated' }),
      aMessage({ channel: 'voice', status: 'unprocessed' }),
      aMessage({ channel: 'web', status: 'unprocessed' }),
    ]);
    const actions = (row: number): (string | undefined)[] =>
      all(list, `tbody tr:nth-child(${row}) .action`).map(
        ({ dataset }) => dataset['action'] ?? (dataset['more'] === undefined ? undefined : 'more'),
      );
    expect(actions(1)).to.deep.equal(['allocate', 'play', 'more']);
    expect(actions(2)).to.deep.equal(['process', 'play', 'more']);
    expect(actions(3)).to.deep.equal(['process', 'more']);
  });

  it('says to keyboard and screen reader users why a box does nothing, and does nothing (A18 W25)', async () => {
    const { list } = await showing([
      aMessage({ channel: 'web', status: 'to-be-allocated' }),
      aMessage({ channel: 'web', status: 'processed' }),
    ]);
    const [good, box] = all<HTMLInputElement>(list, 'tbody input') as [
      HTMLElement,
      HTMLInputElement,
    ];
    expect(box.getAttribute('aria-disabled')).to.equal('true');
    expect(box.hasAttribute('disabled')).to.be.false;
    const reason = list.shadowRoot!.getElementById(box.getAttribute('aria-describedby')!)!;
    expect(reason.textContent).to.equal('Already processed.');
    // From one control of the list to another, as a pointer or Tab goes.
    good.focus();
    box.focus();
    const tip = one(list, '.tip');
    expect(tip.matches(':popover-open')).to.be.true;
    expect(tip.textContent).to.equal('Already processed.');
    await press('Escape');
    expect(tip.matches(':popover-open')).to.be.false;
    await press('Space');
    expect(box.checked).to.be.false;
    box.click();
    expect(tip.matches(':popover-open')).to.be.true;
    good.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    expect(tip.matches(':popover-open'), 'after the pointer has left it').to.be.false;
    box.click();
    document.dispatchEvent(new Event('scroll'));
    expect(tip.matches(':popover-open'), 'after the page has scrolled').to.be.false;
  });

  it('has rows of one height, whatever happens to one of them (F6)', async () => {
    const long = 'A very long name of somebody who processes this message now, and longer still';
    const { adapter, list } = await showing(
      [
        aMessage({ status: 'unprocessed', contactNumber: '+1'.padEnd(300, '5') }),
        aMessage({ channel: 'web', text: 'line\n'.repeat(60), status: 'unprocessed' }),
        aMessage({ status: 'unprocessed', businessAccount: 'account '.repeat(30) }),
      ],
      {},
      { query: { status: 'unprocessed' } },
    );
    const heights = (): number[] =>
      all(list, 'tbody tr').map((row) => row.getBoundingClientRect().height);
    const [height] = heights();
    expect(new Set(heights()).size).to.equal(1);
    const [first] = list.messages;
    adapter.emitChange({
      ...first!,
      version: 9,
      status: 'processing',
      lease: { id: 'l', ownerEmployeeId: '1', ownerName: long, mine: false, expiresAt: null },
    });
    await waitFor(() => one(list, 'tbody tr').hasAttribute('data-left'));
    expect(one(list, 'td.status .detail').textContent).to.equal('Left this view');
    expect(heights()).to.deep.equal([height, height, height]);
    expect(screenText(one(list, '.bar'))).to.contain('2 messages');
    expect(screenText(one(list, '.bar'))).to.contain('1 left this view. Refresh');
    adapter.emit({
      type: 'removed',
      messageId: list.messages[1]!.id,
      version: 9,
      reason: 'deleted',
      sequence: null,
    });
    await waitFor(() => all(list, 'tr.gone').length === 1);
    expect(heights()).to.deep.equal([height, height, height]);
  });

  it('says how long a message waits, and how far it is from its promised time', async () => {
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const { list } = await showing([
      aMessage({ status: 'unprocessed', createdAt: ago(4), dueAt: null }),
      aMessage({ status: 'unprocessed', createdAt: ago(134) }),
      aMessage({ status: 'processed', createdAt: ago(134) }),
    ]);
    const texts = (): string[] => all(list, 'td.waiting').map((cell) => screenText(cell));
    expect(texts()).to.deep.equal(['4 min', '2 h 14 m', '–']);
    list.dueRules = { rules: [{ hours: 2 }] };
    await list.updateComplete;
    expect(texts()[0]).to.match(/^4 min due in 1 h$/);
    expect(texts()[1]).to.equal('2 h 14 m late by 14 min');
    expect(texts()[2]).to.equal('–');
    expect(one(list, '[data-due="late"]')).to.exist;
  });

  it('shows who works on a message, and why one could not be allocated', async () => {
    const { list } = await showing([
      aMessage({
        status: 'processing',
        lease: {
          id: 'l',
          ownerEmployeeId: '1004',
          ownerName: 'Marco Bellandi',
          mine: false,
          expiresAt: null,
        },
      }),
      aMessage({
        status: 'processing',
        lease: { id: 'l', ownerEmployeeId: '1001', ownerName: null, mine: true, expiresAt: null },
      }),
      aMessage({
        status: 'allocation-failed',
        allocationFailure: {
          code: 'agent-not-found',
          since: '2026-11-20T08:00:00Z',
          tries: 3,
          target: '1912',
        },
      }),
    ]);
    const texts = all(list, 'td.status').map(({ children }) =>
      [...children].map((line) => line.textContent.trim()).join(' '),
    );
    expect(texts[0]).to.equal('Processing by Marco Bellandi');
    expect(texts[1]).to.equal('Processing by you');
    expect(texts[2]).to.contain('agent 1912 not found');
    expect(one(list, 'tr:nth-child(3) td.status .detail').title).to.match(
      /^agent 1912 not found\. Failed 20 Nov.* · 3 attempts$/,
    );
  });

  it('shows unknown words as sent, view only, and never rubbish (N13 N14)', async () => {
    const { list } = await showing([
      aMessage({ status: 'ESCALATED', channel: 'fax' }),
      aMessage({ status: '', channel: '' }),
    ]);
    expect(cells(list)[2]).to.equal('fax');
    expect(cells(list)[3]).to.equal('ESCALATED');
    expect(
      all(list, '.action[data-action]').map((button) => button.dataset['action']),
    ).to.deep.equal(['view', 'view']);
    assertNoRubbishOnScreen(list);
  });

  it('survives rows of any shape: one bad row never breaks the list (N14 W24)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    adapter.lastCall.resolve(aPage([aMessage({ id: 'good' })]));
    await showsRows(list, ['good']);
    const issues: string[] = [];
    list.addEventListener('aicc-data-error', (event) => issues.push(...event.detail.fields));
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            id: fc.string(),
            status: fc.anything(),
            createdAt: fc.anything(),
            lease: fc.anything(),
          }),
          {
            maxLength: 4,
          },
        ),
        async (rows) => {
          void list.refresh();
          adapter.lastCall.resolve(
            aPage([...(rows as unknown as Message[]), aMessage({ id: 'good' })]),
          );
          await waitFor(() => !one(list, '.progress').hasAttribute('data-on'));
          await list.updateComplete;
          expect(list.messages.some(({ id }) => id === 'good')).to.be.true;
          assertNoRubbishOnScreen(one(list, 'tbody'));
        },
      ),
      {
        numRuns: runs(15, 500),
        ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
      },
    );
  });

  it('reports the names of unreadable fields to the host (N14)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    const event = nextEvent<CustomEvent<{ fields: string[] }>>(list, 'aicc-data-error');
    adapter.lastCall.resolve(aPage([aMessage({ createdAt: 'yesterday' })]));
    expect((await event).detail.fields).to.deep.equal(['messages[0].createdAt']);
  });

  it('isolates each field and shows direction marks (N20 A16)', async () => {
    const { list } = await showing([
      aMessage({
        contactNumber: '+44\u202e12',
        employeeId: '10\u200b01',
        businessAccount: 'شركة',
        channel: 'web',
        text: 'مرحبا',
        language: 'ar',
      }),
    ]);
    expect(cells(list)[1]).to.contain('[U+202E]');
    expect(cells(list)[4]).to.equal('10[U+200B]01');
    expect(one(list, 'th.number bdi').getAttribute('dir')).to.equal('ltr');
    expect(one(list, '.preview').getAttribute('lang')).to.equal('ar');
    expect(one(list, 'td.account > bdi')).to.exist;
  });

  it('clamps huge values without widening the page (N18)', async () => {
    const { list } = await showing([
      aMessage({
        channel: 'web',
        text: 'x'.repeat(100_000),
        businessAccount: 'y'.repeat(100_000),
        contactNumber: '9'.repeat(5000),
      }),
    ]);
    expect(one(list, 'tbody').textContent.length).to.be.below(1200);
    expect(document.documentElement.scrollWidth).to.be.at.most(
      document.documentElement.clientWidth,
    );
  });
});
