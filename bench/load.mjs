/**
 * Measures when the list shows its first row on a slow line and a slow processor, and how much it loads
 * until the page is idle. Run `npm run bench:load` in the root, after `npm run build`.
 *
 *   --rounds=5   number of loads per page, each with an empty cache
 *
 * Line: 1.6 Mbit/s, 150 ms. Processor: slowed down four times. DevTools sets both.
 */
/* global window -- functions given to a page run in the browser */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumFlags, findBrowser } from '../scripts/find-browser.mjs';
import { serve } from './server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = process.env.AICC_DIST ?? join(root, 'dist');
const rounds = Number(process.argv.find((word) => word.startsWith('--rounds='))?.slice(9) ?? 5);
if (!existsSync(join(dist, 'elements/message-list/message-list.define.js'))) {
  console.error('The benchmark measures the built list. Run first: npm run build');
  process.exit(1);
}

/** Twenty messages without delay: the benchmark measures only loading and drawing. */
const PAGE_SCRIPT = `
const messages = Array.from({ length: 20 }, (_, at) => ({
  id: 'm' + at, version: 1, channel: at % 3 ? 'voice' : 'web', status: 'to-be-allocated',
  contactNumber: '+1514555' + String(1000 + at), employeeId: null, businessAccount: null,
  createdAt: '2026-01-02T03:04:05Z', updatedAt: '2026-01-02T03:04:05Z', durationSeconds: 20,
  text: at % 3 ? null : 'Please call me back about the invoice of last month.', actions: {},
}));
const none = () => Promise.reject(new Error('not used here'));
document.querySelector('aicc-message-list').adapter = {
  listMessages: async () => ({ messages, total: 20, nextCursor: null, hasMore: false }),
  getMessage: none, listAgents: none, allocateMessages: none, startProcessing: none,
  submitProcessing: none, getRecording: none,
};
const look = () => {
  const row = document.querySelector('aicc-message-list').shadowRoot?.querySelector('tbody tr[data-id]');
  if (row) requestAnimationFrame(() => setTimeout(() => { window.firstRowMs = performance.now(); }));
  else requestAnimationFrame(look);
};
look();
window.shift = 0;
window.blocked = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
  .observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.blocked += Math.max(0, e.duration - 50); })
  .observe({ type: 'longtask', buffered: true });
`;
const html = (script) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>load</title></head><body><aicc-message-list></aicc-message-list><script type="module" src="${script}"></script></body></html>`;

const files = new Map();
const add = (path, text) =>
  files.set(path, { bytes: Buffer.from(text), gzip: gzipSync(Buffer.from(text), { level: 9 }) });

/** The page of a host with a bundler: minified, and split at the dynamic imports of the library. */
async function addBundledPage() {
  const { outputFiles } = await build({
    stdin: {
      contents: `import ${JSON.stringify(join(dist, 'elements/message-list/message-list.define.js'))};${PAGE_SCRIPT}`,
      resolveDir: root,
      sourcefile: 'page.js',
    },
    outdir: '/out',
    entryNames: 'page',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    conditions: ['browser', 'production'],
    nodePaths: [join(root, 'node_modules')],
  });
  for (const { path, text } of outputFiles) add(path.replace(/^.*\/out\//, '/bundled/'), text);
  add('/bundled', html('/bundled/page.js'));
}

/**
 * The page of a host without a bundler: the one-file build, and the files that it loads from the
 * folder beside it.
 */
async function addPlainPage() {
  const { readFileSync, readdirSync } = await import('node:fs');
  for (const name of readdirSync(dist, { recursive: true })) {
    if (name.endsWith('.min.js') || name.startsWith('parts')) {
      if (name.endsWith('.js'))
        add(`/plain/${name.replaceAll('\\', '/')}`, readFileSync(join(dist, name), 'utf8'));
    }
  }
  add('/plain/page.js', `import './aicc-messages.min.js';${PAGE_SCRIPT}`);
  add('/plain', html('/plain/page.js'));
}

async function open(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  let requests = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(url);
  await page.waitForFunction(() => window.firstRowMs > 0);
  const bytesToFirstRow = bytes;
  await page.waitForLoadState('networkidle');
  // The library preloads in idle moments, one module after another.
  await page.waitForTimeout(3000);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => ({
    firstRowMs: window.firstRowMs,
    blockedMs: window.blocked,
    shift: window.shift,
  }));
  await context.close();
  return { ...seen, bytesToFirstRow, bytes, requests };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

await addBundledPage();
await addPlainPage();
const { origin, stop } = await serve(files, new Map());
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: chromiumFlags(),
});
const kib = (bytes) => (bytes / 1024).toFixed(1);
console.log(
  '| page | first row, ms | KiB until then | KiB until idle | requests | blocked, ms | layout shift |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const name of ['bundled', 'plain']) {
  const seen = [];
  for (let round = 0; round < rounds; round += 1)
    seen.push(await open(browser, `${origin}/${name}`));
  const of = (key) => median(seen.map((one) => one[key]));
  console.log(
    `| ${name} | ${of('firstRowMs').toFixed(0)} | ${kib(of('bytesToFirstRow'))} | ${kib(of('bytes'))} | ${of('requests')} | ${of('blockedMs').toFixed(0)} | ${of('shift').toFixed(3)} |`,
  );
}
await browser.close();
stop();
