/** A service that does not answer, is out of reach, or answers in drips. */
import assert from 'node:assert/strict';
import type { Fault } from '../node/support/http-backend.ts';
import { until } from '../node/support/waits.ts';
import { ROBIN, SEARCH, useHostSites } from './support/host-site.ts';
import { drip, dropBefore, holdForEver } from './support/line-faults.ts';

/** What Chromium says about a request that failed. */
const LOADING = /Failed to load resource/;

describe('a service that does not answer', () => {
  const serve = useHostSites();

  it('says so after the host’s time limit, offers Retry, and Retry helps (N1)', async () => {
    const site = await serve();
    const stop = site.strike(SEARCH, holdForEver, Infinity);
    const robin = await site.open(ROBIN, { query: 'timeout=5', clock: 'stopped' });
    await until('the request', () => site.seen(SEARCH).length === 1);
    await robin.page.clock.runFor(4_900);
    assert.equal(site.seen(SEARCH)[0]?.isOver, false);
    await robin.page.clock.runFor(100);
    await until('the request to be given up', () => site.seen(SEARCH)[0]?.isOver);
    const failure = robin.list.getByText('The messages could not be loaded');
    await robin.passTime('the failure to be told', () => failure.isVisible(), 5_000);
    await robin.list.getByText('The service did not answer in time.').first().waitFor();
    assert.equal(await robin.list.locator('.skeleton').count(), 0, 'nothing looks like loading');
    stop();
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.row(site.idAt(0)).waitFor();
  });

  it('waits 15 seconds where the host sets nothing (N1)', async () => {
    const site = await serve();
    site.strike({ path: /processing$/ }, holdForEver, Infinity);
    const robin = await site.open(ROBIN, { query: 'timeout=default', clock: 'stopped' });
    await robin.row(site.idAt(1)).waitFor();
    await robin.act('Process', site.idAt(1));
    await robin.processDialog.getByText('Opening for processing…').waitFor();
    await until('the start is sent', () => site.seen({ path: /processing$/ }).length === 1);
    await robin.page.clock.runFor(14_900);
    assert.equal(await robin.processDialog.getByText('Processing did not start.').count(), 0);
    await robin.page.clock.runFor(100);
    await robin.processDialog.getByText('Processing did not start.').waitFor();
    await robin.processDialog.getByRole('button', { name: 'Retry' }).waitFor();
    assert.equal(site.standing(1).status, 'unprocessed');
  });

  it('keeps the rows when the service cannot be reached, says of when they are, and claims nothing more (N2)', async () => {
    const site = await serve();
    const options = { allow: [LOADING], query: 'events=none', clock: 'running' } as const;
    const robin = await site.open(ROBIN, options);
    await robin.row(site.idAt(0)).waitFor();
    const stop = site.strike(SEARCH, dropBefore, Infinity);
    await robin.list.getByRole('button', { name: 'Refresh' }).click();
    const age = robin.list.getByText(/^Shown as of/);
    await robin.passTime('the failure to be told', () => age.isVisible());
    await robin.list.getByText('The service cannot be reached.').first().waitFor();
    await robin.row(site.idAt(0)).waitFor();
    assert.equal(await robin.list.getByText(/offline/i).count(), 0);
    stop();
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await age.waitFor({ state: 'detached' });
  });

  it('says no more when the browser is offline, and reads again by itself when it is back (N2)', async () => {
    const site = await serve();
    const allow = [LOADING, /ERR_INTERNET_DISCONNECTED/];
    const robin = await site.open(ROBIN, { allow, clock: 'running' });
    await robin.row(site.idAt(0)).waitFor();
    // What tells of the trouble is loaded in an idle moment, with the tip: without a line it cannot come.
    await robin.list.locator('.tip').waitFor({ state: 'attached' });
    await robin.context.setOffline(true);
    await robin.list.getByRole('button', { name: 'Refresh' }).click();
    const age = robin.list.getByText(/^Shown as of/);
    await robin.passTime('the failure to be told', () => age.isVisible());
    await robin.row(site.idAt(0)).waitFor();
    assert.equal(await robin.list.getByText(/offline/i).count(), 0);
    await robin.context.setOffline(false);
    await age.waitFor({ state: 'detached' });
  });

  it('a drip too slow ends in time, a bearable one is read; requests never pile up (N22)', async () => {
    const site = await serve();
    site.strike(SEARCH, drip(1, 5), 3);
    const robin = await site.open(ROBIN, { query: 'timeout=60&events=none', clock: 'running' });
    for (let tries = 1; tries <= 3; tries += 1) {
      await robin.passTime('the next try', () => site.seen(SEARCH).length === tries);
      await robin.page.clock.fastForward(60_000);
      await until('it to be given up', () => site.seen(SEARCH)[tries - 1]?.isOver);
    }
    await robin.list.getByText('The service did not answer in time.').first().waitFor();
    assert.equal(site.seen(SEARCH).length, 3, 'three tries in all');
    site.strike(SEARCH, drip(4096, 1));
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.row(site.idAt(0)).waitFor();
    assert.equal(site.seen(SEARCH).length, 4);
  });

  it('a line that drops every second request still brings the rows, one request at a time (N22)', async () => {
    const site = await serve();
    let under = 0;
    let most = 0;
    let count = 0;
    const flap: Fault = async ({ response, answer }) => {
      under += 1;
      most = Math.max(most, under);
      response.on('close', () => (under -= 1));
      count += 1;
      if (count % 2 === 1) {
        response.socket?.destroy();
        return;
      }
      const told = await answer();
      response.writeHead(told.status, Object.fromEntries(told.headers));
      response.end(Buffer.from(await told.arrayBuffer()));
    };
    site.strike(SEARCH, flap, Infinity);
    const options = { allow: [LOADING], query: 'events=none', clock: 'running' } as const;
    const robin = await site.open(ROBIN, options);
    await robin.passTime('the rows', () => robin.row(site.idAt(0)).isVisible());
    for (let turn = 0; turn < 3; turn += 1) {
      const before = count;
      await robin.list.getByRole('button', { name: /^(Refresh|Retry)$/ }).click();
      await robin.passTime('another try', () => count >= before + 2);
      await robin.list.getByRole('button', { name: 'Refresh', disabled: false }).waitFor();
    }
    assert.equal(most, 1, 'never two at once');
    await robin.row(site.idAt(0)).waitFor();
  });
});
