/** The files in which the test runners store their counts and failures for the closing lines. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './entries.mjs';

const folder = new URL('../.cache/test-counts/', import.meta.url);
const fileOf = (name) => new URL(`${name}.json`, folder);

/** A count of zero. `failures` contains one line for each failed test. */
export const noCount = () => ({ passed: 0, failed: 0, skipped: 0, failures: [] });

export function addCount(total, count) {
  for (const key of ['passed', 'failed', 'skipped']) total[key] += count[key] ?? 0;
  total.failures.push(...(count.failures ?? []));
}

/** One line for a failed test: its file, its name, and the start of the error message. */
export function failureLine(file, names, error) {
  const path = file && relative(root, file.replace(/^file:\/\//, ''));
  const why = String(error?.message ?? error ?? '').split('\n', 1)[0];
  return `${[path, ...names].filter(Boolean).join(' > ')}${why ? `: ${why.slice(0, 200)}` : ''}`;
}

export function printFailures({ failures }) {
  if (failures.length > 0)
    console.log(`\nFailed:\n${failures.map((line) => `- ${line}`).join('\n')}`);
}

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
