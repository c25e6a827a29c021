#!/usr/bin/env node
/**
 * Makes the spoken voice messages of the demo: `node scripts/make-recordings.mjs`
 *
 * Reads   scripts/recordings/scripts.mjs     the speakers, their sentences and the telephone lines
 * Writes  public/recordings/rec-*            the sound files
 *         mocks/data/recordings.ts           their metadata: codec, length, sentences with times
 *         mocks/data/recording-peaks.ts      their waveforms
 *
 * Needs espeak-ng and SoX with MP3 (Debian: espeak-ng sox libsox-fmt-mp3). The results are committed,
 * so nobody needs these programs to run, build or test the project. Random values come from a fixed seed
 * per message: the same versions of the two programs produce the same bytes.
 *
 * espeak-ng speaks each sentence separately and this script places it, so the times in the metadata match
 * the sound. A simulated telephone line then filters the result: 300-3400 Hz, 8 kHz, one channel, line noise.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scripts } from './recordings/scripts.mjs';
import {
  addLine,
  clip,
  createRandom,
  delayBetween,
  fromDecibels,
  peakOf,
  scale,
  soundEffect,
  tone,
  trimQuietEdges,
  waveformPeaks,
} from './recordings/sound.mjs';
import * as tools from './recordings/tools.mjs';
import { peaksModule, recordingsModule } from './recordings/typescript.mjs';

const COMMAND = 'node scripts/make-recordings.mjs';
const PEAK_COUNT = 160;
const MAX_TOTAL_BYTES = 8_000_000;
const soundFolder = new URL('../public/recordings/', import.meta.url);
const dataFolder = new URL('../mocks/data/', import.meta.url);

const round = (number, digits) => Number(number.toFixed(digits));

/** Speaks one sentence, with small random changes of speed and pitch. */
function speakSentence(sentence, speaker, random) {
  const vary = (value, share) => Math.round(value * (1 + share * (random() * 2 - 1)));
  const speech = tools.speak(sentence.say ?? sentence.text, {
    voice: speaker.voice,
    speed: sentence.speed ?? vary(speaker.speed, 0.05),
    pitch: vary(speaker.pitch, 0.08),
  });
  return scale(trimQuietEdges(speech).slice(), fromDecibels(sentence.gain ?? 0));
}

/** Joins the sentences, pauses and sounds, and records the start and end of each sentence, in seconds. */
function assemble(script, random) {
  const rate = tools.STUDIO_RATE;
  const parts = [];
  const cues = [];
  let length = 0;
  const add = (samples) => {
    parts.push(samples);
    length += samples.length;
  };
  const addQuiet = (seconds) => add(new Float32Array(Math.round(seconds * rate)));

  if (script.beep !== undefined) {
    addQuiet(0.15);
    add(tone([1000], script.beep, rate, 0.3));
  }
  addQuiet(script.lead ?? 0.7);
  for (const item of script.says) {
    const sentence = typeof item === 'string' ? { text: item } : item;
    if (sentence.sound) add(soundEffect(sentence.sound, sentence.seconds, rate, random));
    if (sentence.text) {
      const startSeconds = length / rate;
      add(speakSentence(sentence, script.speaker, random));
      const confidence = Math.min(0.99, Math.max(0, script.confidence + 0.12 * (random() - 0.5)));
      cues.push({
        startSeconds: round(startSeconds, 2),
        endSeconds: round(length / rate, 2),
        text: sentence.text,
        confidence: round(confidence, 2),
      });
    }
    addQuiet(sentence.pause ?? 0.35 + 0.35 * random());
  }
  const samples = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, cues };
}

/**
 * Sets the level of the voice, adds the line noise and filters to the telephone band; a loud line
 * clips.
 */
function overTheLine(script, voice, random) {
  const level = fromDecibels(script.peak ?? -3);
  const loud = scale(voice, level / (peakOf(voice) || 1));
  const line = addLine(
    loud,
    tools.STUDIO_RATE,
    { noise: script.noise ?? -50, hum: script.hum, street: script.street },
    random,
  );
  return clip(tools.throughTelephone(line), script.peak > 0 ? 0.999 : 0.97);
}

function makeRecording(script) {
  const random = createRandom(script.name);
  const { samples, cues } = assemble(script, random);
  const file = `${script.name}.${script.codec === 'mp3' ? 'mp3' : 'wav'}`;
  const path = fileURLToPath(new URL(file, soundFolder));
  const sent = overTheLine(script, samples, random);
  tools.encode(sent, script.codec, path);
  const heard = tools.decode(path);
  // MP3 adds silence before the sound. Players do not remove it, so the times shift by its length.
  const delay = script.codec === 'mp3' ? delayBetween(sent, heard) / tools.LINE_RATE : 0;
  for (const cue of cues) {
    cue.startSeconds = round(cue.startSeconds + delay, 2);
    cue.endSeconds = round(cue.endSeconds + delay, 2);
  }
  return {
    file,
    about: script.about,
    language: script.language,
    mimeType: script.codec === 'mp3' ? 'audio/mpeg' : 'audio/wav',
    codec: script.codec,
    durationSeconds: round(heard.length / tools.LINE_RATE, 2),
    sizeBytes: statSync(path).size,
    peaks: waveformPeaks(heard, PEAK_COUNT),
    cues,
    transcript: cues.map((cue) => cue.text).join(script.language.startsWith('zh') ? '' : ' '),
  };
}

function main() {
  tools.checkTools();
  mkdirSync(soundFolder, { recursive: true });
  mkdirSync(dataFolder, { recursive: true });
  for (const name of readdirSync(soundFolder)) {
    if (name.startsWith('rec-')) rmSync(new URL(name, soundFolder));
  }
  const messages = scripts.map((script) => {
    const message = makeRecording(script);
    const { file, language, codec, durationSeconds, sizeBytes, about } = message;
    console.log(
      [file, language, codec, `${durationSeconds} s`, `${sizeBytes} bytes`, about].join('\t'),
    );
    return message;
  });
  writeFileSync(new URL('recordings.ts', dataFolder), recordingsModule(messages, COMMAND));
  writeFileSync(new URL('recording-peaks.ts', dataFolder), peaksModule(messages, COMMAND));
  const total = messages.reduce((sum, message) => sum + message.sizeBytes, 0);
  console.log(`${messages.length} recordings, ${total} bytes`);
  if (total > MAX_TOTAL_BYTES)
    throw new Error(`Together the recordings may have at most ${MAX_TOTAL_BYTES} bytes.`);
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
