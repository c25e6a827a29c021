/** The download dialog on recordings that the test hands out, and the places that it saves to. */
import { fixture, html, expect } from '@open-wc/testing';
import type { RecordingRequest } from '../../src/adapter/adapter.js';
import '../../src/elements/download-dialog/download-dialog.define.js';
import type { DownloadDialogElement } from '../../src/elements/download-dialog/download-dialog.element.js';
import type { Message } from '../../src/model/message.js';
import { focused } from './keys.js';
import { aMessage } from './messages.js';
import { screenText } from './screen.js';
import { blobAnswer, soundAdapter, toneWav, type RecordingAnswer } from './sounds.js';
import { settled, waitFor } from './waits.js';

/** A file that the person has chosen, which remembers what was written. */
export class FakeFile {
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

/** A folder that remembers what was written into it. */
export class FakeFolder {
  readonly files = new Map<string, { parts: BlobPart[]; closed: boolean }>();
  /** Files that cannot be written. */
  broken: (name: string) => boolean = () => false;

  async getFileHandle(name: string, { create = false } = {}): Promise<unknown> {
    const known = this.files.get(name);
    if (!known && !create) throw new DOMException('no such file', 'NotFoundError');
    const file = known ?? { parts: [], closed: false };
    this.files.set(name, file);
    return {
      name,
      createWritable: async () => ({
        write: async (chunk: Uint8Array<ArrayBuffer>) => {
          if (this.broken(name)) throw new DOMException('full', 'QuotaExceededError');
          file.parts.push(chunk);
        },
        close: async () => void (file.closed = true),
        abort: async () => void file.parts.splice(0),
      }),
    };
  }

  async removeEntry(name: string): Promise<void> {
    this.files.delete(name);
  }

  async textOf(name: string): Promise<string> {
    return new Blob(this.files.get(name)?.parts).text();
  }

  get names(): string[] {
    return [...this.files.keys()];
  }
}

/** A recording that never ends, fed by the test. */
export function endless(): { blob: Blob; feed: (bytes: Uint8Array) => void } {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const blob = new Blob();
  Object.defineProperties(blob, { stream: { value: () => stream }, size: { value: 64_000 } });
  return { blob, feed: (bytes) => controller.enqueue(bytes) };
}

interface Pickers {
  showSaveFilePicker?: ((options: { suggestedName: string }) => Promise<FakeFile>) | undefined;
  showDirectoryPicker?: ((options: unknown) => Promise<FakeFolder>) | undefined;
}
export const pickers = window as unknown as Pickers;

export interface Saving {
  /** Downloads that were given to the browser. */
  readonly downloads: { readonly name: string; readonly href: string }[];
  /** Files that were chosen with `withFilePicker`. */
  readonly files: FakeFile[];
  /** The folder that the next choice gives. */
  folder: FakeFolder;
  /** How often a folder was chosen. */
  picked: number;
  /** Object URLs that are not revoked. */
  readonly urls: Set<string>;
  /** From now on the person chooses a file. */
  withFilePicker(prepare?: (file: FakeFile) => void): void;
}

/** Saves into fake places for every test of a `describe`: without a file picker, with one folder. */
export function fakeSaving(): Saving {
  const { showSaveFilePicker, showDirectoryPicker } = pickers;
  const { click } = HTMLAnchorElement.prototype;
  const createUrl = URL.createObjectURL.bind(URL);
  const revokeUrl = URL.revokeObjectURL.bind(URL);
  const saving: Saving = {
    downloads: [],
    files: [],
    folder: new FakeFolder(),
    picked: 0,
    urls: new Set(),
    withFilePicker: (prepare = () => undefined) => {
      pickers.showSaveFilePicker = async ({ suggestedName }) => {
        const file = new FakeFile(suggestedName);
        prepare(file);
        saving.files.push(file);
        return file;
      };
    },
  };

  beforeEach(() => {
    saving.downloads.splice(0);
    saving.files.splice(0);
    saving.folder = new FakeFolder();
    saving.picked = 0;
    saving.urls.clear();
    // The browser's own downloads would pile up.
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saving.downloads.push({ name: this.download, href: this.href });
    };
    URL.createObjectURL = (blob: Blob) => {
      const url = createUrl(blob);
      saving.urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url: string) => {
      saving.urls.delete(url);
      revokeUrl(url);
    };
    pickers.showSaveFilePicker = undefined;
    pickers.showDirectoryPicker = async () => {
      saving.picked += 1;
      return saving.folder;
    };
  });

  afterEach(() => {
    HTMLAnchorElement.prototype.click = click;
    URL.createObjectURL = createUrl;
    URL.revokeObjectURL = revokeUrl;
    restore('showSaveFilePicker', showSaveFilePicker);
    restore('showDirectoryPicker', showDirectoryPicker);
  });
  return saving;
}

function restore<Name extends keyof Pickers>(name: Name, picker: Pickers[Name]): void {
  if (picker) pickers[name] = picker;
  else Reflect.deleteProperty(pickers, name);
}

export const wav = toneWav(1);

export type Dialog = DownloadDialogElement & {
  /** Requests for recordings. */
  readonly asked: readonly RecordingRequest[];
};

/** The dialog for one message, opened from a button beside it. */
export async function openOne(
  answer: RecordingAnswer = blobAnswer(wav),
  { capabilities = {}, message = aMessage({ id: 'm-1' }) } = {},
): Promise<Dialog> {
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

export const three = (): Message[] => [
  aMessage({ id: 'm-1', contactNumber: '+49 151 2345 6789', durationSeconds: 60 }),
  aMessage({ id: 'm-2', contactNumber: '+49 151 2345 6789', durationSeconds: 23 }),
  aMessage({
    id: 'm-3',
    contactNumber: null,
    createdAt: '2026-11-21T17:00:00Z',
    durationSeconds: null,
  }),
];

export type Batch = Dialog & {
  /** Details of the events `aicc-downloaded`, `aicc-audit` and `aicc-error`, by type. */
  detailsOf(type: string): Record<string, unknown>[];
};

/** The dialog for a batch, by default for `three()`. */
export async function openBatch(
  answer: RecordingAnswer = blobAnswer(wav),
  { capabilities = {}, messages = three() } = {},
): Promise<Batch> {
  const adapter = soundAdapter(answer, { employeeId: '1001', ...capabilities });
  const dialog = await fixture<DownloadDialogElement>(
    html`<aicc-download-dialog .adapter=${adapter} .messages=${messages}></aicc-download-dialog>`,
  );
  const events: { type: string; detail: Record<string, unknown> }[] = [];
  for (const type of ['aicc-downloaded', 'aicc-audit', 'aicc-error']) {
    dialog.addEventListener(type, (event) =>
      events.push({ type, detail: (event as CustomEvent<Record<string, unknown>>).detail }),
    );
  }
  dialog.show();
  await waitFor(() => focused()?.getRootNode() === dialog.shadowRoot);
  await settled(dialog);
  return Object.assign(dialog, {
    asked: adapter.asked,
    detailsOf: (type: string) =>
      events.filter((one) => one.type === type).map(({ detail }) => detail),
  });
}

/** A button outside the results, by its whole text. */
export function button(dialog: DownloadDialogElement, name: string): HTMLButtonElement {
  const found = [...dialog.shadowRoot!.querySelectorAll('button')].find(
    (one) => one.textContent.trim() === name && !one.closest('li'),
  );
  expect(found, `a button named ${name}`).to.exist;
  return found!;
}

/** The result of one message of a batch. */
export const row = (dialog: Dialog, id: string): HTMLElement =>
  dialog.shadowRoot!.querySelector<HTMLElement>(`.results [data-id="${id}"]`)!;

/** The kinds of the results of a batch. */
export const kinds = (dialog: Dialog): string[] =>
  [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.results li')].map(
    (one) => one.dataset['kind'] ?? '',
  );

/** Waits until the dialog shows `words`. */
export const shows = (dialog: DownloadDialogElement, words: string | RegExp): Promise<unknown> =>
  waitFor(() => new RegExp(words).test(screenText(dialog)), { what: String(words) });
