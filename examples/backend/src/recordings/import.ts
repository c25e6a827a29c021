/** Takes a recording in: its bytes into the store, its length and waveform into the database. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Service } from '../context.js';
import { peaksOf, readWav, type Sound } from './wav.js';

const run = promisify(execFile);

export interface NewRecording {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly transcript?: { language: string; cues: readonly unknown[] } | null;
  /** Where neither this file nor a tool on the machine can tell. */
  readonly knownSound?: Sound;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
};

/** The id of the recording; messages point to it. */
export async function importRecording(
  { database, store }: Pick<Service, 'database' | 'store'>,
  { bytes, mimeType, transcript = null, knownSound }: NewRecording,
): Promise<string> {
  const extension = EXTENSIONS[mimeType] ?? 'bin';
  const sound = readWav(bytes) ?? (await decodeWithTools(bytes, extension)) ?? knownSound ?? null;
  const id = randomUUID();
  const key = `${id}.${extension}`;
  await store.put(key, bytes, mimeType);
  await database.db
    .insertInto('recordings')
    .values({
      id,
      storage_key: key,
      mime_type: mimeType,
      size_bytes: bytes.length,
      duration_seconds: sound?.durationSeconds ?? null,
      peaks: JSON.stringify(sound?.peaks ?? []),
      transcript: transcript === null ? null : JSON.stringify(transcript),
      imported_at: database.now,
    })
    .execute();
  return id;
}

/** Raw sound by ffmpeg or SoX, where one of them is on the machine. */
async function decodeWithTools(bytes: Buffer, extension: string): Promise<Sound | null> {
  const rate = 8_000;
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  try {
    const file = join(folder, `sound.${extension}`);
    await writeFile(file, bytes);
    const tools: [string, string[]][] = [
      ['ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', '-ac', '1', '-ar', String(rate), '-']],
      ['sox', [file, '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', '-r', String(rate), '-']],
    ];
    for (const [tool, args] of tools) {
      const raw = await run(tool, args, {
        encoding: 'buffer',
        maxBuffer: 2 ** 28,
        timeout: 60_000,
      }).then(
        ({ stdout }) => stdout,
        () => null,
      );
      if (!raw || raw.length < 2) continue;
      const frames = Math.floor(raw.length / 2);
      return {
        durationSeconds: Math.round((frames / rate) * 1000) / 1000,
        peaks: peaksOf(frames, (frame) => raw.readInt16LE(frame * 2) / 32_768),
      };
    }
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
