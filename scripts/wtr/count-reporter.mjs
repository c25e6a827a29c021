import { writeCount } from '../counts.mjs';

/** Counts tests for the closing line of scripts/test.mjs. */
export function countReporter(name) {
  return {
    onTestRunFinished({ sessions }) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      const walk = (suite) => {
        for (const test of suite.tests ?? []) {
          if (test.skipped) count.skipped += 1;
          else if (test.passed) count.passed += 1;
          else count.failed += 1;
        }
        for (const inner of suite.suites ?? []) walk(inner);
      };
      for (const session of sessions) {
        if (session.testResults) walk(session.testResults);
        // Errors outside of tests: a module that does not load, a hook that throws, a crash.
        const failedBefore = count.failed;
        count.failed += session.errors?.length ?? 0;
        if (!session.passed && count.failed === failedBefore && !hasFailure(session)) {
          count.failed += 1;
        }
      }
      writeCount(name, count);
    },
  };
}

function hasFailure(session) {
  const inSuite = (suite) =>
    (suite.tests ?? []).some((test) => !test.passed && !test.skipped) ||
    (suite.suites ?? []).some(inSuite);
  return session.testResults ? inSuite(session.testResults) : false;
}
