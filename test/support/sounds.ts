/** Sounds made by the tests, and an adapter that hands recordings out as the test says. */
import type { MessageAdapter, RecordingRequest } from '../../src/adapter/adapter.js';
import { AdapterError } from '../../src/adapter/errors.js';

export type ToneFormat = 'pcm' | 'alaw' | 'mulaw' | 'gsm';
const FORMAT_TAGS: Readonly<Record<ToneFormat, number>> = { pcm: 1, alaw: 6, mulaw: 7, gsm: 49 };
const RATE = 8000;

/** A mono telephone WAV with a quiet tone; as `gsm` a file that browsers do not decode. */
export function toneWav(seconds: number, format: ToneFormat = 'pcm'): Blob {
  const samples = Math.round(seconds * RATE);
  const sampleBytes = format === 'pcm' ? 2 : 1;
  const header = 46;
  const view = new DataView(new ArrayBuffer(header + samples * sampleBytes));
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i += 1) view.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, FORMAT_TAGS[format], true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * sampleBytes, true);
  view.setUint16(32, sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  text(38, 'data');
  view.setUint32(42, samples * sampleBytes, true);
  for (let i = 0; i < samples; i += 1) {
    if (format === 'pcm') view.setInt16(header + i * 2, 300 * Math.sin(i / 3), true);
    else view.setUint8(header + i, i % 16 < 8 ? 0xd5 : 0x55);
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}

/** What `getRecording` answers: an answer, a rejection, or a function of the request. */
export type RecordingAnswer =
  | Readonly<Record<string, unknown>>
  | Error
  | Promise<unknown>
  | ((request: RecordingRequest, nth: number) => unknown);

export interface SoundAdapter extends MessageAdapter {
  /** All that was asked of `getRecording`. */
  readonly asked: RecordingRequest[];
  answer: RecordingAnswer;
}

/** An adapter that can do nothing but hand out recordings. */
export function soundAdapter(
  answer: RecordingAnswer,
  capabilities: Readonly<Record<string, unknown>> = { employeeId: '1001' },
): SoundAdapter {
  const no = (): Promise<never> => Promise.reject(new AdapterError('unsupported'));
  const asked: RecordingRequest[] = [];
  return {
    asked,
    answer,
    getCapabilities: () => Promise.resolve(capabilities),
    listMessages: no,
    getMessage: no,
    listAgents: no,
    allocateMessages: no,
    startProcessing: no,
    submitProcessing: no,
    async getRecording(request) {
      asked.push(request);
      const given = this.answer;
      const answered = typeof given === 'function' ? given(request, asked.length) : await given;
      if (answered instanceof Error) throw answered;
      return answered as never;
    },
  };
}

export const blobAnswer = (blob: Blob, more = {}): Readonly<Record<string, unknown>> => ({
  kind: 'blob',
  blob,
  ...more,
});
export const urlAnswer = (url: string, more = {}): Readonly<Record<string, unknown>> => ({
  kind: 'url',
  url,
  ...more,
});

export interface Spoken {
  readonly sound: Blob;
  readonly peaks: readonly number[];
  readonly durationSeconds: number;
}

/** A sound of `seconds` that are loud and silent in turn, with its waveform: twenty values a second. */
export function spokenWav(...seconds: readonly number[]): Spoken {
  const durationSeconds = seconds.reduce((sum, part) => sum + part, 0);
  const ends = seconds.map((_, part) => seconds.slice(0, part + 1).reduce((sum, s) => sum + s, 0));
  const isLoud = (at: number): boolean => ends.findIndex((end) => at < end) % 2 === 0;
  const samples = Math.round(durationSeconds * RATE);
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const words = [0x46464952, 36 + samples * 2, 0x45564157, 0x20746d66, 16, 0x10001, RATE, RATE * 2];
  words.forEach((word, at) => view.setUint32(at * 4, word, true));
  view.setUint32(32, 0x100002, true);
  view.setUint32(36, 0x61746164, true);
  view.setUint32(40, samples * 2, true);
  for (let i = 0; i < samples; i += 1) {
    view.setInt16(44 + i * 2, isLoud(i / RATE) ? 3000 * Math.sin(i / 3) : 0, true);
  }
  const peaks = Array.from({ length: Math.round(durationSeconds * 20) }, (_, at) =>
    isLoud((at + 0.5) / 20) ? 0.6 : 0,
  );
  return { sound: new Blob([view.buffer], { type: 'audio/wav' }), peaks, durationSeconds };
}
