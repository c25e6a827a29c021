import { expect } from 'chai';
import { makeLeveling } from './leveling.js';

const RATE = 8000;

/** Loudness of a tone after leveling, the last second of two. */
async function loudness(amplitude: number, gain: number): Promise<number> {
  const context = new OfflineAudioContext(1, RATE * 2, RATE);
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = amplitude;
  const { input, output } = makeLeveling(context);
  input.gain.value = gain;
  tone.connect(volume).connect(input);
  output.connect(context.destination);
  tone.start();
  const samples = (await context.startRendering()).getChannelData(0).subarray(RATE);
  expect(Math.max(...samples), 'not clipped').to.be.lessThan(1);
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio);

describe('leveling by Web Audio', () => {
  it('brings a loud and a quiet voice near to each other, without clipping', async () => {
    const before = decibels(0.7 / 0.05);
    const after = decibels((await loudness(0.7, 1)) / (await loudness(0.05, 1)));
    expect(before).to.be.greaterThan(22);
    expect(after).to.be.lessThan(10);
    expect(await loudness(0.05, 1), 'louder than it was').to.be.greaterThan(0.05);
    await loudness(1, 4);
  });
});
