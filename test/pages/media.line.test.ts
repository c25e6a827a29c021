/**
 * A player on a real line: what no page can imitate (byte ranges, links that expire, sockets that
 * stall, policies, service workers, frozen pages).
 */
import assert from 'node:assert/strict';
import { passTime } from './support/browser.ts';
import { failureOf, play, position, seekTo, soundsPast } from './support/media-player.ts';
import { sound, useMediaPages } from './support/media-pages.ts';
import { STRICT_POLICY } from './support/static-server.ts';

describe('a player on a real line', () => {
  const { open, expired } = useMediaPages();

  it('plays and can be searched through under the strictest policy (S3)', async () => {
    // A violation would sound an alarm.
    const media = await open({ policy: STRICT_POLICY });
    await media.show([sound('good.wav')]);
    await play(media);
    await soundsPast(media, 0);
    await seekTo(media, 15);
    await soundsPast(media, 15);
  });

  it('plays from another origin that allows no reading', async () => {
    const media = await open();
    await media.show([{ url: `${media.foreign}/sound/good.wav` }]);
    await play(media);
    await soundsPast(media, 0);
  });

  it('renews an expired link at the start without a word (M2)', async () => {
    expired.add('1');
    const media = await open();
    await media.show([sound('signed.wav?token=1'), sound('signed.wav?token=2')]);
    await play(media);
    await soundsPast(media, 0);
    assert.equal(await media.askedTimes(), 2);
  });

  it('renews a link that expires while playing: same position, speed and volume (M2)', async () => {
    const media = await open();
    await media.show([sound('signed.wav?token=1'), sound('signed.wav?token=2')]);
    await play(media);
    await soundsPast(media, 0);
    await media.page.evaluate(() => {
      window.element.playbackRate = 1.5;
      window.element.volume = 0.3;
      window.element.addEventListener('error', () => window.noted.push('error'));
    });
    expired.add('1');
    await seekTo(media, 1100);
    await soundsPast(media, 1100);
    assert.equal(await media.askedTimes(), 2);
    assert.ok((await position(media)) < 1150, 'it is not at the end');
    assert.deepEqual(
      await media.page.evaluate(() => {
        const audio = window.element.shadowRoot.querySelector('audio');
        return [
          audio?.playbackRate,
          audio?.volume,
          audio?.outerHTML.includes('token'),
          window.noted,
        ];
      }),
      [1.5, 0.3, false, []],
    );
  });

  it('renews a link once for each failure, not for ever (M2)', async () => {
    expired.add('1');
    const media = await open();
    await media.show([sound('signed.wav?token=1')]);
    await play(media);
    const [cause] = await failureOf(media);
    assert.equal(cause, 'recording-forbidden');
    assert.equal(await media.askedTimes(), 2);
  });

  it('searches through a recording whose server knows no ranges (M3)', async () => {
    const media = await open({ policy: STRICT_POLICY });
    await media.show([sound('no-range.wav')]);
    await play(media);
    await soundsPast(media, 0);
    await seekTo(media, 12);
    await soundsPast(media, 12);
    assert.ok((await position(media)) < 20, 'it is not at the end');
    await seekTo(media, 2);
    await media.page.waitForFunction(
      () => window.element.currentTime < 12 && window.element.state === 'playing',
    );
    assert.equal(await media.askedTimes(), 1);
  });

  it('says why a recording is too large for searching without ranges, and plays on (M3)', async () => {
    const media = await open();
    await media.show([sound('no-range.wav')], { maxWholeBytes: 1000 });
    await play(media);
    await soundsPast(media, 0);
    await seekTo(media, 12);
    await media.says(/server cannot send parts/);
    await soundsPast(media, 0);
    assert.ok((await position(media)) < 12);
    const slider = media.page.locator('aicc-voice-player').getByRole('slider', { name: 'Seek' });
    assert.equal(await slider.getAttribute('aria-disabled'), 'true');
  });

  it('stops at the real end of a file that is shorter than it says (M4)', async () => {
    const media = await open();
    await media.show([{ ...sound('short.wav'), durationSeconds: 20 }]);
    await play(media);
    await media.page.waitForFunction(
      () => window.element.ended || window.element.state === 'failed',
    );
    assert.match(await media.text(), /ends earlier|not a recording|cannot be|stopped/);
  });

  it('does not hang on a wrong Content-Range (M4)', async () => {
    const media = await open({ clock: 'running' });
    await media.show([sound('wrong-range.wav')], { stallSeconds: 1, giveUpSeconds: 2 });
    await play(media);
    await passTime(media.page, 'sound, or a failure', () =>
      media.page.evaluate(
        () => window.element.state === 'failed' || window.element.currentTime > 0,
      ),
    );
  });

  it('tells of a stall, gives up, and frees the connection (M5 M6)', async () => {
    const media = await open({ clock: 'stopped' });
    await media.show([sound('stalls.wav')], { stallSeconds: 6, giveUpSeconds: 15 });
    await play(media);
    const state = (): Promise<string> => media.page.evaluate(() => window.element.state);
    await passTime(media.page, 'the stall', async () => (await state()) === 'stalled', 1000);
    assert.match(await media.text(), /Still loading/);
    await passTime(media.page, 'the failure', async () => (await state()) === 'failed', 1000);
    const [cause] = await failureOf(media);
    assert.equal(cause, 'stalled');
    await media.page.waitForFunction(
      () => window.element.shadowRoot.querySelector('audio')?.networkState === 0,
    );
  });

  it('plays what a service worker of the host answers without ranges (M17)', async () => {
    const media = await open({ isFresh: true });
    await media.page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    });
    await media.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await media.show([sound('good.wav')]);
    await play(media);
    await soundsPast(media, 0);
    await seekTo(media, 15);
    await soundsPast(media, 15);
    assert.deepEqual(await media.page.evaluate(() => caches.keys()), []);
    const registrations = await media.page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.scriptURL),
    );
    assert.deepEqual(registrations, [`${media.origin}/worker.js`]);
  });

  it('tells the true state after the page was frozen (M18)', async () => {
    const media = await open({ isFresh: true });
    await media.show([sound('long.wav')]);
    await play(media);
    await soundsPast(media, 0);
    const session = await media.context.newCDPSession(media.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await media.page.waitForFunction(() => {
      const audio = window.element.shadowRoot.querySelector('audio');
      return window.element.paused === audio?.paused;
    });
  });
});
