/**
 * The download dialog on a server that misbehaves: what comes, what is saved, and that the page
 * stays where it is.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { openDialog, sayYesInFrame, toldTypes, yesIn } from './support/download-dialog.ts';
import { sound, useMediaPages } from './support/media-pages.ts';
import { LONG, SHORT } from './support/media-sounds.ts';

const NO_POLICY = {};

describe('the download of a recording', () => {
  const { open, expired } = useMediaPages();

  it('saves exactly the bytes, under a safe name, once, and the page stays (M14)', async () => {
    const { media, page, dialog } = await openDialog(open, [sound('good.wav')]);
    const started = page.waitForEvent('download');
    await yesIn(dialog).dblclick();
    const download = await started;
    assert.equal(download.suggestedFilename(), 'voicemail_m-1_20261120-093000.wav');
    assert.deepEqual(await readFile(await download.path()), SHORT);
    await media.says(/Download started/);
    assert.equal(media.downloads.length, 1);
    assert.match(page.url(), /\/page\?/);
    assert.deepEqual(await toldTypes(page), ['aicc-downloaded', 'aicc-audit']);
    assert.equal(await page.evaluate(() => window.asked[0]?.purpose), 'download');
  });

  for (const [name, words] of [
    ['login.wav', /not a recording/],
    ['json.wav', /not a recording/],
    ['empty.wav', /not a recording/],
    ['forbidden.wav', /do not have permission/],
    ['broken.wav', /cannot answer right now/],
    ['dropped.wav', /cannot be reached/],
  ] as const) {
    it(`saves nothing of ${name} and says why (M16)`, async () => {
      const { media, page, dialog } = await openDialog(open, [sound(name)], {}, NO_POLICY);
      await yesIn(dialog).click();
      await dialog.locator('[part=failure]').waitFor();
      assert.match(await media.text(), words);
      const told = await toldTypes(page);
      assert.ok(!told.includes('aicc-downloaded'));
      assert.ok(!told.includes('aicc-audit'));
      // A reason, and a way on.
      assert.ok((await dialog.getByRole('button', { name: /Retry|Close/ }).count()) > 0);
      assert.deepEqual(media.downloads, []);
    });
  }

  it('renews a link that expired between asking and fetching (M2)', async () => {
    expired.add('1');
    const links = [sound('signed.wav?token=1'), sound('signed.wav?token=2')];
    const { page, dialog } = await openDialog(open, links);
    const started = page.waitForEvent('download');
    await yesIn(dialog).click();
    assert.equal((await stat(await (await started).path())).size, LONG.length);
  });

  it('hands what is too large for memory to the browser, on the own origin (M15)', async () => {
    const limit = { maxMemoryBytes: 100_000 };
    const { page, dialog } = await openDialog(open, [sound('long.wav')], limit);
    const started = page.waitForEvent('download');
    await yesIn(dialog).click();
    const download = await started;
    assert.match(download.url(), /\/sound\/long\.wav$/);
    assert.equal((await stat(await download.path())).size, LONG.length);
  });

  it('can be cancelled on the way and leaves nothing (M14)', async () => {
    const { media, page, dialog } = await openDialog(open, [sound('stalls.wav')]);
    await yesIn(dialog).click();
    await media.says(/9 kB/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForFunction(() => !window.element.open);
    assert.deepEqual(await toldTypes(page), []);
    assert.deepEqual(media.downloads, []);
  });

  it('takes a redirect to a page for the end of the session (M16)', async () => {
    const { media, dialog } = await openDialog(open, [sound('moved.wav')], {}, NO_POLICY);
    await yesIn(dialog).click();
    await media.says(/Sign in again/);
    assert.deepEqual(media.downloads, []);
  });

  it('gives a receipt: who, when, why, name, size, digest (M14)', async () => {
    const { media, page, dialog } = await openDialog(open, [sound('good.wav')]);
    const started = page.waitForEvent('download');
    await yesIn(dialog).click();
    const name = (await started).suggestedFilename();
    await page.waitForFunction(() => window.told.length === 2);
    const told = await page.evaluate(() => window.told);
    const [downloaded, audit] = told.map(([, detail]) => detail);
    const sha256 = createHash('sha256').update(SHORT).digest('hex');
    assert.equal(downloaded?.['sha256'], sha256);
    assert.equal(downloaded?.['sizeBytes'], SHORT.length);
    assert.equal(downloaded?.['fileName'], name);
    assert.equal(downloaded?.['employeeId'], '1001');
    assert.equal(audit?.['employeeId'], '1001');
    const text = await media.text();
    for (const part of [name, sha256, '1001', 'm-1', 'Not asked for here']) {
      assert.ok(text.includes(part), part);
    }
  });
});

describe('the download of a recording on another origin', () => {
  const { open } = useMediaPages();

  it('names storage that does not let the page read, leaves nothing, and the page stays (M14)', async () => {
    const { media, page, dialog } = await openDialog(
      open,
      ({ foreign }) => [{ url: `${foreign}/sound/good.wav` }],
      {},
      NO_POLICY,
    );
    const before = page.url();
    await yesIn(dialog).click();
    await media.says(/does not let this page read/);
    await dialog.locator('[part=failure]').waitFor();
    assert.equal(page.url(), before);
    assert.equal(media.context.pages().length, 1);
    assert.deepEqual(await toldTypes(page), []);
    assert.deepEqual(media.downloads, []);
  });

  it('saves from storage that lets the page read (M14)', async () => {
    const { page, dialog } = await openDialog(
      open,
      ({ foreign }) => [{ url: `${foreign}/sound/open.wav` }],
      {},
      NO_POLICY,
    );
    const before = page.url();
    const started = page.waitForEvent('download');
    await yesIn(dialog).click();
    assert.deepEqual(await readFile(await (await started).path()), SHORT);
    assert.equal(page.url(), before);
  });

  it('hands nothing to the browser that leads there: the page would go there (M14 M15)', async () => {
    const { media, page, dialog } = await openDialog(
      open,
      ({ foreign }) => [
        sound(`elsewhere.wav?to=${encodeURIComponent(`${foreign}/sound/open.wav`)}`),
      ],
      { maxMemoryBytes: 1000 },
      NO_POLICY,
    );
    const before = page.url();
    await yesIn(dialog).click();
    await media.says(/too large/);
    assert.equal(page.url(), before);
    assert.deepEqual(media.downloads, []);
  });
});

describe('the download of a recording in a frame', () => {
  const { open } = useMediaPages();
  const allow = [/sandbox/];

  it('says what is missing where the frame forbids downloads (M14)', async () => {
    const media = await open({ allow });
    const frame = await media.openFrame();
    await sayYesInFrame(frame);
    await frame.waitForFunction(() =>
      window.element.shadowRoot.textContent.includes('allow-downloads'),
    );
  });

  it('asks for nothing where the frame forbids downloads and several are to be saved (H15 M14)', async () => {
    const media = await open({ allow });
    const frame = await media.openFrame();
    await sayYesInFrame(frame, ['m-1', 'm-2']);
    await frame.waitForFunction(() =>
      window.element.shadowRoot.textContent.includes('allow-downloads'),
    );
    assert.equal(await frame.evaluate(() => window.asked.length), 0);
  });

  it('says what may be missing on another origin, whose sandbox cannot be seen (H15 M14)', async () => {
    const media = await open({ allow });
    const { page, foreign, origin } = media;
    await page.goto(`${foreign}/page`);
    const frame = await media.openFrame(`${origin}/page`);
    await sayYesInFrame(frame);
    await frame.waitForFunction(() =>
      /Download started[\s\S]*allow-downloads/.test(window.element.shadowRoot.textContent),
    );
    assert.equal(page.url(), `${foreign}/page`);
    assert.deepEqual(media.downloads, []);
  });
});
