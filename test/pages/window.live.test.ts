/** A window over time: live events on a bad line, looking again, a wrong clock, nothing to do. */
import assert from 'node:assert/strict';
import { until } from '../node/support/waits.ts';
import { AMELIA_USER, ROBIN, SEARCH, WRITES, useHostSites } from './support/host-site.ts';
import { dropBefore } from './support/line-faults.ts';

describe('a window over time', () => {
  const serve = useHostSites();

  it('says that live updates are paused, reconnects, and reads everything once (W18)', async () => {
    const site = await serve();
    const allow = [/ERR_|Failed to load resource/];
    const robin = await site.open(ROBIN, { allow, clock: 'running' });
    await robin.row(site.idAt(0)).waitFor();
    await until('events are asked for', () => site.seen({ path: /events$/ }).length === 1);
    const reads = (): number => site.seen(SEARCH).length;
    const before = reads();
    const open = site.strike({ path: /events$/ }, dropBefore, Infinity);
    site.backend.setConnection('paused');
    await robin.list.getByText('Live updates paused').waitFor();
    // Missed by the window.
    await site.backend.as(AMELIA_USER).allocateMessages({
      idempotencyKey: 'missed',
      assignments: [
        { messageId: site.idAt(0), expectedVersion: site.firstVersion(0), employeeId: '1004' },
      ],
    });
    assert.equal(reads(), before, 'no reading while nothing is known');
    site.backend.setConnection('live');
    open();
    const missed = robin.row(site.idAt(0)).getByText('1004');
    await robin.passTime('what was missed', () => missed.isVisible());
    await robin.list.getByText('Live updates paused').waitFor({ state: 'hidden' });
    assert.equal(reads(), before + 1, 'one resync');
  });

  it('reads the list anew and leaves dialog, comment and playhead alone (W21)', async () => {
    const site = await serve();
    const voice = site.messages.findIndex(
      ({ channel, recordingFile }) => channel === 'voice' && recordingFile !== null,
    );
    const robin = await site.open(ROBIN, { clock: 'running' });
    await robin.row(site.idAt(1)).waitFor();
    await robin.act('Play', site.idAt(voice));
    const sound = (): Promise<{ time: number; paused: boolean }> =>
      robin.page.locator('audio').evaluateAll((all) => {
        const audio = (all as HTMLAudioElement[]).find(({ currentSrc }) => currentSrc !== '');
        return { time: audio?.currentTime ?? -1, paused: audio?.paused ?? true };
      });
    const before = await until('the sound to play', async () => {
      const now = await sound();
      return !now.paused && now.time > 0 && now;
    });
    await robin.list.getByLabel('Contact number', { exact: true }).fill('7946');
    const reads = site.seen(SEARCH).length;
    await robin.page.clock.fastForward(11_000);
    await robin.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await until('read anew', () => site.seen(SEARCH).length > reads);
    const after = await sound();
    assert.ok(!after.paused && after.time >= before.time, 'it plays on');
    assert.equal(
      await robin.list.getByLabel('Contact number', { exact: true }).inputValue(),
      '7946',
    );

    await robin.process(site.idAt(1));
    await robin.comments.fill('half a sent');
    const again = site.seen(SEARCH).length;
    await robin.page.clock.fastForward(11_000);
    await robin.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await until('read anew', () => site.seen(SEARCH).length > again);
    await robin.processDialog.waitFor();
    assert.equal(await robin.comments.inputValue(), 'half a sent');
  });

  for (const days of [-3, 3]) {
    it(`shows the same rows and works as ever: ${String(days)} days (W15)`, async () => {
      const site = await serve();
      const time = new Date(Date.now() + days * 86_400_000);
      const robin = await site.open(ROBIN, { clock: time });
      for (const { id } of site.messages) await robin.row(id).waitFor();
      const shown = await robin.row(site.idAt(0)).locator('time').first().getAttribute('datetime');
      assert.equal(Date.parse(shown ?? ''), Date.parse(site.messages[0]!.createdAt));
      assert.doesNotMatch(
        await robin.list.ariaSnapshot(),
        /-\d+ (second|minute|hour|day)|in \d+ days/,
      );
      await robin.process(site.idAt(1));
      await robin.comments.fill('The clock does not matter.');
      assert.equal(await robin.processDialog.getByText(/given back soon/).count(), 0);
      await robin.submit();
      await robin.processDialog.waitFor({ state: 'hidden' });
      assert.equal(site.standing(1).handlingComments, 'The clock does not matter.');
    });
  }

  it('sends no write that nobody asked for (W25)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN);
    await robin.row(site.idAt(0)).waitFor();
    await robin.act('Allocate', site.idAt(0));
    await robin.allocateDialog.getByRole('radio').first().waitFor();
    await robin.allocateDialog.getByRole('button', { name: 'Cancel' }).click();
    await robin.page.reload();
    await robin.row(site.idAt(0)).waitFor();
    assert.deepEqual(site.seen(WRITES), []);
  });
});
