/**
 * `npm run import-recordings < list.tsv`: recordings for messages that are there. Each line names a message
 * and a file, with a tab between them. With `--proxy https://portal.example` the files are AICC's own
 * (`Y:/170/0/20261122/1203/0912.wav`), fetched through the host proxy of the package's docs/examples.
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { tell } from '../commands.js';
import type { Service } from '../context.js';
import { openDatabase } from '../db/database.js';
import { readSettings } from '../settings.js';
import { importRecording } from './import.js';
import { openStore } from './store.js';

const { values } = parseArgs({ options: { proxy: { type: 'string' } } });
const settings = readSettings();
const database = openDatabase(settings);
const service: Service = {
  settings,
  database,
  store: openStore(settings),
  log: pino({ level: 'silent' }),
  secret: randomBytes(32),
  onCommit: () => undefined,
};

let failed = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [messageId, file] = line.split('\t');
  if (!messageId || !file) continue;
  try {
    await attach(messageId, await load(file), /\.mp3$/i.test(file) ? 'audio/mpeg' : 'audio/wav');
    console.log(`${messageId}: imported`);
  } catch (error) {
    failed += 1;
    console.error(`${messageId}: ${error instanceof Error ? error.message : 'failed'}`);
  }
}
await database.db.destroy();
process.exitCode = failed > 0 ? 1 : 0;

async function load(file: string): Promise<Buffer> {
  if (values.proxy === undefined) return readFile(file);
  const answer = await fetch(new URL('/aicc/recording', values.proxy), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ msgBody: { fileName: file } }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`the proxy answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function attach(messageId: string, bytes: Buffer, mimeType: string): Promise<void> {
  const { db, now } = database;
  const known = await db
    .selectFrom('messages')
    .select('id')
    .where('id', '=', messageId)
    .where('channel', '=', 'voice')
    .executeTakeFirst();
  if (!known) throw new Error('there is no such voice message');
  const id = await importRecording(service, { bytes, mimeType });
  await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('messages')
      .set((eb) => ({
        recording_id: id,
        duration_seconds: eb
          .selectFrom('recordings')
          .select('duration_seconds')
          .where('id', '=', id),
        version: eb('version', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', messageId)
      .returning(['version'])
      .executeTakeFirstOrThrow();
    await tell(service, trx, [{ messageId, version: changed.version, kind: 'recording-imported' }]);
  });
}
