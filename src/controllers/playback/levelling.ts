/** The sound of a recording made even: quiet voices louder, loud ones quieter. */
import { voiceLevel } from './silence.js';

/** What a voice is lifted to, as its waveform shows it. */
const TARGET_LEVEL = 0.5;
/** 12 dB: what more would be needed is mostly noise. */
const MOST_GAIN = 4;

/**
 * How much a quiet recording is lifted before it is evened out, from 1 to 4. A waveform may be drawn
 * against its own loudest moment; then this is 1 and evening out does the work.
 */
export function levellingGain(peaks: readonly number[]): number {
  const level = voiceLevel(peaks);
  return level > 0 ? Math.min(MOST_GAIN, Math.max(1, TARGET_LEVEL / level)) : 1;
}

export interface LevellingNodes {
  /** Where the sound goes in. */
  readonly input: GainNode;
  readonly output: AudioNode;
}

/**
 * The gain comes first, so that the compressor also keeps what was lifted from clipping. Its own
 * make-up gain (Web Audio 1.1, section 1.19.2) lifts all quiet parts.
 */
export function makeLevelling(context: BaseAudioContext): LevellingNodes {
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
