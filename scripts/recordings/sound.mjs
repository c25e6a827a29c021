/**
 * Makes sound in plain arrays: tones, noises and levels, the same on every run.
 * Samples are floats in -1..1, one channel.
 */

/** A random number generator that returns the same numbers for the same seed text (mulberry32). */
export function createRandom(seedText) {
  let state = 2166136261;
  for (const character of seedText) {
    state = Math.imul(state ^ character.codePointAt(0), 16777619);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const fromDecibels = (decibels) => 10 ** (decibels / 20);

/** The loudest absolute sample between two positions. */
export function peakOf(samples, from = 0, to = samples.length) {
  let peak = 0;
  for (let index = from; index < to; index += 1) peak = Math.max(peak, Math.abs(samples[index]));
  return peak;
}

export function scale(samples, factor) {
  for (let index = 0; index < samples.length; index += 1) samples[index] *= factor;
  return samples;
}

export function clip(samples, limit) {
  return samples.map((sample) => Math.max(-limit, Math.min(limit, sample)));
}

/** Removes the quiet edges, so that a sentence starts and ends with audible sound. */
export function trimQuietEdges(samples, threshold = 0.01) {
  let from = 0;
  let to = samples.length;
  while (from < to && Math.abs(samples[from]) < threshold) from += 1;
  while (to > from && Math.abs(samples[to - 1]) < threshold) to -= 1;
  return samples.subarray(from, to);
}

/** One or several sine waves with soft edges, so that they do not click. */
export function tone(frequencies, seconds, rate, amplitude) {
  const samples = new Float32Array(Math.round(seconds * rate));
  const edge = 0.008 * rate;
  for (let index = 0; index < samples.length; index += 1) {
    const fade = Math.min(1, index / edge, (samples.length - index) / edge);
    let sum = 0;
    for (const frequency of frequencies) sum += Math.sin((2 * Math.PI * frequency * index) / rate);
    samples[index] = (amplitude * fade * sum) / frequencies.length;
  }
  return samples;
}

/** The tone after the other end has hung up: half a second on, half a second off. */
function busyTone(seconds, rate) {
  const samples = new Float32Array(Math.round(seconds * rate));
  const burst = tone([480, 620], 0.5, rate, 0.3);
  for (let at = 0; at + burst.length <= samples.length; at += rate) samples.set(burst, at);
  return samples;
}

/** A breath into the mouthpiece: noise that rises and falls. */
function breath(seconds, rate, random) {
  const samples = new Float32Array(Math.round(seconds * rate));
  let low = 0;
  for (let index = 0; index < samples.length; index += 1) {
    low += 0.35 * (random() * 2 - 1 - low);
    samples[index] = low * 0.5 * Math.sin((Math.PI * index) / samples.length) ** 2;
  }
  return samples;
}

/** A handset that is put down: two knocks that fade out. */
function clunk(seconds, rate, random) {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const [start, strength] of [
    [0.02, 0.7],
    [0.16, 0.4],
  ]) {
    const from = Math.round(start * rate);
    for (let index = from; index < samples.length; index += 1) {
      const age = (index - from) / rate;
      const body = Math.sin(2 * Math.PI * 620 * age) + (random() * 2 - 1);
      samples[index] += strength * 0.5 * body * Math.exp(-age * 45);
    }
  }
  return samples;
}

/** A sound that is not speech, by the name that the scripts use. */
export function soundEffect(name, seconds, rate, random) {
  const makers = { breath, clunk, busy: busyTone };
  return makers[name](seconds, rate, random);
}

/** Adds the noise of the telephone line and of the caller's surroundings; levels in dBFS. */
export function addLine(samples, rate, { noise, hum, street }, random) {
  // White noise between -1 and 1 has an RMS of 0.577.
  const hiss = fromDecibels(noise) / 0.577;
  const humLevel = hum === undefined ? 0 : fromDecibels(hum);
  const streetLevel = street === undefined ? 0 : fromDecibels(street) * 6;
  let rumble = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const time = index / rate;
    samples[index] += hiss * (random() * 2 - 1);
    // The fundamental lies outside the telephone band; its harmonics lie inside.
    samples[index] +=
      humLevel *
      (Math.sin(2 * Math.PI * 350 * time) + 0.6 * Math.sin(2 * Math.PI * 450 * time + 1));
    if (streetLevel > 0) {
      rumble += 0.06 * (random() * 2 - 1 - rumble);
      const passing = 0.55 + 0.45 * Math.sin(time * 0.9) * Math.sin(time * 0.37 + 2);
      samples[index] += streetLevel * rumble * passing;
    }
  }
  return samples;
}

/** The delay of `heard` after `sent`, in samples: the shift, up to 0.3 s, with the best match. */
export function delayBetween(sent, heard) {
  const length = Math.min(20_000, sent.length);
  let best = { shift: 0, match: -Infinity };
  for (let shift = 0; shift < 2400; shift += 1) {
    let match = 0;
    for (let index = 0; index < length; index += 1) match += sent[index] * heard[index + shift];
    if (match > best.match) best = { shift, match };
  }
  return best.shift;
}

/** `count` values 0..1 with two decimals. The loudest part of the file is 1, even in a quiet file. */
export function waveformPeaks(samples, count) {
  const loudest = peakOf(samples) || 1;
  return Array.from({ length: count }, (_, bucket) => {
    const from = Math.floor((bucket * samples.length) / count);
    const to = Math.floor(((bucket + 1) * samples.length) / count);
    return Math.round((peakOf(samples, from, to) / loudest) * 100) / 100;
  });
}
