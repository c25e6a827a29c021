/** Words for a download dialog on the page of media-pages.ts. */
import type { Frame, Locator, Page } from 'playwright-core';
import type { RecordingAnswers, ShownProperties } from './in-page/media.ts';
import type { MediaBench, MediaOptions, MediaPage } from './media-pages.ts';
import { STRICT_POLICY } from './static-server.ts';

/** The page with an open dialog. */
export interface DownloadCase {
  readonly media: MediaPage;
  readonly page: Page;
  readonly dialog: Locator;
}

const dialogOn = (page: Page | Frame): Locator => page.locator('aicc-download-dialog');

/** Opens a dialog on these answers; under the strictest policy where nothing else is said. */
export async function openDialog(
  open: MediaBench['open'],
  answers: RecordingAnswers | ((media: MediaPage) => RecordingAnswers),
  properties: ShownProperties = {},
  options: MediaOptions = { policy: STRICT_POLICY },
): Promise<DownloadCase> {
  const media = await open(options);
  const { page } = media;
  // No picker in this run: the file goes among the browser's downloads.
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    Reflect.deleteProperty(window, 'showDirectoryPicker');
  });
  await media.show(typeof answers === 'function' ? answers(media) : answers, {
    tag: 'aicc-download-dialog',
    open: true,
    ...properties,
  });
  return { media, page, dialog: dialogOn(page) };
}

export const yesIn = (dialog: Locator): Locator =>
  dialog.getByRole('button', { name: 'Yes', exact: true });

/** Shows a dialog in a frame and presses Yes. */
export async function sayYesInFrame(frame: Frame, ids?: readonly string[]): Promise<void> {
  await frame.evaluate(
    (more) => {
      Reflect.deleteProperty(window, 'showSaveFilePicker');
      window.show([{ url: '/sound/good.wav' }], {
        tag: 'aicc-download-dialog',
        open: true,
        ...more,
      });
    },
    ids ? { ids } : {},
  );
  await yesIn(dialogOn(frame)).click();
}

/** What the dialog told the page, by type. */
export const toldTypes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => window.told.map(([type]) => type));
