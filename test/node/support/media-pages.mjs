/** The server of {@link startMedia}, a browser, and a fresh page for each test, which must end without a page error. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { chromium } from 'playwright';
import { chromiumFlags, findBrowser } from '../../../scripts/find-browser.mjs';
import { startMedia } from './media-server.mjs';

/**
 * Call it inside `describe`. What it returns is filled by hooks: read it in tests only.
 * @param {readonly string[]} flags of the browser, beside the usual ones
 */
export function useMediaPages(flags = []) {
  const held = { page: null, context: null, problems: [], open };
  let media, browser;

  /** The page of the elements, under a Content-Security-Policy where one is given. */
  async function open(csp = null) {
    const policy = csp === null ? '' : `?csp=${encodeURIComponent(csp)}`;
    await held.page.goto(`${media.origin}/page${policy}`);
    await held.page.waitForFunction(() => window.ready === true);
  }

  before(async () => {
    media = await startMedia();
    const { expired, origin, foreign } = media;
    Object.assign(held, { expired, origin, foreign });
    browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: [...chromiumFlags(), ...flags],
    });
  });

  after(async () => {
    await browser?.close();
    media?.close();
  });

  beforeEach(async () => {
    media.expired.clear();
    held.problems = [];
    held.context = await browser.newContext({ acceptDownloads: true });
    held.page = await held.context.newPage();
    held.page.on('pageerror', (error) => held.problems.push(error.message));
  });

  afterEach(async () => {
    await held.context.close();
    assert.deepEqual(held.problems, []);
  });

  return held;
}
