import { expect } from '@open-wc/testing';
import { AdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import { expectAlarm } from '../../../test/support/alarms.js';
import {
  all,
  mountList,
  named,
  one,
  pressQuery,
  rowIds,
  setField,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { setViewport } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

const state = (list: Awaited<ReturnType<typeof mountList>>): string =>
  screenText(one(list, '.state'));

describe('message list: states', () => {
  it('shows placeholders while it loads, hidden from screen readers', async () => {
    const list = await mountList(new FakeListAdapter());
    expect(all(list, 'tr.placeholder[aria-hidden="true"]')).to.have.length(8);
    expect(one(list, 'table').getAttribute('aria-busy')).to.equal('true');
    expect(all(list, '.state')).to.have.length(0);
  });

  it('has different texts for no messages, no match, no permission and a failure (N15)', async () => {
    const adapter = new FakeListAdapter();
    adapter.answer = () => aPage([]);
    const list = await mountList(adapter);
    await waitFor(() => all(list, '.state').length === 1);
    const texts = [state(list)];
    expect(texts[0]).to.contain('No messages');

    await setField(list, 'employeeId', '1');
    await pressQuery(list);
    await waitFor(() => state(list).includes('No messages match these filters'));
    texts.push(state(list));

    const failing = async (code: AdapterErrorCode): Promise<string> => {
      adapter.answer = () => Promise.reject(new AdapterError(code));
      await pressQuery(list);
      await waitFor(() => all(list, '.state')[0]?.dataset['kind'] === code);
      return state(list);
    };
    texts.push(
      await failing('forbidden'),
      await failing('unauthenticated'),
      await failing('malformed'),
    );
    expect(texts[2]).to.contain('You do not have permission to see messages.');
    expect(texts[3]).to.contain('Session ended');
    expect(texts[4]).to.contain('cannot be understood');
    expect(new Set(texts).size).to.equal(texts.length);

    adapter.answer = (query) =>
      aPage(query.employeeId === undefined ? [aMessage({ id: 'x' })] : []);
    await pressQuery(list);
    await waitFor(() => state(list).includes('match'));
    named(list, '.state button', 'Reset filters').click();
    await showsRows(list, ['x']);
  });

  it('shows the request id to copy, never the backend’s own words, and Retry asks again (N10)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    const event = nextEvent<CustomEvent>(list, 'aicc-error');
    adapter.lastCall.reject(
      new AdapterError('invalid', { requestId: 'req-77', cause: new Error('<b>ORA-0001</b>') }),
    );
    await waitFor(() => all(list, '.state').length === 1);
    expect(state(list)).to.contain('req-77');
    expect(state(list)).not.to.contain('ORA');
    expect((await event).detail).to.deep.equal({
      code: 'invalid',
      operation: 'listMessages',
      requestId: 'req-77',
    });
    named(list, '.state button', 'Retry').click();
    adapter.lastCall.resolve(aPage([aMessage({ id: 'x' })]));
    await showsRows(list, ['x']);
  });

  it('keeps the rows when a refresh fails, and says how old they are (N2)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    adapter.lastCall.resolve(aPage([aMessage({ id: 'x' })]));
    await showsRows(list, ['x']);
    adapter.answer = () => Promise.reject(new AdapterError('unauthenticated'));
    void list.refresh();
    await waitFor(() => all(list, '.stale').length === 1);
    expect(screenText(one(list, '.stale'))).to.match(
      /^Shown as of \d\d:\d\d\. Your session has ended\./,
    );
    expect(rowIds(list)).to.deep.equal(['x']);
    adapter.answer = () => aPage([aMessage({ id: 'y' })]);
    named(list, '.freshness button', 'Retry').click();
    await showsRows(list, ['y']);
    expect(all(list, '.stale')).to.have.length(0);
  });

  it('counts down to the next try, and asks once (N9 W9)', async () => {
    const time = fakeTime();
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    adapter.lastCall.reject(new AdapterError('rate-limited', { retryAfterSeconds: 2 }));
    await waitFor(() => screenText(one(list, '.freshness')).includes('Retry in 2 seconds'));
    await time.pass(1500);
    expect(adapter.calls).to.have.length(1);
    await time.pass(500);
    expect(adapter.calls).to.have.length(2);
    adapter.lastCall.resolve(aPage([aMessage({ id: 'x' })]));
    await showsRows(list, ['x']);
  });

  it('removes the rows when the right to see them is withdrawn (N4 N5)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    adapter.lastCall.resolve(aPage([aMessage({ id: 'x' })]));
    await showsRows(list, ['x']);
    adapter.answer = () => Promise.reject(new AdapterError('forbidden'));
    void list.refresh();
    await waitFor(() => all(list, '.state').length === 1);
    expect(rowIds(list)).to.deep.equal([]);
  });

  it('survives an adapter that throws, answers rubbish, or rejects with nothing (W24)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    adapter.lastCall.resolve(aPage([]));
    await waitFor(() => all(list, '.state').length === 1);
    const evil: (() => never | Promise<never>)[] = [
      () => {
        throw new TypeError('boom');
      },
      () => Promise.reject(undefined),
      () => Promise.reject('text'),
      () => Promise.resolve('<html>' as never),
      () => Promise.resolve({ messages: 'no' } as never),
    ];
    for (const answer of evil) {
      adapter.answer = answer;
      const event = nextEvent(list, 'aicc-error');
      void list.refresh();
      await event;
      await list.updateComplete;
      assertNoRubbishOnScreen(list);
      expect(screenText(list)).to.match(/cannot be understood|not be loaded/);
    }
  });

  it('says on screen and once in the console that it has no adapter', async () => {
    const { seen } = expectAlarm(/console\.warn: aicc-messages: <lt-message-list> has no adapter/);
    const list = await mountList(undefined);
    expect(screenText(list)).to.contain('This component has no data source yet.');
    list.density = 'compact';
    await list.updateComplete;
    expect(seen).to.have.length(1);
  });

  it('has the language and direction of the page around it (H3)', async () => {
    await setViewport({ width: 1280, height: 800 });
    const adapter = new FakeListAdapter();
    adapter.answer = () => aPage([aMessage({ status: 'to-be-allocated' })]);
    const chinese = await mountList(adapter, { lang: 'zh-CN' });
    await waitFor(() => screenText(chinese).includes('待分配'));
    expect(screenText(one(chinese, 'form'))).to.contain('最近7天');
    const arabic = await mountList(adapter, { lang: 'ar' });
    await waitFor(() => one(arabic, '.root').getAttribute('dir') === 'rtl');
    const box = (selector: string): DOMRect => one(arabic, selector).getBoundingClientRect();
    await waitFor(() => all(arabic, 'th.number').length > 0);
    expect(box('th.number').left).to.be.greaterThan(box('td.status').left);
  });
});
