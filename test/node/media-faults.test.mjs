/**
 * The player and the download dialog against a real server that misbehaves: what a service worker
 * cannot imitate (byte ranges, dropped sockets, response headers of the page).
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chromiumFlags, findBrowser } from '../../scripts/find-browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob:; img-src 'self'; base-uri 'none'; form-action 'none'";

/** A mono 8 kHz PCM tone. */
function tone(seconds) {
  const samples = seconds * 8000;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i += 1)
    bytes.writeInt16LE(Math.round(300 * Math.sin(i / 3)), 44 + i * 2);
  return bytes;
}

const SHORT = tone(20);
const LONG = tone(1200);

const PAGE = `
  import '/build/media.js';
  window.asked = [];
  window.told = [];
  const answers = (purpose) => async (request) => {
    window.asked.push(request);
    const answer = window.answers[Math.min(window.asked.length, window.answers.length) - 1];
    if (answer.code) throw Object.assign(new Error('x'), { name: 'AdapterError', code: answer.code, fields: [] });
    return { kind: 'url', ...answer };
  };
  window.show = (answers_, props = {}) => {
    window.answers = answers_;
    const element = document.createElement(props.tag ?? 'aicc-voice-player');
    element.adapter = { getCapabilities: async () => ({}), getRecording: answers() };
    element.message = { id: 'm-1', version: 1, channel: 'voice', status: 'unprocessed', actions: {}, history: [],
      contactNumber: null, createdAt: '2026-11-20T09:30:00Z', durationSeconds: null, lease: null };
    Object.assign(element, props);
    for (const type of ['aicc-downloaded', 'aicc-audit', 'aicc-error']) {
      element.addEventListener(type, (event) => window.told.push([type, event.detail]));
    }
    document.body.append(element);
    window.element = element;
  };
  window.ready = true;
`;

/** Bytes with ranges, as a good server sends them. */
function sendRanges(request, response, bytes, headers = {}) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range ? Number(range[1]) : 0;
  const end =
    range && range[2] !== '' ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
  if (start > end) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    'Content-Type': 'audio/wav',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Content-Length': end - start + 1,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${bytes.length}` } : {}),
    ...headers,
  });
  response.end(bytes.subarray(start, end + 1));
}

describe('media faults', () => {
  const files = new Map();
  let server, other, origin, foreign, browser, context, page;
  /** Tokens of signed links that are no longer good. */
  const expired = new Set();
  let problems;

  const sounds = {
    'good.wav': (request, response) => sendRanges(request, response, SHORT),
    'long.wav': (request, response) => sendRanges(request, response, LONG),
    'no-range.wav': (_request, response) =>
      response
        .writeHead(200, {
          'Content-Type': 'audio/wav',
          'Content-Length': SHORT.length,
          'Cache-Control': 'no-store',
        })
        .end(SHORT),
    'forbidden.wav': (_request, response) => response.writeHead(403).end('no'),
    'gone.wav': (_request, response) => response.writeHead(410).end('no'),
    'missing.wav': (_request, response) => response.writeHead(404).end('Y:/39/record/x.wav'),
    'broken.wav': (_request, response) => response.writeHead(500).end('stack trace'),
    'login.wav': (_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!doctype html><title>Sign in</title>'),
    'moved.wav': (_request, response) =>
      response.writeHead(302, { Location: '/sound/login.wav' }).end(),
    'empty.wav': (_request, response) =>
      response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(),
    'json.wav': (_request, response) =>
      response.writeHead(200, { 'Content-Type': 'audio/wav' }).end('{"error":"denied"}'),
    'dropped.wav': (request) => request.socket.destroy(),
    'signed.wav': (request, response, url) =>
      expired.has(url.searchParams.get('token'))
        ? response.writeHead(403).end('expired')
        : sendRanges(request, response, LONG),
    // Sends a little and then nothing, without closing.
    'stalls.wav': (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': LONG.length });
      response.write(LONG.subarray(0, 9000));
    },
    // Promises more than there is.
    'short.wav': (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'audio/wav' });
      response.end(SHORT.subarray(0, 44 + 16000 * 2));
    },
    'wrong-range.wav': (request, response) => {
      const range = /^bytes=(\d+)-/.exec(request.headers.range ?? '');
      const start = range ? Number(range[1]) : 0;
      response.writeHead(206, {
        'Content-Type': 'audio/wav',
        'Content-Range': `bytes ${start + 7}-${SHORT.length}/${SHORT.length + 99}`,
      });
      response.end(SHORT.subarray(start));
    },
  };

  before(async () => {
    const { output } = await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        write: false,
        target: 'es2022',
        minify: false,
        modulePreload: false,
        lib: { entry: { media: `${root}/test/node/media-page.ts` }, formats: ['es'] },
      },
    }).then((result) => (Array.isArray(result) ? result[0] : result));
    for (const file of output) files.set(file.fileName, file.code ?? file.source);

    const answer = (request, response) => {
      const url = new URL(request.url, 'http://x');
      const [, folder, name] = url.pathname.split('/');
      if (folder === 'sound' && sounds[name]) {
        sounds[name](request, response, url);
      } else if (folder === 'build' && files.has(url.pathname.slice(7))) {
        response
          .writeHead(200, { 'Content-Type': 'text/javascript' })
          .end(files.get(url.pathname.slice(7)));
      } else if (folder === 'page.js') {
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(PAGE);
      } else if (folder === 'worker.js') {
        // A host's worker that knows nothing of ranges.
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(`
          addEventListener('install', () => skipWaiting());
          addEventListener('activate', (event) => event.waitUntil(clients.claim()));
          addEventListener('fetch', (event) => {
            if (!event.request.url.includes('/sound/')) return;
            event.respondWith(fetch(event.request.url).then(async (answer) =>
              new Response(await answer.blob(), { headers: { 'Content-Type': 'audio/wav' } })));
          });`);
      } else if (folder === 'page') {
        const csp = url.searchParams.get('csp');
        response
          .writeHead(200, {
            'Content-Type': 'text/html; charset=utf-8',
            ...(csp === null ? {} : { 'Content-Security-Policy': csp }),
          })
          .end(
            '<!doctype html><html lang="en"><title>t</title><body><script type="module" src="/page.js"></script>',
          );
      } else response.writeHead(404).end();
    };
    const listen = () =>
      new Promise((resolve) => {
        const made = createServer(answer);
        made.listen(0, '127.0.0.1', () => resolve(made));
      });
    server = await listen();
    other = await listen();
    origin = `http://localhost:${server.address().port}`;
    foreign = `http://localhost:${other.address().port}`;
    browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: [...chromiumFlags(), '--autoplay-policy=no-user-gesture-required'],
    });
  });

  after(async () => {
    await browser?.close();
    for (const made of [server, other]) {
      made?.closeAllConnections();
      made?.close();
    }
  });

  beforeEach(async () => {
    expired.clear();
    problems = [];
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });

  async function open(csp) {
    await page.goto(`${origin}/page${csp === undefined ? '' : `?csp=${encodeURIComponent(csp)}`}`);
    await page.waitForFunction(() => window.ready === true);
  }

  const show = (answers, props) =>
    page.evaluate(([a, p]) => window.show(a, p), [answers, props ?? {}]);
  const play = () =>
    page.locator('aicc-voice-player').getByRole('button', { name: 'Play', exact: true }).click();
  const until = (test, argument, timeout = 10_000) =>
    page.waitForFunction(test, argument, { timeout });
  const sounding = (past = 0) =>
    until((at) => window.element.state === 'playing' && window.element.currentTime > at, past);
  const failed = async () => {
    await until(() => window.element.state === 'failed', undefined, 15_000);
    return page.evaluate(() => [
      window.element.failureCause,
      window.element.shadowRoot.textContent,
    ]);
  };
  const position = () => page.evaluate(() => window.element.currentTime);
  const askedTimes = () => page.evaluate(() => window.asked.length);
  const url = (name) => ({ url: `/sound/${name}` });

  it('S3 plays and can be searched through under the strictest policy', async () => {
    await open(STRICT);
    const violations = await page.evaluate(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(event.violatedDirective),
      );
      return window.violations;
    });
    assert.deepEqual(violations, []);
    await show([url('good.wav')]);
    await play();
    await sounding(0.2);
    await page.evaluate(() => (window.element.currentTime = 15));
    await sounding(15);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  for (const [name, cause, words] of [
    ['forbidden.wav', 'recording-forbidden', /do not have permission/],
    ['gone.wav', 'recording-expired', /expired/],
    ['missing.wav', 'recording-missing', /no recording/],
    ['broken.wav', 'unavailable', /cannot answer right now/],
    ['login.wav', 'not-audio', /not a recording/],
    ['moved.wav', 'unauthenticated', /Sign in again/],
    ['empty.wav', 'not-audio', /not a recording/],
    ['json.wav', 'not-audio', /not a recording/],
    ['dropped.wav', 'network', /cannot be reached/],
  ]) {
    it(`M1 names the cause of ${name}: ${cause}, after one silent renewal`, async () => {
      await open();
      await show([url(name)]);
      await play();
      const [found, text] = await failed();
      assert.equal(found, cause);
      assert.match(text, words);
      assert.doesNotMatch(text, /error 4|MEDIA_ELEMENT|Y:|stack trace/i);
      assert.equal(await askedTimes(), 2);
    });
  }

  it('M1 names the page’s own policy', async () => {
    await open(STRICT.replace("media-src 'self' blob:", "media-src 'none'"));
    await show([url('good.wav')]);
    await play();
    const [cause, text] = await failed();
    assert.equal(cause, 'blocked-by-policy');
    assert.match(text, /security policy/);
    assert.equal(await askedTimes(), 1);
  });

  it('M1 takes what the adapter says about a link that does not work any more', async () => {
    await open();
    await show([url('missing.wav'), { code: 'recording-storage-offline' }]);
    await play();
    const [cause] = await failed();
    assert.equal(cause, 'recording-storage-offline');
  });

  it('M1 says what can be said about another origin that tells nothing', async () => {
    await open();
    await show([{ url: `${foreign}/sound/forbidden.wav` }]);
    await play();
    const [cause] = await failed();
    assert.equal(cause, 'unplayable');
    assert.equal(await askedTimes(), 2);
  });

  it('plays from another origin that allows no reading', async () => {
    await open();
    await show([{ url: `${foreign}/sound/good.wav` }]);
    await play();
    await sounding(0.3);
  });

  it('M2 renews an expired link at the start without a word', async () => {
    expired.add('1');
    await open();
    await show([url('signed.wav?token=1'), url('signed.wav?token=2')]);
    await play();
    await sounding(0.2);
    assert.equal(await askedTimes(), 2);
  });

  it('M2 renews a link that expires while playing: same position, speed and volume', async () => {
    await open();
    await show([url('signed.wav?token=1'), url('signed.wav?token=2')]);
    await play();
    await sounding(0.3);
    await page.evaluate(() => {
      window.element.playbackRate = 1.5;
      window.element.volume = 0.3;
      window.errors = 0;
      window.element.addEventListener('error', () => (window.errors += 1));
    });
    expired.add('1');
    await page.evaluate(() => (window.element.currentTime = 1100));
    await sounding(1100.2);
    assert.equal(await askedTimes(), 2);
    assert.ok((await position()) < 1120);
    assert.deepEqual(
      await page.evaluate(() => {
        const audio = window.element.shadowRoot.querySelector('audio');
        return [audio.playbackRate, audio.volume, window.errors, audio.outerHTML.includes('token')];
      }),
      [1.5, 0.3, 0, false],
    );
  });

  it('M2 renews once for each failure, not for ever', async () => {
    expired.add('1');
    await open();
    await show([url('signed.wav?token=1')]);
    await play();
    const [cause] = await failed();
    assert.equal(cause, 'recording-forbidden');
    assert.equal(await askedTimes(), 2);
  });

  it('M3 searches through a recording whose server knows no ranges', async () => {
    await open(STRICT);
    await show([url('no-range.wav')]);
    await play();
    await sounding(0.2);
    await page.evaluate(() => (window.element.currentTime = 12));
    await sounding(12.1);
    assert.ok((await position()) < 16);
    await page.evaluate(() => (window.element.currentTime = 2));
    await until(() => window.element.currentTime < 5 && window.element.state === 'playing');
    assert.equal(await askedTimes(), 1);
  });

  it('M3 says why where the recording is too large for that, and plays on', async () => {
    await open();
    await show([url('no-range.wav')], { maxWholeBytes: 1000 });
    await play();
    await sounding(0.2);
    await page.evaluate(() => (window.element.currentTime = 12));
    await until(() => /server cannot send parts/.test(window.element.shadowRoot.textContent));
    await sounding(0.5);
    assert.ok((await position()) < 10);
    const slider = page.locator('aicc-voice-player').getByRole('slider', { name: 'Seek' });
    assert.equal(await slider.getAttribute('aria-disabled'), 'true');
  });

  it('M4 stops at the real end of a file that is shorter than it says', async () => {
    await open();
    await show([{ ...url('short.wav'), durationSeconds: 20 }]);
    await play();
    await until(() => window.element.ended || window.element.state === 'failed', undefined, 15_000);
    const text = await page.evaluate(() => window.element.shadowRoot.textContent);
    assert.match(text, /ends earlier|not a recording|cannot be|stopped/);
  });

  it('M4 does not hang on a wrong Content-Range', async () => {
    await open();
    await show([url('wrong-range.wav')], { stallSeconds: 1, giveUpSeconds: 2 });
    await play();
    await until(
      () => window.element.state === 'failed' || window.element.currentTime > 0.5,
      undefined,
      20_000,
    );
  });

  it('M5 M6 tells of a stall, gives up, and frees the connection', async () => {
    await open();
    await show([url('stalls.wav')], { stallSeconds: 0.6, giveUpSeconds: 1.5 });
    await play();
    await until(() => window.element.state === 'stalled');
    assert.match(await page.evaluate(() => window.element.shadowRoot.textContent), /Still loading/);
    const [cause] = await failed();
    assert.equal(cause, 'stalled');
    await until(() => window.element.shadowRoot.querySelector('audio').networkState === 0);
  });

  it('M17 plays what a service worker of the host answers without ranges', async () => {
    await open();
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    });
    await until(() => navigator.serviceWorker.controller !== null);
    await show([url('good.wav')]);
    await play();
    await sounding(0.2);
    await page.evaluate(() => (window.element.currentTime = 15));
    await sounding(15);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    const registrations = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active.scriptURL),
    );
    assert.deepEqual(registrations, [`${origin}/worker.js`]);
  });

  it('M18 tells the true state after the page was frozen', async () => {
    await open();
    await show([url('long.wav')]);
    await play();
    await sounding(0.2);
    const session = await context.newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await until(() => {
      const audio = window.element.shadowRoot.querySelector('audio');
      return window.element.paused === audio.paused;
    });
  });

  describe('download', () => {
    const yes = () =>
      page.locator('aicc-download-dialog').getByRole('button', { name: 'Yes', exact: true });
    async function openDialog(answers, props = {}, csp = STRICT) {
      await open(csp);
      // No picker in this run: the file goes among the browser's downloads.
      await page.evaluate(() => delete window.showSaveFilePicker);
      await show(answers, { tag: 'aicc-download-dialog', open: true, ...props });
    }
    const dialogText = () => page.evaluate(() => window.element.shadowRoot.textContent);
    const told = () => page.evaluate(() => window.told.map(([type]) => type));

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
        await openDialog([url(name)], {}, undefined);
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
      await openDialog([{ url: `${foreign}/sound/good.wav` }], {}, undefined);
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
      await page.evaluate(() => {
        const frame = document.createElement('iframe');
        frame.sandbox = 'allow-scripts allow-same-origin';
        frame.src = '/page';
        frame.width = '600';
        frame.height = '600';
        document.body.append(frame);
      });
      const frame = await until(() => document.querySelector('iframe')?.contentWindow?.ready).then(
        () => page.frames()[1],
      );
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
  });
});
