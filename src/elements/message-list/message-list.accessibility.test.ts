import { expect } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { emulateMedia, focused, press, setViewport } from '../../../test/support/keys.js';
import {
  all,
  mountList,
  named,
  one,
  root,
  setField,
  pressQuery,
  showing,
  showsRows,
} from '../../../test/support/list-element.js';
import { FakeListAdapter, aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';

const MESSAGES: readonly Message[] = [
  aMessage({ id: 'a', status: 'to-be-allocated', contactNumber: '+1 555 0101' }),
  aMessage({ id: 'b', status: 'unprocessed', contactNumber: '+1 555 0102' }),
  aMessage({
    id: 'c',
    channel: 'web',
    status: 'processing',
    text: 'Hello',
    contactNumber: '+1 555 0103',
    lease: { id: 'l', ownerEmployeeId: '1004', ownerName: 'Marco', mine: false, expiresAt: null },
  }),
  aMessage({
    id: 'd',
    status: 'allocation-failed',
    contactNumber: '+1 555 0104',
    allocationFailure: {
      code: 'agent-not-found',
      since: '2026-11-20T08:00:00Z',
      tries: 2,
      target: '9',
    },
  }),
  aMessage({ id: 'e', status: 'ESCALATED', channel: 'fax', contactNumber: '+1 555 0105' }),
  aMessage({ id: 'f', status: 'processed', contactNumber: '+1 555 0106' }),
];

const showingAll = (lang = 'en') => showing(MESSAGES, { total: 90 }, { lang });
const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 800 } };

describe('message list: accessibility', () => {
  afterEach(async () => {
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    await setViewport({ width: 1280, height: 800 });
  });

  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has no faults: ${size}, ${colorScheme} (A10 A19)`, async () => {
        await setViewport(viewport);
        await emulateMedia({ colorScheme });
        const { list } = await showingAll();
        list.style.setProperty('color-scheme', colorScheme);
        list.style.setProperty('background', colorScheme === 'dark' ? '#16191f' : '#fff');
        all(list, 'tbody input')[0]!.click();
        one(list, 'input[value="custom"]').click();
        await list.updateComplete;
        await setField(list, 'from', '');
        await pressQuery(list);
        await expectAccessible(list);
      });
    }
  }

  it('has no faults while loading, empty, failed and stale (A19)', async () => {
    const adapter = new FakeListAdapter();
    const list = await mountList(adapter);
    await expectAccessible(list);
    adapter.lastCall.resolve(aPage([]));
    await waitFor(() => all(list, '.state').length === 1);
    await expectAccessible(list);
    adapter.answer = () => aPage(MESSAGES);
    void list.refresh();
    await showsRows(
      list,
      MESSAGES.map(({ id }) => id),
    );
    adapter.emit({ type: 'connection', state: 'paused' });
    adapter.answer = () => Promise.reject(new AdapterError('unauthenticated'));
    void list.refresh();
    await waitFor(() => all(list, '.stale').length === 1);
    await expectAccessible(list);
    await pressQuery(list);
    await waitFor(() => all(list, '.state').length === 1);
    await expectAccessible(list);
  });

  it('is a table with headers, at every width (A2)', async () => {
    for (const viewport of Object.values(SIZES)) {
      await setViewport(viewport);
      const { list } = await showingAll();
      const table = one(list, 'table');
      expect(table.getAttribute('role')).to.equal('table');
      for (const row of all(list, 'tbody tr')) {
        expect(row.getAttribute('role')).to.equal('row');
        expect(row.querySelectorAll('[role="cell"]')).to.have.length(10);
        expect(row.querySelector('[role="rowheader"]')!.getAttribute('scope')).to.equal('row');
      }
      expect(all(list, 'th[scope="col"]')).to.have.length(11);
      expect(root(list).querySelector('[role="grid"]')).to.be.null;
    }
  });

  it('announces each result once, in a live region that is always there (A5)', async () => {
    const adapter = new FakeListAdapter();
    adapter.answer = () => aPage(MESSAGES, { total: 90 });
    const list = await mountList(adapter);
    const region = one(list, '[role="status"]');
    await waitFor(() => region.textContent.trim() === '90 messages');
    const said: string[] = [];
    const observer = new MutationObserver(() => said.push(region.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    named(list, '.pager button', 'Next').click();
    await waitFor(() => said.length === 1);
    adapter.emitChange({ ...MESSAGES[0]!, version: 2 });
    await waitFor(() => list.messages[0]!.version === 2);
    adapter.answer = () => Promise.reject(new AdapterError('malformed'));
    await pressQuery(list);
    await waitFor(() => said.length === 2);
    expect(said).to.deep.equal([
      'Page 2, 90 messages',
      'The service gave an answer that cannot be understood.',
    ]);
    expect(one(list, '[role="status"]')).to.equal(region);
    observer.disconnect();
  });

  it('reaches everything with Tab, in reading order (A1)', async () => {
    await setViewport(SIZES.wide);
    const { list } = await showingAll();
    one(list, 'input[name="time"]:checked').focus();
    const path: string[] = [];
    for (let step = 0; step < 16; step += 1) {
      await press('Tab');
      const element = focused()!;
      path.push(element.getAttribute('aria-label') ?? (element.id || element.textContent.trim()));
    }
    expect(path.slice(0, 8)).to.deep.equal([
      'contactNumber',
      'status',
      'employeeId',
      'channel',
      'Query',
      'Reset',
      'Select all on this page',
      'Created',
    ]);
    expect(path[9]).to.match(/^Select, .*0101/);
    expect(path[10]).to.match(/^Allocate, .*0101/);
  });

  it('has targets of 24 pixels or more, in compact density too (A9)', async () => {
    for (const viewport of Object.values(SIZES)) {
      await setViewport(viewport);
      const { list } = await showingAll();
      list.density = 'compact';
      await list.updateComplete;
      const targets = all(list, 'button, select, .hit, input[type="text"], .segment');
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        if (width === 0) continue;
        expect(Math.min(width, height), target.outerHTML.slice(0, 120)).to.be.at.least(24);
      }
    }
  });

  it('needs no sideways scrolling at 320 pixels, with wide text spacing too (H5)', async function () {
    await setViewport(SIZES.narrow);
    // A window of WebKitGTK does not become so narrow.
    if (innerWidth > 320) this.skip();
    const { list } = await showingAll();
    list.style.setProperty('letter-spacing', '0.12em');
    list.style.setProperty('word-spacing', '0.16em');
    const wrap = one(list, '.wrap');
    expect(wrap.scrollWidth).to.be.at.most(wrap.clientWidth);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });

  it('moves nothing when the user prefers reduced motion (H6)', async function () {
    // The test cannot set the preference in other browsers.
    if (!(await emulateMedia({ reducedMotion: 'reduce' }))) this.skip();
    const { adapter, list } = await showingAll();
    adapter.emitChange({ ...MESSAGES[0]!, version: 2 });
    await waitFor(() => one(list, 'tbody tr').dataset['change']);
    const running = document
      .getAnimations()
      .filter((animation) => animation.playState === 'running');
    expect(running).to.have.length(0);
  });

  it('shows the word of each status beside its color (H4)', async () => {
    const { list } = await showingAll();
    expect(all(list, '.badge').map((badge) => screenText(badge))).to.deep.equal([
      'To be allocated',
      'Unprocessed',
      'Processing',
      'Allocation failed',
      'ESCALATED',
      'Processed',
    ]);
  });
});
