import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  FakeFile,
  button,
  fakeSaving,
  openOne,
  pickers,
  shows,
  wav,
} from '../../../test/support/download-screen.js';
import { clickOn, focused, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { blobAnswer, urlAnswer } from '../../../test/support/sounds.js';
import { deferred, nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { DownloadedEvent } from '../shared/workflow-events.js';

describe('aicc-download-dialog', () => {
  const saving = fakeSaving();

  it('names the personal data and puts the first focus on No (M14)', async () => {
    const dialog = await openOne(undefined, {
      message: aMessage({ contactNumber: '+49 151 2345 6789', durationSeconds: 83 }),
    });
    const text = screenText(dialog);
    expect(text).to.contain('personal data').and.to.contain('care');
    expect(text).to.contain('6789').and.to.contain('1:23').and.to.contain('2026');
    expect(text).not.to.contain('2345');
    expect(focused()).to.equal(button(dialog, 'No'));
    expect(button(dialog, 'Yes')).to.exist;
    assertNoRubbishOnScreen(dialog);
    await expectAccessible(dialog);
  });

  it('is the same for a list of one', async () => {
    const dialog = await openOne();
    Object.assign(dialog, { message: null, messages: [aMessage({ id: 'm-9' })] });
    await settled(dialog);
    expect(screenText(dialog)).to.contain('Do you want to download this recording?');
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, 'Download started: voicemail_m-9');
  });

  it('asks nothing of the adapter on No or Esc, and returns the focus (A3)', async () => {
    for (const leave of [() => press('Enter'), () => press('Escape')]) {
      const dialog = await openOne();
      const closed = nextEvent(dialog, 'close');
      await leave();
      await closed;
      expect(dialog.open).to.be.false;
      expect(dialog.returnValue).to.equal('cancel');
      expect(dialog.asked).to.be.empty;
      expect(focused()?.textContent).to.equal('Opener');
      expect(saving.downloads).to.be.empty;
    }
  });

  it('says “started” where the browser takes over, with the facts (M14)', async () => {
    const dialog = await openOne();
    const told = nextEvent<DownloadedEvent>(dialog, 'aicc-downloaded');
    const audit = nextEvent<CustomEvent>(dialog, 'aicc-audit');
    await clickOn(button(dialog, 'Yes'));
    const { detail } = await told;
    expect(detail).to.include({
      messageId: 'm-1',
      outcome: 'started',
      fileName: 'voicemail_m-1_20261120-080000.wav',
      sizeBytes: wav.size,
    });
    expect(detail.sha256).to.match(/^[0-9a-f]{64}$/);
    expect((await audit).detail).to.include({
      action: 'download',
      messageId: 'm-1',
      employeeId: '1001',
    });
    await shows(dialog, 'Download started: voicemail_m-1');
    expect(screenText(dialog)).not.to.contain('Saved as');
    expect(saving.downloads.map(({ name }) => name)).to.deep.equal([
      'voicemail_m-1_20261120-080000.wav',
    ]);
    expect(saving.downloads[0]!.href).to.match(/^blob:/);
    expect(focused()).to.equal(button(dialog, 'Close'));
    await expectAccessible(dialog);
  });

  it('says “saved” where the person chose the place, and asks for it within the click (M14)', async () => {
    let active: boolean | null = null;
    const dialog = await openOne(urlAnswer('/recordings/rec-06-en.wav'));
    pickers.showSaveFilePicker = async ({ suggestedName }) => {
      active = navigator.userActivation?.isActive ?? true;
      expect(dialog.asked).to.be.empty;
      const file = new FakeFile(suggestedName);
      saving.files.push(file);
      return file;
    };
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, 'Saved as voicemail_m-1');
    expect(active).to.be.true;
    expect(dialog.asked).to.deep.equal([{ messageId: 'm-1', purpose: 'download' }]);
    const file = saving.files[0]!;
    expect(file.closed).to.be.true;
    const bytes = await new Blob(file.written).arrayBuffer();
    const original = await (await fetch('/recordings/rec-06-en.wav')).arrayBuffer();
    expect(new Uint8Array(bytes)).to.deep.equal(new Uint8Array(original));
    expect(saving.downloads).to.be.empty;
    const closed = nextEvent(dialog, 'close');
    await press('Enter');
    await closed;
    expect(dialog.returnValue).to.equal('saved');
  });

  it('says “saved” even where the written file may not be read back (M14)', async () => {
    saving.withFilePicker((file) => {
      file.getFile = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    const dialog = await openOne();
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, 'Saved as voicemail_m-1');
    expect(saving.files[0]!.closed).to.be.true;
  });

  it('removes its announcement when it is opened again (A5)', async () => {
    pickers.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await openOne();
    await clickOn(button(dialog, 'Yes'));
    await shows(dialog, /started/);
    const region = dialog.shadowRoot!.querySelector('[role=status]')!;
    expect(region.textContent).to.contain('started');
    dialog.close();
    dialog.show();
    await waitFor(() => region.textContent === '');
  });

  it('goes back to the question when the person closes the picker (M14)', async () => {
    pickers.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'AbortError'));
    const dialog = await openOne();
    button(dialog, 'Yes').click();
    await waitFor(() => button(dialog, 'No'));
    expect(dialog.asked).to.be.empty;
    expect(dialog.open).to.be.true;
  });

  it('uses the browser’s downloads where the picker throws, as in a cross-origin frame (H15)', async () => {
    pickers.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await openOne();
    button(dialog, 'Yes').click();
    await shows(dialog, 'Download started');
    expect(saving.downloads).to.have.length(1);
  });

  it('saves one file for many clicks (M14)', async () => {
    const answer = deferred<unknown>();
    const dialog = await openOne(answer.promise);
    const yes = button(dialog, 'Yes');
    for (let i = 0; i < 20; i += 1) yes.click();
    answer.resolve(blobAnswer(wav));
    await shows(dialog, 'Download started');
    expect(dialog.asked).to.have.length(1);
    expect(saving.downloads).to.have.length(1);
  });

  it('shows progress, can be canceled, and leaves no file (M14)', async () => {
    saving.withFilePicker();
    let feed!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void (feed = controller),
    });
    const blob = new Blob();
    Object.defineProperties(blob, { stream: { value: () => stream }, size: { value: 400_000 } });
    const dialog = await openOne(blobAnswer(blob));
    button(dialog, 'Yes').click();
    feed.enqueue(new Uint8Array(await wav.arrayBuffer()));
    await shows(dialog, /16 kB of 400 kB/);
    expect(dialog.shadowRoot!.querySelector('progress')!.max).to.equal(400_000);
    await expectAccessible(dialog);
    expect(focused()).to.equal(button(dialog, 'Cancel'));
    const closed = nextEvent(dialog, 'close');
    await press('Enter');
    await closed;
    await waitFor(() => saving.files[0]!.written.length === 0 && saving.files[0]!.removed);
    expect(saving.files[0]!.closed).to.be.false;
    expect(saving.downloads).to.be.empty;
  });

  it('emits no audit and asks nothing when the host refuses (S17)', async () => {
    for (const refuse of [
      (event: Event) => event.preventDefault(),
      (event: Event) =>
        (event as Event & { waitUntil: (p: Promise<unknown>) => void }).waitUntil(
          Promise.resolve(false),
        ),
    ]) {
      const dialog = await openOne();
      const facts: string[] = [];
      dialog.addEventListener('aicc-audit', ({ type }) => facts.push(type));
      dialog.addEventListener('aicc-downloaded', ({ type }) => facts.push(type));
      dialog.addEventListener('aicc-before-download', refuse);
      button(dialog, 'Yes').click();
      await shows(dialog, 'not permitted here');
      expect(facts).to.be.empty;
      expect(dialog.asked).to.be.empty;
      dialog.close();
    }
  });

  it('offers no Yes where the message may not be downloaded (S15)', async () => {
    const dialog = await openOne(undefined, {
      message: aMessage({ actions: { download: { allowed: false, reason: 'no-permission' } } }),
    });
    expect(screenText(dialog)).to.contain('do not have permission');
    expect(screenText(dialog)).not.to.contain('Yes');
  });

  it('stops when it leaves the page (H9)', async () => {
    const answer = deferred<unknown>();
    const dialog = await openOne(answer.promise);
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 1);
    dialog.remove();
    answer.resolve(blobAnswer(wav));
    await answer.promise;
    await settled(dialog);
    expect(saving.downloads).to.be.empty;
  });
});
