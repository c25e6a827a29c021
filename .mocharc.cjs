/** The tests in Node: `npm run test:node`, or one file by `npx mocha src/model/rules.test.ts`. */
module.exports = {
  // Mocha would load the first module by require() and its import()s again: two of each.
  'node-option': ['import=tsx', 'no-experimental-require-module'],
  file: ['test/support/alarms.node.ts'],
  reporter: './scripts/mocha-count-reporter.cjs',
  // Only there to end a test that hangs; no test relies on it.
  timeout: 120_000,
};
