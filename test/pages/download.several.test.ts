/** Several recordings in one download, on a server that misbehaves with some of them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openDialog, toldTypes, yesIn, type DownloadCase } from './support/download-dialog.ts';
import type { RecordingAnswer, ShownProperties } from './support/in-page/media.ts';
import { sound, useMediaPages } from './support/media-pages.ts';
import { LONG, SHORT } from './support/media-sounds.ts';

declare global {
  interface Window {
    showDirectoryPicker: () => Promise<FileSystemDirectoryHandle>;
  }
}

const IDS = ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'];
const MIB = 2 ** 20;

/** Good recordings for all, but for those named here. */
const fiveWith = (
  others: Readonly<Record<string, string>> = {},
): Record<string, readonly RecordingAnswer[]> =>
  Object.fromEntries(IDS.map((id) => [id, [sound(others[id] ?? 'good.wav')]]));

/** What became of each, in their order. */
const kinds = (page: Page): Promise<readonly (string | undefined)[]> =>
  page.evaluate(() =>
    [...window.element.shadowRoot.querySelectorAll<HTMLElement>('.results li')].map(
      ({ dataset }) => dataset['kind'],
    ),
  );

/** A real folder that no picker has to be clicked for, and that is empty. */
const useFolder = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    for await (const name of folder.keys()) await folder.removeEntry(name);
    window.showDirectoryPicker = () => navigator.storage.getDirectory();
  });

/** Names and sizes of the files in that folder. */
const filesIn = (page: Page): Promise<readonly (readonly [string, number])[]> =>
  page.evaluate(async () => {
    const found: [string, number][] = [];
    for await (const [name, handle] of await navigator.storage.getDirectory()) {
      found.push([name, (await (handle as FileSystemFileHandle).getFile()).size]);
    }
    return found.sort();
  });

/** Waits until the folder has a file of that name, or has none. */
async function waitForFile(page: Page, name: string, isThere: boolean): Promise<void> {
  await page.waitForFunction(
    async ([file, expected]) => {
      const folder = await navigator.storage.getDirectory();
      return folder.getFileHandle(file).then(
        () => expected,
        () => !expected,
      );
    },
    [name, isThere] as const,
  );
}

describe('the download of several recordings', () => {
  const { open } = useMediaPages();
  const openSeveral = (
    answers: Readonly<Record<string, readonly RecordingAnswer[]>>,
    properties: ShownProperties = {},
  ): Promise<DownloadCase> => openDialog(open, answers, { ids: IDS, ...properties });
  const isOver = ({ dialog }: DownloadCase): Promise<void> =>
    dialog.locator('[part=summary]').waitFor();

  it('saves three of five, one after another, and says what is wrong with two (M14 M16)', async () => {
    const several = await openSeveral(fiveWith({ 'm-2': 'missing.wav', 'm-4': 'login.wav' }));
    const { media, page, dialog } = several;
    const before = page.url();
    await yesIn(dialog).click();
    await isOver(several);
    assert.deepEqual(await kinds(page), ['done', 'failed', 'done', 'failed', 'done']);
    const text = await media.text();
    assert.match(text, /no recording/);
    assert.match(text, /not a recording/);
    assert.match(text, /3 downloads started/);
    assert.doesNotMatch(text, /Y:|Saved as/);
    await page.waitForFunction(() => window.told.length === 6);
    assert.deepEqual(
      (await page.evaluate(() => window.told)).map(([type, { messageId }]) => [type, messageId]),
      ['m-1', 'm-3', 'm-5'].flatMap((id) => [
        ['aicc-downloaded', id],
        ['aicc-audit', id],
      ]),
    );
    assert.equal(media.downloads.length, 3);
    for (const download of media.downloads) {
      assert.deepEqual(await readFile(await download.path()), SHORT);
      assert.match(download.suggestedFilename(), /^voicemail_m-[135]_20261120-093000\.wav$/);
    }
    assert.equal(page.url(), before);
    assert.equal(media.context.pages().length, 1);
  });

  it('writes into a folder, overwrites nothing, and leaves no part of what was cancelled (M14 S19)', async () => {
    const several = await openSeveral(fiveWith({ 'm-3': 'stalls.wav' }));
    const { media, page, dialog } = several;
    await useFolder(page);
    await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await folder.getFileHandle('voicemail_m-1_20261120-093000.wav', {
        create: true,
      });
      const stream = await file.createWritable();
      await stream.write('mine');
      await stream.close();
    });
    await yesIn(dialog).click();
    await media.says(/Receiving: \d+ %/);
    await page.waitForFunction(() => window.asked.length === 3);
    await waitForFile(page, 'voicemail_m-3_20261120-093000.wav', true);
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await isOver(several);
    assert.deepEqual(await kinds(page), ['done', 'done', 'skipped', 'skipped', 'skipped']);
    await waitForFile(page, 'voicemail_m-3_20261120-093000.wav', false);
    assert.deepEqual(await filesIn(page), [
      ['voicemail_m-1_20261120-093000-2.wav', SHORT.length],
      ['voicemail_m-1_20261120-093000.wav', 4],
      ['voicemail_m-2_20261120-093000.wav', SHORT.length],
    ]);
    assert.equal((await toldTypes(page)).filter((type) => type === 'aicc-audit').length, 2);
  });

  it('tries again only what has failed, when the server is well again (M14)', async () => {
    const answers = fiveWith();
    answers['m-2'] = [sound('broken.wav'), sound('good.wav')];
    const several = await openSeveral(answers);
    const { media, page, dialog } = several;
    await useFolder(page);
    await yesIn(dialog).click();
    await isOver(several);
    await dialog.getByRole('button', { name: 'Retry failed (1)' }).click();
    await media.says(/5 files saved/);
    assert.equal(await media.askedTimes(), 6);
    assert.equal((await filesIn(page)).length, 5);
  });

  it('stops all at the end of the session (M14)', async () => {
    const several = await openSeveral(fiveWith({ 'm-2': 'moved.wav' }));
    const { media, page, dialog } = several;
    await useFolder(page);
    await yesIn(dialog).click();
    await isOver(several);
    assert.deepEqual(await kinds(page), ['done', 'failed', 'skipped', 'skipped', 'skipped']);
    assert.match(await media.text(), /The rest was not tried\.[\s\S]*Sign in again/);
  });

  it('writes a large one as it comes, and knows its digest (M15)', async () => {
    const { media, page, dialog } = await openSeveral(fiveWith({ 'm-1': 'long.wav' }), {
      maxMemoryBytes: 1000,
    });
    await useFolder(page);
    await yesIn(dialog).click();
    await media.says(/5 files saved/);
    const told = await page.evaluate(() => window.told);
    const receipt = told.find(([type]) => type === 'aicc-downloaded')?.[1];
    assert.equal(receipt?.['sizeBytes'], LONG.length);
    assert.equal(receipt?.['sha256'], createHash('sha256').update(LONG).digest('hex'));
  });

  it('keeps nothing of a large one in memory while it is written (M15)', async () => {
    const sizeMiB = 96;
    const several = await openSeveral(fiveWith({ 'm-1': `huge.wav?mib=${sizeMiB}` }));
    const { media, page, dialog } = several;
    await useFolder(page);
    const session = await media.context.newCDPSession(page);
    const buffersMiB = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      const { backingStorageSize } = await session.send('Runtime.getHeapUsage');
      return backingStorageSize / MIB;
    };
    const before = await buffersMiB();
    await yesIn(dialog).click();
    let most = 0;
    while (!(await dialog.locator('[part=summary]').isVisible())) {
      most = Math.max(most, (await buffersMiB()) - before);
    }
    assert.match(await media.text(), /5 files saved/);
    const sizes = (await filesIn(page)).map(([, size]) => size);
    assert.equal(Math.max(...sizes), sizeMiB * MIB);
    assert.ok(most < 32, `${most} MiB in memory`);
  });
});
