/** Two windows of a real browser on one backend, processing the same message at once. */
import assert from 'node:assert/strict';
import { until } from '../node/support/waits.ts';
import { AMELIA, AMELIA_USER, ROBIN, useHostSites } from './support/host-site.ts';
import { hold } from './support/line-faults.ts';

/** What Chromium says about an answer that refuses. */
const CONFLICT = /status of (409|412)/;

describe('processing at once', () => {
  const serve = useHostSites();

  it('tells of a message processed elsewhere while typing, and leaves the comment to be copied (W4)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await robin.process(site.idAt(1));
    await robin.comments.fill('Called twice, nobody there.');

    // Amelia takes it over with a reason and submits.
    await amelia.row(site.idAt(1)).getByText('Robin Castellan').waitFor();
    const { version } = site.standing(1);
    const taken = await site.backend.as(AMELIA_USER).startProcessing({
      idempotencyKey: 'take-over',
      messageId: site.idAt(1),
      expectedVersion: version,
      takeOver: { reason: 'Robin is ill' },
    });
    await robin.processDialog.getByText(/Amelia Thornbury.* took this message over/).waitFor();
    await robin.waitForText(robin.processDialog, /Reason for taking over/);
    await site.backend.as(AMELIA_USER).submitProcessing({
      idempotencyKey: 'submit',
      messageId: site.idAt(1),
      expectedVersion: taken.version,
      leaseId: taken.lease!.id,
      comments: 'Settled.',
    });
    await robin.processDialog.getByText(/Amelia Thornbury.* processed this message/).waitFor();
    assert.equal(await robin.processDialog.getByRole('button', { name: 'Submit' }).count(), 0);
    assert.equal(await robin.comments.inputValue(), 'Called twice, nobody there.');
    await robin.processDialog.getByRole('button', { name: 'Copy comments' }).click();
    await robin.page.waitForFunction(
      async () => (await navigator.clipboard.readText()) === 'Called twice, nobody there.',
    );
    await robin.processDialog.getByRole('button', { name: 'See result' }).click();
    await robin.processDialog.getByText('Settled.').first().waitFor();
    assert.equal(site.standing(1).handlingComments, 'Settled.');
    assert.equal(site.seen({ user: ROBIN, path: /submission$/ }).length, 0, 'nothing was sent');
  });

  it('opens one Process of two, names the owner to the other, and submits once (W5)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT] });
    const amelia = await site.open(AMELIA, { allow: [CONFLICT] });
    await amelia.row(site.idAt(1)).waitFor();
    await robin.row(site.idAt(1)).waitFor();
    const gate = hold('before');
    site.strike({ path: /processing$/ }, gate, 2);
    await Promise.all([robin.act('Process', site.idAt(1)), amelia.act('Process', site.idAt(1))]);
    await until('two starts on their way', () => site.seen({ path: /processing$/ }).length === 2);
    for (const window of [robin, amelia]) {
      await window.processDialog.getByText('Opening for processing…').waitFor();
      assert.equal(await window.comments.getAttribute('readonly'), '', 'no comment before');
    }
    gate.release();
    await until('one of them has it', () => site.standing(1).lease !== null);
    const mine = site.standing(1).lease!.ownerEmployeeId;
    const [winner, loser] = mine === ROBIN ? [robin, amelia] : [amelia, robin];
    const owner = site.standing(1).lease!.ownerName!;
    await loser.processDialog
      .getByText(new RegExp(`${owner}.* is processing this message`))
      .waitFor();
    await winner.comments.fill('Done.');
    await winner.submit();
    await winner.processDialog.waitFor({ state: 'hidden' });
    await loser.processDialog.getByText(/processed this message meanwhile/).waitFor();
    assert.equal(
      site.standing(1).history.filter(({ kind }) => kind === 'processing-started').length,
      1,
    );
    assert.equal(site.standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
  });

  it('says that Processing did not start, takes no comment for it, and starts on Retry (W5)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [/status of 503/] });
    site.strike({ path: /processing$/ }, ({ response }) => {
      response.writeHead(503, { 'Content-Type': 'text/plain' }).end('down');
    });
    await robin.act('Process', site.idAt(1));
    await robin.processDialog.getByText('Processing did not start.').waitFor();
    assert.equal(await robin.comments.getAttribute('readonly'), '');
    await robin.row(site.idAt(1)).getByText('Unprocessed').waitFor();
    assert.equal(site.standing(1).status, 'unprocessed');
    await robin.processDialog.getByRole('button', { name: 'Retry' }).click();
    await robin.row(site.idAt(1)).getByText('Processing').first().waitFor();
    await robin.comments.fill('Now it works.');
    const keys = site
      .seen({ path: /processing$/ })
      .map(({ headers }) => headers['idempotency-key']);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1, 'the same intent has the same key');
  });

  it('warns when the same person opens one message in two windows, and lets one submit (W20)', async () => {
    const site = await serve();
    const left = await site.open(ROBIN, { allow: [CONFLICT] });
    const right = await site.open(ROBIN, { beside: left, allow: [CONFLICT] });
    await left.process(site.idAt(1));
    await right.row(site.idAt(1)).getByText('by you').waitFor();
    assert.equal(await left.processDialog.getByText(/in another window of yours/).count(), 0);
    await right.process(site.idAt(1));
    await right.processDialog.getByText(/in another window of yours/).waitFor();
    await right.comments.fill('From the right.');
    await left.comments.fill('From the left.');
    await left.submit();
    await left.processDialog.waitFor({ state: 'hidden' });
    await right.processDialog.getByText(/processed this message meanwhile/).waitFor();
    assert.equal(await right.comments.inputValue(), 'From the right.');
    assert.equal(site.standing(1).handlingComments, 'From the left.');
    assert.equal(site.seen({ path: /submission$/ }).length, 1);
  });

  it('shows both sides of a conflict at Submit, keeps the text, and overwrites nothing (N7)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT], query: 'events=none' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Mine.');
    const amelia = site.backend.as(AMELIA_USER);
    const taken = await amelia.startProcessing({
      idempotencyKey: 'take-over',
      messageId: site.idAt(1),
      expectedVersion: site.standing(1).version,
      takeOver: { reason: 'Urgent' },
    });
    await robin.submit();
    await robin.processDialog.getByText(/Amelia Thornbury.* took this message over/).waitFor();
    assert.equal(await robin.comments.inputValue(), 'Mine.');
    assert.equal(site.standing(1).version, taken.version, 'nothing was overwritten');
    // "Apply mine again": take it back with a reason, then submit.
    await robin.processDialog
      .getByLabel('Reason for taking over')
      .fill('I spoke with the customer');
    await robin.processDialog.getByRole('button', { name: 'Take over' }).click();
    await until('taken back', () => site.standing(1).lease?.ownerEmployeeId === ROBIN);
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(site.standing(1).handlingComments, 'Mine.');
  });
});
