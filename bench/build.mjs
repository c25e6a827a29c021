/** Builds one page per player: minified modules, split where the player itself is split. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { PLAYERS } from './players.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** @returns the files to serve, by path: the bytes, plain and gzipped */
export async function buildPages({ dist }) {
  const files = new Map();
  const add = (path, bytes) => files.set(path, { bytes, gzip: gzipSync(bytes, { level: 9 }) });
  for (const { page } of PLAYERS) {
    const { outputFiles } = await build({
      entryPoints: [join(here, `pages/${page}.js`)],
      outdir: join(here, 'out'),
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      write: false,
      conditions: ['browser', 'production'],
      chunkNames: `${page}-[hash]`,
      alias: {
        'aicc-messages/define/voice-player': join(
          dist,
          'elements/voice-player/voice-player.define.js',
        ),
      },
      nodePaths: [join(root, 'node_modules')],
    });
    for (const { path, contents } of outputFiles) {
      add(`/build/${path.slice(join(here, 'out').length + 1)}`, Buffer.from(contents));
    }
    const style = files.has(`/build/${page}.css`)
      ? `<link rel="stylesheet" href="/build/${page}.css" />`
      : '';
    add(
      `/${page}`,
      Buffer.from(
        `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>${page}</title>${style}<script type="module" src="/build/${page}.js"></script></head><body></body></html>`,
      ),
    );
  }
  const icons = join(here, 'node_modules/plyr/dist/plyr.svg');
  if (existsSync(icons)) add('/build/plyr.svg', readFileSync(icons));
  return files;
}
