import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import { button, fakeSaving, openOne, shows, wav } from '../../../test/support/download-screen.js';
import { clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer, type RecordingAnswer } from '../../../test/support/sounds.js';
import { nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import { AdapterError } from '../../adapter/errors.js';
import type { DownloadDialogElement } from './download-dialog.element.js';

describe('aicc-download-dialog: reason and archive password', () => {
  fakeSaving();

  it('asks for reason and password where the backend requires them, and keeps their text', async () => {
    const zip = new Blob([Uint8Array.from([0x50, 0x4b, 3, 4]), new Uint8Array(100)]);
    let fails = true;
    const dialog = await openOne(
      () => {
        if (fails) throw new AdapterError('unavailable');
        return blobAnswer(zip, { archive: 'password-zip' });
      },
      { capabilities: { downloadNeedsReason: true, downloadNeedsPassword: true } },
    );
    await waitFor(() => dialog.shadowRoot!.querySelector('#password'));
    expect(focused()).to.equal(button(dialog, 'No'));
    await clickOn(button(dialog, 'Yes'));
    await settled(dialog);
    expect(screenText(dialog)).to.contain('Enter why you need the file');
    expect(focused()?.id).to.equal('reason');
    await typeText('Complaint 47190');
    await press('Tab');
    await typeText('abc');
    await clickOn(button(dialog, 'Yes'));
    await settled(dialog);
    expect(screenText(dialog)).to.contain('at least one letter');
    expect(focused()?.id).to.equal('password');
    expect(focused()).to.have.attribute('aria-invalid', 'true');
    expect(dialog.asked).to.be.empty;
    await typeText('1_');
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, 'cannot answer right now');
    const reason = dialog.shadowRoot!.querySelector<HTMLTextAreaElement>('#reason')!;
    expect(reason.value).to.equal('Complaint 47190');
    fails = false;
    await clickOn(button(dialog, 'Retry'));
    await shows(dialog, /Download started: voicemail_m-1_\d+-\d+\.zip/);
    expect(dialog.asked.at(-1)).to.deep.equal({
      messageId: 'm-1',
      purpose: 'download',
      reason: 'Complaint 47190',
      archivePassword: 'abc1_',
    });
  });

  it('takes Enter in the password for Yes, and an error back once the password is good (A1)', async () => {
    const dialog = await openOne(blobAnswer(wav), {
      capabilities: { downloadNeedsPassword: true },
    });
    const password = await waitFor(() =>
      dialog.shadowRoot!.querySelector<HTMLInputElement>('#password'),
    );
    expect(screenText(dialog)).to.contain('Archive password');
    password.focus();
    await typeText('abc');
    await press('Enter');
    await settled(dialog);
    expect(password).to.have.attribute('aria-invalid', 'true');
    expect(dialog.asked).to.be.empty;
    await typeText('1');
    expect(password, 'still no _ @ %').to.have.attribute('aria-invalid', 'true');
    await typeText('_');
    await dialog.updateComplete;
    expect(password).not.to.have.attribute('aria-invalid');
    expect(screenText(dialog)).not.to.contain('at least one letter, one digit and one of _ @ %.');
    await press('Enter');
    await waitFor(() => dialog.asked.length === 1);
    expect(dialog.asked[0]).to.include({ archivePassword: 'abc1_' });
    await settled(dialog);
  });

  describe('the archive password, typed once', () => {
    async function aPassword(answer: RecordingAnswer = blobAnswer(wav)): Promise<{
      dialog: DownloadDialogElement;
      password: HTMLInputElement;
      toggle: HTMLButtonElement;
    }> {
      const dialog = await openOne(answer, { capabilities: { downloadNeedsPassword: true } });
      const password = await waitFor(() =>
        dialog.shadowRoot!.querySelector<HTMLInputElement>('#password'),
      );
      return { dialog, password, toggle: button(dialog, 'Show') };
    }
    const passwordOf = (dialog: DownloadDialogElement): HTMLInputElement =>
      dialog.shadowRoot!.querySelector<HTMLInputElement>('#password')!;

    it('is shown and hidden again, and typing goes on where the caret was (A1)', async () => {
      const { dialog, password, toggle } = await aPassword();
      expect(password.type).to.equal('password');
      password.focus();
      await typeText('abc_');
      password.setSelectionRange(3, 3);
      await clickOn(toggle);
      await dialog.updateComplete;
      expect(password.type).to.equal('text');
      expect(toggle.textContent.trim()).to.equal('Hide');
      expect(password.autocomplete).to.equal('new-password');
      expect(password).to.have.attribute('spellcheck', 'false');
      expect(focused()?.id, 'the field keeps the focus').to.equal('password');
      await typeText('1');
      expect(password.value).to.equal('abc1_');
      expect(password.selectionStart).to.equal(4);
      await expectAccessible(dialog);
      await clickOn(toggle);
      await dialog.updateComplete;
      expect(password.type).to.equal('password');
      expect(password.value).to.equal('abc1_');
      expect(password.selectionStart).to.equal(4);
    });

    it('can be shown with the keyboard, whose focus stays on the button (A1)', async () => {
      const { dialog, password, toggle } = await aPassword();
      password.focus();
      await typeText('abc');
      await press('Tab');
      expect(focused()).to.equal(toggle);
      for (const [key, type] of [
        ['Enter', 'text'],
        ['Space', 'password'],
      ] as const) {
        await press(key);
        await dialog.updateComplete;
        expect(password.type).to.equal(type);
        expect(focused()).to.equal(toggle);
      }
      const { width, height } = toggle.getBoundingClientRect();
      expect(width).to.be.at.least(24);
      expect(height).to.be.at.least(24);
      expect(dialog.open).to.equal(true);
    });

    it('is hidden again when the download begins; not while a value is missing', async () => {
      const { dialog, password, toggle } = await aPassword(new AdapterError('unavailable'));
      password.focus();
      await typeText('abc1');
      await clickOn(toggle);
      await press('Enter');
      await settled(dialog);
      expect(screenText(dialog)).to.contain('at least one letter');
      expect(password.type).to.equal('text');
      await typeText('_');
      await press('Enter');
      await shows(dialog, 'cannot answer right now');
      expect(passwordOf(dialog).value).to.equal('abc1_');
      expect(passwordOf(dialog).type).to.equal('password');
      expect(button(dialog, 'Show')).to.exist;
    });

    it('is hidden and forgotten when the dialog closes', async () => {
      const { dialog, password, toggle } = await aPassword();
      password.focus();
      await typeText('abc1_');
      await clickOn(toggle);
      const closed = nextEvent(dialog, 'close');
      await press('Escape');
      await closed;
      await dialog.updateComplete;
      expect(passwordOf(dialog).type).to.equal('password');
      expect(passwordOf(dialog).value).to.equal('');
      dialog.show();
      await waitFor(() => dialog.shadowRoot!.querySelector('dialog')!.open);
      expect(button(dialog, 'Show')).to.exist;
      expect(passwordOf(dialog).type).to.equal('password');
    });
  });
});
