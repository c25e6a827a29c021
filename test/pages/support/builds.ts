/** What the tests load into pages, each built once in a run. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle, type Metafile } from 'esbuild';
import { build } from 'vite';
import { root } from '../../../scripts/entries.mjs';
import { shared } from '../../node/support/shared.ts';

/** Not a temporary folder: what a failure was about can be looked at. */
const folderFor = async (name: string): Promise<string> => {
  const folder = join(root, '.cache/test-pages', name);
  await rm(folder, { recursive: true, force: true });
  return folder;
};

export interface TestScripts {
  readonly folder: string;
  /** Whether a file of `folder` comes by `import()` only, after a script of in-page/ has started. */
  isLazy(script: string, path: string): boolean;
}

/** The scripts of in-page/, split as a host's bundler splits them. */
export const testScripts = shared(async (): Promise<TestScripts> => {
  const sources = fileURLToPath(new URL('in-page', import.meta.url));
  const folder = await folderFor('scripts');
  const { metafile } = await bundle({
    entryPoints: readdirSync(sources).map((name) => join(sources, name)),
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: '[name]-[hash]',
    conditions: ['module', 'browser'],
    tsconfig: join(root, 'tsconfig.json'),
    metafile: true,
  });
  const fileOf = (output: string): string => relative(folder, join(root, output));
  return {
    folder,
    isLazy: (script, path) => {
      const entry = Object.keys(metafile.outputs).find((output) => fileOf(output) === script);
      if (entry === undefined) throw new Error(`there is no script ${script}`);
      return (
        path.endsWith('.js') && ![...reach(entry, metafile)].map(fileOf).includes(path.slice(1))
      );
    },
  };
});

/** `output` and everything that it imports statically. */
function reach(output: string, metafile: Metafile, found = new Set<string>()): Set<string> {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
    if (kind === 'import-statement') reach(path, metafile, found);
  }
  return found;
}

/** The demo as `npm run build:demo` builds it. */
export const demoFolder = shared(async () => {
  const outDir = await folderFor('demo');
  await build({ root, mode: 'demo', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
});

/** The files for pages without a bundler. Arabic is left out: somebody forgot to copy it. */
export const pageFilesFolder = shared(async () => {
  const outDir = await folderFor('page-files');
  const configFile = join(root, 'vite.cdn.config.ts');
  for (const mode of ['page', 'all', 'http', 'zh-CN']) {
    await build({ configFile, mode, logLevel: 'error', build: { outDir } });
  }
  return outDir;
});
