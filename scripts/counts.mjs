/** Small files in which the test runners leave their numbers for the closing line. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../.cache/test-counts/', import.meta.url);
const fileOf = (name) => new URL(`${name}.json`, folder);

export function writeCount(name, count) {
  mkdirSync(fileURLToPath(folder), { recursive: true });
  writeFileSync(fileOf(name), JSON.stringify(count));
}

export function clearCount(name) {
  rmSync(fileOf(name), { force: true });
}

export function readCount(name) {
  return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : undefined;
}
