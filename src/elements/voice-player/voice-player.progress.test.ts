import './voice-player.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { MemoryBackend } from '../../../mocks/memory.js';
import type { BackendSession } from '../../../mocks/backend/session.js';
import { amelia, seedWith, unprocessed } from '../../../test/support/backend.js';
import { useFakeMedia } from '../../../test/support/fake-media.js';
import { audioOf, named, sounds } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

/** A player on its own page, of a message of 23.58 s that is kept in `backend`. */
async function playerOn(
  backend: MemoryBackend,
  adapter: BackendSession = backend.as(),
): Promise<VoicePlayerElement> {
  const message = await adapter.getMessage('m-1');
  const player = await fixture<VoicePlayerElement>(
    html`<aicc-voice-player .adapter=${adapter} .message=${message}></aicc-voice-player>`,
  );
  return settled(player);
}

const backendWith = () =>
  new MemoryBackend({ seed: seedWith(unprocessed({ employeeId: '1001' })) });
const heldOf = async (backend: MemoryBackend) => (await backend.as().getListening('m-1')).spans;

describe('aicc-voice-player: progress sync', () => {
  useFakeMedia(23.58);

  it('includes what the same person heard on another page', async () => {
    const backend = backendWith();
    await backend.as().saveListening({ messageId: 'm-1', spans: [span(0, 11.79)] });
    const player = await playerOn(backend);
    await waitFor(() => screenText(player).includes('50% heard'));
    expect(player.heard).to.deep.equal([[0, 11.79]]);
    named(player, 'First unheard part').click();
    expect(player.currentTime).to.equal(11.79);
  });

  it('shows what colleagues heard, in words and without counting it as heard', async () => {
    const backend = backendWith();
    await backend.as(amelia).saveListening({ messageId: 'm-1', spans: [span(0, 5.9)] });
    const player = await playerOn(backend);
    await waitFor(() => screenText(player).includes('heard by colleagues: 25%'));
    expect(player.heard).to.deep.equal([]);
    expect(player.heardShare).to.equal(0);
  });

  it('saves what sounded on pause, and the rest when the player leaves', async () => {
    const backend = backendWith();
    const player = await playerOn(backend);
    await player.play();
    await sounds(player, 0.8);
    player.pause();
    await waitFor(async () => (await heldOf(backend)).length === 1);
    const first = (await heldOf(backend))[0]!.endSeconds;
    expect(first).to.be.at.least(0.8);
    await player.play();
    await sounds(player, first + 0.8);
    const reached = audioOf(player).currentTime;
    player.remove();
    await waitFor(async () => ((await heldOf(backend))[0]?.endSeconds ?? 0) >= reached - 0.001);
  });

  it('sends nothing more to an adapter that was replaced', async () => {
    const backend = backendWith();
    const player = await playerOn(backend);
    await player.play();
    await sounds(player, 0.8);
    const next = backendWith();
    const asked = next.holdNext('getListening');
    player.adapter = next.as(amelia);
    await asked.reached;
    player.remove();
    await settled(player);
    expect(await heldOf(backend)).to.deep.equal([]);
  });

  it('plays on when the backend fails to keep it', async () => {
    const backend = backendWith();
    backend.fail('getListening', 'unavailable', { times: Infinity });
    backend.fail('saveListening', 'malformed', { times: Infinity });
    const player = await playerOn(backend);
    await player.play();
    await sounds(player, 0.8);
    player.pause();
    await settled(player);
    expect(player.heardShare).to.be.greaterThan(0.02);
    expect(player.shadowRoot!.querySelector('[part="failure"]')).to.equal(null);
  });
});
