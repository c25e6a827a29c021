/**
 * Makes `mocks/data/archive.ts`: a password-protected ZIP archive with a short tone, as AICC packs
 * downloads since 2024. Needs SoX and Info-ZIP (Debian: sox zip). The result is committed: nothing
 * else needs this.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PASSWORD = 'aicc_2024';
const target = fileURLToPath(new URL('../mocks/data/archive.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'archive-'));
const run = (program, ...words) => execFileSync(program, words, { cwd: folder, stdio: 'inherit' });

run(
  'sox',
  '-D',
  '-n',
  '-r',
  '8000',
  '-c',
  '1',
  '-e',
  'mu-law',
  'recording.wav',
  ...'synth 0.5 sine 400 vol 0.2'.split(' '),
);
run('zip', '-q', '-X', '-9', '-P', PASSWORD, 'recording.zip', 'recording.wav');
const lines =
  readFileSync(join(folder, 'recording.zip'))
    .toString('base64')
    .match(/.{1,90}/g) ?? [];
rmSync(folder, { recursive: true });

writeFileSync(
  target,
  `/** Made by scripts/make-archive.mjs: a ZIP archive with a short tone, opened by \`${PASSWORD}\`. */
const BASE64 =
${lines.map((line) => `  '${line}'`).join(' +\n')};

export function passwordArchive(): Blob {
  const bytes = Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'application/zip' });
}
`,
);
