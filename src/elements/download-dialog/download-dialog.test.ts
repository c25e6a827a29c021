import './download-dialog.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { AdapterError } from '../../adapter/errors.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import {
  blobAnswer,
  soundAdapter,
  toneWav,
  urlAnswer,
  type RecordingAnswer,
} from '../../../test/support/sounds.js';
import { deferred, nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { DownloadDialogElement } from './download-dialog.element.js';
import type { DownloadedEvent } from '../shared/workflow-events.js';

/** A place to save that remembers what was written. */
class FakeFile {
  readonly name: string;
  readonly written: BlobPart[] = [];
  closed = false;
  removed = false;
  failOnWrite: Error | null = null;

  constructor(name: string) {
    this.name = name;
  }
  async createWritable(): Promise<unknown> {
    return {
      write: async (chunk: Uint8Array<ArrayBuffer>) => {
        if (this.failOnWrite) throw this.failOnWrite;
        this.written.push(chunk);
      },
      close: async () => (this.closed = true),
      abort: async () => this.written.splice(0),
    };
  }
  async getFile(): Promise<Blob> {
    return new Blob(this.closed ? this.written : []);
  }
  async remove(): Promise<void> {
    this.removed = true;
  }
}

interface Picker {
  showSaveFilePicker?: ((options: { suggestedName: string }) => Promise<FakeFile>) | undefined;
}
const picker = window as unknown as Picker;

describe('aicc-download-dialog', () => {
  const wav = toneWav(1);
  let saved: { name: string; href: string }[] = [];
  let files: FakeFile[] = [];
  const urls = new Set<string>();
  const realPicker = picker.showSaveFilePicker;
  const realClick = HTMLAnchorElement.prototype.click;
  const realCreate = URL.createObjectURL.bind(URL);

  beforeEach(() => {
    saved = [];
    files = [];
    urls.clear();
    // The browser's own downloads would pile up.
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, href: this.href });
    };
    URL.createObjectURL = (blob: Blob) => {
      const url = realCreate(blob);
      urls.add(url);
      return url;
    };
    picker.showSaveFilePicker = undefined;
  });

  afterEach(() => {
    HTMLAnchorElement.prototype.click = realClick;
    URL.createObjectURL = realCreate;
    if (realPicker) picker.showSaveFilePicker = realPicker;
    else delete picker.showSaveFilePicker;
  });

  const withPicker = (prepare: (file: FakeFile) => void = () => undefined): void => {
    picker.showSaveFilePicker = async ({ suggestedName }) => {
      const file = new FakeFile(suggestedName);
      prepare(file);
      files.push(file);
      return file;
    };
  };

  async function aDialog(
    answer: RecordingAnswer = blobAnswer(wav),
    { capabilities = {}, message = aMessage({ id: 'm-1' }) } = {},
  ): Promise<DownloadDialogElement & { asked: unknown[] }> {
    const adapter = soundAdapter(answer, { employeeId: '1001', ...capabilities });
    const host = await fixture<HTMLElement>(
      html`<div>
        <button>Opener</button>
        <aicc-download-dialog .adapter=${adapter} .message=${message}></aicc-download-dialog>
      </div>`,
    );
    const dialog = host.querySelector('aicc-download-dialog')!;
    host.querySelector('button')!.focus();
    dialog.show();
    await waitFor(() => dialog.shadowRoot!.querySelector('dialog')?.open);
    await waitFor(() => focused()?.getRootNode() === dialog.shadowRoot);
    await settled(dialog);
    return Object.assign(dialog, { asked: adapter.asked });
  }

  const button = (dialog: DownloadDialogElement, name: string): HTMLButtonElement => {
    const found = [...dialog.shadowRoot!.querySelectorAll('button')].find(
      (one) => one.textContent.trim() === name,
    );
    expect(found, `a button named ${name}`).to.exist;
    return found!;
  };
  const says = (dialog: DownloadDialogElement, words: string | RegExp): Promise<unknown> =>
    waitFor(() => new RegExp(words).test(screenText(dialog)), { what: String(words) });

  it('M14 names the personal data and puts the first focus on No', async () => {
    const dialog = await aDialog(undefined, {
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
    const dialog = await aDialog();
    Object.assign(dialog, { message: null, messages: [aMessage({ id: 'm-9' })] });
    await settled(dialog);
    expect(screenText(dialog)).to.contain('Do you want to download this recording?');
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, 'Download started: voicemail_m-9');
  });

  it('A3 asks nothing of the adapter on No or Esc, and gives the focus back', async () => {
    for (const leave of [() => press('Enter'), () => press('Escape')]) {
      const dialog = await aDialog();
      const closed = nextEvent(dialog, 'close');
      await leave();
      await closed;
      expect(dialog.open).to.be.false;
      expect(dialog.returnValue).to.equal('cancel');
      expect(dialog.asked).to.be.empty;
      expect(focused()?.textContent).to.equal('Opener');
      expect(saved).to.be.empty;
    }
  });

  it('M14 says “started” where the browser takes over, with the facts', async () => {
    const dialog = await aDialog();
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
    await says(dialog, 'Download started: voicemail_m-1');
    expect(screenText(dialog)).not.to.contain('Saved as');
    expect(saved.map(({ name }) => name)).to.deep.equal(['voicemail_m-1_20261120-080000.wav']);
    expect(saved[0]!.href).to.match(/^blob:/);
    expect(focused()).to.equal(button(dialog, 'Close'));
    await expectAccessible(dialog);
  });

  it('M14 says “saved” where the person chose the place, and asks for it within the click', async () => {
    let active: boolean | null = null;
    const dialog = await aDialog(urlAnswer('/recordings/rec-06-en.wav'));
    picker.showSaveFilePicker = async ({ suggestedName }) => {
      active = navigator.userActivation?.isActive ?? true;
      expect(dialog.asked).to.be.empty;
      const file = new FakeFile(suggestedName);
      files.push(file);
      return file;
    };
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, 'Saved as voicemail_m-1');
    expect(active).to.be.true;
    expect(dialog.asked).to.deep.equal([{ messageId: 'm-1', purpose: 'download' }]);
    const file = files[0]!;
    expect(file.closed).to.be.true;
    const bytes = await new Blob(file.written).arrayBuffer();
    const original = await (await fetch('/recordings/rec-06-en.wav')).arrayBuffer();
    expect(new Uint8Array(bytes)).to.deep.equal(new Uint8Array(original));
    expect(saved).to.be.empty;
    const closed = nextEvent(dialog, 'close');
    await press('Enter');
    await closed;
    expect(dialog.returnValue).to.equal('saved');
  });

  it('M14 says “saved” even where the written file may not be read back', async () => {
    withPicker((file) => {
      file.getFile = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    const dialog = await aDialog();
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, 'Saved as voicemail_m-1');
    expect(files[0]!.closed).to.be.true;
  });

  it('A5 forgets what it said when it is opened again', async () => {
    picker.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await aDialog();
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, /started/);
    const region = dialog.shadowRoot!.querySelector('[role=status]')!;
    expect(region.textContent).to.contain('started');
    dialog.close();
    dialog.show();
    await waitFor(() => region.textContent === '');
  });

  it('M14 goes back to the question when the person closes the picker', async () => {
    picker.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'AbortError'));
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await waitFor(() => button(dialog, 'No'));
    expect(dialog.asked).to.be.empty;
    expect(dialog.open).to.be.true;
  });

  it('H15 uses the browser’s downloads where the picker throws, as in a cross-origin frame', async () => {
    picker.showSaveFilePicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await says(dialog, 'Download started');
    expect(saved).to.have.length(1);
  });

  it('M14 saves one file for many clicks', async () => {
    const answer = deferred<unknown>();
    const dialog = await aDialog(answer.promise);
    const yes = button(dialog, 'Yes');
    for (let i = 0; i < 20; i += 1) yes.click();
    answer.resolve(blobAnswer(wav));
    await says(dialog, 'Download started');
    expect(dialog.asked).to.have.length(1);
    expect(saved).to.have.length(1);
  });

  for (const [what, bytes] of [
    ['a sign-in page', '<!doctype html><title>Sign in</title>'],
    ['an error in JSON', '{"error":"x"}'],
    ['nothing', ''],
  ] as const) {
    it(`M16 writes nothing when ${what} comes instead of sound`, async () => {
      withPicker();
      const dialog = await aDialog(blobAnswer(new Blob([bytes], { type: 'audio/wav' })));
      button(dialog, 'Yes').click();
      await says(dialog, 'not a recording');
      expect(files[0]!.written).to.be.empty;
      expect(files[0]!.closed).to.be.false;
      expect(files[0]!.removed).to.be.true;
      expect(urls).to.be.empty;
    });
  }

  it('S19 lets the person choose again when the type is another than the name says', async () => {
    withPicker();
    const mp3 = new Blob([
      new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0]),
      new Uint8Array(500),
    ]);
    const dialog = await aDialog(blobAnswer(mp3));
    button(dialog, 'Yes').click();
    await says(dialog, 'Save it as voicemail_m-1_20261120-080000.mp3');
    expect(files[0]!.removed).to.be.true;
    expect(focused()).to.equal(button(dialog, 'Save'));
    await press('Enter');
    await says(dialog, 'Saved as voicemail_m-1_20261120-080000.mp3');
    expect(await new Blob(files[1]!.written).arrayBuffer()).to.have.property('byteLength', 510);
  });

  it('names a place that cannot be written, and tries again', async () => {
    let failing = true;
    withPicker((file) => {
      if (failing) file.failOnWrite = new DOMException('full', 'QuotaExceededError');
    });
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await says(dialog, 'could not be written');
    failing = false;
    expect(focused()).to.equal(button(dialog, 'Retry'));
    await press('Enter');
    await says(dialog, 'Saved as');
  });

  for (const [code, words] of [
    ['recording-forbidden', 'permission'],
    ['recording-purged', 'retention time'],
    ['recording-storage-offline', 'another storage drive'],
    ['network', 'cannot be reached'],
  ] as const) {
    it(`M1 names ${code}`, async () => {
      const dialog = await aDialog(new AdapterError(code, { requestId: 'req-9' }));
      const told = nextEvent<CustomEvent>(dialog, 'aicc-error');
      button(dialog, 'Yes').click();
      await says(dialog, words);
      expect((await told).detail).to.include({ code, requestId: 'req-9' });
      expect(screenText(dialog)).to.contain('req-9');
      await expectAccessible(dialog);
    });
  }

  it('M14 shows progress, can be cancelled, and leaves no file', async () => {
    withPicker();
    let feed!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void (feed = controller),
    });
    const blob = new Blob();
    Object.defineProperties(blob, { stream: { value: () => stream }, size: { value: 400_000 } });
    const dialog = await aDialog(blobAnswer(blob));
    button(dialog, 'Yes').click();
    feed.enqueue(new Uint8Array(await wav.arrayBuffer()));
    await says(dialog, /16 kB of 400 kB/);
    expect(dialog.shadowRoot!.querySelector('progress')!.max).to.equal(400_000);
    await expectAccessible(dialog);
    expect(focused()).to.equal(button(dialog, 'Cancel'));
    const closed = nextEvent(dialog, 'close');
    await press('Enter');
    await closed;
    await waitFor(() => files[0]!.written.length === 0 && files[0]!.removed);
    expect(files[0]!.closed).to.be.false;
    expect(saved).to.be.empty;
  });

  it('S17 tells no audit and asks nothing when the host says no', async () => {
    for (const refuse of [
      (event: Event) => event.preventDefault(),
      (event: Event) =>
        (event as Event & { waitUntil: (p: Promise<unknown>) => void }).waitUntil(
          Promise.resolve(false),
        ),
    ]) {
      const dialog = await aDialog();
      const facts: string[] = [];
      dialog.addEventListener('aicc-audit', ({ type }) => facts.push(type));
      dialog.addEventListener('aicc-downloaded', ({ type }) => facts.push(type));
      dialog.addEventListener('aicc-before-download', refuse);
      button(dialog, 'Yes').click();
      await says(dialog, 'not permitted here');
      expect(facts).to.be.empty;
      expect(dialog.asked).to.be.empty;
      dialog.close();
    }
  });

  it('S15 offers no Yes where the message may not be downloaded', async () => {
    const dialog = await aDialog(undefined, {
      message: aMessage({ actions: { download: { allowed: false, reason: 'no-permission' } } }),
    });
    expect(screenText(dialog)).to.contain('do not have permission');
    expect(screenText(dialog)).not.to.contain('Yes');
  });

  it('asks for reason and password where the backend wants them, and keeps what was typed', async () => {
    const zip = new Blob([Uint8Array.from([0x50, 0x4b, 3, 4]), new Uint8Array(100)]);
    let fails = true;
    const dialog = await aDialog(
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
    await says(dialog, 'cannot answer right now');
    const reason = dialog.shadowRoot!.querySelector<HTMLTextAreaElement>('#reason')!;
    expect(reason.value).to.equal('Complaint 47190');
    fails = false;
    await clickOn(button(dialog, 'Retry'));
    await says(dialog, /Download started: voicemail_m-1_\d+-\d+\.zip/);
    expect(dialog.asked.at(-1)).to.deep.equal({
      messageId: 'm-1',
      purpose: 'download',
      reason: 'Complaint 47190',
      archivePassword: 'abc1_',
    });
  });

  it('A1 takes Enter in the password for Yes, and an error back once the password is good', async () => {
    const dialog = await aDialog(blobAnswer(wav), {
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
      const dialog = await aDialog(answer, { capabilities: { downloadNeedsPassword: true } });
      const password = await waitFor(() =>
        dialog.shadowRoot!.querySelector<HTMLInputElement>('#password'),
      );
      return { dialog, password, toggle: button(dialog, 'Show') };
    }
    const passwordOf = (dialog: DownloadDialogElement): HTMLInputElement =>
      dialog.shadowRoot!.querySelector<HTMLInputElement>('#password')!;

    it('A1 is shown and hidden again, and typing goes on where the caret was', async () => {
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

    it('A1 can be shown with the keyboard, whose focus stays on the button', async () => {
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

    it('is hidden again when the download begins; not while something is missing', async () => {
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
      await says(dialog, 'cannot answer right now');
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

  it('H9 stops when it leaves the page', async () => {
    const answer = deferred<unknown>();
    const dialog = await aDialog(answer.promise);
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 1);
    dialog.remove();
    answer.resolve(blobAnswer(wav));
    await answer.promise;
    await settled(dialog);
    expect(saved).to.be.empty;
  });
});
