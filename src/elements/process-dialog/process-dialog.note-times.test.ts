import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import { useFakeMedia } from '../../../test/support/fake-media.js';
import { clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { sounds } from '../../../test/support/player.js';
import {
  $,
  LENGTH,
  chips,
  insertButton,
  listening,
  names,
  said,
  voice,
  button,
  field,
  lease,
  processed,
  processing,
  setUp,
  type,
} from '../../../test/support/process-screen.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import type { ProcessDialogElement } from './process-dialog.element.js';

describe('aicc-process-dialog: times in comments', () => {
  useFakeMedia(LENGTH);

  it('are buttons under the text that play from there and keep what is typed', async () => {
    const { element, player } = await listening();
    await typeText('[0:40] name, [0:10] number, [0:40] again, [1:13] beyond');
    expect(names(chips(element))).to.deep.equal(['Go to 0:40', 'Go to 0:10']);
    for (const chip of [...chips(element), insertButton(element)]) {
      const { width, height } = chip.getBoundingClientRect();
      expect(Math.min(width, height), 'A9').to.be.at.least(24);
    }
    const [later, sooner] = chips(element);
    await clickOn(later!);
    await sounds(player, 40);
    expect(player.currentTime).to.be.within(40, 44);
    await waitFor(() => said(element) === 'Playing from 40 seconds.');
    expect(focused()).to.equal(later);
    sooner!.focus();
    await press('Enter');
    await waitFor(() => player.currentTime < 14);
    await sounds(player, 10);
    expect(focused()).to.equal(sooner);
    expect(field(element).value).to.include('[1:13] beyond');
    player.pause();
  });

  it('go there exactly, also when resuming steps back', async () => {
    const { element, player } = await listening();
    player.resumeBackSeconds = 2;
    void player.play();
    await sounds(player, 0.1);
    player.pause();
    await waitFor(() => player.state === 'paused');
    await type(element, '[0:30] here');
    chips(element)[0]!.click();
    expect(player.currentTime).to.be.within(30, 31);
    await sounds(player, 30);
    player.pause();
  });

  it('are announced but not played during a call', async () => {
    const { element, player } = await listening();
    player.callActive = true;
    await type(element, '[0:30] here');
    chips(element)[0]!.click();
    await waitFor(() => said(element) === 'Playback waits until the call has ended.');
    expect(player.currentTime).to.equal(30);
    expect(player.paused).to.equal(true);
  });

  it('hostile and huge texts stay text (N18 N20)', async () => {
    const { element } = await listening();
    await type(element, '<b>[0:01]</b> [٠:٠٢] \u202e[0:03] [0:99] [[0:04]]');
    expect(names(chips(element))).to.deep.equal(['Go to 0:01', 'Go to 0:03', 'Go to 0:04']);
    expect($(element, 'b')).to.equal(null);
    let many = '';
    for (let at = 0; at < 72; at += 1)
      many += `[${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}] `;
    // A search that started over at every place would need hours: the runner's limit would end it.
    await type(element, many.repeat(1_000_000 / many.length));
    expect(chips(element)).to.have.lengthOf(50);
    expect(screenText(element)).to.include('and 22 more');
  });

  it('are buttons in the result of another, where the recording is', async () => {
    const { element, adapter } = await listening();
    await typeText('mine');
    button(element, 'Submit').click();
    const theirs = processed({
      ...voice,
      lease: lease({ mine: false }),
      handlingComments: 'Wants a refund [0:20], number at [1:02].\nSee [9:59].',
    });
    (await adapter.book.next('submitProcessing')).fail('conflict', { current: theirs });
    const result = await waitFor(() => $(element, '.result'));
    const stamps = [...result.querySelectorAll<HTMLButtonElement>('.stamp')];
    expect(names(stamps)).to.deep.equal(['Go to 0:20', 'Go to 1:02']);
    expect(result.querySelector('.block')!.textContent).to.equal(theirs.handlingComments);
    const player = $<VoicePlayerElement>(element, 'aicc-voice-player')!;
    await clickOn(stamps[1]!);
    await sounds(player, 62);
    expect(focused()).to.equal(stamps[1]);
    await expectAccessible(element);
    player.pause();
  });

  it('a WEB message has neither keys nor buttons for them', async () => {
    const { element } = await setUpWeb();
    await typeText('[0:10] text');
    await press('F2');
    expect(field(element).value).to.equal('[0:10] text');
    expect($(element, '.note-tools')).to.equal(null);
  });
});

async function setUpWeb(): Promise<{ element: ProcessDialogElement }> {
  const screen = await setUp();
  await screen.element.show();
  (await screen.adapter.book.next('startProcessing')).answer(processing());
  await waitFor(() => !field(screen.element).readOnly);
  field(screen.element).focus();
  return screen;
}
