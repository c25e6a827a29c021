/** The built demo in a real browser, with the standing alarms on. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumFlags, findBrowser } from '../../../scripts/find-browser.mjs';
import { serveFolder, type StaticServer } from './static-server.ts';

/** Promise S3: the strictest policy a host may have; S4: Trusted Types enforced, with our names only. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "img-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html aicc-messages',
  'report-uri /csp-report',
].join('; ');

export interface DemoSite {
  readonly origin: string;
  readonly server: StaticServer;
  readonly browser: Browser;
  /** Opens the demo in a context of its own; `query` without the question mark. */
  open(query?: string, options?: OpenOptions): Promise<DemoPage>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly viewport?: { width: number; height: number };
  /** Faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
}

export interface DemoPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything that sounded an alarm so far. */
  readonly alarms: readonly string[];
  /** Fails when an alarm has sounded, then closes the page. */
  done(): Promise<void>;
}

/** Builds the demo into a folder of its own and serves it under the strict policy. */
export async function openDemoSite(): Promise<DemoSite> {
  const folder = await mkdtemp(join(tmpdir(), 'aicc-demo-'));
  await build({
    mode: 'demo',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = await serveFolder(folder, { 'content-security-policy': STRICT_POLICY });
  const executablePath = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: chromiumFlags() });
  return {
    origin: server.origin,
    server,
    browser,
    open: (query = '', options = {}) => openPage(browser, server, query, options),
    close: async () => {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(
  browser: Browser,
  server: StaticServer,
  query: string,
  { viewport = { width: 1280, height: 900 }, allow = [] }: OpenOptions,
): Promise<DemoPage> {
  const context = await browser.newContext({ viewport, acceptDownloads: true, locale: 'en-US' });
  const page = await context.newPage();
  const alarms: string[] = [];
  const sound = (text: string): void => {
    if (!allow.some((pattern) => pattern.test(text))) alarms.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) sound(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => sound(`page error: ${error.message}`));
  page.on('dialog', (dialog) => {
    sound(`dialog: ${dialog.type()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'blob:' && origin !== server.origin) sound(`foreign request: ${origin}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await page.goto(`${server.origin}/${query === '' ? '' : `?${query}`}`);
  return {
    page,
    context,
    alarms,
    done: async () => {
      const stored = await page.evaluate(() => [
        ...Object.keys(localStorage).filter((key) => !key.startsWith('__msw')),
        ...Object.keys(sessionStorage),
        document.cookie,
      ]);
      assert.deepEqual(stored.filter(Boolean), [], 'nothing is stored in the browser');
      assert.deepEqual(alarms, [], 'no alarm sounded');
      assert.deepEqual(server.reports, [], 'no policy report was sent');
      await context.close();
    },
  };
}
