/** What a browser makes of the sounds of the memory backend. */
import { expect } from 'chai';
import { rejection, setUp, stored } from '../../test/support/backend.js';
import { toneWav } from './tone.js';

const play = { messageId: 'm-1', purpose: 'play' } as const;

async function decode(blob: Blob): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, 8000, 8000);
  return context.decodeAudioData(await blob.arrayBuffer());
}

describe('recordings of the memory backend', () => {
  it('offer a converted one only where the backend can', async () => {
    const gsm = stored({ recordingFile: 'rec-27-en.wav' });
    const { backend } = setUp([gsm]);
    await rejection(backend.as().getRecording({ ...play, variant: 'converted' }), 'unsupported');
    const { backend: converting } = setUp([gsm], { convertedVariant: true });
    const recording = await converting.as().getRecording({ ...play, variant: 'converted' });
    if (recording.kind !== 'blob') throw new Error('not a blob');
    expect((await decode(recording.blob)).duration).to.be.closeTo(15.32, 0.01);
  });
});

describe('the tone', () => {
  it('is decoded by the browser at its right length in PCM, A-law and mu-law', async () => {
    for (const codec of ['pcm', 'alaw', 'mulaw'] as const) {
      const sound = await decode(toneWav({ durationSeconds: 1.5, codec }));
      expect(sound.duration, codec).to.be.closeTo(1.5, 0.01);
      const loudest = Math.max(...sound.getChannelData(0).map(Math.abs));
      expect(loudest, codec).to.be.within(0.2, 0.6);
    }
  });

  it('follows its loudness', async () => {
    const sound = await decode(toneWav({ durationSeconds: 1, envelope: [0, 1] }));
    const samples = sound.getChannelData(0);
    const half = samples.length / 2;
    expect(Math.max(...samples.slice(0, half - 10).map(Math.abs))).to.be.below(0.01);
    expect(Math.max(...samples.slice(half).map(Math.abs))).to.be.above(0.4);
  });

  it('cannot be decoded as GSM', async () => {
    const reason: unknown = await decode(toneWav({ durationSeconds: 1, codec: 'gsm' })).catch(
      (error: unknown) => error,
    );
    expect(reason).to.be.instanceOf(DOMException);
  });
});
