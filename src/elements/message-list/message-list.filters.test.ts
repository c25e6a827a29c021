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

  it('queries with the defaults at once, and not when a field changes', async () => {
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
    expect(screenText(list)).to.contain('Filters changed. Press Query.');
    await pressQuery(list);
    expect(adapter.lastCall.query.employeeId).to.equal('1001');
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
