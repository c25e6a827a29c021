/** A player on a server that misbehaves names the cause, in a sentence with what can be tried. */
import assert from 'node:assert/strict';
import { failureOf, play, recoveryActions } from './support/media-player.ts';
import { sound, useMediaPages } from './support/media-pages.ts';
import { STRICT_POLICY } from './support/static-server.ts';

describe('the cause of a recording that cannot be played', () => {
  const { open } = useMediaPages();

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
  ] as const) {
    it(`is named for ${name}: ${cause}, after one silent renewal (M1)`, async () => {
      const media = await open();
      await media.show([sound(name)]);
      await play(media);
      const [found, text] = await failureOf(media);
      assert.equal(found, cause);
      assert.match(text, words);
      assert.doesNotMatch(text, /error 4|MEDIA_ELEMENT|Y:|stack trace/i);
      assert.equal(await media.askedTimes(), 2);
    });
  }

  for (const [name, cause] of [
    ['header-only.wav', 'no-sound'],
    ['half-a-header.wav', 'recording-format'],
    ['no-channels.wav', 'recording-format'],
  ] as const) {
    it(`is named for ${name}: ${cause}, without a number that is none (M1 M8)`, async () => {
      const media = await open();
      await media.show([sound(name)]);
      await play(media);
      const [found, text] = await failureOf(media);
      assert.equal(found, cause);
      assert.doesNotMatch(text, /NaN|Infinity|undefined/);
      await media.page.locator('aicc-voice-player').getByText('–:––').waitFor();
    });
  }

  for (const [code, words, actions] of [
    ['recording-expired', /link to the recording has expired/, ['Retry', 'Listen by phone']],
    ['recording-forbidden', /do not have permission for this recording/, ['Retry']],
    ['recording-missing', /There is no recording for this message/, []],
    ['recording-purged', /deleted when its retention time ended/, []],
    ['recording-storage-offline', /another storage drive/, ['Retry']],
    ['recording-format', /cannot play the recording’s format/, ['Listen by phone']],
    ['network', /cannot be reached/, ['Retry', 'Listen by phone']],
    ['unavailable', /cannot answer right now/, ['Retry', 'Listen by phone']],
  ] as const) {
    it(`is told for ${code} in a sentence of its own, with what can be tried (M1)`, async () => {
      const media = await open();
      await media.show([{ code }], { phone: true });
      await play(media);
      const [cause, text] = await failureOf(media);
      assert.equal(cause, code);
      assert.match(text, words);
      assert.deepEqual(await recoveryActions(media), actions);
      assert.equal(text.includes('Ask your administrator.'), actions.length === 0);
    });
  }

  it('is the page’s own policy where that refuses it (M1)', async () => {
    const policy = STRICT_POLICY.replace("media-src 'self' blob:", "media-src 'none'")
      .split('; ')
      .filter((part) => !part.startsWith('report-uri'))
      .join('; ');
    const media = await open({ policy, allow: [/policy/i] });
    await media.show([sound('good.wav')]);
    await play(media);
    const [cause, text] = await failureOf(media);
    assert.equal(cause, 'blocked-by-policy');
    assert.match(text, /security policy/);
    assert.equal(await media.askedTimes(), 1);
  });

  it('is what the adapter says about a link that does not work any more (M1)', async () => {
    const media = await open();
    await media.show([sound('missing.wav'), { code: 'recording-storage-offline' }]);
    await play(media);
    const [cause] = await failureOf(media);
    assert.equal(cause, 'recording-storage-offline');
  });

  it('is left open where another origin tells nothing (M1)', async () => {
    const media = await open();
    await media.show([{ url: `${media.foreign}/sound/forbidden.wav` }]);
    await play(media);
    const [cause] = await failureOf(media);
    assert.equal(cause, 'unplayable');
    assert.equal(await media.askedTimes(), 2);
  });
});
