/** Every filter against the rows it shows, and every scenario of the demo page, as a person sees them. */
import assert from 'node:assert/strict';
import { until } from '../node/support/waits.ts';
import { passTime } from './support/browser.ts';
import { useDemo } from './support/demo-site.ts';
import { cellsWhere, everyCell, list, query, rows, timesOf, total } from './support/list-page.ts';

const HOUR_MS = 3_600_000;

describe('filters of the list', () => {
  const open = useDemo();

  it('show only what they say, and together', async () => {
    const page = await open();
    await rows(page).first().waitFor();
    const all = await total(page);
    assert.ok(all >= 200, 'at least 200 messages within 7 days');
    for (const status of [
      'To be allocated',
      'Unprocessed',
      'Processing',
      'Processed',
      'Allocation failed',
    ]) {
      await query(page, { 'Message status': status });
      await everyCell(page, 'Status', (text) => text.startsWith(status));
    }
    await query(page, { 'Message status': 'All message status', 'Channel Type': 'WEB' });
    await everyCell(page, 'Channel', (text) => text === 'WEB');
    const web = await total(page);
    await query(page, { 'Channel Type': 'Voice' });
    await everyCell(page, 'Channel', (text) => text === 'Voice');
    assert.equal(web + (await total(page)), all, 'the channels add up');
    await query(page, { 'Employee ID': '1004' });
    await everyCell(page, 'Employee', (text) => text === '1004');
    await query(page, {
      'Employee ID': '',
      'Contact number': '7946',
      'Channel Type': 'All channel types',
    });
    await everyCell(page, 'Contact', (text) => text.replace(/\s/g, '').includes('7946'));
    await list(page).getByLabel('Contact number', { exact: true }).fill('00000000000');
    await list(page).getByLabel('Contact number', { exact: true }).press('Enter');
    await list(page).getByText('No messages match these filters').waitFor();
    await list(page).getByRole('button', { name: 'Reset', exact: true }).click();
    await everyCell(page, 'Status', () => true);
    assert.equal(await total(page), all, 'Reset brings everything back');
  });

  it('count days back from now, and take a chosen range', async () => {
    const page = await open();
    await rows(page).first().waitFor();
    let before = Number.POSITIVE_INFINITY;
    for (const [days, name] of [
      [7, '7 Days'],
      [3, '3 Days'],
      [1, '1 Day'],
    ] as const) {
      await list(page).getByRole('radio', { name }).click();
      await query(page, {});
      const since = Date.now() - days * 24 * HOUR_MS - 60_000;
      const cells = await everyCell(page, 'Created', (text) => Date.parse(text) >= since);
      assert.deepEqual(
        timesOf(cells),
        timesOf(cells).toSorted((a, b) => b - a),
        'newest first',
      );
      const now = await total(page);
      assert.ok(now < before, 'fewer days, fewer messages');
      before = now;
    }
    await list(page).getByRole('radio', { name: 'Customization' }).click();
    const from = list(page).getByLabel('From', { exact: true });
    const to = list(page).getByLabel('To', { exact: true });
    const local = (hoursAgo: number): string => {
      const date = new Date(Date.now() - hoursAgo * HOUR_MS);
      date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
      return date.toISOString().slice(0, 16);
    };
    await from.fill(local(24));
    await to.fill(local(48));
    await query(page, {});
    await list(page).getByText('To must be later than From.').waitFor();
    await from.fill(local(20 * 24));
    await to.fill(local(8 * 24));
    await query(page, {});
    await everyCell(
      page,
      'Created',
      (text) => Date.parse(text) < Date.now() - 8 * 24 * HOUR_MS + 60_000,
    );
  });

  it('sorts by Created and by Updated, both ways', async () => {
    const page = await open();
    await rows(page).first().waitFor();
    for (const name of ['Updated', 'Created']) {
      const head = list(page).getByRole('columnheader', { name: new RegExp(`^${name}`) });
      for (let turn = 0; turn < 2; turn += 1) {
        const before = await head.getAttribute('aria-sort');
        await head.getByRole('button').click();
        await page.waitForFunction(
          ({ element, old }) => element?.getAttribute('aria-sort') !== old,
          { element: await head.elementHandle(), old: before },
        );
        const sign = (await head.getAttribute('aria-sort')) === 'ascending' ? 1 : -1;
        await cellsWhere(page, name, (cells) => {
          const times = timesOf(cells);
          const inOrder = times.toSorted((a, b) => sign * (a - b));
          return times.length > 1 && times.every((time, at) => time === inOrder[at]);
        });
      }
    }
  });
});

describe('scenarios of the demo page', () => {
  const open = useDemo();

  it('empty says that there are no messages, not that a filter hides them', async () => {
    const page = await open('scenario=empty');
    await list(page).getByText('No messages', { exact: true }).waitFor();
    assert.equal(await list(page).getByText('match these filters').count(), 0);
  });

  it('slow shows skeletons, then the rows', async () => {
    const page = await open('scenario=slow', { clock: 'stopped' });
    await list(page).locator('.skeleton').first().waitFor();
    await passTime(page, 'the rows', () => rows(page).first().getByRole('checkbox').isVisible());
    await everyCell(page, 'Status', (text) => text !== '');
  });

  it('server-error says so with the request id, and Retry helps', async () => {
    const page = await open('scenario=server-error', { allow: [/503/], clock: 'running' });
    const failure = list(page).getByText('The messages could not be loaded');
    await passTime(page, 'the failure', () => failure.isVisible());
    await list(page)
      .getByText(/Request ID: req-/)
      .waitFor();
    await list(page).getByRole('button', { name: 'Retry' }).click();
    await everyCell(page, 'Status', (text) => text !== '');
  });

  it('conflict names the winner and overwrites nothing', async () => {
    const page = await open('scenario=conflict', { allow: [/409|412/] });
    await rows(page).first().waitFor();
    await query(page, { 'Message status': 'To be allocated' });
    await everyCell(page, 'Status', (text) => text.startsWith('To be allocated'));
    await rows(page)
      .first()
      .getByRole('button', { name: /^Allocate/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Allocate/ });
    await dialog.getByRole('radio').nth(2).click();
    await dialog.getByRole('button', { name: 'Complete' }).click();
    await dialog
      .getByText(/already/i)
      .first()
      .waitFor();
  });

  it('session-expired says that the session ended, and goes on after signing in', async () => {
    const page = await open('scenario=session-expired', { allow: [/401/] });
    await rows(page).first().waitFor();
    const ended = list(page)
      .getByText(/session (has )?ended/i)
      .first();
    await until('the end of the session', async () => {
      if (await ended.isVisible()) return true;
      await query(page, {});
      return false;
    });
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await list(page).getByRole('button', { name: 'Retry' }).click();
    await everyCell(page, 'Status', (text) => text !== '');
  });

  it('storage-offline names the other drive, without a path', async () => {
    const page = await open('scenario=storage-offline', {
      allow: [/404|409|410|423|503|424/],
    });
    await rows(page).first().waitFor();
    await query(page, { 'Channel Type': 'Voice' });
    await everyCell(page, 'Channel', (text) => text === 'Voice');
    await rows(page).first().getByRole('button', { name: /^Play/ }).click();
    await page
      .locator('aicc-voice-player')
      .getByText(/another storage drive/)
      .filter({ visible: true })
      .first()
      .waitFor();
    const text = await page.locator('aicc-voice-player').ariaSnapshot();
    assert.doesNotMatch(text, /[A-Z]:[/\\]/);
  });

  it('partial-bulk tells for each message what became of it', async () => {
    const page = await open('scenario=partial-bulk');
    await rows(page).first().waitFor();
    await query(page, { 'Message status': 'To be allocated' });
    await everyCell(page, 'Status', (text) => text.startsWith('To be allocated'));
    for (let index = 0; index < 6; index += 1)
      await rows(page).nth(index).getByRole('checkbox').check();
    await list(page).getByText('6 selected').waitFor();
    await list(page).getByRole('button', { name: 'Allocate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Allocate/ });
    await dialog.getByRole('radio').nth(2).click();
    await dialog.getByRole('button', { name: 'Complete' }).click();
    await dialog.getByText(/4 done, 2 not/).waitFor();
  });

  it('storm leaves the list calm', async () => {
    const page = await open('scenario=storm');
    // Not a placeholder: a row of a message.
    await rows(page).first().getByRole('checkbox').waitFor();
    const first = await rows(page).first().innerText();
    await list(page)
      .getByText(/new messages?/)
      .first()
      .waitFor();
    assert.equal(await rows(page).first().innerText(), first, 'no row moved');
    await list(page).getByLabel('Contact number', { exact: true }).fill('7946');
  });

  it('large pages through 100,000 messages', async () => {
    const page = await open('scenario=large');
    await rows(page).first().waitFor();
    assert.equal(await total(page), 100_000);
    const first = await rows(page).first().innerText();
    await list(page).getByRole('button', { name: 'Next', exact: true }).click();
    await page.waitForFunction(
      (before) =>
        (
          document
            .querySelector('aicc-message-list')
            ?.shadowRoot?.querySelector('tbody tr') as HTMLElement | null
        )?.innerText !== before,
      first,
    );
    assert.ok((await rows(page).count()) <= 100);
  });
});
