/** Recordings of this project, and one of 20 minutes that is made in memory. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../public/recordings/', import.meta.url));

/** The parts of a WAV file: where the sound begins, the sound, and the bytes per second. */
function wavParts(bytes) {
  let at = 12;
  let rate = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4);
    const name = bytes.toString('latin1', at, at + 4);
    if (name === 'fmt ') rate = bytes.readUInt32LE(at + 16);
    if (name === 'data')
      return { header: at + 8, sound: bytes.subarray(at + 8, at + 8 + size), rate };
    at += 8 + size + (size % 2);
  }
  throw new Error('no sound in this WAV file');
}

/** Repeats a recording until it lasts `seconds`. */
function longWav(bytes, seconds) {
  const { header, sound, rate } = wavParts(bytes);
  const long = Buffer.alloc(header + seconds * rate, 0);
  bytes.copy(long, 0, 0, header);
  for (let at = header; at < long.length; at += sound.length) sound.copy(long, at);
  long.writeUInt32LE(long.length - 8, 4);
  long.writeUInt32LE(long.length - header, header - 4);
  return long;
}

export function sounds() {
  const short = readFileSync(`${folder}rec-07-en.wav`);
  const { sound, rate } = wavParts(short);
  return {
    wav: { path: '/sound/short.wav', bytes: short, seconds: sound.length / rate },
    mp3: { path: '/sound/long.mp3', bytes: readFileSync(`${folder}rec-11-en.mp3`), seconds: 178 },
    long: { path: '/sound/long.wav', bytes: longWav(short, 1200), seconds: 1200 },
  };
}
