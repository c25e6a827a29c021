/** AICC’s recordings through the host proxy of the documentation, against an AICC on loopback. */
import assert from 'node:assert/strict';
import type { AiccRecordingsOptions } from '../../src/adapters/aicc/index.js';
import { code, getRecording, PATH, recordingsAt, rejection, useAicc } from './support/aicc.ts';
import { wav } from './support/fake-aicc.ts';
import { until } from './support/waits.ts';

describe('recordings by downloadIVRRecordFile', () => {
  const { answering, house } = useAicc();

  it('come as a Blob of the type its bytes show', async () => {
    const { aicc, address } = await house();
    const recording = await getRecording(recordingsAt(address, { currentDrive: 'Y' }));
    assert.equal(recording.kind, 'blob');
    assert.equal(recording.mimeType, 'audio/wav');
    assert.equal(recording.blob.type, 'audio/wav');
    assert.equal(recording.durationSeconds, 2);
    assert.equal(recording.sizeBytes, wav(2).length);
    assert.deepEqual(Buffer.from(await recording.blob.arrayBuffer()), wav(2));
    assert.deepEqual(aicc.requests.at(-1)?.body, {
      request: { version: '2.0' },
      msgBody: { fileName: PATH },
    });
  });

  it('on another drive are storage-offline, without asking and without a path in any word', async () => {
    const { aicc, address } = await house({ drive: 'Z' });
    for (const currentDrive of ['Z', 'z:', 'Z:/', () => 'Z', async () => 'z']) {
      const error = await rejection(getRecording(recordingsAt(address, { currentDrive })));
      assert.equal(error.code, 'recording-storage-offline');
      assert.doesNotMatch(
        JSON.stringify([error.message, error.stack, error.fields, String(error.cause)]),
        /record\/|[YZ]:\//,
      );
    }
    assert.equal(aicc.requests.length, 0);
    // Where the current drive is not told, AICC's own code says so.
    const error = await rejection(getRecording(recordingsAt(address)));
    assert.equal(error.code, 'recording-storage-offline');
    assert.equal(error.requestId, 'AICC 104-004');
    assert.doesNotMatch(JSON.stringify([error.message, error.stack, error.fields]), /record\/20/);
  });

  it('are asked for where the drive cannot be told, or the reference is no path', async () => {
    const { address } = await house();
    for (const currentDrive of ['', '??', () => undefined as unknown as string]) {
      assert.equal(
        (await getRecording(recordingsAt(address, { currentDrive }))).mimeType,
        'audio/wav',
      );
    }
    const { address: other, bodies } = await answering((response) => response.end(wav()));
    const byId = recordingsAt(other, { recordingPath: (id) => `ref-${id}`, currentDrive: 'Y' });
    assert.equal((await getRecording(byId)).durationSeconds, 1);
    assert.deepEqual(bodies[0], {
      request: { version: '2.0' },
      msgBody: { fileName: 'ref-m-1' },
    });
  });

  for (const [name, bytes, expected] of [
    ['nothing', '', 'recording-missing'],
    [
      'a success without a file',
      '{"resultCode":"0","resultDesc":"ok","resultData":""}',
      'recording-missing',
    ],
    [
      'a missing file',
      '{"resultCode":"104-005","resultDesc":"Y:/39/x","resultData":""}',
      'recording-missing',
    ],
    ['no right', '\ufeff{"resultCode":"104-002","resultData":""}', 'recording-forbidden'],
    ['a code of its own', '{"resultCode":"0300017","resultData":""}', 'recording-purged'],
    [
      'an unpublished code',
      '{"resultCode":"77","resultDesc":"Y:/39/x","resultData":""}',
      'unavailable',
    ],
    ['other JSON', '{"a":1}', 'malformed'],
    ['cut off JSON', '{"resultCode":"104', 'malformed'],
    ['a login page', '<!doctype html><title>Sign in', 'malformed'],
    ['text', 'no such file', 'recording-format'],
    ['an AVI', 'RIFF\0\0\0\0AVI LIST', 'recording-format'],
  ]) {
    it(`reject with ${expected} for ${name} with status 200 (M16)`, async () => {
      const { address } = await answering((response) => {
        response.writeHead(200, { 'content-type': 'Application/Octet-stream;charset=UTF-8' });
        response.end(bytes);
      });
      const error = await rejection(
        getRecording(recordingsAt(address, { codes: { '0300017': 'recording-purged' } })),
      );
      assert.equal(error.code, expected);
      assert.equal(error.operation, 'getRecording');
      assert.doesNotMatch(
        JSON.stringify([error.message, error.stack, error.requestId]),
        /39\/|Sign/,
      );
    });
  }

  for (const [status, expected] of [
    [401, 'unauthenticated'],
    [403, 'recording-forbidden'],
    [404, 'recording-missing'],
    [500, 'unavailable'],
    [302, 'unauthenticated'],
  ] as const) {
    it(`reject with ${expected} for status ${status}`, async () => {
      const { address } = await answering((response) =>
        response.writeHead(status, { location: '/x' }).end(),
      );
      assert.equal(await code(getRecording(recordingsAt(address))), expected);
    });
  }

  for (const [name, head, type] of [
    ['MP3 with a tag', [...Buffer.from('ID3\x03')], 'audio/mpeg'],
    ['MP3', [0xff, 0xfb, 0x90, 0x64], 'audio/mpeg'],
    ['AAC', [0xff, 0xf1, 0x50, 0x80], 'audio/aac'],
    ['Ogg', [...Buffer.from('OggS')], 'audio/ogg'],
    ['AMR', [...Buffer.from('#!AMR\n')], 'audio/amr'],
    ['WebM', [0x1a, 0x45, 0xdf, 0xa3], 'audio/webm'],
    ['MP4', [0, 0, 0, 0x20, ...Buffer.from('ftypM4A ')], 'audio/mp4'],
  ] as readonly (readonly [string, readonly number[], string])[]) {
    it(`recognises ${name} by its bytes`, async () => {
      const { address } = await answering((response) =>
        response.end(Buffer.from([...head, ...new Array(40).fill(0)])),
      );
      assert.equal((await getRecording(recordingsAt(address))).mimeType, type);
    });
  }

  it('are not taken into memory beyond the limit, whatever length is told (N22)', async () => {
    for (const headers of [{}, { 'content-length': '9000000' }]) {
      let sent = 0;
      const { address } = await answering((response) => {
        response.writeHead(200, headers);
        response.write(wav());
        const more = () => {
          if (response.destroyed || sent > 8_000_000) return;
          sent += 65_536;
          response.write(Buffer.alloc(65_536), more);
        };
        more();
      });
      const error = await rejection(getRecording(recordingsAt(address, { maxBytes: 200_000 })));
      assert.equal(error.code, 'unsupported');
      assert.ok(sent < 8_000_000, `${sent} bytes were sent`);
    }
  });

  it('reject with the network’s fault when they break off, and with the reason when aborted', async () => {
    const { address } = await answering((response) => {
      response.writeHead(200, { 'content-length': '100000' });
      response.write(wav().subarray(0, 100), () => response.destroy());
    });
    assert.equal(await code(getRecording(recordingsAt(address))), 'network');
    const { address: slow, bodies } = await answering((response) =>
      response.writeHead(200).write(wav()),
    );
    const stop = new AbortController();
    const asked = rejection(getRecording(recordingsAt(slow), {}, { signal: stop.signal }));
    await until('the request', () => bodies.length === 1);
    stop.abort('closed');
    assert.equal(await asked, 'closed');
  });

  it('are missing where the host knows none, and tell nothing of the host’s own errors', async () => {
    const at = (recordingPath: AiccRecordingsOptions['recordingPath']) =>
      recordingsAt('http://127.0.0.1:9', { recordingPath });
    assert.equal(await code(getRecording(at(() => null))), 'recording-missing');
    assert.equal(await code(getRecording(at(() => 'Y'.repeat(226)))), 'invalid');
    const error = await rejection(
      getRecording(
        at(() => {
          throw new Error(PATH);
        }),
      ),
    );
    assert.equal(error.code, 'unavailable');
    assert.doesNotMatch(String(error.stack) + String(error.cause), /record\//);
    assert.equal(
      await code(
        getRecording(
          at(() => PATH),
          { variant: 'converted' },
        ),
      ),
      'unsupported',
    );
    assert.equal(
      await code(
        getRecording(
          at(() => PATH),
          { archivePassword: 'aA1_' },
        ),
      ),
      'unsupported',
    );
  });
});
