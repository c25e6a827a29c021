/** Calls the two required programs: espeak-ng (speech) and SoX (filter, sample rate, codecs). */
import { spawnSync } from 'node:child_process';

/** Speech is generated and mixed at espeak-ng's own rate. The telephone line has 8 kHz. */
export const STUDIO_RATE = 22_050;
export const LINE_RATE = 8000;

const RAW_FLOAT = ['-t', 'raw', '-e', 'floating-point', '-b', '32', '-c', '1'];

/** The arguments of SoX for each codec. */
const ENCODINGS = {
  pcm: ['-t', 'wav', '-e', 'signed-integer', '-b', '16'],
  alaw: ['-t', 'wav', '-e', 'a-law'],
  mulaw: ['-t', 'wav', '-e', 'mu-law'],
  gsm: ['-t', 'wav', '-e', 'gsm-full-rate'],
  mp3: ['-t', 'mp3', '-C', '24'],
};

function run(command, args, input) {
  const result = spawnSync(command, args, { input, maxBuffer: 256 * 1024 * 1024 });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${result.stderr.toString().trim()}`);
  }
  return result.stdout;
}

/** Throws when a program is missing, with one sentence that names what to install. */
export function checkTools() {
  const hint = 'on Debian or Ubuntu: apt-get install espeak-ng sox libsox-fmt-mp3';
  for (const command of ['espeak-ng', 'sox']) {
    if (spawnSync(command, ['--version']).error) {
      throw new Error(`${command} was not found, but is needed to make the recordings; ${hint}.`);
    }
  }
  if (!/AUDIO FILE FORMATS:.* mp3 /.test(spawnSync('sox', ['-h']).stdout.toString())) {
    throw new Error(`SoX was found, but it cannot write MP3; ${hint}.`);
  }
}

/** Node's pooled buffers may start at odd offsets, so the bytes are copied into their own array. */
const toFloats = (bytes) => new Float32Array(new Uint8Array(bytes).buffer);
const toBytes = (samples) => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

/**
 * Separates the digits of telephone and order numbers, so that each is spoken alone, with a short
 * pause between groups.
 */
export function spokenNumbers(text) {
  return text.replace(/\+?\d[\d ]{2,}\d/g, (number) =>
    number
      .replace('+', '')
      .split(' ')
      .map((group) => [...group].join(' '))
      .join(', '),
  );
}

/** One sentence as samples at `STUDIO_RATE`. */
export function speak(text, { voice, speed, pitch }) {
  const args = ['-v', voice, '-s', String(speed), '-p', String(pitch), '--stdin', '--stdout'];
  const wav = run('espeak-ng', args, spokenNumbers(text));
  return toFloats(
    run(
      'sox',
      ['--ignore-length', '-t', 'wav', '-', ...RAW_FLOAT, '-r', String(STUDIO_RATE), '-'],
      wav,
    ),
  );
}

/** Removes everything outside the telephone band and reduces the rate to 8 kHz. */
export function throughTelephone(samples) {
  const from = [...RAW_FLOAT, '-r', String(STUDIO_RATE), '-'];
  const to = [...RAW_FLOAT, '-r', String(LINE_RATE), '-'];
  return toFloats(run('sox', [...from, ...to, 'sinc', '-n', '511', '300-3400'], toBytes(samples)));
}

/**
 * Writes samples at `LINE_RATE` to a file. Without dither, so that every run produces the same bytes. With
 * an even number of samples, because GStreamer 1.22 (WebKitGTK) reads a length of 0 from a WAV file whose
 * sound ends with a padding byte.
 */
export function encode(samples, codec, path) {
  const from = [...RAW_FLOAT, '-r', String(LINE_RATE), '-'];
  const even = samples.subarray(0, samples.length & ~1);
  run('sox', ['-D', ...from, ...ENCODINGS[codec], path], toBytes(even));
}

/** The samples that a player plays. */
export function decode(path) {
  return toFloats(run('sox', [path, ...RAW_FLOAT, '-']));
}
