/** Two windows of a real browser on one backend, working on the same messages at once. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  createSeed,
  ManualClock,
  type BackendUser,
  type MemoryBackendOptions,
  type StoredMessage,
} from '../../mocks/memory.js';
import {
  dropBefore,
  hold,
  openHostPages,
  WRITES,
  type HostPages,
  type HostSite,
  type HostWindow,
} from './support/backend-server.ts';

const ROBIN = '1001';
const AMELIA = '1002';
const AMELIA_USER: BackendUser = {
  employeeId: AMELIA,
  businessAccount: 'j100002',
  name: 'Amelia Thornbury',
  roles: ['administrator', 'agent'],
};
/** What Chromium says about an answer that refuses. */
const CONFLICT = /status of (409|412)/;
const LEASE_SECONDS = 600;

let pages: HostPages;
let site: HostSite;
let messages: readonly StoredMessage[];
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());
afterEach(() => site.close());

/** Ten messages: the first is to be allocated, the second Robin's to process, the rest to be allocated. */
async function serve(options: MemoryBackendOptions = {}): Promise<void> {
  const seed = createSeed();
  const waiting = (seed.messages as readonly StoredMessage[])
    .filter(({ status }) => status === 'to-be-allocated')
    .slice(0, 10);
  messages = waiting.map((message, place) =>
    place === 1
      ? { ...message, status: 'unprocessed', employeeId: ROBIN, businessAccount: 'j100001' }
      : message,
  );
  site = await pages.serve({ ...options, seed: { ...seed, messages } });
}

const idAt = (place: number): string => messages[place]!.id;
const standing = (place: number): StoredMessage => site.backend.peek(idAt(place))!;

/** Waits for a fact of the backend. */
async function until(fact: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  while (!fact()) {
    assert.ok(Date.now() < end, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function calm(...windows: readonly HostWindow[]): Promise<void> {
  for (const window of windows) await window.calm();
}

describe('allocating at once', { timeout: 120_000 }, () => {
  it('W3 lets one of two administrators win, and tells the other who and when, choice in view', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT] });
    const amelia = await site.open(AMELIA, { allow: [CONFLICT] });
    await robin.chooseAgent(idAt(0), '1004');
    await amelia.chooseAgent(idAt(0), '1006');

    // Both requests are on their way before either is looked at.
    const gate = hold('before');
    site.strike({ path: /allocations$/ }, gate, 2);
    await Promise.all([robin.complete(), amelia.complete()]);
    await until(() => site.seen({ path: /allocations$/ }).length === 2, 'two writes on their way');
    gate.release();
    await until(() => standing(0).status === 'unprocessed', 'one of them wins');

    const won = standing(0);
    assert.equal(won.version, messages[0]!.version + 1, 'changed once');
    const [winner, loser] = won.employeeId === '1004' ? [robin, amelia] : [amelia, robin];
    const name = won.employeeId === '1004' ? 'Marco Bellandi' : '王建国';
    const wanted = won.employeeId === '1004' ? '1006' : '1004';
    await winner.allocateDialog.waitFor({ state: 'hidden' });
    const said = loser.allocateDialog.getByRole('row').filter({ hasText: /Already allocated to/ });
    await said.filter({ hasText: name }).filter({ hasText: won.employeeId! }).waitFor();
    assert.equal(await said.locator('time').last().getAttribute('datetime'), won.updatedAt);
    await said.getByText('Your choice').filter({ hasText: wanted }).waitFor();
    await loser.row(idAt(0)).getByText(won.employeeId!).waitFor();
    assert.equal(await winner.told('aicc-allocated'), 1);
    for (const { headers, body } of site.seen({ path: /allocations$/ })) {
      assert.ok(headers['idempotency-key'], 'each write carries a key');
      assert.match(body, new RegExp(`"expectedVersion":${String(messages[0]!.version)}`));
    }
    await calm(robin, amelia);
  });

  it('W20 shows in one window what was done in another, without asking again for everything', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await amelia.row(idAt(0)).getByText('To be allocated').waitFor();
    const reads = site.seen({ user: AMELIA, path: /messages\/search$/ }).length;
    await robin.chooseAgent(idAt(0), '1004');
    await robin.complete();
    const row = amelia.row(idAt(0));
    await row.getByText('Unprocessed').waitFor();
    await row.getByText('1004').waitFor();
    assert.equal(site.seen({ user: AMELIA, path: /messages\/search$/ }).length, reads);
    await calm(robin, amelia);
  });

  it('W13 says how many of many were done and why not, keeps those selected, and undoes the rest', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    for (const place of [0, 2, 3, 4]) await robin.row(idAt(place)).getByRole('checkbox').check();
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
    assert.ok(await robin.row(idAt(0)).getByRole('checkbox').isChecked());
    assert.equal(standing(3).employeeId, '1004');
    assert.equal(standing(0).employeeId, null);

    // The rest again, all of them this time: an offer to undo, which gives them back.
    site.backend.failAssignments(null);
    await robin.list.getByRole('button', { name: 'Allocate', exact: true }).click();
    await robin.search('1006');
    await robin.complete();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    const writes = site.seen({ path: /allocations$/ });
    assert.doesNotMatch(writes.at(-1)!.body, new RegExp(`${idAt(3)}|${idAt(4)}`), 'only the rest');
    await robin.list.getByRole('button', { name: 'Undo' }).click();
    await robin.row(idAt(0)).getByText('To be allocated').waitFor();
    await until(() => standing(2).status === 'to-be-allocated', 'both are given back');
    assert.equal(standing(3).employeeId, '1004', 'what was done before stays');
    assert.equal(site.seen({ path: /undo$/ }).length, 1);
    await calm(robin);
  });

  it('W13 shows the undone messages as they are without live events too', async () => {
    await serve();
    const robin = await site.open(ROBIN, { query: 'events=none' });
    await robin.chooseAgent(idAt(0), '1004');
    await robin.complete();
    await robin.row(idAt(0)).getByText('1004').waitFor();
    await robin.list.getByRole('button', { name: 'Undo' }).click();
    await robin.row(idAt(0)).getByText('To be allocated').waitFor();
    await calm(robin);
  });
});

describe('processing at once', { timeout: 120_000 }, () => {
  it('W4 tells of a message processed elsewhere while typing, and leaves the comment to be copied', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await robin.process(idAt(1));
    await robin.comments.fill('Called twice, nobody there.');

    // Amelia takes it over with a reason and submits.
    await amelia.row(idAt(1)).getByText('Robin Castellan').waitFor();
    const { version } = standing(1);
    const taken = await site.backend.as(AMELIA_USER).startProcessing({
      idempotencyKey: 'take-over',
      messageId: idAt(1),
      expectedVersion: version,
      takeOver: { reason: 'Robin is ill' },
    });
    await robin.processDialog.getByText(/Amelia Thornbury.* took this message over/).waitFor();
    await robin.waitForText(robin.processDialog, /Reason for taking over/);
    await site.backend.as(AMELIA_USER).submitProcessing({
      idempotencyKey: 'submit',
      messageId: idAt(1),
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
    assert.equal(standing(1).handlingComments, 'Settled.');
    assert.equal(site.seen({ user: ROBIN, path: /submission$/ }).length, 0, 'nothing was sent');
    await calm(robin, amelia);
  });

  it('W5 opens one Process of two, names the owner to the other, and submits once', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT] });
    const amelia = await site.open(AMELIA, { allow: [CONFLICT] });
    await amelia.row(idAt(1)).waitFor();
    await robin.row(idAt(1)).waitFor();
    const gate = hold('before');
    site.strike({ path: /processing$/ }, gate, 2);
    await Promise.all([robin.act('Process', idAt(1)), amelia.act('Process', idAt(1))]);
    await until(() => site.seen({ path: /processing$/ }).length === 2, 'two starts on their way');
    for (const window of [robin, amelia]) {
      await window.processDialog.getByText('Opening for processing…').waitFor();
      assert.equal(await window.comments.getAttribute('readonly'), '', 'no comment before');
    }
    gate.release();
    await until(() => standing(1).lease !== null, 'one of them has it');
    const mine = standing(1).lease!.ownerEmployeeId;
    const [winner, loser] = mine === ROBIN ? [robin, amelia] : [amelia, robin];
    const owner = standing(1).lease!.ownerName!;
    await loser.processDialog
      .getByText(new RegExp(`${owner}.* is processing this message`))
      .waitFor();
    await winner.comments.fill('Done.');
    await winner.submit();
    await winner.processDialog.waitFor({ state: 'hidden' });
    await loser.processDialog.getByText(/processed this message meanwhile/).waitFor();
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processing-started').length, 1);
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
    await calm(robin, amelia);
  });

  it('W5 says that Processing did not start, takes no comment for it, and starts on Retry', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [/status of 503/] });
    site.strike({ path: /processing$/ }, ({ response }) => {
      response.writeHead(503, { 'Content-Type': 'text/plain' }).end('down');
    });
    await robin.act('Process', idAt(1));
    await robin.processDialog.getByText('Processing did not start.').waitFor();
    assert.equal(await robin.comments.getAttribute('readonly'), '');
    await robin.row(idAt(1)).getByText('Unprocessed').waitFor();
    assert.equal(standing(1).status, 'unprocessed');
    await robin.processDialog.getByRole('button', { name: 'Retry' }).click();
    await robin.row(idAt(1)).getByText('Processing').first().waitFor();
    await robin.comments.fill('Now it works.');
    const keys = site
      .seen({ path: /processing$/ })
      .map(({ headers }) => headers['idempotency-key']);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1, 'the same intent has the same key');
    await calm(robin);
  });

  it('W6 leaves the message resumable however the dialog is closed, and keeps the comment', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    const dialog = robin.processDialog;
    const resume = async (text: string): Promise<void> => {
      await dialog.waitFor({ state: 'hidden' });
      await robin.row(idAt(1)).getByText('by you').waitFor();
      assert.equal(standing(1).status, 'processing', 'nothing was given back by itself');
      await robin.process(idAt(1));
      assert.equal(await robin.comments.inputValue(), text, 'the comment is back');
    };
    await robin.process(idAt(1));

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
    await until(() => standing(1).status === 'unprocessed', 'given back');
    assert.equal(site.seen({ path: /release$/ }).length, 1);
    await calm(robin);
  });

  it('W6 follows a submit that was sent before the dialog was closed to its end', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    await robin.process(idAt(1));
    await robin.comments.fill('Sent, then closed.');
    const gate = hold();
    site.strike({ path: /submission$/ }, gate);
    await robin.submit();
    await until(() => standing(1).status === 'processed', 'the backend has it');
    await robin.page.keyboard.press('Escape');
    await robin.processDialog.getByText('What was sent is carried out all the same.').waitFor();
    await robin.processDialog.getByRole('group').getByRole('button', { name: 'Close' }).click();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(await robin.told('aicc-processed'), 0);
    gate.release();
    await robin.page.waitForFunction(() => globalThis.told.includes('aicc-processed'));
    await robin.row(idAt(1)).getByText('Processed').waitFor();
    assert.equal(await robin.told('aicc-processed'), 1);
    assert.equal(await robin.told('aicc-error'), 0, 'it is no error');
    await calm(robin);
  });

  it('W7 is resumed after a reload, without a draft in any storage', async () => {
    await serve();
    const robin = await site.open(ROBIN, { dialogs: true });
    await robin.process(idAt(1));
    const lease = standing(1).lease!.id;
    await robin.comments.fill('typed-canary');
    await robin.page.reload();
    const row = robin.row(idAt(1));
    await row.getByText('Processing').first().waitFor();
    await row.getByText('by you').waitFor();
    const databases = await robin.page.evaluate(async () => (await indexedDB.databases()).length);
    assert.equal(databases, 0);
    await robin.process(idAt(1));
    assert.equal(await robin.comments.inputValue(), '', 'the draft was in memory only');
    await robin.comments.fill('After the reload.');
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(standing(1).handlingComments, 'After the reload.');
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processing-started').length, 1);
    assert.ok(lease);
    await calm(robin);
  });

  it('W7 a closed browser gives the message back after the lease’s time, not before', async () => {
    const clock = new ManualClock(new Date());
    await serve({ clock, leaseSeconds: LEASE_SECONDS });
    const robin = await site.open(ROBIN);
    const amelia = await site.open(AMELIA);
    await robin.process(idAt(1));
    await amelia.row(idAt(1)).getByText('Robin Castellan').waitFor();
    await robin.context.close();
    clock.advance((LEASE_SECONDS - 1) * 1000);
    assert.equal(standing(1).status, 'processing');
    clock.advance(2000);
    await amelia.row(idAt(1)).getByText('Unprocessed').waitFor();
    await amelia.process(idAt(1));
    assert.equal(standing(1).lease!.ownerEmployeeId, AMELIA);
    await calm(amelia);
  });

  it('W8 asks before leaving only while a comment is unsaved', async () => {
    await serve();
    const robin = await site.open(ROBIN, { dialogs: true });
    await robin.row(idAt(1)).waitFor();
    await robin.page.reload();
    await robin.process(idAt(1));
    await robin.page.reload();
    assert.deepEqual(robin.questions, [], 'nothing is unsaved');
    await robin.process(idAt(1));
    await robin.comments.fill('unsaved');
    await robin.page.reload();
    assert.deepEqual(robin.questions, ['beforeunload']);
    await robin.process(idAt(1));
    await robin.comments.fill('saved');
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    await robin.page.reload();
    assert.deepEqual(robin.questions, ['beforeunload'], 'asked once in all');
    await calm(robin);
  });

  it('W8 asks nothing where the host asks by itself, and tells the host of pending work', async () => {
    await serve();
    const robin = await site.open(ROBIN, { query: 'guard=no' });
    const hasPendingWork = (): Promise<boolean> =>
      robin.list.evaluate(
        (list) => (list as HTMLElement & { hasPendingWork: boolean }).hasPendingWork,
      );
    await robin.process(idAt(1));
    assert.equal(await hasPendingWork(), false);
    await robin.comments.fill('unsaved');
    assert.equal(await hasPendingWork(), true);
    await robin.processDialog.getByRole('button', { name: 'Close' }).click();
    await robin.processDialog.getByRole('button', { name: 'Keep it (resume later)' }).click();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(await hasPendingWork(), true, 'the draft is kept in the closed dialog');
    await robin.page.reload();
    assert.deepEqual(robin.questions, []);
    await calm(robin);
  });

  it('W20 warns when the same person opens one message in two windows, and lets one submit', async () => {
    await serve();
    const left = await site.open(ROBIN, { allow: [CONFLICT] });
    const right = await site.open(ROBIN, { context: left.context, allow: [CONFLICT] });
    await left.process(idAt(1));
    await right.row(idAt(1)).getByText('by you').waitFor();
    assert.equal(await left.processDialog.getByText(/in another window of yours/).count(), 0);
    await right.process(idAt(1));
    await right.processDialog.getByText(/in another window of yours/).waitFor();
    await right.comments.fill('From the right.');
    await left.comments.fill('From the left.');
    await left.submit();
    await left.processDialog.waitFor({ state: 'hidden' });
    await right.processDialog.getByText(/processed this message meanwhile/).waitFor();
    assert.equal(await right.comments.inputValue(), 'From the right.');
    assert.equal(standing(1).handlingComments, 'From the left.');
    assert.equal(site.seen({ path: /submission$/ }).length, 1);
    await calm(left, right);
  });

  it('N7 shows both sides of a conflict at Submit, keeps the text, and overwrites nothing', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [CONFLICT], query: 'events=none' });
    await robin.process(idAt(1));
    await robin.comments.fill('Mine.');
    const amelia = site.backend.as(AMELIA_USER);
    const taken = await amelia.startProcessing({
      idempotencyKey: 'take-over',
      messageId: idAt(1),
      expectedVersion: standing(1).version,
      takeOver: { reason: 'Urgent' },
    });
    await robin.submit();
    await robin.processDialog.getByText(/Amelia Thornbury.* took this message over/).waitFor();
    assert.equal(await robin.comments.inputValue(), 'Mine.');
    assert.equal(standing(1).version, taken.version, 'nothing was overwritten');
    // "Apply mine again": take it back with a reason, then submit.
    await robin.processDialog
      .getByLabel('Reason for taking over')
      .fill('I spoke with the customer');
    await robin.processDialog.getByRole('button', { name: 'Take over' }).click();
    await until(() => standing(1).lease?.ownerEmployeeId === ROBIN, 'taken back');
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(standing(1).handlingComments, 'Mine.');
    await calm(robin);
  });
});

describe('live events over a bad line', { timeout: 120_000 }, () => {
  it('W18 says that live updates are paused, reconnects, and reads everything once', async () => {
    await serve();
    const robin = await site.open(ROBIN, {
      allow: [/ERR_|Failed to load resource/],
    });
    await robin.row(idAt(0)).waitFor();
    await until(() => site.seen({ path: /events$/ }).length === 1, 'events are asked for');
    const reads = (): number => site.seen({ path: /messages\/search$/ }).length;
    const before = reads();
    const open = site.strike({ path: /events$/ }, dropBefore, Infinity);
    site.backend.setConnection('paused');
    await robin.list.getByText('Live updates paused').waitFor();
    // Missed by the window.
    await site.backend.as(AMELIA_USER).allocateMessages({
      idempotencyKey: 'missed',
      assignments: [
        { messageId: idAt(0), expectedVersion: messages[0]!.version, employeeId: '1004' },
      ],
    });
    assert.equal(reads(), before, 'no reading while nothing is known');
    site.backend.setConnection('live');
    open();
    await robin.row(idAt(0)).getByText('1004').waitFor();
    await robin.list.getByText('Live updates paused').waitFor({ state: 'hidden' });
    assert.equal(reads(), before + 1, 'one resync');
    await calm(robin);
  });
});

describe('a window that is looked at again', { timeout: 60_000 }, () => {
  it('W21 reads the list anew and leaves dialog, comment and playhead alone', async () => {
    await serve();
    const voice = messages.findIndex(
      ({ channel, recordingFile }) => channel === 'voice' && recordingFile !== null,
    );
    const robin = await site.open(ROBIN, { clock: true });
    await robin.row(idAt(1)).waitFor();
    await robin.act('Play', idAt(voice));
    const sound = (): Promise<{ time: number; paused: boolean }> =>
      robin.page.locator('audio').evaluateAll((all) => {
        const audio = (all as HTMLAudioElement[]).find(({ currentSrc }) => currentSrc !== '');
        return { time: audio?.currentTime ?? -1, paused: audio?.paused ?? true };
      });
    let before = await sound();
    const end = Date.now() + 10_000;
    while (before.paused || before.time <= 0) {
      assert.ok(Date.now() < end, 'the sound plays');
      before = await sound();
    }
    await robin.list.getByLabel('Contact number', { exact: true }).fill('7946');
    const reads = site.seen({ path: /messages\/search$/ }).length;
    await robin.page.clock.fastForward(11_000);
    await robin.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await until(() => site.seen({ path: /messages\/search$/ }).length > reads, 'read anew');
    const after = await sound();
    assert.ok(!after.paused && after.time >= before.time, 'it plays on');
    assert.equal(
      await robin.list.getByLabel('Contact number', { exact: true }).inputValue(),
      '7946',
    );

    await robin.process(idAt(1));
    await robin.comments.fill('half a sent');
    const again = site.seen({ path: /messages\/search$/ }).length;
    await robin.page.clock.fastForward(11_000);
    await robin.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await until(() => site.seen({ path: /messages\/search$/ }).length > again, 'read anew');
    await robin.processDialog.waitFor();
    assert.equal(await robin.comments.inputValue(), 'half a sent');
    await calm(robin);
  });
});

describe('a window whose clock is wrong', { timeout: 60_000 }, () => {
  for (const days of [-3, 3]) {
    it(`W15 shows the same rows and works as ever: ${String(days)} days`, async () => {
      await serve();
      const time = new Date(Date.now() + days * 86_400_000);
      const robin = await site.open(ROBIN, { clock: time });
      for (const { id } of messages) await robin.row(id).waitFor();
      const shown = await robin.row(idAt(0)).locator('time').first().getAttribute('datetime');
      assert.equal(Date.parse(shown ?? ''), Date.parse(messages[0]!.createdAt));
      assert.doesNotMatch(
        await robin.list.ariaSnapshot(),
        /-\d+ (second|minute|hour|day)|in \d+ days/,
      );
      await robin.process(idAt(1));
      await robin.comments.fill('The clock does not matter.');
      assert.equal(await robin.processDialog.getByText(/given back soon/).count(), 0);
      await robin.submit();
      await robin.processDialog.waitFor({ state: 'hidden' });
      assert.equal(standing(1).handlingComments, 'The clock does not matter.');
      await calm(robin);
    });
  }
});

describe('requests of an idle window', { timeout: 60_000 }, () => {
  it('W25 sends no write that nobody asked for', async () => {
    await serve();
    const robin = await site.open(ROBIN);
    await robin.row(idAt(0)).waitFor();
    await robin.act('Allocate', idAt(0));
    await robin.allocateDialog.getByRole('radio').first().waitFor();
    await robin.allocateDialog.getByRole('button', { name: 'Cancel' }).click();
    await robin.page.reload();
    await robin.row(idAt(0)).waitFor();
    assert.deepEqual(site.seen(WRITES), []);
    await calm(robin);
  });
});
