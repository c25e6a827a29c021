/** The panels of the player load on demand: one that cannot be loaded says so, and can be retried. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/entries.mjs';
import { openSplitPage, type SplitPage } from './support/split-page.ts';

/** A page whose backend answers with three seconds of sound and a transcript. */
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
const player = document.querySelector('aicc-voice-player');
player.messageId = 'm-1';
const transcript = { language: 'en', cues: [{ startSeconds: 0, endSeconds: 3, text: 'Please call back' }] };
player.adapter = {
  getRecording: () =>
    Promise.resolve({ kind: 'blob', blob: new Blob([bytes], { type: 'audio/wav' }), transcript }),
};
`;

const PANELS = /\/(transcript|listening|phone)-panel-/;

let split: SplitPage;

before(async () => {
  split = await openSplitPage('aicc-voice-player', PAGE, [
    '--autoplay-policy=no-user-gesture-required',
  ]);
});
after(() => split.close());

async function open(): Promise<Page> {
  const page = await split.browser.newPage();
  await page.route(PANELS, (route) => route.abort());
  await page.goto(split.url);
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the panels of the player', () => {
  it('are not needed to play, and none of them is loaded for it', async () => {
    const page = await open();
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await button(page, 'Play').click();
    await page.waitForFunction(
      () =>
        (document.querySelector('aicc-voice-player') as unknown as HTMLMediaElement).currentTime >
        0.2,
    );
    await button(page, 'Pause').click();
    assert.deepEqual(
      requested.filter((url) => PANELS.test(url)),
      [],
    );
    await page.close();
  });

  it('say so when they cannot be loaded, and open by Retry when they can', async () => {
    const page = await open();
    await button(page, 'Play').click();
    await button(page, 'Transcript').click();
    await page.getByText('This part could not be loaded').first().waitFor();
    await page.unroute(PANELS);
    await button(page, 'Retry').click();
    await page.getByText('Please call back').waitFor();
    assert.equal(await button(page, 'Retry').count(), 0);
    await page.close();
  });
});
