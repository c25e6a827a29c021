/** The files for pages without a bundler: one script, its parts and languages beside it, the HTTP adapter apart. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { ELEMENTS, pageFile, root } from '../../scripts/entries.mjs';
import { chromiumFlags, findBrowser } from '../../scripts/find-browser.mjs';
import { serveFolder, type StaticServer } from './support/static-server.ts';

// A second copy of Lit would ask for its Trusted Types policy again, and be refused.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

declare global {
  var litElementVersions: string[] | undefined;
}

let folder: string;
let server: StaticServer;
let browser: Browser;

before(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'aicc-page-files-'));
    // Arabic is left out on purpose: somebody forgot to copy it.
    for (const mode of ['page', 'all', 'http', 'zh-CN']) {
      await build({
        configFile: join(root, 'vite.cdn.config.ts'),
        mode,
        logLevel: 'error',
        build: { outDir: folder },
      });
    }
    const page = (lang: string, script: string, body = '<aicc-message-list></aicc-message-list>') =>
      `<!doctype html><html lang="${lang}"><title>Portal</title>${body}
      <script type="module" src="${script}"></script>`;
    const script = (file: string): string =>
      `import { VERSION } from './${file}';
      import { createHttpAdapter } from './aicc-messages-http.min.js';
      const list = document.querySelector('aicc-message-list');
      list.adapter = createHttpAdapter({ baseUrl: '/api' });
      document.title = VERSION;`;
    await writeFile(join(folder, 'page.js'), script('aicc-messages.min.js'));
    await writeFile(join(folder, 'all.js'), script('aicc-messages.all.min.js'));
    await writeFile(
      join(folder, 'work.js'),
      `import './aicc-messages.min.js';
      const message = { id: 'm-1', version: 1, channel: 'web', status: 'unprocessed', text: 'Hello' };
      document.querySelector('aicc-message-list').adapter = {
        listMessages: () => Promise.resolve({ messages: [message], total: 1 }),
        getMessage: () => Promise.resolve(message),
        startProcessing: () => Promise.resolve({ ...message, status: 'processing', version: 2 }),
      };`,
    );
    await writeFile(
      join(folder, 'ask.js'),
      `import { load } from './aicc-messages.min.js';
      const player = document.createElement('acme-voice-player');
      document.body.append(player);
      document.body.append(document.createElement('aicc-voice-player'));
      const refused = await load('voice-recorder').catch((error) => error.message);
      await load(['voice-player', 'message-viewer'], { prefix: 'acme' });
      await load('voice-player');
      document.title = refused;`,
    );
    const written = '<aicc-voice-player src="a.wav"></aicc-voice-player>';
    const pages = {
      en: page('en', 'page.js'),
      'zh-CN': page('zh-CN', 'page.js'),
      ar: page('ar', 'page.js'),
      all: page('en', 'all.js'),
      work: page('en', 'work.js'),
      ask: page('en', 'ask.js', ''),
      written: page('en', 'aicc-messages.min.js', written),
      query: page('en', 'aicc-messages.min.js?v=1', ''),
    };
    for (const [name, text] of Object.entries(pages)) {
      await writeFile(join(folder, `${name}.html`), text);
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

interface Opened {
  readonly page: Page;
  /** Paths of all requests. */
  readonly asked: string[];
  /** What the console said, violations of the policy among it. */
  readonly said: string[];
}

async function open(name: string): Promise<Opened> {
  const page = await browser.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${server.origin}/${name}.html`);
  return { page, asked, said };
}

const isPart = (path: string): boolean => path.startsWith('/parts/');
const isDefined = (page: Page, tag: string): Promise<boolean> =>
  page.evaluate((name) => customElements.get(name) !== undefined, tag);

describe('the files for pages without a bundler', () => {
  it('are one script that shows the list, and nothing else before the first look', async () => {
    const { page, asked } = await open('en');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    assert.deepEqual(
      asked.filter((path) => path.endsWith('.js') && !isPart(path)),
      ['/page.js', '/aicc-messages.min.js', '/aicc-messages-http.min.js'],
    );
    const text = await readFile(join(folder, 'aicc-messages.min.js'), 'utf8');
    assert.doesNotMatch(text, /from\s*["'`]\.\/parts/);
    // The elements that the list opens are loaded in an idle moment after it.
    const [first = ''] = asked.filter(isPart);
    if (first !== '')
      assert.ok(asked.indexOf(first) > asked.findIndex((path) => path.startsWith('/api/')));
    await page.close();
  });

  it('load a dialog of the list when it is opened, under a strict policy, with one Lit', async () => {
    const { page, asked, said } = await open('work');
    await page.getByRole('button', { name: /^Process/ }).click();
    await page.getByRole('dialog').getByText('Handling Comments').waitFor();
    assert.ok(asked.some((path) => path.startsWith('/parts/process-dialog')));
    assert.equal(await isDefined(page, 'aicc-allocate-dialog'), false);
    assert.deepEqual(said, []);
    assert.equal(await page.evaluate(() => globalThis.litElementVersions?.length), 1);
    await page.close();
  });

  it('bring a tag to life that stands in the page', async () => {
    const { page, asked, said } = await open('written');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    assert.ok(asked.some((path) => path.startsWith('/parts/voice-player')));
    assert.equal(await isDefined(page, 'aicc-process-dialog'), false);
    assert.deepEqual(
      said.filter((text) => !text.includes('a.wav') && !text.includes('404')),
      [],
    );
    await page.close();
  });

  it('load elements when the page asks for them, under its own prefix too', async () => {
    const { page } = await open('ask');
    await page.waitForFunction(() => document.title.includes('is none of'));
    for (const tag of ['acme-voice-player', 'acme-message-viewer', 'aicc-voice-player']) {
      assert.equal(await isDefined(page, tag), true, tag);
    }
    await page.getByRole('button', { name: 'Play' }).nth(1).waitFor();
    await page.close();
  });

  it('warn of a query behind the name, with which a page would have everything twice', async () => {
    const { page, said } = await open('query');
    await page.waitForFunction(() => customElements.get('aicc-message-list'));
    assert.match(said.join(), /without "\?…"/);
    await page.close();
  });

  it('are one file with everything, for those who can serve only one', async () => {
    const { page, asked, said } = await open('all');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    await page.getByText('The messages could not be loaded').waitFor();
    for (const name of ELEMENTS) assert.equal(await isDefined(page, `aicc-${name}`), true, name);
    assert.deepEqual(
      asked.filter((path) => path.endsWith('.js')),
      ['/all.js', '/aicc-messages.all.min.js', '/aicc-messages-http.min.js'],
    );
    assert.deepEqual(
      said.filter((text) => !text.includes('404')),
      [],
    );
    await page.close();
  });

  it('have few parts, which rely on the file and on nothing else', async () => {
    const parts = await readdir(join(folder, 'parts'));
    for (const name of parts) {
      const text = await readFile(join(folder, 'parts', name), 'utf8');
      for (const [, from = ''] of text.matchAll(/\bfrom\s*["']([^"']+)["']/g)) {
        if (from.startsWith('.'))
          assert.match(from, /^(\.\.\/aicc-messages|\.\/[\w.-]+)\.min\.js$/);
      }
    }
    // What loads at one time lies in one part, what two parts share in one more.
    assert.ok(parts.length < 36, `${parts.length} parts`);
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
      ['page', 'all', 'http', 'ar'].map((mode) => pageFile(mode).fileName),
      [
        'aicc-messages.min.js',
        'aicc-messages.all.min.js',
        'aicc-messages-http.min.js',
        'locales/ar.min.js',
      ],
    );
  });
});
