/**
 * Makes the small sound files in test/sounds/, one per format that a contact center may store: three
 * seconds of a quiet tone, 8 kHz (AAC, MP3 and Vorbis: 16 kHz), one channel. Needs SoX with MP3 and GStreamer
 * with the plugins good, bad and libav (Debian: sox libsox-fmt-mp3 gstreamer1.0-tools
 * gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav). The files are committed, so that
 * nothing else needs these programs.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test/sounds/', import.meta.url));
const TONE = 'synth 3 sine 440 vol 0.05'.split(' ');
mkdirSync(folder, { recursive: true });

const run = (program, ...words) => execFileSync(program, words, { stdio: 'inherit' });
const sox = (name, rate, ...encoding) =>
  run('sox', '-D', '-n', '-r', String(rate), '-c', '1', ...encoding, `${folder}${name}`, ...TONE);

sox('pcm.wav', 8000, '-b', '16');
sox('alaw.wav', 8000, '-e', 'a-law');
sox('mulaw.wav', 8000, '-e', 'mu-law');
sox('gsm.wav', 8000, '-e', 'gsm-full-rate');
sox('ima-adpcm.wav', 8000, '-e', 'ima-adpcm');
sox('mp3.mp3', 16000, '-C', '32');

/** Encodes the tone with GStreamer. */
function stream(name, rate, ...elements) {
  const source = `${folder}source.wav`;
  sox('source.wav', rate, '-b', '16');
  const pipeline = `filesrc location=${source} ! wavparse ! audioconvert ! audioresample ! ${elements.join(' ! ')} ! filesink location=${folder}${name}`;
  run('gst-launch-1.0', '-q', ...pipeline.split(' '));
  rmSync(source);
}
stream('opus.ogg', 8000, 'opusenc bitrate=16000', 'oggmux');
stream('vorbis.ogg', 16000, 'vorbisenc', 'oggmux');
stream('opus.webm', 8000, 'opusenc bitrate=16000', 'webmmux');
stream('aac.m4a', 16000, 'avenc_aac bitrate=32000', 'mp4mux');
stream('aac.aac', 16000, 'avenc_aac bitrate=32000', 'aacparse', 'audio/mpeg,stream-format=adts');
