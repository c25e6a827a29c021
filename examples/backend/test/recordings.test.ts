/** Sounds: their links, ranges and waveforms, in a folder and in a store of S3's kind; and their end. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { recordedMessages } from 'aicc-messages/mocks/memory';
import { sealLink } from '../src/recordings/links.js';
import { readWav } from '../src/recordings/wav.js';
import { cleanUp } from '../src/retention.js';
import { Client, databases, testService, type TestService } from './support/services.js';

const FOLDER = join(import.meta.dirname, '../recordings');

describe('waveforms', () => {
  for (const codec of ['pcm', 'alaw', 'mulaw'] as const) {
    it(`reads length and loudness of WAV with ${codec}`, () => {
      const known = recordedMessages.find(
        (each) => each.codec === codec && each.file !== 'rec-26-und.wav',
      )!;
      const sound = readWav(readFileSync(join(FOLDER, known.file)))!;
      assert.ok(Math.abs(sound.durationSeconds - known.durationSeconds) < 0.05);
      // The same loud and quiet places as in the package's own waveform.
      const mean = (values: readonly number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const twenty = (peaks: readonly number[]): number[] =>
        Array.from({ length: 20 }, (_, part) =>
          mean(
            peaks.slice(
              Math.floor((part / 20) * peaks.length),
              Math.floor(((part + 1) / 20) * peaks.length),
            ),
          ),
        );
      const [ours, theirs] = [twenty(sound.peaks), twenty(known.peaks)];
      const [a, b] = [mean(ours), mean(theirs)];
      const together = mean(ours.map((value, part) => (value - a) * (theirs[part]! - b)));
      const spread = Math.sqrt(
        mean(ours.map((value) => (value - a) ** 2)) * mean(theirs.map((value) => (value - b) ** 2)),
      );
      assert.ok(together / spread > 0.8, `they go together by ${together / spread}`);
      assert.equal(Math.max(...sound.peaks), 1);
    });
  }

  it('says nothing of what it cannot read', () => {
    assert.equal(readWav(readFileSync(join(FOLDER, 'rec-11-en.mp3'))), null);
    assert.equal(readWav(readFileSync(join(FOLDER, 'rec-27-en.wav'))), null);
    assert.equal(readWav(Buffer.alloc(10)), null);
  });
});

for (const kind of databases) {
  describe(`recordings on ${kind}`, () => {
    let service: TestService;
    let client: Client;
    before(async () => {
      service = await testService(kind, { DOWNLOAD_NEEDS_REASON: 'on' });
      client = new Client(service);
    });
    after(() => service.end());
    const link = async () => {
      const message = await client.take('processed', { channel: 'voice' });
      const { body } = await client.ask('POST', `/messages/${message.id}/recording`, {
        body: { purpose: 'play' },
      });
      return { message, body, url: new URL(body.url, `${service.url}/api/`).href };
    };

    it('gives a short-lived link that says nothing, and answers ranges', async () => {
      const { message, body, url } = await link();
      assert.ok(!url.includes(message.id));
      assert.ok(Date.parse(body.expiresAt) - Date.now() <= 121_000);
      assert.ok(body.peaks.length > 100 && body.durationSeconds > 1);
      const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
      assert.equal(whole.length, body.sizeBytes);
      const part = await fetch(url, { headers: { Range: 'bytes=100-199' } });
      assert.deepEqual(
        [part.status, part.headers.get('Content-Range')],
        [206, `bytes 100-199/${whole.length}`],
      );
      assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(100, 200));
      const end = await fetch(url, { headers: { Range: 'bytes=-10' } });
      assert.deepEqual(Buffer.from(await end.arrayBuffer()), whole.subarray(-10));
      const outside = await fetch(url, { headers: { Range: `bytes=${whole.length}-` } });
      assert.deepEqual(
        [outside.status, outside.headers.get('Content-Range')],
        [416, `bytes */${whole.length}`],
      );
      const head = await fetch(url, { method: 'HEAD' });
      assert.deepEqual(
        [head.status, head.headers.get('Content-Length'), (await head.text()).length],
        [200, String(whole.length), 0],
      );
    });

    it('refuses links that it did not make, and those whose time is over', async () => {
      const { url } = await link();
      const forged = `${url.slice(0, -2)}${url.endsWith('A') ? 'B' : 'A'}A`;
      assert.equal((await fetch(forged)).status, 404);
      const { service: inside } = service;
      const { id } = await inside.database.db
        .selectFrom('recordings')
        .select('id')
        .where('storage_key', 'is not', null)
        .executeTakeFirstOrThrow();
      const old = sealLink(inside.secret, { recordingId: id, expiresAt: Date.now() - 1 });
      const answer = await fetch(`${service.url}/api/recordings/${old}`);
      assert.deepEqual(
        [answer.status, ((await answer.json()) as { type: string }).type],
        [410, '/problems/recording-expired'],
      );
    });

    it('wants a reason before a sound is saved, and writes both down', async () => {
      const { id } = await client.take('processed', { channel: 'voice' });
      const save = (body: object) =>
        client.ask('POST', `/messages/${id}/recording`, { body: { purpose: 'download', ...body } });
      const without = await save({});
      assert.deepEqual([without.status, without.body.fields[0].code], [422, 'purpose-required']);
      assert.equal((await save({ reason: 'Complaint 7' })).status, 200);
      const { body } = await new Client(service, '2001').ask('GET', `/audit?messageId=${id}`);
      assert.deepEqual(
        [body.entries[0].act, body.entries[0].reason],
        ['downloaded', 'Complaint 7'],
      );
    });

    it('tells a message without recording from no message', async () => {
      const web = await client.take('processed', { channel: 'web' });
      const ask = (id: string) =>
        client.ask('POST', `/messages/${id}/recording`, { body: { purpose: 'play' } });
      assert.equal((await ask(web.id)).body.type, '/problems/recording-missing');
      assert.equal((await ask('m-none')).body.type, '/problems/not-found');
    });
  });

  describe(`retention on ${kind}`, () => {
    it('deletes sounds first, then messages with all that belongs to them (S25)', async () => {
      const service = await testService(kind, { RECORDING_DAYS: '5', MESSAGE_DAYS: '8' });
      const client = new Client(service);
      const { db } = service.service.database;
      const key = crypto.randomUUID();
      const old = await client.take('to-be-allocated');
      await client.allocate([old], '1010', key);
      const DAY = 86_400_000;
      await db
        .updateTable('messages')
        .set({ created_at: Date.now() - 9 * DAY })
        .where('id', '=', old.id)
        .execute();
      const young = await client.take('processed', { channel: 'voice' });
      await db
        .updateTable('recordings')
        .set({ imported_at: Date.now() - 6 * DAY })
        .execute();
      await cleanUp(service.service);

      assert.equal((await client.get(old.id)).status, 404);
      for (const table of ['history', 'listening', 'allocations', 'command_messages'] as const) {
        const rows = await db
          .selectFrom(table)
          .selectAll()
          .where('message_id', '=', old.id)
          .execute();
        assert.equal(rows.length, 0, table);
      }
      const answers = JSON.stringify(await db.selectFrom('command_keys').selectAll().execute());
      assert.ok(!answers.includes(old.id));
      assert.equal((await client.allocate([old], '1010', key)).status, 404);
      const after = (await client.get(young.id)).body;
      assert.deepEqual(after.actions.play, { allowed: false, reason: 'recording-purged' });
      const ask = await client.ask('POST', `/messages/${young.id}/recording`, {
        body: { purpose: 'play' },
      });
      assert.deepEqual([ask.status, ask.body.type], [410, '/problems/recording-purged']);
      const entries = await db
        .selectFrom('audit')
        .selectAll()
        .where('message_id', '=', old.id)
        .execute();
      assert.deepEqual(
        entries.map(({ act }) => act),
        ['allocated', 'erased'],
      );
      await service.end();
    });
  });
}

describe('recordings in a store of S3’s kind', () => {
  it('keeps them there, signs its requests, and hands out links of the store', async () => {
    const objects = new Map<string, Buffer>();
    const asked: IncomingMessage[] = [];
    const store = createServer((request, response) => {
      asked.push(request);
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://store');
      const isSigned =
        request.headers.authorization?.startsWith('AWS4-HMAC-SHA256') ||
        searchParams.has('X-Amz-Signature');
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (!isSigned) response.writeHead(403).end();
        else if (request.method === 'PUT') {
          objects.set(pathname, Buffer.concat(parts));
          response.writeHead(200).end();
        } else if (request.method === 'DELETE') {
          objects.delete(pathname);
          response.writeHead(204).end();
        } else response.writeHead(objects.has(pathname) ? 200 : 404).end(objects.get(pathname));
      });
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
    const service = await testService('sqlite', {
      ...{
        S3_BUCKET_URL: `${origin}/recordings`,
        S3_ACCESS_KEY_ID: 'id',
        S3_SECRET_ACCESS_KEY: 'secret',
      },
      ...{ RECORDING_DAYS: '1', LINK_SECONDS: '60' },
    });
    const client = new Client(service);
    const message = await client.take('processed', { channel: 'voice' });
    const { body } = await client.ask('POST', `/messages/${message.id}/recording`, {
      body: { purpose: 'play' },
    });
    const url = new URL(body.url);
    assert.equal(url.origin, origin);
    assert.equal(url.searchParams.get('X-Amz-Expires'), '60');
    assert.ok(!body.url.includes('secret'));
    assert.equal((await (await fetch(body.url)).arrayBuffer()).byteLength, body.sizeBytes);
    assert.equal((await fetch(`${url.origin}${url.pathname}`)).status, 403);
    const page = await fetch(`${service.url}/page-settings.json`);
    assert.deepEqual(await page.json(), { recordingOrigins: [origin] });
    await service.service.database.db.updateTable('recordings').set({ imported_at: 0 }).execute();
    await cleanUp(service.service);
    assert.equal(objects.size, 0);
    assert.ok(!asked.some(({ headers }) => headers.cookie));
    await service.end();
    store.close();
  });
});
