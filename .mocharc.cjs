/**
 * Settings of the tests in Node. Run all with `npm run test:node`, or one file with `npx mocha
 * src/model/rules.test.ts`.
 */
module.exports = {
  // Without these options Mocha loads the first module with require() and its imports a second time:
  // two copies of each.
  'node-option': ['import=tsx', 'no-experimental-require-module'],
  file: ['test/support/alarms.node.ts'],
  reporter: './scripts/mocha-count-reporter.cjs',
  // Ends a test that hangs. No test relies on this limit.
  timeout: 120_000,
};
