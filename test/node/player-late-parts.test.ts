/** What the player loads later may fail to load: it plays without, and says in a sentence of its own when it cannot. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/entries.mjs';
import { openSplitPage, type SplitPage } from './support/split-page.ts';

/** A page whose backend answers with three seconds of sound, or fails as it is told to. */
const PAGE = `
import ${JSON.stringify(join(root, 'src/elements/voice-player/voice-player.define.ts'))};
const samples = 24000;
const bytes = new DataView(new ArrayBuffer(44 + samples));
const text = (at, word) => [...word].forEach((c, i) => bytes.setUint8(at + i, c.charCodeAt(0)));
text(0, 'RIFF'); bytes.setUint32(4, 36 + samples, true); text(8, 'WAVEfmt ');
bytes.setUint32(16, 16, true); bytes.setUint16(20, 1, true); bytes.setUint16(22, 1, true);
bytes.setUint32(24, 8000, true); bytes.setUint32(28, 8000, true); bytes.setUint16(32, 1, true);
bytes.setUint16(34, 8, true); text(36, 'data'); bytes.setUint32(40, samples, true);
for (let i = 0; i < samples; i += 1) bytes.setUint8(44 + i, 128 + 40 * Math.sin(i / 3));
window.fails = null;
const player = document.querySelector('aicc-voice-player');
player.messageId = 'm-1';
player.adapter = {
  getRecording: () =>
    window.fails
      ? Promise.reject(Object.assign(new Error(), { name: 'AdapterError', code: window.fails }))
      : Promise.resolve({ kind: 'blob', blob: new Blob([bytes], { type: 'audio/wav' }) }),
};
`;

declare global {
  interface Window {
    fails: string | null;
  }
}

const LATER = /\/player-later-/;

let split: SplitPage;

before(async () => {
  split = await openSplitPage('aicc-voice-player', PAGE, [
    '--autoplay-policy=no-user-gesture-required',
  ]);
});
after(() => split.close());

async function open(): Promise<Page> {
  const page = await split.browser.newPage();
  await page.route(LATER, (route) => route.abort());
  await page.goto(split.url);
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const state = (page: Page) =>
  page.evaluate(() => (document.querySelector('aicc-voice-player') as { state?: string }).state);

describe('what the player loads later', () => {
  it('is not needed to play', async () => {
    const page = await open();
    await button(page, 'Play').click();
    await page.waitForFunction(
      () =>
        (document.querySelector('aicc-voice-player') as unknown as HTMLMediaElement).currentTime >
        0.2,
    );
    await button(page, 'Pause').click();
    await page.close();
  });

  it('M1 leaves a sentence and Retry where it is missing, and names the cause when it comes', async () => {
    const page = await open();
    await page.evaluate(() => (window.fails = 'recording-purged'));
    await button(page, 'Play').click();
    await page.getByText('The recording cannot be played.').first().waitFor();
    assert.equal(await state(page), 'failed');
    await page.unroute(LATER);
    await page.evaluate(() => (window.fails = 'recording-forbidden'));
    await button(page, 'Retry').click();
    await page.getByText('You do not have permission for this recording.').first().waitFor();
    await page.evaluate(() => (window.fails = null));
    await button(page, 'Retry').click();
    await button(page, 'Pause').waitFor();
    await page.close();
  });

  it('says so when the table of keys cannot be loaded, and shows it when it can', async () => {
    const page = await open();
    await button(page, 'Keyboard shortcuts').click();
    await page.getByText('This part could not be loaded').first().waitFor();
    await page.unroute(LATER);
    await button(page, 'Keyboard shortcuts').click();
    await page.getByText('They work while the focus is in the player.').waitFor();
    await page.close();
  });
});
