/** The one list of what the package is made of: read by the builds, the manifest and the checks. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const ELEMENTS = [
  'message-list',
  'allocate-dialog',
  'process-dialog',
  'voice-player',
  'message-viewer',
  'download-dialog',
];

const ENTRIES = [
  'src/index.ts',
  'src/define.ts',
  'src/adapters/http/index.ts',
  'src/adapters/aicc/index.ts',
  'src/call-control/index.ts',
  'src/testing/index.ts',
  'mocks/index.ts',
  'mocks/memory.ts',
  ...ELEMENTS.flatMap((name) => [
    `src/elements/${name}/${name}.element.ts`,
    `src/elements/${name}/${name}.define.ts`,
  ]),
];

function locales() {
  const folder = join(root, 'src/i18n/locales');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => `src/i18n/locales/${name}`);
}

/** Entry name (path without extension) to source, as far as the sources exist. */
export function libraryEntries() {
  return Object.fromEntries(
    [...ENTRIES, ...locales()]
      .filter((path) => existsSync(join(root, path)))
      .map((path) => [path.replace(/\.ts$/, ''), join(root, path)]),
  );
}
