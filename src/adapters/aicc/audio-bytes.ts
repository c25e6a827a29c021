/** The format of a file by its first bytes: AICC sends every recording as `Application/Octet-stream`. */

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The media type of a sound file, or `null` when the bytes are no known format. */
export function audioType(bytes: Uint8Array): string | null {
  const head = text(bytes, 0, 4);
  if ((head === 'RIFF' || head === 'RF64') && text(bytes, 8, 4) === 'WAVE') return 'audio/wav';
  if (head === 'OggS') return 'audio/ogg';
  if (head === 'fLaC') return 'audio/flac';
  if (text(bytes, 0, 3) === 'ID3') return 'audio/mpeg';
  if (text(bytes, 0, 5) === '#!AMR') return 'audio/amr';
  if (text(bytes, 4, 4) === 'ftyp') return 'audio/mp4';
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3)
    return 'audio/webm';
  // An MPEG frame: eleven set bits, then a version and a layer that exist.
  const [sync = 0, kind = 0] = bytes;
  if (sync === 0xff && (kind & 0xe0) === 0xe0 && (kind & 0x18) !== 0x08) {
    if ((kind & 0x06) !== 0) return 'audio/mpeg';
    if ((kind & 0xf6) === 0xf0) return 'audio/aac';
  }
  return null;
}

/** Length of a WAV file in seconds by its header, or `null` where the header does not say. */
export function wavSeconds(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = text(bytes, at, 4);
    const size = view.getUint32(at + 4, true);
    if (id === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = view.getUint32(at + 16, true);
    if (id === 'data') {
      // An interrupted recorder leaves 0 or the largest number.
      const there = Math.min(size === 0 ? Infinity : size, bytes.length - at - 8);
      return bytesPerSecond > 0 && there > 0 ? there / bytesPerSecond : null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}
