/** Two windows of a real browser on one backend, allocating the same messages at once. */
import assert from 'node:assert/strict';
import { until } from '../node/support/waits.ts';
import { AMELIA, ROBIN, SEARCH, useHostSites } from './support/host-site.ts';
import { hold } from './support/line-faults.ts';

/** What Chromium says about an answer that refuses. */
const CONFLICT = /status of (409|412)/;

describe('allocating at once', () => {
  const serve = useHostSites();

  it('lets one of two administrators win, and tells the other who and when, choice in view (W3)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT] });
    const amelia = await site.open(AMELIA, { allow: [CONFLICT] });
    await robin.chooseAgent(site.idAt(0), '1004');
    await amelia.chooseAgent(site.idAt(0), '1006');

    // Both requests are on their way before either is looked at.
    const gate = hold('before');
    site.strike({ path: /allocations$/ }, gate, 2);
    await Promise.all([robin.complete(), amelia.complete()]);
    await until('two writes on their way', () => site.seen({ path: /allocations$/ }).length === 2);
    gate.release();
    await until('one of them wins', () => site.standing(0).status === 'unprocessed');

    const won = site.standing(0);
    assert.equal(won.version, site.firstVersion(0) + 1, 'changed once');
    const [winner, loser] = won.employeeId === '1004' ? [robin, amelia] : [amelia, robin];
    const name = won.employeeId === '1004' ? 'Marco Bellandi' : '王建国';
    const wanted = won.employeeId === '1004' ? '1006' : '1004';
    await winner.allocateDialog.waitFor({ state: 'hidden' });
    const said = loser.allocateDialog.getByRole('row').filter({ hasText: /Already allocated to/ });
    await said.filter({ hasText: name }).filter({ hasText: won.employeeId! }).waitFor();
    assert.equal(await said.locator('time').last().getAttribute('datetime'), won.updatedAt);
    await said.getByText('Your choice').filter({ hasText: wanted }).waitFor();
    await loser.row(site.idAt(0)).getByText(won.employeeId!).waitFor();
    assert.equal(await winner.told('aicc-allocated'), 1);
    for (const { headers, body } of site.seen({ path: /allocations$/ })) {
      assert.ok(headers['idempotency-key'], 'each write carries a key');
      assert.match(body, new RegExp(`"expectedVersion":${String(site.firstVersion(0))}`));
    }
  });

  it('shows in one window what was done in another, without asking again for everything (W20)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await amelia.row(site.idAt(0)).getByText('To be allocated').waitFor();
    const reads = site.seen({ user: AMELIA, ...SEARCH }).length;
    await robin.chooseAgent(site.idAt(0), '1004');
    await robin.complete();
    const row = amelia.row(site.idAt(0));
    await row.getByText('Unprocessed').waitFor();
    await row.getByText('1004').waitFor();
    assert.equal(site.seen({ user: AMELIA, ...SEARCH }).length, reads);
  });

  it('says how many of many were done and why not, keeps those selected, and undoes the rest (W13)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    for (const place of [0, 2, 3, 4])
      await robin.row(site.idAt(place)).getByRole('checkbox').check();
    await robin.list.getByRole('button', { name: 'Allocate', exact: true }).click();
    await robin.search('1004');
    site.backend.failAssignments((_assignment, index) =>
      index < 2 ? { code: 'forbidden' } : null,
    );
    await robin.complete();
    await robin.allocateDialog.getByText('2 done, 2 not').waitFor();
    assert.equal(
      await robin.allocateDialog.getByText(/not allowed to|do not have permission/).count(),
      2,
      'each says why',
    );
    await robin.allocateDialog.getByRole('button', { name: 'Close' }).click();
    await robin.list.getByText('2 selected').waitFor();
    assert.ok(await robin.row(site.idAt(0)).getByRole('checkbox').isChecked());
    assert.equal(site.standing(3).employeeId, '1004');
    assert.equal(site.standing(0).employeeId, null);

    // The rest again, all of them this time: an offer to undo, which gives them back.
    site.backend.failAssignments(null);
    await robin.list.getByRole('button', { name: 'Allocate', exact: true }).click();
    await robin.search('1006');
    await robin.complete();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    const writes = site.seen({ path: /allocations$/ });
    assert.doesNotMatch(
      writes.at(-1)!.body,
      new RegExp(`${site.idAt(3)}|${site.idAt(4)}`),
      'only the rest',
    );
    await robin.list.getByRole('button', { name: 'Undo' }).click();
    await robin.row(site.idAt(0)).getByText('To be allocated').waitFor();
    await until('both are given back', () => site.standing(2).status === 'to-be-allocated');
    assert.equal(site.standing(3).employeeId, '1004', 'what was done before stays');
    assert.equal(site.seen({ path: /undo$/ }).length, 1);
  });

  it('shows the undone messages as they are without live events too (W13)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { query: 'events=none' });
    await robin.chooseAgent(site.idAt(0), '1004');
    await robin.complete();
    await robin.row(site.idAt(0)).getByText('1004').waitFor();
    await robin.list.getByRole('button', { name: 'Undo' }).click();
    await robin.row(site.idAt(0)).getByText('To be allocated').waitFor();
  });
});
