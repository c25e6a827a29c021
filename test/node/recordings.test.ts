/** The committed voice messages are what their metadata says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { recordingPeaks } from '../../mocks/data/recording-peaks.js';
import { recordedMessages as messages } from '../../mocks/data/recordings.js';

const soundFolder = new URL('../../public/recordings/', import.meta.url);

const FORMAT_TAGS = { pcm: 1, alaw: 6, mulaw: 7, gsm: 49 };
const MAX_TOTAL_BYTES = 8_000_000;

interface Wav {
  readonly formatTag: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly durationSeconds: number;
}

/** Format tag, rate, channels and length of a WAV file, from its chunks. */
function readWav(bytes: Buffer): Wav {
  assert.equal(bytes.toString('latin1', 0, 4), 'RIFF');
  assert.equal(bytes.toString('latin1', 8, 12), 'WAVE');
  assert.equal(bytes.readUInt32LE(4) + 8, bytes.length, 'RIFF size');
  const format = { formatTag: 0, channels: 0, sampleRate: 0 };
  let blockAlign = 0;
  let samples: number | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (id === 'fmt ') {
      format.formatTag = bytes.readUInt16LE(body);
      format.channels = bytes.readUInt16LE(body + 2);
      format.sampleRate = bytes.readUInt32LE(body + 4);
      blockAlign = bytes.readUInt16LE(body + 12);
    }
    if (id === 'fact') samples = bytes.readUInt32LE(body);
    if (id === 'data') samples ??= size / blockAlign;
    at = body + size + (size % 2);
  }
  return { ...format, durationSeconds: (samples ?? 0) / format.sampleRate };
}

describe('recordings', () => {
  it('lists every file in the folder, and only those', () => {
    const files = readdirSync(soundFolder).filter((name) => name.startsWith('rec-'));
    assert.deepEqual(messages.map((message) => message.file).sort(), files.sort());
    assert.deepEqual(Object.keys(recordingPeaks).sort(), files.sort());
  });

  it('stays below 8 MB in all', () => {
    const total = messages.reduce((sum, message) => sum + message.sizeBytes, 0);
    assert.ok(total < MAX_TOTAL_BYTES, `${total} bytes`);
  });

  it('has lengths from about 3 s to about 3 min, and each codec', () => {
    const durations = messages.map((message) => message.durationSeconds);
    assert.ok(Math.min(...durations) < 4);
    assert.ok(Math.max(...durations) > 170 && Math.max(...durations) <= 180);
    const count = (codec: string): number =>
      messages.filter((message) => message.codec === codec).length;
    for (const codec of ['pcm', 'alaw', 'mulaw']) assert.ok(count(codec) > 1, codec);
    assert.equal(count('mp3'), 1);
    assert.equal(count('gsm'), 1);
  });

  for (const message of messages) {
    describe(message.file, () => {
      const bytes = readFileSync(new URL(message.file, soundFolder));

      it('is of the size, format and length it says', () => {
        assert.equal(bytes.length, message.sizeBytes);
        if (message.codec === 'mp3') {
          assert.equal(message.mimeType, 'audio/mpeg');
          assert.equal(bytes.readUInt16BE(0) & 0xffe0, 0xffe0, 'MPEG frame sync');
          return;
        }
        const wav = readWav(bytes);
        assert.equal(message.mimeType, 'audio/wav');
        assert.equal(wav.formatTag, FORMAT_TAGS[message.codec]);
        assert.equal(wav.sampleRate, 8000);
        assert.equal(wav.channels, 1);
        assert.ok(Math.abs(wav.durationSeconds - message.durationSeconds) < 0.1);
      });

      it('has a waveform between 0 and 1 that reaches 1', () => {
        assert.equal(message.peaks.length, 160);
        for (const peak of message.peaks) assert.ok(peak >= 0 && peak <= 1, `${peak}`);
        assert.equal(Math.max(...message.peaks), 1);
      });

      it('has sentences in order, inside its length', () => {
        let last = 0;
        for (const cue of message.cues) {
          assert.ok(cue.startSeconds >= last && cue.endSeconds > cue.startSeconds, cue.text);
          assert.ok(cue.confidence > 0 && cue.confidence <= 1, cue.text);
          assert.ok(message.transcript.includes(cue.text), cue.text);
          last = cue.endSeconds;
        }
        assert.ok(last <= message.durationSeconds);
        assert.equal(message.cues.length === 0, message.language === 'und');
      });
    });
  }
});
