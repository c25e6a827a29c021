import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { browserName } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { SHORT, aPlayer, audioOf, hasFailed, named } from '../../../test/support/player.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { blobAnswer, toneWav, urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: length and stalls', () => {
  describe('length', () => {
    it('shows the adapter’s length, or dashes, never NaN (M9)', async () => {
      const player = await aPlayer(urlAnswer(SHORT), {
        message: aMessage({ durationSeconds: null }),
      });
      expect(screenText(player)).to.contain('0:00 / –:––');
      expect(named<HTMLInputElement>(player, 'Seek').max).to.equal('0');
      assertNoRubbishOnScreen(player);
      await player.play();
      await waitFor(() => screenText(player).includes('/ 0:03'));
    });

    it('plays a file whose header has a wrong size (M9)', async () => {
      const long = new Uint8Array(await toneWav(0.5).arrayBuffer());
      new DataView(long.buffer).setUint32(42, 0xffffffff, true);
      const wrong = await aPlayer(blobAnswer(new Blob([long])));
      void wrong.play();
      await waitFor(() => wrong.ended || wrong.state === 'failed');
      assertNoRubbishOnScreen(wrong);
    });

    it('names a sound without length a failure (M9)', async () => {
      // Most browsers end at once; WebKitGTK says nothing ever, and the player gives up.
      const empty = await aPlayer(blobAnswer(toneWav(0), { durationSeconds: null }), {
        stallSeconds: 1,
        giveUpSeconds: 2,
      });
      void empty.play();
      await waitFor(() => empty.state === 'failed');
      // Firefox takes it for a format it does not know.
      const causes = { chromium: 'no-sound', firefox: 'recording-format', webkit: 'stalled' };
      expect(empty.failureCause).to.equal(causes[browserName()]);
      assertNoRubbishOnScreen(empty);
      expect(named<HTMLInputElement>(empty, 'Seek').max).not.to.match(/Infinity|NaN/);
    });

    it('says when a recording ends before the announced length (M4)', async () => {
      const player = await aPlayer(blobAnswer(toneWav(0.5), { durationSeconds: 30 }));
      void player.play();
      await waitFor(() => player.ended);
      await settled(player);
      expect(screenText(player)).to.contain('ends earlier than announced');
    });
  });

  describe('stalls', () => {
    it('says that it is still loading, can be canceled, and gives up in the end (M5)', async () => {
      const player = await aPlayer(urlAnswer(SHORT), { stallSeconds: 0.05, giveUpSeconds: 0.15 });
      // A source that never answers: play() stays pending and no event comes.
      const audio = audioOf(player);
      Object.defineProperty(audio, 'src', { set: () => undefined, configurable: true });
      audio.play = () => new Promise<void>(() => undefined);
      const stalled = waitFor(() => player.state === 'stalled');
      void player.play();
      await stalled;
      await settled(player);
      expect(screenText(player)).to.contain('Still loading');
      named(player, 'Cancel');
      await hasFailed(player);
      expect(player.failureCause).to.equal('stalled');
    });
  });
});
