import { expect } from '@open-wc/testing';
import { clickOn, press } from '../../../test/support/keys.js';
import { $, processing, setUp, waiting } from '../../../test/support/process-screen.js';
import { blobAnswer, toneWav } from '../../../test/support/sounds.js';
import { waitFor } from '../../../test/support/waits.js';
import type { Message } from '../../model/message.js';
import type { DownloadDialogElement } from '../download-dialog/download-dialog.element.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import type { ProcessDialogElement } from './process-dialog.element.js';

const voice: Partial<Message> = { channel: 'voice', text: null, durationSeconds: 2 };
const way = (element: ProcessDialogElement): HTMLButtonElement | null =>
  $<HTMLButtonElement>(element, '[slot=format-actions]');

async function failing(): Promise<ProcessDialogElement> {
  const { element, adapter } = await setUp({ message: waiting(voice) });
  await element.show();
  (await adapter.book.next('startProcessing')).answer(processing(voice));
  const player = $<VoicePlayerElement>(element, 'aicc-voice-player')!;
  player.play().catch(() => undefined);
  // The original, then the converted version.
  for (let asked = 0; asked < 2; asked += 1) {
    (await adapter.book.next('getRecording')).answer(blobAnswer(toneWav(2, 'gsm')));
  }
  await waitFor(() => player.failureCause === 'recording-format');
  return element;
}

describe('saving from the Process dialog', () => {
  it('offers the download where the format does not play, above the work, and comes back to it (M8)', async () => {
    const element = await failing();
    const button = way(element)!;
    expect(button.assignedSlot, 'shown by the player').to.not.equal(null);
    // A real click: Escape closes dialogs that open without one all at once.
    await clickOn(button);
    await waitFor(() => $<DownloadDialogElement>(element, '.download')?.open === true);
    await waitFor(
      () => $(element, '.download')!.shadowRoot!.querySelector('dialog')?.open === true,
    );
    await press('Escape');
    await waitFor(() => !$<DownloadDialogElement>(element, '.download')!.open);
    expect(element.open, 'the work goes on').to.equal(true);
    await waitFor(() => element.shadowRoot!.activeElement === way(element));
  });
});
