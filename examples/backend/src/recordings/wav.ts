/** Length and waveform of WAV files as contact centers store them: 8 and 16-bit PCM, A-law, mu-law. */

export interface Sound {
  readonly durationSeconds: number;
  /** Loudness from start to end, 0 to 1 against the loudest moment. */
  readonly peaks: readonly number[];
}

/** Points of a waveform; more than a player is wide helps nobody. */
export const PEAK_COUNT = 400;

/** Null when the bytes are no WAV, or of a kind that is not read here. */
export function readWav(bytes: Buffer): Sound | null {
  if (
    bytes.length < 44 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    return null;
  }
  let format: { code: number; channels: number; rate: number; bits: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ' && start + 16 <= bytes.length) {
      format = {
        code: bytes.readUInt16LE(start),
        channels: bytes.readUInt16LE(start + 2),
        rate: bytes.readUInt32LE(start + 4),
        bits: bytes.readUInt16LE(start + 14),
      };
    }
    if (name === 'data' && format) {
      const sample = decoder(format.code, format.bits);
      if (!sample || format.channels < 1 || format.rate < 1) return null;
      const data = bytes.subarray(start, Math.min(bytes.length, start + length));
      const frames = Math.floor(data.length / sample.size / format.channels);
      return {
        durationSeconds: Math.round((frames / format.rate) * 1000) / 1000,
        peaks: peaksOf(frames, (frame) =>
          sample.read(data, frame * sample.size * format!.channels),
        ),
      };
    }
    // Chunks are padded to an even length.
    at = start + length + (length % 2);
  }
  return null;
}

/** The loudest moment of each of some equal parts. */
export function peaksOf(frames: number, read: (frame: number) => number): number[] {
  const count = Math.min(PEAK_COUNT, frames);
  const loudest = Array.from({ length: count }, (_, part) => {
    const end = Math.floor(((part + 1) * frames) / count);
    let peak = 0;
    for (let frame = Math.floor((part * frames) / count); frame < end; frame += 1) {
      peak = Math.max(peak, Math.abs(read(frame)));
    }
    return peak;
  });
  const most = Math.max(...loudest, 1e-6);
  return loudest.map((peak) => Math.round((peak / most) * 100) / 100);
}

interface Decoder {
  readonly size: number;
  readonly read: (data: Buffer, at: number) => number;
}

function decoder(code: number, bits: number): Decoder | null {
  if (code === 1 && bits === 16)
    return { size: 2, read: (data, at) => data.readInt16LE(at) / 32_768 };
  if (code === 1 && bits === 8)
    return { size: 1, read: (data, at) => ((data[at] ?? 128) - 128) / 128 };
  if (code === 6) return { size: 1, read: (data, at) => aLaw(data[at] ?? 0) };
  if (code === 7) return { size: 1, read: (data, at) => muLaw(data[at] ?? 0) };
  return null;
}

/** ITU-T G.711, as loudness from 0 to 1. */
function aLaw(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value & 0x70) >> 4;
  const mantissa = ((value & 0x0f) << 4) + 8;
  return (exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)) / 32_768;
}

function muLaw(byte: number): number {
  const value = ~byte & 0xff;
  const exponent = (value & 0x70) >> 4;
  return ((((value & 0x0f) << 3) + 0x84) << exponent) / 32_768 - 0x84 / 32_768;
}
