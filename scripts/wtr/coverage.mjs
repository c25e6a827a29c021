/** Writes the V8 coverage of the pages in the format that Node uses (NODE_V8_COVERAGE). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../entries.mjs';

/** The folder of the test bundles. */
export const BUNDLES = '.cache/browser-tests';

const folder = process.env.AICC_COVERAGE;
let pages = 0;

/** Creates a page for the runner. Before the runner empties the page, its coverage is written. */
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

/** c8 finds the sources of a bundle only by their full paths. */
export function nameSources(maps) {
  if (!folder) return;
  for (const path of maps) {
    const map = JSON.parse(readFileSync(path, 'utf8'));
    map.sources = map.sources.map((source) => resolve(dirname(path), source));
    writeFileSync(path, JSON.stringify(map));
  }
}
