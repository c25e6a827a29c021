/**
 * The player against a real server that misbehaves: what a service worker cannot imitate (byte
 * ranges, dropped sockets, response headers of the page).
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { useMediaPages } from './support/media-pages.mjs';
import { STRICT } from './support/media-server.mjs';

describe('media faults', () => {
  const media = useMediaPages(['--autoplay-policy=no-user-gesture-required']);
  const { open } = media;
  let expired, origin, foreign, context, page;
  beforeEach(() => {
    ({ expired, origin, foreign, context, page } = media);
  });

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

  for (const name of [
    'pcm.wav',
    'alaw.wav',
    'mulaw.wav',
    'mp3.mp3',
    'opus.ogg',
    'vorbis.ogg',
    'opus.webm',
    'aac.m4a',
    'aac.aac',
  ]) {
    it(`M8 plays ${name}, whatever the server calls it, and asks no canPlayType`, async () => {
      await open();
      await page.evaluate(() => {
        window.gates = 0;
        HTMLMediaElement.prototype.canPlayType = () => {
          window.gates += 1;
          return '';
        };
      });
      await show([{ url: `/format/${name}` }]);
      await play();
      await sounding(0.2);
      await page.evaluate(() => (window.element.currentTime = 2));
      await sounding(2);
      await until(() => window.element.ended);
      assert.equal(await page.evaluate(() => window.gates), 0);
      const length = await page.evaluate(() => window.element.duration);
      assert.ok(Math.abs(length - 3) < 0.5, `${length} s`);
    });
  }

  for (const [name, length] of [
    ['unknown-sizes.wav', 20],
    ['no-sizes.wav', 20],
    ['large-sizes.wav', 20],
    ['more-behind.wav', 20],
    ['cut-off.wav', 10],
  ]) {
    it(`M8 M9 plays ${name} to its end and shows the length that is there`, async () => {
      await open();
      await show([url(name)]);
      await play();
      await sounding(0.2);
      await page.evaluate((to) => (window.element.currentTime = to), length - 1);
      await sounding(length - 1);
      await until(() => window.element.ended);
      const found = await page.evaluate(() => window.element.duration);
      assert.ok(Math.abs(found - length) < 0.5, `${found} s`);
    });
  }

  for (const [name, cause] of [
    ['header-only.wav', 'no-sound'],
    ['half-a-header.wav', 'recording-format'],
    ['no-channels.wav', 'recording-format'],
  ]) {
    it(`M1 M8 names the cause of ${name}: ${cause}, without a number that is none`, async () => {
      await open();
      await show([url(name)]);
      await play();
      const [found, text] = await failed();
      assert.equal(found, cause);
      assert.doesNotMatch(text, /NaN|Infinity|undefined/);
      await page.locator('aicc-voice-player').getByText('–:––').waitFor();
    });
  }

  const rungs = () =>
    page.evaluate(() =>
      [...window.element.shadowRoot.querySelectorAll('[part=failure] .actions > *')].flatMap(
        (rung) =>
          rung.localName === 'slot'
            ? rung.assignedElements().map((offered) => offered.textContent)
            : [rung.textContent.trim()],
      ),
    );

  for (const name of ['gsm.wav', 'ima-adpcm.wav']) {
    it(`M8 names the format of ${name}, asks once for a converted one, and offers the next rungs`, async () => {
      await open();
      const transcript = {
        language: 'en',
        cues: [{ startSeconds: 0, endSeconds: 2, text: 'Please call me back', confidence: 1 }],
      };
      await show([{ url: `/format/${name}`, transcript }, { code: 'unsupported' }], {
        phone: true,
      });
      await page.evaluate(() => {
        const save = document.createElement('button');
        save.slot = 'format-actions';
        save.textContent = 'Download';
        window.element.append(save);
      });
      await play();
      const [cause, text] = await failed();
      assert.equal(cause, 'recording-format');
      assert.match(text, /cannot play the recording’s format/);
      assert.deepEqual(await page.evaluate(() => window.asked.map(({ variant }) => variant)), [
        undefined,
        'converted',
      ]);
      assert.deepEqual(await rungs(), ['Listen by phone', 'Read the transcript', 'Download']);
      const player = page.locator('aicc-voice-player');
      await player.getByRole('button', { name: 'Read the transcript' }).click();
      await until(() => /Please call me back/.test(window.element.shadowRoot.textContent));
      await player.getByRole('button', { name: 'Listen by phone' }).click();
      await until(() => /Playing on your phone/.test(window.element.shadowRoot.textContent));
      assert.deepEqual(await page.evaluate(() => window.phone), ['m-1']);
      await player.getByRole('button', { name: 'Stop listening' }).click();
      await until(() => /was stopped/.test(window.element.shadowRoot.textContent));
      // Heard in no part that is known.
      assert.deepEqual(
        await page.evaluate(() => [window.element.heard, window.element.heardByPhone]),
        [[], false],
      );
    });
  }

  it('says when a way on cannot be loaded, and takes it when it can', async () => {
    await open();
    await show([{ url: '/format/gsm.wav' }, { code: 'unsupported' }], { phone: true });
    await play();
    await failed();
    const late = /\/build\/phone-panel/;
    await page.route(late, (route) => route.abort());
    const listen = page
      .locator('aicc-voice-player')
      .getByRole('button', { name: 'Listen by phone' });
    await listen.click();
    await until(() => /part could not be loaded/.test(window.element.shadowRoot.textContent));
    await page.unroute(late);
    await listen.click();
    await until(() => /Playing on your phone/.test(window.element.shadowRoot.textContent));
    assert.doesNotMatch(
      await page.evaluate(() => window.element.shadowRoot.querySelector('.root').textContent),
      /could not be loaded/,
    );
  });

  it('M8 plays a converted version in the place of GSM', async () => {
    await open();
    await show([{ url: '/format/gsm.wav' }, { url: '/format/opus.ogg' }]);
    await play();
    await sounding(0.2);
    assert.equal(await askedTimes(), 2);
  });

  for (const [code, words, ways] of [
    ['recording-expired', /link to the recording has expired/, ['Retry', 'Listen by phone']],
    ['recording-forbidden', /do not have permission for this recording/, ['Retry']],
    ['recording-missing', /There is no recording for this message/, []],
    ['recording-purged', /deleted when its retention time ended/, []],
    ['recording-storage-offline', /another storage drive/, ['Retry']],
    ['recording-format', /cannot play the recording’s format/, ['Listen by phone']],
    ['network', /cannot be reached/, ['Retry', 'Listen by phone']],
    ['unavailable', /cannot answer right now/, ['Retry', 'Listen by phone']],
  ]) {
    it(`M1 says ${code} in a sentence of its own, with what can be tried`, async () => {
      await open();
      await show([{ code }], { phone: true });
      await play();
      const [cause, text] = await failed();
      assert.equal(cause, code);
      assert.match(text, words);
      assert.deepEqual(await rungs(), ways);
      assert.equal(/Ask your administrator\./.test(text), ways.length === 0);
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
});
