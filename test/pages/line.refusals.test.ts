/** Refusals of the service, requests to wait, and answers that cannot be understood. */
import assert from 'node:assert/strict';
import { problem, reply, type Fault } from '../node/support/http-backend.ts';
import { ROBIN, SEARCH, useHostSites } from './support/host-site.ts';
import { truncate } from './support/line-faults.ts';

/** What Chromium says about a request that failed. */
const LOADING = /Failed to load resource/;
const FORBIDDEN = /not allowed to|do not have permission/;

describe('refusals of the service', () => {
  const serve = useHostSites();

  it('says what is not allowed, asks once, and keeps the row (N5)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /processing$/ }, problem(403, 'forbidden'));
    await robin.act('Process', site.idAt(1));
    await robin.processDialog.getByText(FORBIDDEN).first().waitFor();
    assert.equal(site.seen({ path: /processing$/ }).length, 1);
    await robin.processDialog.getByRole('button', { name: 'Close' }).click();
    await robin.row(site.idAt(1)).getByText('Unprocessed').waitFor();
    await robin.chooseAgent(site.idAt(0), '1004');
    site.strike({ path: /allocations$/ }, problem(403, 'forbidden'));
    await robin.complete();
    await robin.allocateDialog.getByText(FORBIDDEN).first().waitFor();
    assert.equal(site.seen({ path: /allocations$/ }).length, 1);
    assert.equal(site.standing(0).status, 'to-be-allocated');
  });

  it('waits while the same key is in progress, and shows no conflict (N7)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], clock: 'running' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Once.');
    site.strike({ path: /submission$/ }, problem(409, 'key-in-progress'), 2);
    await robin.submit();
    await robin.passTime('the end', async () => !(await robin.processDialog.isVisible()));
    assert.equal(await robin.told('aicc-error'), 0);
    assert.equal(new Set(site.keysOf(/submission$/)).size, 1);
    assert.equal(site.standing(1).handlingComments, 'Once.');
  });

  it('asks for what stands when a conflict does not tell it, and says 428 is no success (N7)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Kept.');
    for (const [status, type] of [
      [412, 'conflict'],
      [428, 'conflict'],
    ] as const) {
      site.strike({ path: /submission$/ }, problem(status, type));
      await robin.submit();
      await robin.processDialog.getByText('Not submitted.').first().waitFor();
      assert.equal(await robin.comments.inputValue(), 'Kept.');
      assert.equal(site.standing(1).status, 'processing');
    }
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(site.standing(1).handlingComments, 'Kept.');
  });

  for (const [name, fault, waitMs] of [
    ['429 with seconds', reply(429, { 'Retry-After': '2' }), 2000],
    ['503 with a date', retryAt(3000), 3000],
  ] as const) {
    it(`asks again once, and not before the time: ${name} (N9)`, async () => {
      const site = await serve();
      site.strike(SEARCH, fault);
      const options = { allow: [LOADING], query: 'events=none', clock: 'stopped' } as const;
      const robin = await site.open(ROBIN, options);
      await robin.list
        .getByText(/^Retry in \d/)
        .first()
        .waitFor();
      await robin.page.clock.runFor(waitMs - 1);
      assert.equal(site.seen(SEARCH).length, 1);
      await robin.page.clock.runFor(1);
      await robin.row(site.idAt(0)).waitFor();
      assert.equal(site.seen(SEARCH).length, 2);
    });
  }

  for (const [name, fault] of [
    ['503 with a date that is past', retryAt(-86_400_000)],
    ['429 with a negative time', reply(429, { 'Retry-After': '-5' })],
  ] as const) {
    it(`asks again once, by its own rule: ${name} (N9)`, async () => {
      const site = await serve();
      site.strike(SEARCH, fault);
      const options = { allow: [LOADING], query: 'events=none', clock: 'running' } as const;
      const robin = await site.open(ROBIN, options);
      await robin.passTime('the rows', () => robin.row(site.idAt(0)).isVisible());
      assert.equal(site.seen(SEARCH).length, 2);
    });
  }

  for (const [name, fault] of [
    ['truncated JSON', truncate],
    [
      'HTML that is no sign-in page as JSON',
      reply(200, { 'Content-Type': 'application/json' }, '<h1>It works!</h1>'),
    ],
    ['nothing at all', reply(200, { 'Content-Type': 'application/json' })],
    ['204', reply(204)],
    ['plain text', reply(200, { 'Content-Type': 'text/plain' }, 'OK')],
    [
      'bytes that are no gzip',
      reply(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, 'x'),
    ],
  ] as const) {
    it(`says that the answer cannot be understood, and shows none of it: ${name} (N12)`, async () => {
      const site = await serve();
      const stop = site.strike(SEARCH, fault, Infinity);
      const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
      await robin.list.getByText('The messages could not be loaded').waitFor();
      assert.equal(await robin.list.getByText(/SyntaxError|Unexpected|It works/).count(), 0);
      assert.equal(await robin.list.locator('tbody tr[data-id]').count(), 0, 'no half a list');
      stop();
      await robin.list.getByRole('button', { name: 'Retry' }).click();
      await robin.row(site.idAt(0)).waitFor();
    });
  }
});

/** A date so far from the one that the answer itself carries. */
function retryAt(inMs: number): Fault {
  return ({ response }) => {
    const now = Date.now();
    const date = (ms: number): string => new Date(ms).toUTCString();
    response.writeHead(503, { Date: date(now), 'Retry-After': date(now + inMs) }).end();
  };
}
