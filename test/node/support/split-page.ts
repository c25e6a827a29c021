/** One element on a page of its own, split into parts as a host's bundler splits it, so that single parts can be taken away. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import { root } from '../../../scripts/entries.mjs';
import { chromiumFlags, findBrowser } from '../../../scripts/find-browser.mjs';
import { serveFolder } from './static-server.ts';

export interface SplitPage {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Builds `script` (a module) and a page that holds `tag`, and starts a server and a browser for them. */
export async function openSplitPage(
  tag: string,
  script: string,
  flags: readonly string[] = [],
): Promise<SplitPage> {
  const folder = await mkdtemp(join(tmpdir(), 'aicc-parts-'));
  await writeFile(join(folder, 'page.ts'), script);
  await build({
    entryPoints: [join(folder, 'page.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: '[name]-[hash]',
    conditions: ['module', 'browser'],
    nodePaths: [join(root, 'node_modules')],
    tsconfig: join(root, 'tsconfig.json'),
  });
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>Portal</title><${tag}></${tag}>
    <script type="module" src="page.js"></script>`,
  );
  const server = await serveFolder(folder);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...chromiumFlags(), ...flags],
  });
  return {
    url: `${server.origin}/index.html`,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
