/** What V8 counts in the pages, in the form in which Node writes what it counts (NODE_V8_COVERAGE). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../entries.mjs';

/** Where the bundles of the tests are. */
export const BUNDLES = '.cache/browser-tests';

const folder = process.env.AICC_COVERAGE;
let pages = 0;

/** A page of the runner; before the runner empties it, what was run in it is written down. */
export async function createPage({ context }) {
  const page = await context.newPage();
  if (!folder) return page;
  await page.coverage.startJSCoverage();
  const goto = page.goto.bind(page);
  page.goto = async (address, options) => {
    if (address === 'about:blank') writeCoverage(await page.coverage.stopJSCoverage());
    return goto(address, options);
  };
  return page;
}

function writeCoverage(scripts) {
  const result = scripts
    .filter(({ url }) => URL.canParse(url) && new URL(url).pathname.startsWith(`/${BUNDLES}/`))
    .map(({ url, functions }) => ({
      scriptId: '0',
      url: pathToFileURL(join(root, new URL(url).pathname)).href,
      functions,
    }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `page-${(pages += 1)}.json`), JSON.stringify({ result }));
}

/** The counting tool knows sources of bundles by whole paths only. */
export function nameSources(maps) {
  if (!folder) return;
  for (const path of maps) {
    const map = JSON.parse(readFileSync(path, 'utf8'));
    map.sources = map.sources.map((source) => resolve(dirname(path), source));
    writeFileSync(path, JSON.stringify(map));
  }
}
