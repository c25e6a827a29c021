/**
 * The whole job of the screen, by a person's means, on the built demo under the strictest policy:
 * query, allocate, play, download, process, call back, comment, submit.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { until } from '../node/support/waits.ts';
import { passTime } from './support/browser.ts';
import { useDemo } from './support/demo-site.ts';
import { everyCell, query, rows } from './support/list-page.ts';

const RECORDINGS = new URL('../../public/recordings/', import.meta.url);

/** What the one audio element of the page is really doing. */
const sound = (
  page: Page,
): Promise<{ count: number; time: number; rate: number; paused: boolean }> =>
  page.locator('audio').evaluateAll((elements) => {
    const found = elements as HTMLAudioElement[];
    const playing = found.find((audio) => !audio.paused) ?? found.at(-1);
    return {
      count: found.length,
      time: playing?.currentTime ?? -1,
      rate: playing?.playbackRate ?? -1,
      paused: playing?.paused ?? true,
    };
  });

async function soundUntil(
  page: Page,
  what: string,
  fact: (now: Awaited<ReturnType<typeof sound>>) => boolean,
): Promise<Awaited<ReturnType<typeof sound>>> {
  return until(what, async () => {
    const now = await sound(page);
    return fact(now) && now;
  });
}

describe('the whole journey', () => {
  const open = useDemo();

  it('goes from query to Processed with real sound', async () => {
    const page = await open('scenario=default&theme=light', { clock: 'running' });
    await rows(page).first().waitFor();

    // Query: voice messages that wait for an agent.
    await query(page, { 'Message status': 'To be allocated', 'Channel Type': 'Voice' });
    await everyCell(page, 'Status', (text) => text.startsWith('To be allocated'));
    const row = rows(page).first();
    const number = (await row.locator('bdi').first().innerText()).trim();

    // Allocate.
    await row.getByRole('button', { name: /^Allocate/ }).click();
    const allocate = page.getByRole('dialog', { name: /^Allocate/ });
    await allocate.getByLabel('Employee ID').fill('1002');
    await allocate.getByLabel('Employee ID').press('Enter');
    await allocate.getByText('1–1 of 1').waitFor();
    await allocate.getByRole('radio', { name: /1002/ }).click();
    const allocatedAt = Date.now();
    await allocate.getByRole('button', { name: 'Complete' }).click();
    await allocate.waitFor({ state: 'hidden' });

    // The row shows the agent, the status and the update time.
    await query(page, {
      'Message status': 'Unprocessed',
      'Contact number': number,
      'Channel Type': 'All channel types',
    });
    await everyCell(page, 'Status', (text) => text.startsWith('Unprocessed'));
    const mine = rows(page).filter({ hasText: '1002' }).first();
    await mine.getByText('j100002').waitFor();
    const updated = await mine.locator('time').nth(1).getAttribute('datetime');
    const updatedAt = Date.parse(updated ?? '');
    // It may be told in whole seconds.
    assert.ok(updatedAt > allocatedAt - 1000 && updatedAt <= Date.now(), 'the update time is then');

    // Play: the sound moves, at the speed that is shown; pause; fast forward; rewind; seek; mute.
    await mine.getByRole('button', { name: /^Play/ }).click();
    await soundUntil(page, 'the sound to move', ({ time, paused }) => !paused && time > 0);
    const player = page.locator('aicc-voice-player');
    for (const speed of ['0.75', '1.25', '1.5', '1.75', '2', '1']) {
      await player.getByLabel('Playback speed').selectOption({ label: `${speed}x` });
      await soundUntil(page, `${speed}x`, ({ rate }) => rate === Number(speed));
    }
    await player.getByRole('button', { name: 'Pause', exact: true }).click();
    const halted = await soundUntil(page, 'silence', ({ paused }) => paused);
    assert.equal(halted.count, 1, 'there is one audio element, none per row');
    const seek = player.getByRole('slider', { name: 'Seek' });
    await seek.focus();
    await seek.press('Home');
    await soundUntil(page, 'the start', ({ time }) => time === 0);
    await player.getByRole('button', { name: /^Fast forward/ }).click();
    const later = await soundUntil(page, 'a skip', ({ time }) => time > 0);
    await player.getByRole('button', { name: /^Rewind/ }).click();
    await soundUntil(page, 'a skip back', ({ time }) => time === Math.max(0, later.time - 10));
    await player.getByRole('button', { name: 'Mute' }).click();
    await player.getByRole('button', { name: 'Unmute' }).click();

    // Process: opening makes it Processing; call back; comment; submit.
    await mine.getByRole('button', { name: /^Process/ }).click();
    const process = page.getByRole('dialog', { name: /^Process/ });
    await process.getByText('Processing').first().waitFor();
    await process.getByRole('button', { name: 'Play', exact: true }).click();
    await soundUntil(page, 'the sound', ({ paused }) => !paused);
    await process.getByRole('button', { name: 'Call', exact: true }).click();
    const talking = process.getByText(/^Talking/).first();
    await passTime(page, 'the answer to the call', () => talking.isVisible());
    await soundUntil(page, 'silence', ({ paused }) => paused);
    await process.getByRole('button', { name: 'Hang up' }).click();
    await process.getByLabel('Handling Comments').fill('Called back, all settled. 谢谢 👍');
    await process.getByRole('button', { name: 'Submit' }).click();
    await process.waitFor({ state: 'hidden' });

    await query(page, { 'Message status': 'Processed' });
    await everyCell(page, 'Status', (text) => text.startsWith('Processed'));
    await rows(page).filter({ hasText: '1002' }).first().waitFor();
  });

  it('saves the bytes of the recording under a safe name', async () => {
    const page = await open('scenario=default');
    // As in a browser without a save picker.
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await query(page, { 'Channel Type': 'Voice', 'Message status': 'Unprocessed' });
    await everyCell(page, 'Channel Type', (text) => text.startsWith('Voice'));
    await rows(page)
      .first()
      .getByRole('button', { name: /^More actions/ })
      .click();
    await page.getByRole('menuitem', { name: /^Download/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Download' });
    await dialog.getByText(/personal data/).waitFor();
    assert.equal(
      await dialog
        .getByRole('button', { name: 'No', exact: true })
        .evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button),
      true,
      'the first focus is not on Yes',
    );
    const asked = page.waitForResponse((response) => response.url().includes('/recordings/'));
    const [download, response] = await Promise.all([
      page.waitForEvent('download'),
      asked,
      dialog.getByRole('button', { name: 'Yes', exact: true }).click(),
    ]);
    const file = decodeURIComponent(new URL(response.url()).pathname.split('/').at(-1) ?? '');
    const saved = await readFile(await download.path());
    assert.deepEqual(saved, await readFile(new URL(file, RECORDINGS)));
    assert.match(download.suggestedFilename(), /^voicemail_[\w-]+\.(wav|mp3)$/);
  });

  it('goes on for a reader of Chinese and of Arabic, and in the dark', async () => {
    for (const [lang, word] of [
      ['zh-CN', '查询'],
      ['ar', 'استعلام'],
    ] as const) {
      const page = await open(`lang=${lang}&theme=dark`);
      await rows(page).first().waitFor();
      await page.getByRole('button', { name: word }).waitFor();
    }
  });
});
