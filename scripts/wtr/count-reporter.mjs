import { failureLine, noCount, writeCount } from '../counts.mjs';

/** Counts the tests of the test runner, for the closing line of scripts/test.mjs. */
export function countReporter(name) {
  return {
    onTestRunFinished({ sessions }) {
      const count = noCount();
      for (const session of sessions) countSession(session, count);
      writeCount(name, count);
    },
  };
}

function countSession({ testFile, browser, testResults, errors = [], passed }, count) {
  const failedBefore = count.failed;
  const fail = (names, error) => {
    count.failed += 1;
    count.failures.push(failureLine(testFile, [...names, `in ${browser.name}`], error));
  };
  const walk = (suite, names) => {
    for (const test of suite.tests ?? []) {
      if (test.skipped) count.skipped += 1;
      else if (test.passed) count.passed += 1;
      else fail([...names, test.name], test.error);
    }
    for (const inner of suite.suites ?? []) walk(inner, [...names, inner.name]);
  };
  if (testResults) walk(testResults, []);
  // Errors outside tests: a module that does not load, a hook that throws, a crash.
  for (const error of errors) fail([], error);
  if (!passed && count.failed === failedBefore) fail([], 'the file did not pass');
}
