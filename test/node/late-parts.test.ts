/** What the list loads later may fail to load: a deployment in between, a bad line. It says so, or does without. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { root } from '../../scripts/entries.mjs';
import { chromiumFlags, findBrowser } from '../../scripts/find-browser.mjs';
import { serveFolder, type StaticServer } from './support/static-server.ts';

/** A page whose backend is one list of messages; `tell` is its live events. */
const PAGE = `
import ${JSON.stringify(join(root, 'src/elements/message-list/message-list.define.ts'))};
const message = { id: 'm-1', version: 1, channel: 'web', status: 'to-be-allocated', text: 'Hello',
  createdAt: new Date().toISOString() };
window.backend = { message, reads: 0, tell: null };
document.querySelector('aicc-message-list').adapter = {
  listMessages: () => {
    backend.reads += 1;
    return Promise.resolve({ messages: [backend.message], total: 1 });
  },
  getMessage: () => Promise.resolve(backend.message),
  subscribe: (listener) => { backend.tell = listener; return () => undefined; },
};
`;

interface Backend {
  message: { id: string; version: number; status: string };
  reads: number;
  tell: (event: unknown) => void;
}
declare global {
  interface Window {
    backend: Backend;
  }
}

let folder: string;
let server: StaticServer;
let browser: Browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aicc-late-parts-'));
  await writeFile(join(folder, 'page.ts'), PAGE);
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
    `<!doctype html><html lang="en"><title>Portal</title><aicc-message-list></aicc-message-list>
    <script type="module" src="page.js"></script>`,
  );
  server = await serveFolder(folder);
  browser = await chromium.launch({ executablePath: await findBrowser(), args: chromiumFlags() });
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/index.html`);
  await page.getByText('To be allocated').last().waitFor();
  return page;
}

describe('what the list loads later', () => {
  it('tells of a part that cannot be loaded, and opens it when it can', async () => {
    const page = await open();
    const late = /\/opened-parts-/;
    await page.route(late, (route) => route.abort());
    await page.getByRole('button', { name: /^View/ }).click();
    const notice = page.getByRole('alert');
    await notice.getByText('This part could not be loaded').waitFor();
    await page.unroute(late);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByText('Hello').waitFor();
    assert.equal(await notice.count(), 0);
    await page.close();
  });

  it('reads the page anew when what follows live news cannot be loaded', async () => {
    const page = await open();
    await page.route(/\/list-news-/, (route) => route.abort());
    await page.evaluate(() => {
      const { backend } = window;
      backend.message = { ...backend.message, version: 2, status: 'processed' };
      backend.tell({
        type: 'changed',
        messageId: 'm-1',
        version: 2,
        sequence: null,
        message: null,
      });
    });
    await page.locator('aicc-message-list tbody').getByText('Processed').waitFor();
    assert.equal(await page.evaluate(() => window.backend.reads), 2);
    await page.close();
  });
});
