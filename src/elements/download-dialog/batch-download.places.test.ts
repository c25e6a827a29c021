import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  FakeFolder,
  button,
  endless,
  fakeSaving,
  kinds,
  openBatch,
  pickers,
  row,
  shows,
  three,
  wav,
} from '../../../test/support/download-screen.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { clickOn, focused } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer } from '../../../test/support/sounds.js';
import { waitFor } from '../../../test/support/waits.js';

describe('aicc-download-dialog: where a batch goes', () => {
  const saving = fakeSaving();

  it('saves each into one folder that is chosen within the click, with receipt and audit for each (M14)', async () => {
    let active: boolean | null = null;
    pickers.showDirectoryPicker = async (options) => {
      active = navigator.userActivation?.isActive ?? true;
      saving.picked += 1;
      expect(options).to.include({ mode: 'readwrite' });
      return saving.folder;
    };
    const dialog = await openBatch();
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, '3 files saved');
    expect(active).to.be.true;
    expect(saving.picked).to.equal(1);
    expect(dialog.asked.map(({ messageId }) => messageId)).to.deep.equal(['m-1', 'm-2', 'm-3']);
    expect(saving.folder.names).to.deep.equal([
      'voicemail_m-1_20261120-080000.wav',
      'voicemail_m-2_20261120-080000.wav',
      'voicemail_m-3_20261121-170000.wav',
    ]);
    for (const file of saving.folder.files.values()) {
      expect(file.closed).to.be.true;
      expect(new Blob(file.parts).size).to.equal(wav.size);
    }
    expect(kinds(dialog)).to.deep.equal(['done', 'done', 'done']);
    expect(screenText(row(dialog, 'm-2'))).to.contain('Saved as voicemail_m-2');
    expect(dialog.detailsOf('aicc-downloaded').map(({ messageId }) => messageId)).to.deep.equal([
      'm-1',
      'm-2',
      'm-3',
    ]);
    expect(dialog.detailsOf('aicc-downloaded')[0]).to.include({
      outcome: 'saved',
      employeeId: '1001',
    });
    expect(dialog.detailsOf('aicc-audit').map(({ messageId }) => messageId)).to.deep.equal([
      'm-1',
      'm-2',
      'm-3',
    ]);
    expect(focused()).to.equal(button(dialog, 'Close'));
    row(dialog, 'm-1').querySelector('details')!.open = true;
    await expectAccessible(dialog);
    button(dialog, 'Close').click();
    await waitFor(() => !dialog.open);
    expect(dialog.returnValue).to.equal('saved');
  });

  it('overwrites nothing that is in the folder (S19)', async () => {
    const own = { parts: ['mine'], closed: true };
    saving.folder.files.set('voicemail_m-1_20261120-080000.wav', own);
    const dialog = await openBatch();
    button(dialog, 'Yes').click();
    await shows(dialog, '3 files saved');
    expect(await saving.folder.textOf('voicemail_m-1_20261120-080000.wav')).to.equal('mine');
    expect(saving.folder.names).to.contain('voicemail_m-1_20261120-080000-2.wav');
    expect(screenText(row(dialog, 'm-1'))).to.contain('080000-2.wav');
  });

  it('goes back to the question when the person closes the picker (M14)', async () => {
    pickers.showDirectoryPicker = () => Promise.reject(new DOMException('no', 'AbortError'));
    const dialog = await openBatch();
    button(dialog, 'Yes').click();
    await waitFor(() => focused() === button(dialog, 'No'));
    expect(dialog.asked).to.be.empty;
  });

  it('gives them to the browser one after another where no folder can be chosen, and says so before (M14 R3)', async () => {
    pickers.showDirectoryPicker = undefined;
    const time = fakeTime();
    const messages = [...three(), aMessage({ id: 'a/1' }), aMessage({ id: 'a/1 ' })];
    const dialog = await openBatch(undefined, { messages });
    expect(screenText(dialog)).to.contain('may ask whether this page may download several files');
    button(dialog, 'Yes').click();
    await shows(dialog, '5 downloads started');
    expect(screenText(dialog)).not.to.contain('Saved as');
    expect(new Set(saving.downloads.map(({ name }) => name)).size).to.equal(5);
    expect(dialog.detailsOf('aicc-downloaded').map(({ outcome }) => outcome)).to.deep.equal(
      Array(5).fill('started'),
    );
    expect(saving.urls.size, 'while the browser may still read them').to.equal(5);
    await time.pass(60_000);
    expect(saving.urls.size, 'object URLs that are left').to.equal(0);
  });

  it('uses the browser’s downloads where the picker throws, as in a cross-origin frame (H15)', async () => {
    pickers.showDirectoryPicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await openBatch();
    button(dialog, 'Yes').click();
    await shows(dialog, '3 downloads started');
  });

  it('asks for another folder after one that could not be written', async () => {
    saving.folder.broken = (name) => name.includes('m-2');
    const dialog = await openBatch();
    button(dialog, 'Yes').click();
    await shows(dialog, '2 files saved. 1 failed.');
    expect(screenText(row(dialog, 'm-2'))).to.contain('could not be written');
    expect(saving.folder.names.some((name) => name.includes('m-2'))).to.be.false;
    saving.folder = new FakeFolder();
    button(dialog, 'Retry failed (1)').click();
    await shows(dialog, '3 files saved');
    expect(saving.picked).to.equal(2);
    expect(saving.folder.names).to.have.length(1);
  });

  it('stops when it leaves the page, and leaves no part of a file (H9)', async () => {
    const slow = endless();
    const dialog = await openBatch(blobAnswer(slow.blob));
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 1);
    slow.feed(new Uint8Array(await wav.arrayBuffer()));
    await waitFor(() => saving.folder.names.length === 1);
    dialog.remove();
    await waitFor(() => saving.folder.names.length === 0);
    expect(dialog.asked).to.have.length(1);
    expect(dialog.detailsOf('aicc-audit')).to.be.empty;
  });
});
