/** Decides where each test file runs. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';

/** The files in a folder whose names match, as paths from the root of the project. */
export function filesIn(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => pattern.test(path))
    .sort();
}

/**
 * Tests that need a page: those of the elements, those in test/browser, and files named
 * `.browser.test.ts`.
 */
const NEEDS_PAGE = /^(src\/elements|test\/browser)\/|\.browser\.test\.ts$/;
export const needsPage = (path) => NEEDS_PAGE.test(path.replaceAll('\\', '/'));

/** All test files except those of `npm run test:pages` (test/node, test/pages). */
export const allTests = () =>
  ['src', 'mocks', 'test/browser'].flatMap((folder) => filesIn(folder, /\.test\.ts$/));

export const browserTests = () => allTests().filter(needsPage);
export const nodeTests = () => allTests().filter((path) => !needsPage(path));
