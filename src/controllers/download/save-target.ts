/** The target of one file: a place that the person chooses, or the browser's own downloads. */

/** A place for bytes. Nothing is written before the first `write`. */
export interface SaveTarget {
  /** `saved`: we write the file ourselves, and know when it is complete. `started`: the browser takes over. */
  readonly outcome: 'saved' | 'started';
  /** The name as chosen. */
  readonly fileName: string;
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Call it after the last byte. */
  finish(mimeType: string): Promise<void>;
  /** Leaves nothing behind. Never rejects. */
  abandon(): Promise<void>;
}

interface PickerWindow {
  readonly showSaveFilePicker?: (options: unknown) => Promise<FileSystemFileHandle>;
}

/** True where the person can choose a place. */
function canChoosePlace(view: Window): boolean {
  return typeof (view as unknown as PickerWindow).showSaveFilePicker === 'function';
}

/**
 * Lets the person choose where to save; call it within a click. Returns the browser's downloads
 * where there is no picker or it refuses (a cross-origin frame, a click too long ago), `null` when
 * the person cancels.
 */
export async function chooseTarget(
  view: Window,
  fileName: string,
  mimeType: string,
): Promise<SaveTarget | null> {
  if (!canChoosePlace(view)) return new DownloadsTarget(view, fileName);
  const extension = fileName.slice(fileName.lastIndexOf('.'));
  try {
    const handle = await (view as unknown as Required<PickerWindow>).showSaveFilePicker({
      suggestedName: fileName,
      types: [{ accept: { [mimeType]: [extension] } }],
    });
    return new ChosenTarget(handle);
  } catch (error) {
    const name = (error as { name?: unknown } | null)?.name;
    if (name === 'AbortError') return null;
    return new DownloadsTarget(view, fileName);
  }
}

/** A file that the person chose, written as the bytes come. */
class ChosenTarget implements SaveTarget {
  readonly outcome = 'saved';
  readonly #handle: FileSystemFileHandle;
  #stream: FileSystemWritableFileStream | null = null;

  constructor(handle: FileSystemFileHandle) {
    this.#handle = handle;
  }

  get fileName(): string {
    return this.#handle.name;
  }

  async write(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#stream ??= await this.#handle.createWritable();
    await this.#stream.write(chunk);
  }

  async finish(): Promise<void> {
    await this.#stream?.close();
  }

  async abandon(): Promise<void> {
    try {
      await this.#stream?.abort();
      // Choosing made an empty file; a file that was there before keeps its bytes and stays.
      const { size } = await this.#handle.getFile();
      if (size === 0) await (this.#handle as { remove?: () => Promise<void> }).remove?.();
    } catch {
      // Nothing more can be done.
    }
  }
}

/** Long enough for a browser that asks the person where to put the file. */
const REVOKE_MS = 60_000;

/** The browser's downloads: collects the bytes and hands them over at the end. */
export class DownloadsTarget implements SaveTarget {
  readonly outcome = 'started';
  readonly fileName: string;
  readonly #view: Window;
  #parts: Uint8Array<ArrayBuffer>[] = [];

  constructor(view: Window, fileName: string) {
    this.#view = view;
    this.fileName = fileName;
  }

  async write(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#parts.push(chunk);
  }

  async finish(mimeType: string): Promise<void> {
    const blob = new Blob(this.#parts, { type: mimeType });
    this.#parts = [];
    const url = URL.createObjectURL(blob);
    handOver(this.#view, url, this.fileName);
    // Later, because the browser reads it only after this task.
    setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
  }

  async abandon(): Promise<void> {
    this.#parts = [];
  }
}

/**
 * Starts a download by the browser. `url` must be of this origin or a blob: for another origin the
 * browser would leave the host's page. The anchor is in no tree, so that no host script sees it.
 */
export function handOver(view: Window, url: string, fileName: string): void {
  const anchor = view.document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.rel = 'noopener';
  anchor.click();
}

/**
 * Whether the browser may download in this frame: `forbidden` by the sandbox of
 * a frame that can be looked at, `unknown` in a frame of another origin, whose sandbox cannot.
 */
export function downloadsAllowed(view: Window): 'allowed' | 'forbidden' | 'unknown' {
  for (let frame = view; frame !== frame.parent; frame = frame.parent) {
    const element = frameElementOf(frame);
    if (!element) return 'unknown';
    const sandbox = element.getAttribute('sandbox');
    if (sandbox !== null && !/(^|\s)allow-downloads(\s|$)/i.test(sandbox)) return 'forbidden';
  }
  return 'allowed';
}

/** The element around a frame; `null` where its page is of another origin. */
function frameElementOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    return null;
  }
}
