/** The line drops, or the answer is lost, after the backend has acted. */
import assert from 'node:assert/strict';
import { dropAfterCommit, reply, type Fault } from '../node/support/http-backend.ts';
import { until } from '../node/support/waits.ts';
import { ROBIN, useHostSites } from './support/host-site.ts';
import { answerNever, dropBefore, truncate } from './support/line-faults.ts';

/** What Chromium says about a request that failed. */
const LOADING = /Failed to load resource/;
/** The time limit of the host page. */
const HOUR_MS = 3_600_000;

describe('a reply that is lost after the act', () => {
  const serve = useHostSites();

  for (const [name, fault] of [
    ['the line drops', dropAfterCommit],
    ['nothing ever comes', answerNever],
    ['the answer breaks off', truncate],
    ['the gateway says 503', reply503After()],
  ] as const) {
    it(`allocating shows what is true, done once: ${name} (W2)`, async () => {
      const site = await serve();
      const robin = await site.open(ROBIN, { allow: [LOADING], clock: 'running' });
      site.strike({ path: /allocations$/ }, fault);
      await robin.chooseAgent(site.idAt(0), '1004');
      await robin.complete();
      await until('the act', () => site.standing(0).version > site.firstVersion(0));
      if (fault === answerNever) await robin.page.clock.fastForward(HOUR_MS);
      await robin.allocateDialog.waitFor({ state: 'hidden' });
      await robin.row(site.idAt(0)).getByText('1004').waitFor();
      assert.equal(await robin.told('aicc-allocated'), 1);
      assert.equal(site.seen({ path: /allocations$/ }).length, 1, 'never sent again by itself');
      assert.equal(site.standing(0).version, site.firstVersion(0) + 1, 'one effect');
    });
  }

  it('has one effect even when the browser itself sends a request again (W2)', async () => {
    const site = await serve({ keepAlive: true });
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /allocations$/ }, dropAfterCommit);
    await robin.chooseAgent(site.idAt(0), '1004');
    await robin.complete();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    assert.equal(
      new Set(site.keysOf(/allocations$/)).size,
      1,
      'whoever sends it, the key is the same',
    );
    assert.equal(site.standing(0).version, site.firstVersion(0) + 1, 'one effect');
  });

  it('submitting says that it checks, then the true state, with one effect (W2)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], clock: 'running' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Settled on the phone.');
    site.strike({ path: /submission$/ }, dropAfterCommit);
    // The look-up is lost at first too, so that the checking can be seen.
    site.strike({ path: new RegExp(`messages/${site.idAt(1)}$`) }, dropBefore);
    await robin.submit();
    await robin.processDialog.getByText('No answer came. Checking what became of it…').waitFor();
    await robin.passTime('the end', async () => !(await robin.processDialog.isVisible()));
    await robin.row(site.idAt(1)).getByText('Processed').waitFor();
    assert.equal(await robin.told('aicc-processed'), 1);
    assert.equal(await robin.told('aicc-error'), 0, 'never called failed');
    assert.equal(site.seen({ path: /submission$/ }).length, 1);
    assert.equal(site.standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
  });

  it('says that it does not know when looking fails too; the second Submit has the same key and one effect (W2)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Settled on the phone.');
    site.strike({ path: /submission$/ }, dropAfterCommit);
    const dead = site.strike({ path: new RegExp(`messages/${site.idAt(1)}$`) }, reply(403), 3);
    await robin.submit();
    await robin.processDialog
      .getByText(/may have been submitted\. Submit again to find out/)
      .waitFor();
    assert.equal(await robin.comments.inputValue(), 'Settled on the phone.');
    dead();
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    const keys = site.keysOf(/submission$/);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1, 'the same key');
    assert.equal(site.standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
  });

  it('starting shows Processing by you, with one lease (W2)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /processing$/ }, dropAfterCommit);
    await robin.process(site.idAt(1));
    await robin.row(site.idAt(1)).getByText('by you').waitFor();
    assert.equal(site.seen({ path: /processing$/ }).length, 1);
    assert.equal(
      site.standing(1).history.filter(({ kind }) => kind === 'processing-started').length,
      1,
    );
  });

  it('says that nothing was done when the request never arrived; Retry has the same key (W2 W9)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /allocations$/ }, dropBefore);
    await robin.chooseAgent(site.idAt(0), '1004');
    await robin.complete();
    await robin.allocateDialog.getByText('Not allocated.').waitFor();
    assert.equal(site.standing(0).version, site.firstVersion(0));
    await robin.allocateDialog.getByRole('button', { name: /^Retry/ }).click();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    const keys = site.keysOf(/allocations$/);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1);
  });
});

/** The backend acts; what stands before it says that it cannot be reached. */
function reply503After(): Fault {
  return async ({ response, answer }) => {
    await answer();
    response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>');
  };
}
