/** What a real browser plays of the formats and broken headers that recorders and gateways leave. */
import assert from 'node:assert/strict';
import { failureOf, play, recoveryActions, seekTo, soundsPast } from './support/media-player.ts';
import { sound, useMediaPages } from './support/media-pages.ts';

describe('the formats of recordings', () => {
  const { open } = useMediaPages();

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
    it(`are played: ${name}, whatever the server calls it, and canPlayType is not asked (M8)`, async () => {
      const media = await open();
      await media.page.evaluate(() => {
        HTMLMediaElement.prototype.canPlayType = (type) => {
          window.noted.push(type);
          return '';
        };
      });
      await media.show([{ url: `/format/${name}` }]);
      await play(media);
      await soundsPast(media, 0);
      await seekTo(media, 2.5);
      await soundsPast(media, 2.5);
      await media.page.waitForFunction(() => window.element.ended);
      assert.deepEqual(await media.page.evaluate(() => window.noted), []);
      const length = await media.page.evaluate(() => window.element.duration);
      assert.ok(Math.abs(length - 3) < 0.5, `${length} s`);
    });
  }

  for (const [name, length] of [
    ['unknown-sizes.wav', 20],
    ['no-sizes.wav', 20],
    ['large-sizes.wav', 20],
    ['more-behind.wav', 20],
    ['cut-off.wav', 10],
  ] as const) {
    it(`are played to their end and show the length that is there: ${name} (M8 M9)`, async () => {
      const media = await open();
      await media.show([sound(name)]);
      await play(media);
      await soundsPast(media, 0);
      await seekTo(media, length - 0.5);
      await soundsPast(media, length - 0.5);
      await media.page.waitForFunction(() => window.element.ended);
      const found = await media.page.evaluate(() => window.element.duration);
      assert.ok(Math.abs(found - length) < 0.5, `${found} s`);
    });
  }

  for (const name of ['gsm.wav', 'ima-adpcm.wav']) {
    it(`are named: ${name}, with one question for a converted one, and the next way on (M8)`, async () => {
      const media = await open();
      const transcript = {
        language: 'en',
        cues: [{ startSeconds: 0, endSeconds: 2, text: 'Please call me back', confidence: 1 }],
      };
      await media.show([{ url: `/format/${name}`, transcript }, { code: 'unsupported' }], {
        phone: true,
      });
      await media.page.evaluate(() => {
        const save = document.createElement('button');
        save.slot = 'format-actions';
        save.textContent = 'Download';
        window.element.append(save);
      });
      await play(media);
      const [cause, text] = await failureOf(media);
      assert.equal(cause, 'recording-format');
      assert.match(text, /cannot play the recording’s format/);
      assert.deepEqual(
        await media.page.evaluate(() => window.asked.map(({ variant }) => variant)),
        [undefined, 'converted'],
      );
      assert.deepEqual(await recoveryActions(media), [
        'Listen by phone',
        'Read the transcript',
        'Download',
      ]);
      const player = media.page.locator('aicc-voice-player');
      await player.getByRole('button', { name: 'Read the transcript' }).click();
      await media.says(/Please call me back/);
      await player.getByRole('button', { name: 'Listen by phone' }).click();
      await media.says(/Playing on your phone/);
      assert.deepEqual(await media.page.evaluate(() => window.phone), ['m-1']);
      await player.getByRole('button', { name: 'Stop listening' }).click();
      await media.says(/was stopped/);
      // Heard in no part that is known.
      assert.deepEqual(
        await media.page.evaluate(() => [window.element.heard, window.element.heardByPhone]),
        [[], false],
      );
    });
  }

  it('are played in a converted version in the place of GSM (M8)', async () => {
    const media = await open();
    await media.show([{ url: '/format/gsm.wav' }, { url: '/format/opus.ogg' }]);
    await play(media);
    await soundsPast(media, 0);
    assert.equal(await media.askedTimes(), 2);
  });
});
