/** What several recordings are saved into, and one that does not end, for tests. */

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
