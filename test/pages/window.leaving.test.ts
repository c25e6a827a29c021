/** Leaving a message in the middle of the work: closing the dialog, the window, the browser. */
import assert from 'node:assert/strict';
import { ManualClock } from '../../mocks/memory.js';
import { until } from '../node/support/waits.ts';
import { AMELIA, ROBIN, useHostSites } from './support/host-site.ts';
import { hold } from './support/line-faults.ts';

const LEASE_SECONDS = 600;

describe('leaving a message in the middle of the work', () => {
  const serve = useHostSites();

  it('leaves the message resumable however the dialog is closed, and keeps the comment (W6)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    const dialog = robin.processDialog;
    const resume = async (text: string): Promise<void> => {
      await dialog.waitFor({ state: 'hidden' });
      await robin.row(site.idAt(1)).getByText('by you').waitFor();
      assert.equal(site.standing(1).status, 'processing', 'nothing was given back by itself');
      await robin.process(site.idAt(1));
      assert.equal(await robin.comments.inputValue(), text, 'the comment is back');
    };
    await robin.process(site.idAt(1));

    await robin.comments.fill('one');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.getByText('Close without submitting?').waitFor();
    await dialog.getByRole('button', { name: 'Keep it (resume later)' }).click();
    await resume('one');

    await robin.comments.fill('two');
    await robin.page.keyboard.press('Escape');
    await dialog.getByText('Close without submitting?').waitFor();
    // The platform lets no page hold a person: pressed again and again it closes.
    for (let presses = 0; presses < 5 && (await dialog.isVisible()); presses += 1) {
      await robin.page.keyboard.press('Escape');
    }
    await resume('two');
    await robin.page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Go on working' }).click();
    await dialog.getByText('Close without submitting?').waitFor({ state: 'detached' });
    assert.equal(await robin.comments.inputValue(), 'two');

    await robin.comments.fill('three');
    await robin.list.evaluate((list) => {
      const parent = list.parentElement;
      list.remove();
      parent?.append(list);
    });
    await resume('three');

    // Given back on purpose: free for others.
    await dialog.getByRole('button', { name: 'Give back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until('given back', () => site.standing(1).status === 'unprocessed');
    assert.equal(site.seen({ path: /release$/ }).length, 1);
  });

  it('follows a submit that was sent before the dialog was closed to its end (W6)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    await robin.process(site.idAt(1));
    await robin.comments.fill('Sent, then closed.');
    const gate = hold();
    site.strike({ path: /submission$/ }, gate);
    await robin.submit();
    await until('the backend has it', () => site.standing(1).status === 'processed');
    await robin.page.keyboard.press('Escape');
    await robin.processDialog.getByText('What was sent is carried out all the same.').waitFor();
    await robin.processDialog.getByRole('group').getByRole('button', { name: 'Close' }).click();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(await robin.told('aicc-processed'), 0);
    gate.release();
    await robin.page.waitForFunction(() => globalThis.told.includes('aicc-processed'));
    await robin.row(site.idAt(1)).getByText('Processed').waitFor();
    assert.equal(await robin.told('aicc-processed'), 1);
    assert.equal(await robin.told('aicc-error'), 0, 'it is no error');
  });

  it('is resumed after a reload, without a draft in any storage (W7)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { asksQuestions: true });
    await robin.process(site.idAt(1));
    const lease = site.standing(1).lease!.id;
    await robin.comments.fill('typed-canary');
    await robin.page.reload();
    const row = robin.row(site.idAt(1));
    await row.getByText('Processing').first().waitFor();
    await row.getByText('by you').waitFor();
    const databases = await robin.page.evaluate(async () => (await indexedDB.databases()).length);
    assert.equal(databases, 0);
    await robin.process(site.idAt(1));
    assert.equal(await robin.comments.inputValue(), '', 'the draft was in memory only');
    await robin.comments.fill('After the reload.');
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(site.standing(1).handlingComments, 'After the reload.');
    assert.equal(
      site.standing(1).history.filter(({ kind }) => kind === 'processing-started').length,
      1,
    );
    assert.ok(lease);
  });

  it('a closed browser gives the message back after the lease’s time, not before (W7)', async () => {
    const clock = new ManualClock(new Date());
    const site = await serve({ clock, leaseSeconds: LEASE_SECONDS });
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await robin.process(site.idAt(1));
    await amelia.row(site.idAt(1)).getByText('Robin Castellan').waitFor();
    await robin.context.close();
    clock.advance((LEASE_SECONDS - 1) * 1000);
    assert.equal(site.standing(1).status, 'processing');
    clock.advance(2000);
    await amelia.row(site.idAt(1)).getByText('Unprocessed').waitFor();
    await amelia.process(site.idAt(1));
    assert.equal(site.standing(1).lease!.ownerEmployeeId, AMELIA);
  });

  it('asks before leaving only while a comment is unsaved (W8)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { asksQuestions: true });
    await robin.row(site.idAt(1)).waitFor();
    await robin.page.reload();
    await robin.process(site.idAt(1));
    await robin.page.reload();
    assert.deepEqual(robin.questions, [], 'nothing is unsaved');
    await robin.process(site.idAt(1));
    await robin.comments.fill('unsaved');
    await robin.page.reload();
    assert.deepEqual(robin.questions, ['beforeunload']);
    await robin.process(site.idAt(1));
    await robin.comments.fill('saved');
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    await robin.page.reload();
    assert.deepEqual(robin.questions, ['beforeunload'], 'asked once in all');
  });

  it('asks nothing where the host asks by itself, and tells the host of pending work (W8)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { query: 'guard=no' });
    const hasPendingWork = (): Promise<boolean> =>
      robin.list.evaluate(
        (list) => (list as HTMLElement & { hasPendingWork: boolean }).hasPendingWork,
      );
    await robin.process(site.idAt(1));
    assert.equal(await hasPendingWork(), false);
    await robin.comments.fill('unsaved');
    assert.equal(await hasPendingWork(), true);
    await robin.processDialog.getByRole('button', { name: 'Close' }).click();
    await robin.processDialog.getByRole('button', { name: 'Keep it (resume later)' }).click();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(await hasPendingWork(), true, 'the draft is kept in the closed dialog');
    await robin.page.reload();
    assert.deepEqual(robin.questions, []);
  });
});
