/**
 * Keeps the version in one place, package.json, and writes it into src/internal/version.ts. `--check`
 * fails when the two differ. `npm run version` runs this script after changesets has raised the version.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = join(root, 'src/internal/version.ts');
const text = `/** The version of this library. Written by scripts/version.mjs from package.json. */
export const VERSION = '${version}';
`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error(
      'src/internal/version.ts and package.json differ: run "node scripts/version.mjs".',
    );
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
