/** Save targets in memory, because a play function cannot use the browser's own picker. */

interface SavePlace {
  readonly name: string;
  createWritable(): Promise<{
    write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
  getFile(): Promise<Blob>;
}

type Picker = (options: { readonly suggestedName: string }) => Promise<SavePlace>;

/** A file in memory that accepts every byte. */
export class MemoryPlace implements SavePlace {
  readonly name: string;
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];

  constructor(name: string) {
    this.name = name;
  }

  async createWritable(): ReturnType<SavePlace['createWritable']> {
    return {
      write: async (chunk) => void this.#parts.push(chunk),
      close: async () => undefined,
      abort: async () => undefined,
    };
  }

  async getFile(): Promise<Blob> {
    return new Blob(this.#parts);
  }
}

/** A file that accepts the first bytes and never confirms them, like a very slow disk. */
export class StuckPlace extends MemoryPlace {
  override async createWritable(): ReturnType<SavePlace['createWritable']> {
    return {
      write: () => new Promise<void>(() => undefined),
      close: async () => undefined,
      abort: async () => undefined,
    };
  }
}

/** A folder in memory; `make` creates each file. */
export class MemoryFolder {
  readonly #make: (name: string) => SavePlace;
  readonly #files = new Map<string, SavePlace>();

  constructor(make: (name: string) => SavePlace = (name) => new MemoryPlace(name)) {
    this.#make = make;
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<SavePlace> {
    const known = this.#files.get(name);
    if (known) return known;
    if (!create) throw new DOMException('There is no such file.', 'NotFoundError');
    const made = this.#make(name);
    this.#files.set(name, made);
    return made;
  }

  async removeEntry(name: string): Promise<void> {
    this.#files.delete(name);
  }
}

/** Replaces the browser's save picker with `pick` while `act` runs. */
export function whileSavingTo(pick: Picker, act: () => Promise<void>): Promise<void> {
  return whilePicking('showSaveFilePicker', pick, act);
}

/** Replaces the browser's folder picker with `pick` while `act` runs. */
export function whileSavingInto(
  pick: () => Promise<MemoryFolder>,
  act: () => Promise<void>,
): Promise<void> {
  return whilePicking('showDirectoryPicker', pick, act);
}

async function whilePicking(
  picker: 'showSaveFilePicker' | 'showDirectoryPicker',
  pick: unknown,
  act: () => Promise<void>,
): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(window, picker);
  Object.defineProperty(window, picker, { configurable: true, value: pick });
  try {
    await act();
  } finally {
    if (own) Object.defineProperty(window, picker, own);
    else Reflect.deleteProperty(window, picker);
  }
}
