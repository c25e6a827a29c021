/** The files for pages without a bundler: one script, its parts and languages beside it, the HTTP adapter apart. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ELEMENTS, pageFile } from '../../scripts/entries.mjs';
import { shared } from '../node/support/shared.ts';
import { until } from '../node/support/waits.ts';
import { takeWindow, useWindows } from './support/browser.ts';
import { pageFilesFolder } from './support/builds.ts';
import {
  answerFile,
  answerHtml,
  pageOf,
  serve,
  type LoopbackServer,
} from './support/static-server.ts';

declare global {
  var litElementVersions: string[] | undefined;
}

// A second copy of Lit would ask for its Trusted Types policy again, and be refused.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

const LIST = '<aicc-message-list></aicc-message-list>';

/** A page's own script: a list over HTTP, with what a file exports. */
const overHttp = (file: string): string =>
  `import { VERSION } from './${file}';
  import { createHttpAdapter } from './aicc-messages-http.min.js';
  const list = document.querySelector('aicc-message-list');
  list.adapter = createHttpAdapter({ baseUrl: '/api' });
  document.title = VERSION;`;

const SCRIPTS: Readonly<Record<string, string>> = {
  '/page.js': overHttp('aicc-messages.min.js'),
  '/all.js': overHttp('aicc-messages.all.min.js'),
  '/work.js': `import './aicc-messages.min.js';
    const message = { id: 'm-1', version: 1, channel: 'web', status: 'unprocessed', text: 'Hello' };
    document.querySelector('aicc-message-list').adapter = {
      listMessages: () => Promise.resolve({ messages: [message], total: 1 }),
      getMessage: () => Promise.resolve(message),
      startProcessing: () => Promise.resolve({ ...message, status: 'processing', version: 2 }),
    };`,
  '/ask.js': `import { load } from './aicc-messages.min.js';
    const player = document.createElement('acme-voice-player');
    document.body.append(player);
    document.body.append(document.createElement('aicc-voice-player'));
    const refused = await load('voice-recorder').catch((error) => error.message);
    await load(['voice-player', 'message-viewer'], { prefix: 'acme' });
    await load('voice-player');
    document.title = refused;`,
};

const PAGES: Readonly<Record<string, string>> = {
  '/en.html': pageOf('page.js', LIST),
  '/zh-CN.html': pageOf('page.js', LIST, 'zh-CN'),
  '/ar.html': pageOf('page.js', LIST, 'ar'),
  '/all.html': pageOf('all.js', LIST),
  '/work.html': pageOf('work.js', LIST),
  '/ask.html': pageOf('ask.js'),
  '/written.html': pageOf(
    'aicc-messages.min.js',
    '<aicc-voice-player src="a.wav"></aicc-voice-player>',
  ),
  '/query.html': pageOf('aicc-messages.min.js?v=1'),
};

const server = shared(
  async () => {
    const folder = await pageFilesFolder();
    const headers = { 'Content-Security-Policy': POLICY };
    return serve((request, response) => {
      const path = request.url ?? '/';
      const [page, script] = [PAGES[path], SCRIPTS[path]];
      if (page !== undefined) answerHtml(response, page, headers);
      else if (script !== undefined)
        response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(script);
      else void answerFile(folder, request, response, headers);
    });
  },
  ({ close }: LoopbackServer) => close(),
);

interface Opened {
  readonly page: Page;
  /** Paths of all requests. */
  readonly asked: readonly string[];
  /** What the console said, violations of the policy among it. */
  readonly said: readonly string[];
}

/** Opens one of {@link PAGES}; the tests look at what the console says themselves. */
async function open(name: string): Promise<Opened> {
  const { origin } = await server();
  const { page } = await takeWindow({ origins: [origin], allow: [/^console: /], isFresh: true });
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${origin}/${name}.html`);
  return { page, asked, said };
}

const isPart = (path: string): boolean => path.startsWith('/parts/');
const isDefined = (page: Page, tag: string): Promise<boolean> =>
  page.evaluate((name) => customElements.get(name) !== undefined, tag);

describe('the files for pages without a bundler', () => {
  useWindows();

  it('are one script that shows the list, and nothing else before the first look', async () => {
    const { page, asked } = await open('en');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    assert.deepEqual(
      asked.filter((path) => path.endsWith('.js') && !isPart(path)),
      ['/page.js', '/aicc-messages.min.js', '/aicc-messages-http.min.js'],
    );
    const text = await readFile(join(await pageFilesFolder(), 'aicc-messages.min.js'), 'utf8');
    assert.doesNotMatch(text, /from\s*["'`]\.\/parts/);
    // The elements that the list opens are loaded in an idle moment after it.
    await until('an element to be loaded', () => asked.some(isPart));
    const firstRead = asked.findIndex((path) => path.startsWith('/api/'));
    assert.ok(firstRead >= 0 && asked.findIndex(isPart) > firstRead);
  });

  it('load a dialog of the list when it is opened, under a strict policy, with one Lit', async () => {
    const { page, asked, said } = await open('work');
    await page.getByRole('button', { name: /^Process/ }).click();
    await page.getByRole('dialog').getByText('Handling Comments').waitFor();
    assert.ok(asked.some((path) => path.startsWith('/parts/process-dialog')));
    assert.equal(await isDefined(page, 'aicc-allocate-dialog'), false);
    assert.deepEqual(said, []);
    assert.equal(await page.evaluate(() => globalThis.litElementVersions?.length), 1);
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
  });

  it('load elements when the page asks for them, under its own prefix too', async () => {
    const { page } = await open('ask');
    await page.waitForFunction(() => document.title.includes('is none of'));
    for (const tag of ['acme-voice-player', 'acme-message-viewer', 'aicc-voice-player']) {
      assert.equal(await isDefined(page, tag), true, tag);
    }
    await page.getByRole('button', { name: 'Play' }).nth(1).waitFor();
  });

  it('warn of a query behind the name, with which a page would have everything twice', async () => {
    const { page, said } = await open('query');
    await page.waitForFunction(() => customElements.get('aicc-message-list'));
    assert.match(said.join(), /without "\?…"/);
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
  });

  it('have few parts, which rely on the file and on nothing else', async () => {
    const parts = await readdir(join(await pageFilesFolder(), 'parts'));
    for (const name of parts) {
      const text = await readFile(join(await pageFilesFolder(), 'parts', name), 'utf8');
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
  });

  it('load a language that stands beside them', async () => {
    const { page, asked } = await open('zh-CN');
    await page.getByRole('heading', { name: '留言管理' }).waitFor();
    assert.ok(asked.includes('/locales/zh-CN.min.js'));
  });

  it('speak English when the language beside them is missing', async () => {
    const { page, asked } = await open('ar');
    await page.getByRole('heading', { name: 'Message Management' }).waitFor();
    assert.ok(asked.includes('/locales/ar.min.js'));
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
