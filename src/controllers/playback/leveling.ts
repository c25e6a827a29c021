/** Levels the loudness of a recording: quiet voices become louder, loud ones quieter. */
import { voiceLevel } from './silence.js';

/** The level that a voice is raised to, as its waveform shows it. */
const TARGET_LEVEL = 0.5;
/** 12 dB: a recording that would need more is mostly noise. */
const MAX_GAIN = 4;

/**
 * The gain before compression, from 1 to 4. A waveform may be scaled to its own loudest moment; then the
 * gain is 1 and the compressor does the work.
 */
export function levelingGain(peaks: readonly number[]): number {
  const level = voiceLevel(peaks);
  return level > 0 ? Math.min(MAX_GAIN, Math.max(1, TARGET_LEVEL / level)) : 1;
}

export interface LevelingNodes {
  /** Where the sound goes in. */
  readonly input: GainNode;
  readonly output: AudioNode;
}

/**
 * The gain comes first, so that the compressor also keeps the raised sound from clipping. Its own
 * make-up gain (Web Audio 1.1, section 1.19.2) raises all quiet parts.
 */
export function makeLeveling(context: BaseAudioContext): LevelingNodes {
  const input = context.createGain();
  const output = context.createDynamicsCompressor();
  output.threshold.value = -36;
  output.knee.value = 12;
  output.ratio.value = 4;
  output.attack.value = 0.005;
  output.release.value = 0.25;
  input.connect(output);
  return { input, output };
}
