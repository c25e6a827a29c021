/** Where the sounds are: a folder, or a bucket of an S3-compatible store. */
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { S3Settings, Settings } from '../settings.js';

export interface RecordingStore {
  put(key: string, bytes: Buffer, mimeType: string): Promise<void>;
  get(key: string): Promise<Buffer | null>;
  remove(key: string): Promise<void>;
  /** A link of the store's own, for so many seconds; null where this service hands the bytes out. */
  link(key: string, seconds: number): Promise<string | null>;
  /** Bytes `from` to `to`, both included; null when the sound is not there. Only where there is no link. */
  read(
    key: string,
    range?: { from: number; to: number },
  ): Promise<{ size: number; stream: Readable } | null>;
}

export function openStore({ s3, recordingFolder }: Settings): RecordingStore {
  return s3 ? new S3Store(s3) : new FolderStore(recordingFolder);
}

/** Keys are names that this service made: letters, digits, dots and dashes. */
const KEY = /^[\w-]+(\.[\w-]+)*$/;

class FolderStore implements RecordingStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    // Whole or not at all.
    const file = this.#file(key);
    const unfinished = `${file}.${process.pid}.part`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  }

  async get(key: string): Promise<Buffer | null> {
    return readFile(this.#file(key)).catch(() => null);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#file(key), { force: true });
  }

  async link(): Promise<null> {
    return null;
  }

  async read(key: string, range?: { from: number; to: number }) {
    const file = this.#file(key);
    const facts = await stat(file).catch(() => null);
    if (!facts) return null;
    const stream = createReadStream(file, range ? { start: range.from, end: range.to } : {});
    return { size: facts.size, stream };
  }

  #file(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key');
    return join(this.#folder, key);
  }
}

class S3Store implements RecordingStore {
  readonly #client: AwsClient;
  readonly #bucketUrl: string;

  constructor({ bucketUrl, region, accessKeyId, secretAccessKey }: S3Settings) {
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
    this.#bucketUrl = bucketUrl;
  }

  async put(key: string, bytes: Buffer, mimeType: string): Promise<void> {
    await this.#ask(key, {
      method: 'PUT',
      body: new Uint8Array(bytes),
      headers: { 'Content-Type': mimeType },
    });
  }

  async get(key: string): Promise<Buffer | null> {
    const answer = await this.#ask(key, { method: 'GET' }, [404]);
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
  }

  async remove(key: string): Promise<void> {
    await this.#ask(key, { method: 'DELETE' }, [404]);
  }

  async link(key: string, seconds: number): Promise<string> {
    const url = new URL(this.#address(key));
    url.searchParams.set('X-Amz-Expires', String(seconds));
    const signed = await this.#client.sign(url.href, { method: 'GET', aws: { signQuery: true } });
    return signed.url;
  }

  async read(): Promise<null> {
    return null;
  }

  #address(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key');
    return `${this.#bucketUrl}/${key}`;
  }

  async #ask(key: string, init: RequestInit, alsoRight: readonly number[] = []): Promise<Response> {
    const answer = await this.#client.fetch(this.#address(key), init);
    if (answer.ok || alsoRight.includes(answer.status)) return answer;
    throw new Error(`the store of recordings answered ${answer.status}`);
  }
}
