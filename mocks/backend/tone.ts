/** Generated sound, for pages that serve no recording files. */

export type ToneCodec = 'pcm' | 'alaw' | 'mulaw' | 'gsm';

export interface ToneOptions {
  readonly durationSeconds: number;
  /** `gsm` makes a file that browsers cannot decode. @default 'pcm' */
  readonly codec?: ToneCodec;
  /** Loudness from start to end, 0 to 1, evenly spaced. @default even */
  readonly envelope?: readonly number[];
  /** @default 220 */
  readonly frequencyHz?: number;
}

const SAMPLE_RATE = 8000;
const FORMATS = { pcm: 1, alaw: 6, mulaw: 7, gsm: 49 } as const;
/** Seconds that the loudness needs to follow its envelope: no clicks. */
const SMOOTHING = 1 / (0.02 * SAMPLE_RATE);

/** A tone as a WAV file, 8 kHz, one channel, as telephone systems store speech. */
export function toneWav(options: ToneOptions): Blob {
  const { durationSeconds, codec = 'pcm', envelope = [0.6], frequencyHz = 220 } = options;
  const samples = Math.max(1, Math.round(durationSeconds * SAMPLE_RATE));
  if (codec === 'gsm') return wav(codec, new Uint8Array(Math.ceil(samples / 320) * 65));
  const sound = new Uint8Array(codec === 'pcm' ? samples * 2 : samples);
  const view = new DataView(sound.buffer);
  let loudness = 0;
  for (let index = 0; index < samples; index += 1) {
    const target = envelope[Math.floor((index / samples) * envelope.length)] ?? 0;
    loudness += (target - loudness) * SMOOTHING;
    const phase = (2 * Math.PI * frequencyHz * index) / SAMPLE_RATE;
    const wave = Math.sin(phase) * 0.7 + Math.sin(2 * phase) * 0.3;
    const sample = Math.round(wave * loudness * 20_000);
    if (codec === 'pcm') view.setInt16(index * 2, sample, true);
    else sound[index] = codec === 'alaw' ? toALaw(sample) : toMuLaw(sample);
  }
  return wav(codec, sound);
}

function wav(codec: ToneCodec, sound: Uint8Array<ArrayBuffer>): Blob {
  const isPcm = codec === 'pcm';
  const isGsm = codec === 'gsm';
  const formatBytes = isPcm ? 16 : isGsm ? 20 : 18;
  const header = new DataView(new ArrayBuffer(28 + formatBytes));
  let at = 0;
  const text = (word: string): void => {
    for (const letter of word) header.setUint8(at++, letter.charCodeAt(0));
  };
  const u32 = (value: number): void => {
    header.setUint32(at, value, true);
    at += 4;
  };
  const u16 = (value: number): void => {
    header.setUint16(at, value, true);
    at += 2;
  };
  const bytesPerSample = isPcm ? 2 : 1;
  text('RIFF');
  u32(header.byteLength - 8 + sound.length);
  text('WAVEfmt ');
  u32(formatBytes);
  u16(FORMATS[codec]);
  u16(1);
  u32(SAMPLE_RATE);
  u32(isGsm ? 1625 : SAMPLE_RATE * bytesPerSample);
  u16(isGsm ? 65 : bytesPerSample);
  u16(isGsm ? 0 : bytesPerSample * 8);
  if (!isPcm) u16(formatBytes - 18);
  if (isGsm) u16(320);
  text('data');
  u32(sound.length);
  return new Blob([header.buffer, sound], { type: 'audio/wav' });
}

/** ITU-T G.711 A-law of a 16-bit sample. */
export function toALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const size = Math.min(sample >= 0 ? sample : -sample - 1, 32_767) >> 3;
  let exponent = 0;
  for (let rest = size >> 5; rest > 0; rest >>= 1) exponent += 1;
  const mantissa = exponent === 0 ? size >> 1 : size >> exponent;
  return (sign | (exponent << 4) | (mantissa & 0x0f)) ^ 0x55;
}

/** ITU-T G.711 mu-law of a 16-bit sample. */
export function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), 32_635) + 132;
  let exponent = 0;
  for (let rest = size >> 8; rest > 0; rest >>= 1) exponent += 1;
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff;
}
