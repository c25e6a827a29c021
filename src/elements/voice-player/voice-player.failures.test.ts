import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import { progressStoreOf } from '../../controllers/playback/progress-store.js';
import { browserName, clickOn, focused, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import {
  LONG,
  PEAKS,
  SHORT,
  aPlayer,
  audioOf,
  named,
  sounds,
} from '../../../test/support/player.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { blobAnswer, soundAdapter, urlAnswer } from '../../../test/support/sounds.js';
import { deferred, nextEvent, settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-voice-player: failures', () => {
  for (const [code, words] of [
    ['recording-expired', 'link to the recording has expired'],
    ['recording-forbidden', 'do not have permission for this recording'],
    ['recording-missing', 'no recording for this message'],
    ['recording-purged', 'retention time'],
    ['recording-storage-offline', 'another storage drive'],
    ['network', 'cannot be reached'],
    ['unauthenticated', 'Sign in again'],
  ] as const) {
    it(`names ${code} (M1)`, async () => {
      const player = await aPlayer(
        new AdapterError(code, { operation: 'getRecording', requestId: 'req-7' }),
      );
      const error = nextEvent(player, 'error');
      const told = nextEvent<CustomEvent>(player, 'aicc-error');
      named(player, 'Play').click();
      await error;
      await settled(player);
      expect((await told).detail).to.include({ code, requestId: 'req-7' });
      expect(screenText(player)).to.contain(words).and.to.contain('req-7');
      expect(screenText(player)).not.to.match(/error 4|MediaError|Y:/);
      assertNoRubbishOnScreen(player);
    });
  }

  it('names a file that is not there, after asking the adapter once more (M1)', async () => {
    const player = await aPlayer(urlAnswer('/recordings/none.wav'));
    await player.play().catch(() => undefined);
    expect(player.failureCause).to.equal('recording-missing');
    expect(player.adapter.asked).to.have.length(2);
  });

  it('names a page that came instead of sound (M1)', async function () {
    // Such a Blob in a bare <audio> ends WebKitGTK's process: "chain on pad … not in push mode".
    if (browserName() === 'webkit') this.skip();
    const player = await aPlayer(blobAnswer(new Blob(['<!doctype html><title>Sign in</title>'])));
    await player.play().catch(() => undefined);
    expect(player.failureCause).to.equal('not-audio');
  });

  it('offers Retry, which plays, and keeps the focus in the player', async () => {
    const player = await aPlayer(new AdapterError('unavailable'));
    await player.play().catch(() => undefined);
    await settled(player);
    player.adapter.answer = urlAnswer(SHORT);
    named(player, 'Retry').focus();
    await press('Enter');
    await sounds(player, 0.1);
    expect(focused()).to.equal(named(player, 'Pause'));
  });

  it('shows Play and a hint when the browser refuses to start (M11)', async () => {
    const player = await aPlayer(urlAnswer(SHORT));
    audioOf(player).play = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    named(player, 'Play').click();
    await waitFor(() => screenText(player).includes('did not let the sound start'));
    expect(named(player, 'Play')).to.exist;
    expect(player.state).not.to.equal('failed');
  });

  it('reports no failure when a start is cut short (M11)', async () => {
    const player = await aPlayer();
    const answer = deferred<unknown>();
    player.adapter.answer = answer.promise;
    const started = player.play();
    player.pause();
    answer.resolve(urlAnswer(SHORT));
    await waitFor(() => player.state === 'paused');
    const end = await started.catch((error: unknown) => error as DOMException);
    expect(end).to.have.property('name', 'AbortError');
    expect(player.failureCause).to.equal(null);
  });

  it('can be canceled while the adapter is asked', async () => {
    const player = await aPlayer(deferred<unknown>().promise);
    named(player, 'Play').click();
    await waitFor(() => screenText(player).includes('Getting the recording'));
    await clickOn(named(player, 'Cancel'));
    expect(player.state).to.equal('idle');
    expect(focused()).to.equal(named(player, 'Play'));
  });

  it('drops the answer of an adapter that was replaced (H12)', async () => {
    const late = deferred<unknown>();
    const player = await aPlayer(late.promise);
    void player.play();
    player.adapter = soundAdapter(urlAnswer(SHORT));
    await settled(player);
    late.resolve(urlAnswer(LONG, { peaks: PEAKS, durationSeconds: 999 }));
    await player.play();
    await sounds(player, 0.1);
    expect(player.duration).to.be.closeTo(3.23, 0.1);
  });

  it('says why Play is not offered, and requests nothing', async () => {
    const player = await aPlayer(undefined, {
      message: aMessage({ actions: { play: { allowed: false, reason: 'no-permission' } } }),
    });
    const play = named(player, 'Play');
    expect(play.getAttribute('aria-disabled')).to.equal('true');
    expect(screenText(player)).to.contain('do not have permission');
    play.click();
    player.load();
    expect(player.adapter.asked).to.be.empty;
  });

  it('stops and forgets when the message is taken away (S25)', async () => {
    const player = await aPlayer();
    await player.play();
    await sounds(player, 0.1);
    const { id } = player.message!;
    player.message = null;
    await settled(player);
    await waitFor(() => audioOf(player).paused);
    expect(player.state).to.equal('idle');
    expect(screenText(player)).to.contain('No recording is chosen');
    progressStoreOf(player.adapter).delete(id);
  });
});
