import { expect } from '@open-wc/testing';
import { press, typeText, focused } from '../../../test/support/keys.js';
import {
  all,
  mountList,
  named,
  one,
  pressQuery,
  root,
  setField,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';

const answering = (): FakeListAdapter => {
  const adapter = new FakeListAdapter();
  adapter.answer = () => aPage([aMessage()]);
  return adapter;
};

describe('message list: filters', () => {
  it('offers the filters of the screen, in its words', async () => {
    const list = await mountList(answering());
    const labels = all(list, 'form legend, form .label, form .segment').map((label) =>
      label.textContent.trim(),
    );
    expect(labels).to.deep.equal([
      'Time',
      '1 Day',
      '3 Days',
      '7 Days',
      'Customization',
      'Contact number',
      'Message status',
      'Employee ID',
      'Channel Type',
    ]);
    const options = (id: string): string[] =>
      [...one<HTMLSelectElement>(list, `#${id}`).options].map((option) => option.text);
    expect(options('status')).to.deep.equal([
      'All message status',
      'To be allocated',
      'Unprocessed',
      'Processing',
      'Processed',
      'Allocation failed',
    ]);
    expect(options('channel')).to.deep.equal(['All channel types', 'Voice', 'WEB']);
    expect(one<HTMLInputElement>(list, 'input[name="time"]:checked').value).to.equal('7');
  });

  it('queries with the defaults at once, and what is typed on Enter or Query', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    await waitFor(() => adapter.calls.length === 1);
    expect(adapter.lastCall.query).to.deep.equal({
      time: { kind: 'last', hours: 168 },
      sort: { field: 'created', direction: 'descending' },
      page: { index: 0, size: 20 },
    });
    await waitFor(() => list.messages.length === 1);
    await setField(list, 'employeeId', '1001');
    expect(adapter.calls).to.have.length(1);
    expect(screenText(list)).to.contain('Press Enter or Query');
    await pressQuery(list);
    expect(adapter.lastCall.query.employeeId).to.equal('1001');
  });

  it('queries at once when a preset, a choice or a tab is pressed, with everything that is typed', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    await setField(list, 'contactNumber', '＋44 (0)7700');
    await setField(list, 'channel', 'web');
    expect(adapter.lastCall.query).to.include({ channel: 'web', contactNumber: '+447700' });
    expect(one<HTMLInputElement>(list, '#contactNumber').value).to.equal('＋44 (0)7700');
    expect(all(list, '.unasked')).to.have.length(0);
    one(list, 'input[name="time"][value="3"]').click();
    await list.updateComplete;
    expect(adapter.lastCall.query.time).to.deep.equal({ kind: 'last', hours: 72 });
    named(list, '[role="tab"]', 'Processed').click();
    await list.updateComplete;
    expect(adapter.lastCall.query).to.include({ status: 'processed', channel: 'web' });
    expect(one<HTMLSelectElement>(list, '#status').value).to.equal('processed');
  });

  it('has tabs and the select of the status in one state; arrow keys only move', async () => {
    const adapter = answering();
    adapter.answer = () =>
      aPage([aMessage()], {
        counts: {
          'to-be-allocated': 38,
          unprocessed: 74,
          processing: 9,
          processed: 117,
          'allocation-failed': 12,
        },
      });
    const list = await mountList(adapter);
    await waitFor(() => all(list, '.tab strong').length === 6);
    expect(one(list, '[role="tablist"]').getAttribute('aria-label')).to.equal('Status');
    expect(all(list, '[role="tab"]').map((tab) => tab.textContent.trim())).to.deep.equal([
      'All 250',
      'To be allocated 38',
      'Unprocessed 74',
      'Processing 9',
      'Processed 117',
      'Allocation failed 12',
    ]);
    const selected = (): string[] =>
      all(list, '[aria-selected="true"]').map((tab) => tab.dataset['status']!);
    expect(selected()).to.deep.equal(['all']);
    await setField(list, 'status', 'processing');
    expect(selected()).to.deep.equal(['processing']);
    one(list, '[aria-selected="true"]').focus();
    await press('ArrowLeft');
    expect((focused() as HTMLElement).dataset['status']).to.equal('unprocessed');
    expect(adapter.lastCall.query.status).to.equal('processing');
    await press('Enter');
    await waitFor(() => adapter.lastCall.query.status === 'unprocessed');
    expect(selected()).to.deep.equal(['unprocessed']);
  });

  it('filters by Mine and Late where the backend knows them', async () => {
    const adapter = answering();
    adapter.capabilities = { employeeId: '1001', filters: ['late'] };
    const list = await mountList(adapter);
    const mine = await waitFor(() =>
      list.shadowRoot!.querySelector<HTMLElement>('[data-toggle="mine"]'),
    );
    mine.click();
    await list.updateComplete;
    expect(adapter.lastCall.query.employeeId).to.equal('1001');
    expect(one<HTMLInputElement>(list, '#employeeId').value).to.equal('1001');
    expect(mine.getAttribute('aria-pressed')).to.equal('true');
    one(list, '[data-toggle="late"]').click();
    await list.updateComplete;
    expect(adapter.lastCall.query).to.include({ employeeId: '1001', late: true });
    mine.click();
    await list.updateComplete;
    expect(adapter.lastCall.query.employeeId).to.be.undefined;
    expect(adapter.lastCall.query.late).to.be.true;
    const plain = await mountList(answering());
    await waitFor(() => plain.messages.length === 1);
    expect(all(plain, '.toggle')).to.have.length(0);
  });

  it('queries with Enter, by keys alone', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    one(list, '#contactNumber').focus();
    await typeText('7700');
    await press('Enter');
    await waitFor(() => adapter.lastCall.query.contactNumber === '7700');
    expect(focused()?.id).to.equal('contactNumber');
  });

  it('sends every filter that is set', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    await setField(list, 'contactNumber', '+44');
    await setField(list, 'status', 'allocation-failed');
    await setField(list, 'employeeId', '1002');
    await setField(list, 'channel', 'web');
    one(list, 'input[name="time"][value="1"]').click();
    await pressQuery(list);
    const { time, contactNumber, status, employeeId, channel } = adapter.lastCall.query;
    expect({ time, contactNumber, status, employeeId, channel }).to.deep.equal({
      time: { kind: 'last', hours: 24 },
      contactNumber: '+44',
      status: 'allocation-failed',
      employeeId: '1002',
      channel: 'web',
    });
  });

  for (const width of [1280, 320]) {
    it(`moves nothing when it says what is wrong with a customized range, ${width} px wide`, async () => {
      const list = await mountList(answering());
      list.style.inlineSize = `${width}px`;
      if (width < 600) one(list, '.filters-button').click();
      one(list, 'input[value="custom"]').click();
      await list.updateComplete;
      await setField(list, 'from', '2026-11-20T10:00');
      await setField(list, 'to', '2026-11-19T10:00');
      const places = (): number[] =>
        ['#from', '#to', '#contactNumber', '.bar'].map(
          (selector) =>
            one(list, selector).getBoundingClientRect().top -
            one(list, '.filters').getBoundingClientRect().top,
        );
      const before = places();
      await pressQuery(list);
      await waitFor(() => screenText(list).includes('To must be later than From.'));
      expect(places()).to.deep.equal(before);
    });
  }

  it('says at the field what is wrong with a customized range, keeps the typed text and sends no query', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    one(list, 'input[value="custom"]').click();
    await list.updateComplete;
    await setField(list, 'from', '2026-11-20T10:00');
    await setField(list, 'to', '2026-11-19T10:00');
    await setField(list, 'employeeId', '1001');
    await pressQuery(list);
    expect(adapter.calls).to.have.length(1);
    const to = one<HTMLInputElement>(list, '#to');
    await waitFor(() => focused() === to);
    expect(to.getAttribute('aria-invalid')).to.equal('true');
    const described = to
      .getAttribute('aria-describedby')!
      .split(' ')
      .map((id) => root(list).getElementById(id)!.textContent.trim());
    expect(described[0]).to.equal('To must be later than From.');
    expect(described[1]).to.match(/^Times are in .+\.$/);
    expect([to.value, one<HTMLInputElement>(list, '#employeeId').value]).to.deep.equal([
      '2026-11-19T10:00',
      '1001',
    ]);

    await setField(list, 'to', '');
    await pressQuery(list);
    expect(screenText(list)).to.contain('Enter an end date and time.');
    await setField(list, 'to', '2026-11-21T10:00');
    await pressQuery(list);
    const { time } = adapter.lastCall.query;
    expect(time.kind === 'between' && Date.parse(time.to) - Date.parse(time.from)).to.equal(
      24 * 3_600_000,
    );
  });

  it('restores the defaults and queries on Reset', async () => {
    const adapter = answering();
    const list = await mountList(adapter);
    await setField(list, 'status', 'processed');
    await setField(list, 'contactNumber', '12');
    await pressQuery(list);
    named(list, 'button', 'Reset').click();
    await list.updateComplete;
    expect(one<HTMLSelectElement>(list, '#status').value).to.equal('');
    expect(one<HTMLInputElement>(list, '#contactNumber').value).to.equal('');
    expect(adapter.lastCall.query.status).to.be.undefined;
  });

  it('shows the optional filters only where the backend has them', async () => {
    const adapter = answering();
    adapter.capabilities = {
      filters: ['organization', 'skill-queue', 'processor-account'],
      organizations: [{ id: 'o1', name: 'North' }],
      skillQueues: [{ id: 'q1', name: 'Billing' }],
    };
    const list = await mountList(adapter);
    await waitFor(() => root(list).getElementById('organizationId'));
    await setField(list, 'organizationId', 'o1');
    one(list, '.organization input[type="checkbox"]').click();
    await setField(list, 'skillQueueId', 'q1');
    await setField(list, 'processorAccount', 'j100001');
    await pressQuery(list);
    const { organizationId, includeSubOrganizations, skillQueueId, processorAccount } =
      adapter.lastCall.query;
    expect({
      organizationId,
      includeSubOrganizations,
      skillQueueId,
      processorAccount,
    }).to.deep.equal({
      organizationId: 'o1',
      includeSubOrganizations: true,
      skillQueueId: 'q1',
      processorAccount: 'j100001',
    });
    const plain = await mountList(answering());
    await waitFor(() => plain.messages.length === 1);
    expect(root(plain).getElementById('organizationId')).to.be.null;
  });

  it('starts with the filters of the host, and sends no query for equal ones (H13)', async () => {
    const adapter = answering();
    const list = await mountList(adapter, { query: { status: 'processed' } });
    await waitFor(() => list.messages.length === 1);
    expect(adapter.lastCall.query.status).to.equal('processed');
    for (let turn = 0; turn < 1000; turn += 1) {
      list.query = { status: 'processed' };
      list.strings = {};
      list.pageSize = 20;
    }
    await list.updateComplete;
    expect(adapter.calls).to.have.length(1);
    list.query = { status: 'unprocessed' };
    await list.updateComplete;
    expect(adapter.lastCall.query.status).to.equal('unprocessed');
    expect(one<HTMLSelectElement>(list, '#status').value).to.equal('unprocessed');
  });

  it('shows only the answer to the newest query, in whatever order answers come (W10)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    for (const employeeId of ['1', '13', '138']) {
      await setField(list, 'employeeId', employeeId);
      await pressQuery(list);
    }
    const [, one1, two, three] = adapter.calls;
    const [a, b, c] = [aMessage(), aMessage(), aMessage()];
    three!.resolve(aPage([c]));
    await showsRows(list, [c.id]);
    one1!.resolve(aPage([a], { total: 99 }));
    two!.reject(new Error('late'));
    adapter.calls[0]!.resolve(aPage([b]));
    await list.updateComplete;
    await showsRows(list, [c.id]);
    expect(screenText(one(list, '.bar'))).to.contain('1 message ');
  });

  it('aborts a superseded request silently (W11)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    const errors: Event[] = [];
    list.addEventListener('aicc-error', (event) => errors.push(event));
    await setField(list, 'employeeId', '1');
    await pressQuery(list);
    expect(adapter.calls[0]!.signal?.aborted).to.be.true;
    adapter.lastCall.resolve(aPage([aMessage()]));
    await waitFor(() => list.messages.length === 1);
    expect(errors).to.have.length(0);
  });
});
