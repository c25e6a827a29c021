/** The place of a batch of files: one folder that the person chooses, or the browser's downloads one by one. */
import { DownloadsTarget, type SaveTarget } from './save-target.js';

/** Takes files one after another. */
export interface SavePlace {
  /** A target of its own for the next file. No file is overwritten. */
  next(fileName: string): Promise<SaveTarget>;
}

interface PickerWindow {
  readonly showDirectoryPicker?: (options: unknown) => Promise<FileSystemDirectoryHandle>;
}

/** True where the person can choose a folder: not in a frame of another origin. */
export function canChooseFolder(view: Window): boolean {
  const { showDirectoryPicker } = view as unknown as PickerWindow;
  return typeof showDirectoryPicker === 'function' && !isForeignFrame(view);
}

function isForeignFrame(view: Window): boolean {
  try {
    return view.parent !== view && view.frameElement === null;
  } catch {
    return true;
  }
}

/**
 * Lets the person choose a folder; call it within a click. Returns the browser's downloads where
 * there is no picker or it refuses, `null` when the person cancels.
 */
export async function choosePlace(view: Window): Promise<SavePlace | null> {
  if (!canChooseFolder(view)) return new DownloadsPlace(view);
  try {
    const picker = view as unknown as Required<PickerWindow>;
    return new Folder(
      await picker.showDirectoryPicker({ mode: 'readwrite', startIn: 'downloads' }),
    );
  } catch (error) {
    const name = (error as { name?: unknown } | null)?.name;
    return name === 'AbortError' ? null : new DownloadsPlace(view);
  }
}

/** `a.wav`, then `a-2.wav`, `a-3.wav`. */
function numbered(fileName: string, number: number): string {
  if (number === 1) return fileName;
  const dot = fileName.lastIndexOf('.');
  return `${fileName.slice(0, dot)}-${number}${fileName.slice(dot)}`;
}

class Folder implements SavePlace {
  readonly #handle: FileSystemDirectoryHandle;

  constructor(handle: FileSystemDirectoryHandle) {
    this.#handle = handle;
  }

  async next(fileName: string): Promise<SaveTarget> {
    for (let number = 1; ; number += 1) {
      const name = numbered(fileName, number);
      if (await this.#isFree(name)) return new FolderTarget(this.#handle, name);
    }
  }

  async #isFree(name: string): Promise<boolean> {
    try {
      await this.#handle.getFileHandle(name);
      return false;
    } catch (error) {
      const reason = (error as { name?: unknown } | null)?.name;
      if (reason === 'NotFoundError') return true;
      // A folder of that name.
      if (reason === 'TypeMismatchError') return false;
      throw error;
    }
  }
}

/** One new file in the folder, written as the bytes come. */
class FolderTarget implements SaveTarget {
  readonly outcome = 'saved';
  readonly fileName: string;
  readonly #folder: FileSystemDirectoryHandle;
  #stream: FileSystemWritableFileStream | null = null;
  #isMade = false;

  constructor(folder: FileSystemDirectoryHandle, fileName: string) {
    this.#folder = folder;
    this.fileName = fileName;
  }

  async write(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.#stream) {
      const handle = await this.#folder.getFileHandle(this.fileName, { create: true });
      this.#isMade = true;
      this.#stream = await handle.createWritable();
    }
    await this.#stream.write(chunk);
  }

  async finish(): Promise<void> {
    await this.#stream?.close();
  }

  async abandon(): Promise<void> {
    if (!this.#isMade) return;
    // One of the two may fail; together they leave no part of a file.
    await this.#stream?.abort().catch(() => undefined);
    await this.#folder.removeEntry(this.fileName).catch(() => undefined);
  }
}

/** The browser's downloads: each file under a name of its own. */
export class DownloadsPlace implements SavePlace {
  readonly #view: Window;
  readonly #used = new Set<string>();

  constructor(view: Window) {
    this.#view = view;
  }

  async next(fileName: string): Promise<SaveTarget> {
    let number = 1;
    while (this.#used.has(numbered(fileName, number))) number += 1;
    const name = numbered(fileName, number);
    this.#used.add(name);
    return new DownloadsTarget(this.#view, name);
  }
}
