/**
 * Hooks around all tests of test/node and test/pages. Mocha loads this file before them:
 * `mocha --file test/node/support/hooks.ts …`.
 */
import { closeShared } from './shared.ts';
import { beginTest, endTest } from './test-limit.ts';

beforeEach(function limitOfTheTest() {
  beginTest(this.currentTest?.timeout() ?? 0);
});

afterEach(function limitOfTheTest() {
  endTest();
});

after(async function closeWhatIsShared() {
  await closeShared();
});
