import { expect } from 'chai';
import { isAdapterError } from '../../src/adapter/errors.js';
import type { MemoryBackendOptions, RecordingState } from './types.js';
import { amelia, rejection, setUp, stored } from '../../test/support/backend.js';
import { toALaw, toMuLaw } from './tone.js';

const play = { messageId: 'm-1', purpose: 'play' } as const;
const download = { messageId: 'm-1', purpose: 'download' } as const;

describe('recordings of the memory backend', () => {
  it('are the file with what is known about it', async () => {
    const { backend } = setUp([stored()], { recordings: 'files' });
    const recording = await backend.as().getRecording(play);
    expect(recording).to.include({
      kind: 'url',
      url: '/recordings/rec-01-en.wav',
      mimeType: 'audio/wav',
      durationSeconds: 23.58,
      sizeBytes: 377316,
      expiresAt: null,
      archive: 'none',
    });
    expect(recording.peaks).not.to.have.length(0);
    expect(recording.transcript?.cues[0]?.text).to.equal('Hi, this is Marla Quentin.');
  });

  it('come as bytes where asked', async () => {
    const { backend } = setUp([stored()], { recordings: 'blobs' });
    const recording = await backend.as().getRecording(download);
    if (recording.kind !== 'blob') throw new Error('not a blob');
    expect(recording.blob).to.include({ size: 377316, type: 'audio/wav' });
  });

  it('are links that end where asked', async () => {
    const { backend, clock } = setUp([stored()], {
      recordings: 'files',
      signedSeconds: 60,
      recordingUrl: (file) => `https://media.example.com/${file}?a=1`,
    });
    const recording = await backend.as().getRecording(play);
    if (recording.kind !== 'url') throw new Error('not a link');
    expect(recording.expiresAt).to.equal('2026-11-22T09:31:00.000Z');
    const token = new URL(recording.url).searchParams.get('token') ?? '';
    expect(backend.recordingLinks.check(token, backend.now())).to.equal('valid');
    clock.advance(60_000);
    expect(backend.recordingLinks.check(token, backend.now())).to.equal('expired');
    expect(backend.recordingLinks.check('another', backend.now())).to.equal('unknown');
  });

  it('say by a code why there is none', async () => {
    const codes: Record<Exclude<RecordingState, 'available'>, string> = {
      purged: 'recording-purged',
      missing: 'recording-missing',
      forbidden: 'recording-forbidden',
      'storage-offline': 'recording-storage-offline',
    };
    for (const [recordingState, code] of Object.entries(codes)) {
      const { backend } = setUp([stored({ recordingState: recordingState as RecordingState })]);
      const error: unknown = await backend
        .as()
        .getRecording(play)
        .catch((reason: unknown) => reason);
      expect(isAdapterError(error) && error.code).to.equal(code);
    }
    const { backend } = setUp([stored({ channel: 'web', recordingFile: null })]);
    await rejection(backend.as().getRecording(play), 'recording-missing');
    await rejection(backend.as().getRecording({ ...play, messageId: 'm-9' }), 'not-found');
    backend.fail('getRecording', 'recording-expired');
    await rejection(backend.as().getRecording(play), 'recording-expired');
  });

  it('may be heard but not saved, and are known to be purged beforehand', async () => {
    const { backend } = setUp([stored()]);
    const listener = backend.as({ ...amelia, denied: ['download'] });
    await listener.getRecording(play);
    await rejection(listener.getRecording(download), 'recording-forbidden');
    const { backend: purged } = setUp([stored({ recordingState: 'purged' })]);
    const { actions } = await purged.as().getMessage('m-1');
    expect(actions.play).to.deep.equal({ allowed: false, reason: 'recording-purged' });
  });

  it('ask for a reason and a password where the policy says so', async () => {
    const policy: MemoryBackendOptions = { downloadNeedsReason: true, downloadNeedsPassword: true };
    const { backend } = setUp([stored({ recordingFile: 'rec-06-en.wav' })], policy);
    const session = backend.as();
    const codeOf = async (request: object): Promise<string | undefined> =>
      (await rejection(session.getRecording({ ...download, ...request }), 'invalid')).fields[0]
        ?.code;
    expect(await codeOf({})).to.equal('purpose-required');
    expect(await codeOf({ reason: 'complaint' })).to.equal('password-required');
    for (const archivePassword of ['abc', 'abc1', 'abcdefghij_123', 'abc 1_']) {
      expect(await codeOf({ reason: 'complaint', archivePassword })).to.equal('password-rule');
    }
    await session.getRecording(play);
    const archive = await session.getRecording({
      ...download,
      reason: 'complaint',
      archivePassword: 'abc_123',
    });
    if (archive.kind !== 'blob') throw new Error('not a blob');
    expect(archive).to.include({ archive: 'password-zip', mimeType: 'application/zip' });
    const bytes = new Uint8Array(await archive.blob.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(0, 2))).to.equal('PK');
    expect(bytes[6]! & 1, 'encrypted').to.equal(1);
    expect(archive.sizeBytes).to.equal(bytes.length);
  });
});

describe('the tone', () => {
  it('is encoded as G.711 says', () => {
    // Values of ITU-T G.711, tables 1a to 2b.
    expect([0, 1000, -1000, 32767, -32768].map(toALaw)).to.deep.equal([
      0xd5, 0xfa, 0x7a, 0xaa, 0x2a,
    ]);
    expect([0, 1000, -1000, 32767, -32768].map(toMuLaw)).to.deep.equal([
      0xff, 0xce, 0x4e, 0x80, 0x00,
    ]);
  });
});
