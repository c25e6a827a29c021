/** The files for pages without a bundler: one script, its languages beside it, the HTTP adapter apart. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { pageFile, root } from '../../scripts/entries.mjs';
import { chromiumFlags, findBrowser } from '../../scripts/find-browser.mjs';
import { serveFolder, type StaticServer } from './support/static-server.ts';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

let folder: string;
let server: StaticServer;
let browser: Browser;

before(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'aicc-page-files-'));
    // Arabic is left out on purpose: somebody forgot to copy it.
    for (const mode of ['all', 'http', 'zh-CN']) {
      await build({
        configFile: join(root, 'vite.cdn.config.ts'),
        mode,
        logLevel: 'error',
        build: { outDir: folder },
      });
    }
    const page = (lang: string): string =>
      `<!doctype html><html lang="${lang}"><title>Portal</title><aicc-message-list></aicc-message-list>
      <script type="module" src="page.js"></script>`;
    await writeFile(
      join(folder, 'page.js'),
      `import { VERSION } from './aicc-messages.min.js';
      import { createHttpAdapter } from './aicc-messages-http.min.js';
      const list = document.querySelector('aicc-message-list');
      list.adapter = createHttpAdapter({ baseUrl: '/api' });
      document.title = VERSION;`,
    );
    for (const lang of ['en', 'zh-CN', 'ar']) {
      await writeFile(join(folder, `${lang}.html`), page(lang));
    }
    server = await serveFolder(folder, { 'Content-Security-Policy': POLICY });
    browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: chromiumFlags(),
    });
  },
  { timeout: 120_000 },
);
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(lang: string): Promise<{ page: Page; asked: string[] }> {
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.origin}/${lang}.html`);
  return { page, asked };
}

describe('the files for pages without a bundler', () => {
  it('are one script that registers the elements and asks for nothing else in English', async () => {
    const { page, asked } = await open('en');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    assert.deepEqual(
      asked.filter((path) => path.endsWith('.js')),
      ['/page.js', '/aicc-messages.min.js', '/aicc-messages-http.min.js'],
    );
    await page.close();
  });

  it('take the adapter of the file beside it', async () => {
    const { page, asked } = await open('en');
    await page
      .getByText('The messages could not be loaded')
      .or(page.getByText('Refresh'))
      .waitFor();
    assert.ok(asked.some((path) => path.startsWith('/api/')));
    await page.close();
  });

  it('load a language that stands beside them', async () => {
    const { page, asked } = await open('zh-CN');
    await page.getByRole('heading', { name: '留言管理' }).waitFor();
    assert.ok(asked.includes('/locales/zh-CN.min.js'));
    await page.close();
  });

  it('speak English when the language beside them is missing', async () => {
    const { page, asked } = await open('ar');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    assert.ok(asked.includes('/locales/ar.min.js'));
    await page.close();
  });

  it('are what the package says they are', () => {
    assert.deepEqual(
      ['all', 'http', 'ar'].map((mode) => pageFile(mode).fileName),
      ['aicc-messages.min.js', 'aicc-messages-http.min.js', 'locales/ar.min.js'],
    );
  });
});
