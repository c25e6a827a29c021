/**
 * The download dialog against a real server that misbehaves: what comes, what is saved, and that the
 * page stays where it is.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { beforeEach, describe, it } from 'node:test';
import { useMediaPages } from './support/media-pages.mjs';
import { LONG, SHORT, STRICT } from './support/media-server.mjs';

const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

describe('download faults', () => {
  const media = useMediaPages();
  const { open } = media;
  let expired, origin, foreign, context, page, problems;
  beforeEach(() => {
    ({ expired, origin, foreign, context, page, problems } = media);
  });

  const show = (answers, props) =>
    page.evaluate(([a, p]) => window.show(a, p), [answers, props ?? {}]);
  const until = (test, argument, timeout = 10_000) =>
    page.waitForFunction(test, argument, { timeout });
  const url = (name) => ({ url: `/sound/${name}` });

  const yes = () =>
    page.locator('aicc-download-dialog').getByRole('button', { name: 'Yes', exact: true });
  async function openDialog(answers, props = {}, csp = STRICT) {
    await open(csp);
    // No picker in this run: the file goes among the browser's downloads.
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
      delete window.showDirectoryPicker;
    });
    await show(answers, { tag: 'aicc-download-dialog', open: true, ...props });
  }
  const dialogText = () => page.evaluate(() => window.element.shadowRoot.textContent);
  const told = () => page.evaluate(() => window.told.map(([type]) => type));

  /** The page of the elements once more, in a sandboxed frame that forbids downloads. */
  async function openFrame(address = '/page') {
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts allow-same-origin';
      frame.src = src;
      frame.width = '600';
      frame.height = '700';
      document.body.append(frame);
    }, address);
    await page.frameLocator('iframe').locator('script').waitFor({ state: 'attached' });
    const frame = page.frames()[1];
    await frame.waitForFunction(() => window.ready === true);
    return frame;
  }

  it('M14 saves exactly the bytes, under a safe name, once, and the page stays', async () => {
    await openDialog([url('good.wav')]);
    const started = page.waitForEvent('download');
    let downloads = 0;
    page.on('download', () => (downloads += 1));
    await yes().dblclick();
    const download = await started;
    assert.equal(download.suggestedFilename(), 'voicemail_m-1_20261120-093000.wav');
    assert.deepEqual(await readFile(await download.path()), SHORT);
    await until(() => /Download started/.test(window.element.shadowRoot.textContent));
    assert.equal(downloads, 1);
    assert.match(page.url(), /\/page\?/);
    assert.deepEqual(await told(), ['aicc-downloaded', 'aicc-audit']);
    assert.equal(await page.evaluate(() => window.asked[0].purpose), 'download');
  });

  for (const [name, words] of [
    ['login.wav', /not a recording/],
    ['json.wav', /not a recording/],
    ['empty.wav', /not a recording/],
    ['forbidden.wav', /do not have permission/],
    ['broken.wav', /cannot answer right now/],
    ['dropped.wav', /cannot be reached/],
  ]) {
    it(`M16 saves nothing of ${name} and says why`, async () => {
      await openDialog([url(name)], {}, null);
      page.on('download', () => problems.push('a file was saved'));
      await yes().click();
      await until(() => !!window.element.shadowRoot.querySelector('[part=failure]'));
      assert.match(await dialogText(), words);
      assert.ok(!(await told()).includes('aicc-downloaded'));
      assert.ok(!(await told()).includes('aicc-audit'));
      // A reason, and a way on.
      const retry = page
        .locator('aicc-download-dialog')
        .getByRole('button', { name: /Retry|Close/ });
      assert.ok((await retry.count()) > 0);
    });
  }

  it('M14 never leaves the host’s page for another origin', async () => {
    await openDialog([{ url: `${foreign}/sound/good.wav` }], {}, null);
    const before = page.url();
    await yes().click();
    await until(() => !!window.element.shadowRoot.querySelector('[part=failure]'));
    assert.equal(page.url(), before);
    assert.equal(context.pages().length, 1);
  });

  it('M2 renews a link that expired between asking and fetching', async () => {
    expired.add('1');
    await openDialog([url('signed.wav?token=1'), url('signed.wav?token=2')]);
    const started = page.waitForEvent('download');
    await yes().click();
    const download = await started;
    assert.equal((await stat(await download.path())).size, LONG.length);
  });

  it('M15 hands what is too large for memory to the browser, on the own origin', async () => {
    await openDialog([url('long.wav')], { maxMemoryBytes: 100_000 });
    const started = page.waitForEvent('download');
    await yes().click();
    const download = await started;
    assert.match(download.url(), /\/sound\/long\.wav$/);
    assert.equal((await stat(await download.path())).size, LONG.length);
  });

  it('M14 can be cancelled on the way and leaves nothing', async () => {
    await openDialog([url('stalls.wav')]);
    page.on('download', () => problems.push('a file was saved'));
    await yes().click();
    const cancel = page.locator('aicc-download-dialog').getByRole('button', { name: 'Cancel' });
    await until(() => /9 kB/.test(window.element.shadowRoot.textContent));
    await cancel.click();
    await until(() => window.element.open === false);
    assert.deepEqual(await told(), []);
  });

  it('M14 says what is missing in a frame that forbids downloads', async () => {
    await open();
    const frame = await openFrame();
    await frame.evaluate(() => {
      delete window.showSaveFilePicker;
      window.show([{ url: '/sound/good.wav' }], { tag: 'aicc-download-dialog', open: true });
    });
    await frame
      .locator('aicc-download-dialog')
      .getByRole('button', { name: 'Yes', exact: true })
      .click();
    await frame.waitForFunction(() =>
      /allow-downloads/.test(window.element.shadowRoot.textContent),
    );
  });

  it('M14 names storage on another origin that does not let the page read, and leaves nothing', async () => {
    await openDialog([{ url: `${foreign}/sound/good.wav` }], {}, null);
    page.on('download', () => problems.push('a file was saved'));
    const before = page.url();
    await yes().click();
    await until(() => /does not let this page read/.test(window.element.shadowRoot.textContent));
    assert.equal(page.url(), before);
    assert.equal(context.pages().length, 1);
    assert.deepEqual(await told(), []);
  });

  it('M14 saves from storage on another origin that lets the page read', async () => {
    await openDialog([{ url: `${foreign}/sound/open.wav` }], {}, null);
    const before = page.url();
    const started = page.waitForEvent('download');
    await yes().click();
    const download = await started;
    assert.deepEqual(await readFile(await download.path()), SHORT);
    assert.equal(page.url(), before);
  });

  it('M14 M15 hands nothing to the browser that leads to another origin: the page would go there', async () => {
    const to = encodeURIComponent(`${foreign}/sound/open.wav`);
    await openDialog([url(`elsewhere.wav?to=${to}`)], { maxMemoryBytes: 1000 }, null);
    page.on('download', () => problems.push('a file was saved'));
    const before = page.url();
    await yes().click();
    await until(() => /too large/.test(window.element.shadowRoot.textContent));
    assert.equal(page.url(), before);
  });

  it('M16 takes a redirect to a page for the end of the session', async () => {
    await openDialog([url('moved.wav')], {}, null);
    page.on('download', () => problems.push('a file was saved'));
    await yes().click();
    await until(() => /Sign in again/.test(window.element.shadowRoot.textContent));
  });

  it('M14 gives a receipt: who, when, why, name, size, digest', async () => {
    await openDialog([url('good.wav')]);
    const started = page.waitForEvent('download');
    await yes().click();
    const name = (await started).suggestedFilename();
    await until(() => window.told.length === 2);
    const [[, downloaded], [, audit]] = await page.evaluate(() => window.told);
    assert.equal(downloaded.sha256, digestOf(SHORT));
    assert.equal(downloaded.sizeBytes, SHORT.length);
    assert.equal(downloaded.fileName, name);
    assert.equal(downloaded.employeeId, '1001');
    assert.equal(audit.employeeId, '1001');
    const text = await dialogText();
    for (const part of [name, digestOf(SHORT), '1001', 'm-1', 'Not asked for here']) {
      assert.ok(text.includes(part), part);
    }
  });

  it('H15 M14 says what may be missing in a frame of another origin, whose sandbox cannot be seen', async () => {
    await page.goto(`${foreign}/page`);
    page.on('download', () => problems.push('a file was saved'));
    const frame = await openFrame(`${origin}/page`);
    await frame.evaluate(() => {
      window.show([{ url: '/sound/good.wav' }], { tag: 'aicc-download-dialog', open: true });
    });
    await frame
      .locator('aicc-download-dialog')
      .getByRole('button', { name: 'Yes', exact: true })
      .click();
    await frame.waitForFunction(() =>
      /Download started[\s\S]*allow-downloads/.test(window.element.shadowRoot.textContent),
    );
    assert.equal(page.url(), `${foreign}/page`);
  });

  describe('of several', () => {
    const IDS = ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'];
    const fiveWith = (bad) =>
      Object.fromEntries(IDS.map((id) => [id, [{ url: `/sound/${bad[id] ?? 'good.wav'}` }]]));
    const openSeveral = (answers, props = {}, csp = STRICT) =>
      openDialog(answers, { ids: IDS, ...props }, csp);
    const kinds = () =>
      page.evaluate(() =>
        [...window.element.shadowRoot.querySelectorAll('.results li')].map((li) => li.dataset.kind),
      );
    const isOver = () => until(() => !!window.element.shadowRoot.querySelector('[part=summary]'));
    /** A real folder that no picker has to be clicked for. */
    const useFolder = () =>
      page.evaluate(() => {
        window.showDirectoryPicker = () => navigator.storage.getDirectory();
      });
    const filesIn = () =>
      page.evaluate(async () => {
        const found = [];
        for await (const [name, handle] of await navigator.storage.getDirectory()) {
          found.push([name, (await handle.getFile()).size]);
        }
        return found.sort();
      });

    it('M14 M16 saves three of five, one after another, and says what is wrong with two', async () => {
      await openSeveral(fiveWith({ 'm-2': 'missing.wav', 'm-4': 'login.wav' }));
      const before = page.url();
      const downloads = [];
      page.on('download', (download) => downloads.push(download));
      await yes().click();
      await isOver();
      assert.deepEqual(await kinds(), ['done', 'failed', 'done', 'failed', 'done']);
      const text = await dialogText();
      assert.match(text, /no recording/);
      assert.match(text, /not a recording/);
      assert.match(text, /3 downloads started/);
      assert.doesNotMatch(text, /Y:|Saved as/);
      await until(() => window.told.length === 6);
      assert.deepEqual(
        (await page.evaluate(() => window.told)).map(([type, { messageId }]) => [type, messageId]),
        ['m-1', 'm-3', 'm-5'].flatMap((id) => [
          ['aicc-downloaded', id],
          ['aicc-audit', id],
        ]),
      );
      for (const download of downloads) {
        assert.deepEqual(await readFile(await download.path()), SHORT);
        assert.match(download.suggestedFilename(), /^voicemail_m-[135]_20261120-093000\.wav$/);
      }
      assert.equal(downloads.length, 3);
      assert.equal(page.url(), before);
      assert.equal(context.pages().length, 1);
    });

    it('M14 S19 writes into a folder, overwrites nothing, and leaves no part of what was cancelled', async () => {
      await openSeveral(fiveWith({ 'm-3': 'stalls.wav' }));
      await useFolder();
      await page.evaluate(async () => {
        const folder = await navigator.storage.getDirectory();
        const file = await folder.getFileHandle('voicemail_m-1_20261120-093000.wav', {
          create: true,
        });
        const stream = await file.createWritable();
        await stream.write('mine');
        await stream.close();
      });
      await yes().click();
      await until(() => /Receiving: \d+ %/.test(window.element.shadowRoot.textContent));
      await until(() => window.asked.length === 3);
      await until(async () => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle('voicemail_m-3_20261120-093000.wav').then(
          () => true,
          () => false,
        );
      });
      await page
        .locator('aicc-download-dialog')
        .getByRole('button', { name: 'Cancel', exact: true })
        .click();
      await isOver();
      assert.deepEqual(await kinds(), ['done', 'done', 'skipped', 'skipped', 'skipped']);
      await until(async () => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle('voicemail_m-3_20261120-093000.wav').then(
          () => false,
          () => true,
        );
      });
      assert.deepEqual(await filesIn(), [
        ['voicemail_m-1_20261120-093000-2.wav', SHORT.length],
        ['voicemail_m-1_20261120-093000.wav', 4],
        ['voicemail_m-2_20261120-093000.wav', SHORT.length],
      ]);
      assert.equal((await told()).filter((type) => type === 'aicc-audit').length, 2);
    });

    it('M14 tries again only what has failed, when the server is well again', async () => {
      const answers = fiveWith({});
      answers['m-2'] = [url('broken.wav'), url('good.wav')];
      await openSeveral(answers);
      await useFolder();
      await yes().click();
      await isOver();
      await page
        .locator('aicc-download-dialog')
        .getByRole('button', { name: 'Retry failed (1)' })
        .click();
      await until(() => /5 files saved/.test(window.element.shadowRoot.textContent));
      assert.equal(await page.evaluate(() => window.asked.length), 6);
      assert.equal((await filesIn()).length, 5);
    });

    it('M14 stops all at the end of the session', async () => {
      await openSeveral(fiveWith({ 'm-2': 'moved.wav' }));
      await useFolder();
      await yes().click();
      await isOver();
      assert.deepEqual(await kinds(), ['done', 'failed', 'skipped', 'skipped', 'skipped']);
      assert.match(await dialogText(), /The rest was not tried\.[\s\S]*Sign in again/);
    });

    it('M15 writes a large one as it comes, and knows its digest', async () => {
      await openSeveral(fiveWith({ 'm-1': 'long.wav' }), { maxMemoryBytes: 1000 });
      await useFolder();
      await yes().click();
      await until(() => /5 files saved/.test(window.element.shadowRoot.textContent));
      const receipts = (await page.evaluate(() => window.told)).filter(
        ([type]) => type === 'aicc-downloaded',
      );
      assert.equal(receipts[0][1].sizeBytes, LONG.length);
      assert.equal(receipts[0][1].sha256, digestOf(LONG));
    });

    it('M15 keeps nothing of a large one in memory while it is written', async () => {
      const answers = fiveWith({});
      answers['m-1'] = [url('huge.wav?mib=192')];
      await openSeveral(answers);
      await useFolder();
      const session = await context.newCDPSession(page);
      const buffers = async () =>
        (await session.send('Runtime.getHeapUsage')).backingStorageSize / 2 ** 20;
      await session.send('HeapProfiler.collectGarbage');
      const before = await buffers();
      await yes().click();
      let most = 0;
      const isDone = () =>
        page.evaluate(() => !!window.element.shadowRoot.querySelector('[part=summary]'));
      for (let sample = 0; !(await isDone()); sample += 1) {
        if (sample % 5 === 0) await session.send('HeapProfiler.collectGarbage');
        most = Math.max(most, (await buffers()) - before);
      }
      assert.match(await dialogText(), /5 files saved/);
      assert.equal(Math.max(...(await filesIn()).map(([, size]) => size)), 192 * 2 ** 20);
      assert.ok(most < 64, `${most} MiB in memory`);
    });

    it('H15 M14 says what is missing in a frame that forbids downloads, and asks for nothing', async () => {
      await open();
      const frame = await openFrame();
      await frame.evaluate((ids) => {
        window.show([{ url: '/sound/good.wav' }], { tag: 'aicc-download-dialog', open: true, ids });
      }, IDS);
      await frame
        .locator('aicc-download-dialog')
        .getByRole('button', { name: 'Yes', exact: true })
        .click();
      await frame.waitForFunction(() =>
        /allow-downloads/.test(window.element.shadowRoot.textContent),
      );
      assert.equal(await frame.evaluate(() => window.asked.length), 0);
    });
  });
});
