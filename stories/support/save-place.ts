/** A place to save to that is in memory: a play function cannot use the browser's own picker. */

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

/** Takes every byte. */
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

/** Takes the first bytes and then never says that they are written: a very slow disk. */
export class StuckPlace extends MemoryPlace {
  override async createWritable(): ReturnType<SavePlace['createWritable']> {
    return {
      write: () => new Promise<void>(() => undefined),
      close: async () => undefined,
      abort: async () => undefined,
    };
  }
}

/** While `act` goes on the browser's save picker answers with `pick`. */
export async function whileSavingTo(pick: Picker, act: () => Promise<void>): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(window, 'showSaveFilePicker');
  Object.defineProperty(window, 'showSaveFilePicker', { configurable: true, value: pick });
  try {
    await act();
  } finally {
    if (own) Object.defineProperty(window, 'showSaveFilePicker', own);
    else Reflect.deleteProperty(window, 'showSaveFilePicker');
  }
}
