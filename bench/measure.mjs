/** Loads each page in its own browser context: no cache, and nothing stays behind. */

const STEP_MS = 15_000;
const SLOW = { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 };

function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${STEP_MS / 1000} s`)), STEP_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} harness the script for the page
 * @returns an open page and the functions that measure it
 */
async function open(browser, harness, url, { slow = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  let bytes = 0;
  await devtools.send('Network.enable');
  if (slow) await devtools.send('Network.emulateNetworkConditions', SLOW);
  const wanted = new Set();
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (new URL(response.url).pathname.startsWith('/build/')) wanted.add(requestId);
  });
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) bytes += encodedDataLength;
  });
  await page.addInitScript(harness);
  // page.evaluate() needs eval(), so it fails under a strict policy.
  const ask = async (expression, what) => {
    const { result, exceptionDetails } = await within(
      devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }),
      what,
    );
    if (exceptionDetails) throw new Error(`${what}: ${exceptionDetails.text}`);
    return result.value;
  };
  await page.goto(url, { waitUntil: 'commit' });
  return {
    page,
    devtools,
    ask,
    errors,
    bytes: () => bytes,
    close: () => context.close(),
  };
}

/**
 * Measures from the navigation, through a real click, to a finished seek. A failed step ends the
 * measurement; `failed` names the reason.
 */
export async function usePlayer(browser, harness, url, { seekTo, slow = false, shot } = {}) {
  const run = await open(browser, harness, url, { slow });
  const seen = { failed: null };
  try {
    const { at, x, y } = await run.ask('harness.ready', 'ready');
    seen.ready = at;
    seen.bytesAtStart = run.bytes();
    if (!slow) {
      await run.page.mouse.click(x, y);
      const { playing, moving } = await run.ask('harness.played', 'playing');
      Object.assign(seen, { playing, moving });
      seen.seek = await run.ask(`harness.seek(${seekTo})`, 'seek');
      seen.bytes = run.bytes();
    }
  } catch (error) {
    seen.failed = error.message;
  }
  if (shot) await run.page.screenshot({ path: shot });
  seen.violations = (await run.ask('harness.violations', 'violations').catch(() => [])).length;
  seen.errors = run.errors.length;
  await run.close();
  return seen;
}

/** Memory and nodes of a page with many players at rest. */
export async function weigh(browser, harness, url) {
  const run = await open(browser, harness, url);
  const seen = {};
  try {
    const { at } = await run.ask('harness.ready', 'ready');
    seen.ready = at;
    // Twice: objects that the first collection frees may release more.
    await run.devtools.send('HeapProfiler.collectGarbage');
    await run.devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await run.devtools.send('Performance.getMetrics');
    const metric = (name) => metrics.find((one) => one.name === name).value;
    seen.heap = metric('JSHeapUsedSize');
    seen.nodes = metric('Nodes');
  } catch (error) {
    seen.failed = error.message;
  }
  await run.close();
  return seen;
}
