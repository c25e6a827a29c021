/** What V8 counts in the pages, in the form in which Node writes what it counts (NODE_V8_COVERAGE). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../entries.mjs';
import { BUNDLES } from './bundle.mjs';

const folder = process.env.AICC_COVERAGE;
let pages = 0;

/** A page of the runner; `npm run test:coverage` gets what was run in it when it is closed. */
export async function createPage({ context }) {
  const page = await context.newPage();
  if (!folder) return page;
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  const close = context.close.bind(context);
  context.close = async () => {
    const scripts = await page.coverage.stopJSCoverage();
    const result = scripts
      .filter(({ url }) => URL.canParse(url) && new URL(url).pathname.startsWith(`/${BUNDLES}/`))
      .map(({ url, functions }) => ({
        scriptId: '0',
        url: pathToFileURL(join(root, new URL(url).pathname)).href,
        functions,
      }));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `page-${(pages += 1)}.json`), JSON.stringify({ result }));
    await close();
  };
  return page;
}
