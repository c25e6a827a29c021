import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  button,
  fakeSaving,
  openBatch,
  row,
  shows,
  three,
  wav,
} from '../../../test/support/download-screen.js';
import { clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { blobAnswer, soundAdapter } from '../../../test/support/sounds.js';
import { deferred, settled, waitFor } from '../../../test/support/waits.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import type { DownloadDialogElement } from './download-dialog.element.js';

describe('aicc-download-dialog: a batch', () => {
  const saving = fakeSaving();

  it('says whose voices, from when to when, how long, and puts the first focus on No (M14)', async () => {
    const dialog = await openBatch(undefined, {
      messages: [...three(), aMessage({ id: 'm-4', channel: 'web', contactNumber: '+1 555 0177' })],
    });
    const text = screenText(dialog);
    expect(text).to.contain('These 3 files contain personal data');
    expect(text).to.contain('number ending in 6789 × 2').and.to.contain('unknown number');
    expect(text).not.to.contain('2345');
    expect(text).to.match(/11\/20\/2026.* to .*11\/21\/2026/);
    expect(text).to.contain('1:23 without 1 of unknown length');
    expect(text).to.contain('1 of those selected cannot be downloaded');
    expect(text).to.match(/0177.*Not offered for this channel/);
    expect(text).to.contain('one folder for all');
    expect(focused()).to.equal(button(dialog, 'No'));
    expect(dialog.asked).to.be.empty;
    assertNoRubbishOnScreen(dialog);
    await expectAccessible(dialog);
  });

  it('asks the host for each, and downloads only what it allows (S17)', async () => {
    const dialog = await openBatch();
    dialog.addEventListener('aicc-before-download', (event) => {
      const { messageId } = (event as CustomEvent<{ messageId: string }>).detail;
      if (messageId === 'm-1') event.preventDefault();
    });
    button(dialog, 'Yes').click();
    await shows(dialog, '2 files saved. 1 failed.');
    expect(screenText(row(dialog, 'm-1'))).to.contain('not permitted here');
    expect(dialog.asked.map(({ messageId }) => messageId)).to.deep.equal(['m-2', 'm-3']);
    expect(dialog.detailsOf('aicc-audit')).to.have.length(2);
  });

  it('asks for one reason and one password for all, and shows the backend’s errors on them', async () => {
    const zip = new Blob([Uint8Array.from([0x50, 0x4b, 3, 4]), new Uint8Array(100)]);
    let refuses = true;
    const dialog = await openBatch(
      () => {
        const fields = [{ field: 'archivePassword', code: 'password-rule' }];
        if (refuses) return new AdapterError('invalid', { fields });
        return blobAnswer(zip);
      },
      { capabilities: { downloadNeedsReason: true, downloadNeedsPassword: true } },
    );
    await waitFor(() => dialog.shadowRoot!.querySelector('#password'));
    await clickOn(button(dialog, 'Yes'));
    await settled(dialog);
    expect(focused()?.id).to.equal('reason');
    expect(saving.picked).to.equal(0);
    await typeText('=Complaint');
    await press('Tab');
    await typeText('abc1_');
    await press('Enter');
    await shows(dialog, 'The rest was not tried');
    expect(dialog.asked).to.have.length(1);
    expect(dialog.shadowRoot!.querySelector('#password')).to.have.attribute('aria-invalid', 'true');
    refuses = false;
    await clickOn(button(dialog, 'Retry the rest (3)'));
    await shows(dialog, '3 files saved');
    expect(dialog.asked.at(-1)).to.deep.equal({
      messageId: 'm-3',
      purpose: 'download',
      reason: '=Complaint',
      archivePassword: 'abc1_',
    });
    expect(saving.folder.names.every((name) => name.endsWith('.zip'))).to.be.true;
    expect(screenText(dialog)).to.contain('=Complaint');
    expect(
      JSON.stringify(['aicc-downloaded', 'aicc-audit', 'aicc-error'].map(dialog.detailsOf)),
      'no typed text in events',
    ).not.to.contain('Complaint');
  });

  it('asks for a reason that became known only after Yes, before it tries again', async () => {
    const capabilities = deferred<unknown>();
    const adapter = soundAdapter(({ messageId }, nth) =>
      messageId === 'm-2' && nth < 4 ? new AdapterError('unavailable') : blobAnswer(wav),
    );
    adapter.getCapabilities = () => capabilities.promise as Promise<object>;
    const dialog = Object.assign(
      await fixture<DownloadDialogElement>(
        html`<aicc-download-dialog .adapter=${adapter} .messages=${three()}></aicc-download-dialog>`,
      ),
      { asked: adapter.asked },
    );
    dialog.show();
    await waitFor(() => button(dialog, 'Yes'));
    button(dialog, 'Yes').click();
    await waitFor(() => adapter.asked.length === 1);
    capabilities.resolve({ employeeId: '1001', downloadNeedsReason: true });
    await shows(dialog, '2 files saved. 1 failed.');
    await clickOn(button(dialog, 'Retry failed (1)'));
    await waitFor(() => focused()?.id === 'reason');
    await typeText('Complaint');
    await clickOn(button(dialog, 'Retry failed (1)'));
    await shows(dialog, '3 files saved');
    expect(adapter.asked.at(-1)).to.include({ messageId: 'm-2', reason: 'Complaint' });
  });

  it('copies a receipt of all: who, when, why, file, size, digest, no number and no formula (S20)', async () => {
    const dialog = await openBatch(
      ({ messageId }) =>
        messageId === 'm-2' ? new AdapterError('recording-purged') : blobAnswer(wav),
      { capabilities: { downloadNeedsReason: true } },
    );
    await waitFor(() => dialog.shadowRoot!.querySelector('#reason'));
    dialog.shadowRoot!.querySelector<HTMLElement>('#reason')!.focus();
    await typeText('=HYPERLINK("x")');
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, '2 files saved. 1 failed.');
    // Purged for good: no Retry for it.
    expect(row(dialog, 'm-2').querySelector('button')).to.not.exist;
    const real = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void (copied = text) },
    });
    try {
      await clickOn(button(dialog, 'Copy receipt'));
      await shows(dialog, 'Receipt copied');
      const [head, first, second, third] = copied.split('\n').map((line) => line.split('\t'));
      expect(head).to.have.length(8);
      expect(first).to.have.length(8);
      expect(first!.slice(0, 4)).to.deep.equal([
        'm-1',
        'Saved as voicemail_m-1_20261120-080000.wav.',
        'voicemail_m-1_20261120-080000.wav',
        String(wav.size),
      ]);
      expect(first![4]).to.match(/^[0-9a-f]{64}$/);
      expect(Date.parse(first![5]!)).to.be.closeTo(Date.now(), 60_000);
      expect(first!.slice(6)).to.deep.equal(['1001', `'=HYPERLINK("x")`]);
      expect(second![1]).to.contain('retention time');
      expect(third![0]).to.equal('m-3');
      expect(copied).not.to.match(/6789|2345/);
      // A frame without the clipboard: the text can be copied by hand.
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      button(dialog, 'Receipt copied').click();
      await waitFor(() => focused() instanceof HTMLTextAreaElement);
      const field = focused() as HTMLTextAreaElement;
      expect(field.value).to.equal(copied);
      expect(field.selectionEnd - field.selectionStart).to.equal(copied.length);
    } finally {
      if (real) Object.defineProperty(navigator, 'clipboard', real);
      else Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  it('offers no Yes where none of them may be downloaded (S15)', async () => {
    const web = (id: string): Message => aMessage({ id, channel: 'web' });
    const dialog = await openBatch(undefined, { messages: [web('w-1'), web('w-2')] });
    expect(screenText(dialog)).to.contain('2 of those selected cannot be downloaded');
    expect(screenText(dialog)).not.to.contain('Yes');
    expect(focused()).to.equal(button(dialog, 'Close'));
  });

  it('downloads each once for many clicks (W1)', async () => {
    const dialog = await openBatch();
    const yes = button(dialog, 'Yes');
    for (let i = 0; i < 20; i += 1) yes.click();
    await shows(dialog, '3 files saved');
    expect(dialog.asked).to.have.length(3);
    expect(saving.picked).to.equal(1);
  });
});
