/** The only list of the entries of the package. The builds, the manifest and the checks read it. */
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
  'src/adapter/index.ts',
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

function localeSources() {
  const folder = join(root, 'src/i18n/locales');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => `src/i18n/locales/${name}`);
}

/** Maps each entry name (path without extension) to its source. Entries without a source are left out. */
export function libraryEntries() {
  return Object.fromEntries(
    [...ENTRIES, ...localeSources()]
      .filter((path) => existsSync(join(root, path)))
      .map((path) => [path.replace(/\.ts$/, ''), join(root, path)]),
  );
}

/** The languages that a page loads only when it uses them: all except English. */
export const LANGUAGES_BESIDE = ['zh-CN', 'ar'];

/** The files for pages without a bundler, named by the mode that builds them. */
export const PAGE_FILES = ['page', 'all', 'http', ...LANGUAGES_BESIDE];

/** The folder of dist/ for the code that the file `page` loads later. */
export const PAGE_PARTS = 'parts';

/** The name in dist/, the source and the declarations of a file for pages. */
export function pageFile(mode) {
  const from = (path) => JSON.stringify(join(root, path));
  if (mode === 'page') {
    return {
      fileName: 'aicc-messages.min.js',
      code: `export * from ${from('src/cdn.ts')};`,
      types: "export * from './cdn.js';\n",
      hasParts: true,
    };
  }
  if (mode === 'all') {
    return {
      fileName: 'aicc-messages.all.min.js',
      code: `import ${from('src/define.ts')};\nexport * from ${from('src/index.ts')};`,
      types: "export * from './index.js';\n",
    };
  }
  if (mode === 'http') {
    return {
      fileName: 'aicc-messages-http.min.js',
      code: `export * from ${from('src/adapters/http/index.ts')};`,
      types: "export * from './adapters/http/index.js';\n",
    };
  }
  if (LANGUAGES_BESIDE.includes(mode)) {
    const source = from(`src/i18n/locales/${mode}.ts`);
    return {
      fileName: `locales/${mode}.min.js`,
      code: `export { default } from ${source};`,
      types: `export { default } from '../i18n/locales/${mode}.js';\n`,
    };
  }
  throw new Error(`"${mode}" is not one of ${PAGE_FILES.join(', ')}`);
}
