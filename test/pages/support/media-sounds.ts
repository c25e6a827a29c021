/** Recordings, and broken ones as recorders and gateways leave them. */

const BYTES_PER_SECOND = 16_000;
const HEADER_BYTES = 44;

/** A mono 8 kHz PCM tone. */
function tone(seconds: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + seconds * BYTES_PER_SECOND);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(BYTES_PER_SECOND, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - HEADER_BYTES, 40);
  const wave = Buffer.alloc(40);
  for (let at = 0; at < 20; at += 1) {
    wave.writeInt16LE(Math.round(300 * Math.sin((2 * Math.PI * at) / 20)), at * 2);
  }
  return bytes.fill(wave, HEADER_BYTES);
}

/** Of 20 s. */
export const SHORT = tone(20);
/** Of 20 min: browsers do not take all of it in at once. */
export const LONG = tone(1200);
/** The beginning of a recording that says it is longer. */
export const BEGINNING = SHORT.subarray(0, HEADER_BYTES + BYTES_PER_SECOND / 2);

function withSizes(riff: number, data: number): Buffer {
  const bytes = Buffer.from(SHORT);
  bytes.writeUInt32LE(riff, 4);
  bytes.writeUInt32LE(data, 40);
  return bytes;
}

function withoutChannels(): Buffer {
  const bytes = Buffer.from(SHORT);
  bytes.writeUInt16LE(0, 22);
  return bytes;
}

/** Headers of recordings that were cut off, or whose length nobody knew. */
export const BROKEN: Readonly<Record<string, Buffer>> = {
  'unknown-sizes.wav': withSizes(0xffffffff, 0xffffffff),
  'no-sizes.wav': withSizes(0, 0),
  'large-sizes.wav': withSizes(SHORT.length * 4, SHORT.length * 4),
  'more-behind.wav': Buffer.concat([SHORT, Buffer.alloc(5000, 0xab)]),
  'cut-off.wav': SHORT.subarray(0, HEADER_BYTES + (SHORT.length - HEADER_BYTES) / 2),
  'header-only.wav': SHORT.subarray(0, HEADER_BYTES),
  'half-a-header.wav': SHORT.subarray(0, 20),
  'no-channels.wav': withoutChannels(),
};
