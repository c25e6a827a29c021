import './download-dialog.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { RecordingRequest } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { clickOn, focused, press, typeText } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { endless, FakeFolder } from '../../../test/support/save-folder.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import {
  blobAnswer,
  soundAdapter,
  toneWav,
  type RecordingAnswer,
} from '../../../test/support/sounds.js';
import { deferred, settled, waitFor } from '../../../test/support/waits.js';
import type { DownloadDialogElement } from './download-dialog.element.js';

interface Pickers {
  showDirectoryPicker?: ((options: unknown) => Promise<FakeFolder>) | undefined;
}
const pickers = window as unknown as Pickers;

type Dialog = DownloadDialogElement & { readonly asked: readonly RecordingRequest[] };

describe('aicc-download-dialog with several messages', () => {
  const wav = toneWav(1);
  let saved: string[] = [];
  let folder = new FakeFolder();
  let picked = 0;
  let told: { type: string; detail: Record<string, unknown> }[] = [];
  const realPicker = pickers.showDirectoryPicker;
  const realClick = HTMLAnchorElement.prototype.click;
  const realCreate = URL.createObjectURL.bind(URL);
  const realRevoke = URL.revokeObjectURL.bind(URL);
  const urls = new Set<string>();

  beforeEach(() => {
    saved = [];
    told = [];
    picked = 0;
    folder = new FakeFolder();
    urls.clear();
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push(this.download);
    };
    URL.createObjectURL = (blob: Blob) => {
      const url = realCreate(blob);
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url: string) => {
      urls.delete(url);
      realRevoke(url);
    };
    pickers.showDirectoryPicker = async () => {
      picked += 1;
      return folder;
    };
  });

  afterEach(() => {
    HTMLAnchorElement.prototype.click = realClick;
    URL.createObjectURL = realCreate;
    URL.revokeObjectURL = realRevoke;
    if (realPicker) pickers.showDirectoryPicker = realPicker;
    else delete pickers.showDirectoryPicker;
  });

  const three = (): Message[] => [
    aMessage({ id: 'm-1', contactNumber: '+49 151 2345 6789', durationSeconds: 60 }),
    aMessage({ id: 'm-2', contactNumber: '+49 151 2345 6789', durationSeconds: 23 }),
    aMessage({
      id: 'm-3',
      contactNumber: null,
      createdAt: '2026-11-21T17:00:00Z',
      durationSeconds: null,
    }),
  ];

  async function aDialog(
    answer: RecordingAnswer = blobAnswer(wav),
    { capabilities = {}, messages = three() } = {},
  ): Promise<Dialog> {
    const adapter = soundAdapter(answer, { employeeId: '1001', ...capabilities });
    const dialog = await fixture<DownloadDialogElement>(
      html`<aicc-download-dialog .adapter=${adapter} .messages=${messages}></aicc-download-dialog>`,
    );
    for (const type of ['aicc-downloaded', 'aicc-audit', 'aicc-error']) {
      dialog.addEventListener(type, (event) =>
        told.push({ type, detail: (event as CustomEvent<Record<string, unknown>>).detail }),
      );
    }
    dialog.show();
    await waitFor(() => focused()?.getRootNode() === dialog.shadowRoot);
    await waitFor(() => !screenText(dialog).includes('Loading'));
    await settled(dialog);
    return Object.assign(dialog, { asked: adapter.asked });
  }

  const button = (dialog: Dialog, name: string): HTMLButtonElement => {
    const found = [...dialog.shadowRoot!.querySelectorAll('button')].find(
      (one) => one.textContent.trim() === name && !one.closest('li'),
    );
    expect(found, `a button named ${name}`).to.exist;
    return found!;
  };
  const row = (dialog: Dialog, id: string): HTMLElement =>
    dialog.shadowRoot!.querySelector<HTMLElement>(`.results [data-id="${id}"]`)!;
  const kinds = (dialog: Dialog): string[] =>
    [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.results li')].map(
      (one) => one.dataset['kind'] ?? '',
    );
  const says = (dialog: Dialog, words: string | RegExp): Promise<unknown> =>
    waitFor(() => new RegExp(words).test(screenText(dialog)), { what: String(words) });
  const of = (type: string): Record<string, unknown>[] =>
    told.filter((one) => one.type === type).map(({ detail }) => detail);

  it('M14 says whose voices, from when to when, how long, and puts the first focus on No', async () => {
    const dialog = await aDialog(undefined, {
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

  it('M14 saves each into one folder that is chosen within the click, with receipt and audit for each', async () => {
    let active: boolean | null = null;
    pickers.showDirectoryPicker = async (options) => {
      active = navigator.userActivation?.isActive ?? true;
      picked += 1;
      expect(options).to.include({ mode: 'readwrite' });
      return folder;
    };
    const dialog = await aDialog();
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, '3 files saved');
    expect(active).to.be.true;
    expect(picked).to.equal(1);
    expect(dialog.asked.map(({ messageId }) => messageId)).to.deep.equal(['m-1', 'm-2', 'm-3']);
    expect(folder.names).to.deep.equal([
      'voicemail_m-1_20261120-080000.wav',
      'voicemail_m-2_20261120-080000.wav',
      'voicemail_m-3_20261121-170000.wav',
    ]);
    for (const file of folder.files.values()) {
      expect(file.closed).to.be.true;
      expect(new Blob(file.parts).size).to.equal(wav.size);
    }
    expect(kinds(dialog)).to.deep.equal(['done', 'done', 'done']);
    expect(screenText(row(dialog, 'm-2'))).to.contain('Saved as voicemail_m-2');
    expect(of('aicc-downloaded').map(({ messageId }) => messageId)).to.deep.equal([
      'm-1',
      'm-2',
      'm-3',
    ]);
    expect(of('aicc-downloaded')[0]).to.include({
      outcome: 'saved',
      employeeId: '1001',
    });
    expect(of('aicc-audit').map(({ messageId }) => messageId)).to.deep.equal(['m-1', 'm-2', 'm-3']);
    expect(focused()).to.equal(button(dialog, 'Close'));
    row(dialog, 'm-1').querySelector('details')!.open = true;
    await expectAccessible(dialog);
    button(dialog, 'Close').click();
    await waitFor(() => !dialog.open);
    expect(dialog.returnValue).to.equal('saved');
  });

  it('S19 overwrites nothing that is in the folder', async () => {
    const own = { parts: ['mine'], closed: true };
    folder.files.set('voicemail_m-1_20261120-080000.wav', own);
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await says(dialog, '3 files saved');
    expect(await folder.textOf('voicemail_m-1_20261120-080000.wav')).to.equal('mine');
    expect(folder.names).to.contain('voicemail_m-1_20261120-080000-2.wav');
    expect(screenText(row(dialog, 'm-1'))).to.contain('080000-2.wav');
  });

  it('M14 M16 goes on after one that fails, names why, and tries only that one again', async () => {
    let isBroken = true;
    const dialog = await aDialog(({ messageId }) => {
      if (messageId === 'm-2' && isBroken) return blobAnswer(new Blob(['<!doctype html>']));
      return blobAnswer(wav);
    });
    button(dialog, 'Yes').click();
    await says(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['done', 'failed', 'done']);
    expect(screenText(row(dialog, 'm-2'))).to.contain('not a recording');
    expect(folder.names.some((name) => name.includes('m-2'))).to.be.false;
    expect(of('aicc-audit')).to.have.length(2);
    expect(focused()).to.equal(button(dialog, 'Retry failed (1)'));
    await expectAccessible(dialog);
    isBroken = false;
    await press('Enter');
    await says(dialog, '3 files saved');
    expect(picked, 'the folder is asked for once').to.equal(1);
    expect(dialog.asked).to.have.length(4);
    expect(of('aicc-audit').map(({ messageId }) => messageId)).to.deep.equal(['m-1', 'm-3', 'm-2']);
  });

  it('M14 offers each failed one a Retry of its own, named by whose message it is', async () => {
    const broken = new Set(['m-1', 'm-2']);
    const dialog = await aDialog(({ messageId }) =>
      broken.has(messageId)
        ? new AdapterError('unavailable', { requestId: 'req-7' })
        : blobAnswer(wav),
    );
    button(dialog, 'Yes').click();
    await says(dialog, '1 file saved. 2 failed.');
    expect(screenText(row(dialog, 'm-1'))).to.contain('req-7');
    expect(of('aicc-error')).to.have.length(2);
    const retry = row(dialog, 'm-2').querySelector('button')!;
    expect(retry.getAttribute('aria-label')).to.match(/^Retry, message from .*6789/);
    broken.clear();
    await clickOn(retry);
    await says(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['failed', 'done', 'done']);
  });

  for (const code of ['unauthenticated', 'forbidden'] as const) {
    it(`M14 stops all when ${code} concerns all, says so, and can go on afterwards`, async () => {
      let isStopped = true;
      const dialog = await aDialog(({ messageId }) =>
        messageId === 'm-2' && isStopped ? new AdapterError(code) : blobAnswer(wav),
      );
      button(dialog, 'Yes').click();
      await says(dialog, 'The rest was not tried');
      expect(kinds(dialog)).to.deep.equal(['done', 'failed', 'skipped']);
      expect(dialog.asked).to.have.length(2);
      isStopped = false;
      button(dialog, 'Retry the rest (2)').click();
      await says(dialog, '3 files saved');
      expect(of('aicc-audit')).to.have.length(3);
    });
  }

  it('M14 goes on after a recording that one may not have', async () => {
    const dialog = await aDialog(({ messageId }) =>
      messageId === 'm-1' ? new AdapterError('recording-forbidden') : blobAnswer(wav),
    );
    button(dialog, 'Yes').click();
    await says(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['failed', 'done', 'done']);
  });

  it('M14 stops on Cancel: no part of a file stays, what is done stays done', async () => {
    const slow = endless();
    const dialog = await aDialog(({ messageId }) =>
      blobAnswer(messageId === 'm-2' ? slow.blob : wav),
    );
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 2);
    slow.feed(new Uint8Array(await wav.arrayBuffer()));
    await says(dialog, /Receiving: 25 %/);
    expect(folder.names).to.have.length(2);
    expect(focused()).to.equal(button(dialog, 'Cancel'));
    await expectAccessible(dialog);
    await press('Enter');
    await waitFor(() => folder.names.length === 1);
    expect(kinds(dialog)).to.deep.equal(['done', 'skipped', 'skipped']);
    await says(dialog, '1 file saved. 2 not downloaded.');
    expect(dialog.open, 'the results can be read').to.be.true;
    expect(dialog.asked).to.have.length(2);
    expect(of('aicc-audit')).to.have.length(1);
    expect(focused()).to.equal(button(dialog, 'Close'));
  });

  it('A3 stops with the first Esc and closes with the next', async () => {
    const slow = endless();
    const dialog = await aDialog(blobAnswer(slow.blob));
    await clickOn(button(dialog, 'Yes'));
    await waitFor(() => dialog.asked.length === 1);
    await press('Escape');
    await says(dialog, '3 not downloaded');
    expect(dialog.open).to.be.true;
    await press('Escape');
    await waitFor(() => !dialog.open);
    expect(dialog.returnValue).to.equal('cancel');
  });

  it('M14 goes back to the question when the person closes the picker', async () => {
    pickers.showDirectoryPicker = () => Promise.reject(new DOMException('no', 'AbortError'));
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await waitFor(() => focused() === button(dialog, 'No'));
    expect(dialog.asked).to.be.empty;
  });

  it('M14 R3 hands them to the browser one after another where no folder can be chosen, and says so beforehand', async () => {
    pickers.showDirectoryPicker = undefined;
    const time = fakeTime();
    const messages = [...three(), aMessage({ id: 'a/1' }), aMessage({ id: 'a/1 ' })];
    const dialog = await aDialog(undefined, { messages });
    expect(screenText(dialog)).to.contain('may ask whether this page may download several files');
    button(dialog, 'Yes').click();
    await says(dialog, '5 downloads started');
    expect(screenText(dialog)).not.to.contain('Saved as');
    expect(new Set(saved).size).to.equal(5);
    expect(of('aicc-downloaded').map(({ outcome }) => outcome)).to.deep.equal(
      Array(5).fill('started'),
    );
    expect(urls.size, 'while the browser may still read them').to.equal(5);
    await time.pass(60_000);
    expect(urls.size, 'object URLs that are left').to.equal(0);
  });

  it('H15 uses the browser’s downloads where the picker throws, as in a cross-origin frame', async () => {
    pickers.showDirectoryPicker = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await says(dialog, '3 downloads started');
  });

  it('asks for another folder after one that could not be written', async () => {
    folder.broken = (name) => name.includes('m-2');
    const dialog = await aDialog();
    button(dialog, 'Yes').click();
    await says(dialog, '2 files saved. 1 failed.');
    expect(screenText(row(dialog, 'm-2'))).to.contain('could not be written');
    expect(folder.names.some((name) => name.includes('m-2'))).to.be.false;
    folder = new FakeFolder();
    button(dialog, 'Retry failed (1)').click();
    await says(dialog, '3 files saved');
    expect(picked).to.equal(2);
    expect(folder.names).to.have.length(1);
  });

  it('S17 asks the host for each, and downloads only what it allows', async () => {
    const dialog = await aDialog();
    dialog.addEventListener('aicc-before-download', (event) => {
      const { messageId } = (event as CustomEvent<{ messageId: string }>).detail;
      if (messageId === 'm-1') event.preventDefault();
    });
    button(dialog, 'Yes').click();
    await says(dialog, '2 files saved. 1 failed.');
    expect(screenText(row(dialog, 'm-1'))).to.contain('not permitted here');
    expect(dialog.asked.map(({ messageId }) => messageId)).to.deep.equal(['m-2', 'm-3']);
    expect(of('aicc-audit')).to.have.length(2);
  });

  it('asks one reason and one password for all, and takes the backend’s word on them', async () => {
    const zip = new Blob([Uint8Array.from([0x50, 0x4b, 3, 4]), new Uint8Array(100)]);
    let refuses = true;
    const dialog = await aDialog(
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
    expect(picked).to.equal(0);
    await typeText('=Complaint');
    await press('Tab');
    await typeText('abc1_');
    await press('Enter');
    await says(dialog, 'The rest was not tried');
    expect(dialog.asked).to.have.length(1);
    expect(dialog.shadowRoot!.querySelector('#password')).to.have.attribute('aria-invalid', 'true');
    refuses = false;
    await clickOn(button(dialog, 'Retry the rest (3)'));
    await says(dialog, '3 files saved');
    expect(dialog.asked.at(-1)).to.deep.equal({
      messageId: 'm-3',
      purpose: 'download',
      reason: '=Complaint',
      archivePassword: 'abc1_',
    });
    expect(folder.names.every((name) => name.endsWith('.zip'))).to.be.true;
    expect(screenText(dialog)).to.contain('=Complaint');
    expect(JSON.stringify(told), 'no typed text in events').not.to.contain('Complaint');
  });

  it('asks for a reason that became known only after Yes, before it tries again', async () => {
    const capabilities = deferred<unknown>();
    const adapter = soundAdapter(({ messageId }, nth) =>
      messageId === 'm-2' && nth < 4 ? new AdapterError('unavailable') : blobAnswer(wav),
    );
    adapter.getCapabilities = () => capabilities.promise as Promise<object>;
    const dialog: Dialog = Object.assign(
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
    await says(dialog, '2 files saved. 1 failed.');
    await clickOn(button(dialog, 'Retry failed (1)'));
    await waitFor(() => focused()?.id === 'reason');
    await typeText('Complaint');
    await clickOn(button(dialog, 'Retry failed (1)'));
    await says(dialog, '3 files saved');
    expect(adapter.asked.at(-1)).to.include({ messageId: 'm-2', reason: 'Complaint' });
  });

  it('S20 copies a receipt of all: who, when, why, file, size, digest, no number and no formula', async () => {
    const dialog = await aDialog(
      ({ messageId }) =>
        messageId === 'm-2' ? new AdapterError('recording-purged') : blobAnswer(wav),
      { capabilities: { downloadNeedsReason: true } },
    );
    await waitFor(() => dialog.shadowRoot!.querySelector('#reason'));
    dialog.shadowRoot!.querySelector<HTMLElement>('#reason')!.focus();
    await typeText('=HYPERLINK("x")');
    await clickOn(button(dialog, 'Yes'));
    await says(dialog, '2 files saved. 1 failed.');
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
      await says(dialog, 'Receipt copied');
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

  it('S15 offers no Yes where none of them may be downloaded', async () => {
    const web = (id: string): Message => aMessage({ id, channel: 'web' });
    const dialog = await aDialog(undefined, { messages: [web('w-1'), web('w-2')] });
    expect(screenText(dialog)).to.contain('2 of those selected cannot be downloaded');
    expect(screenText(dialog)).not.to.contain('Yes');
    expect(focused()).to.equal(button(dialog, 'Close'));
  });

  it('W1 downloads each once for many clicks', async () => {
    const dialog = await aDialog();
    const yes = button(dialog, 'Yes');
    for (let i = 0; i < 20; i += 1) yes.click();
    await says(dialog, '3 files saved');
    expect(dialog.asked).to.have.length(3);
    expect(picked).to.equal(1);
  });

  it('H9 stops when it leaves the page, and leaves no part of a file', async () => {
    const slow = endless();
    const dialog = await aDialog(blobAnswer(slow.blob));
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 1);
    slow.feed(new Uint8Array(await wav.arrayBuffer()));
    await waitFor(() => folder.names.length === 1);
    dialog.remove();
    await waitFor(() => folder.names.length === 0);
    expect(dialog.asked).to.have.length(1);
    expect(of('aicc-audit')).to.be.empty;
  });
});
