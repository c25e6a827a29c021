/**
 * Prints dots while Mocha runs and the failures at the end, and stores the counts for the closing line of
 * scripts/test.mjs. Mocha loads reporters with require().
 */
const { reporters, Runner } = require('mocha');

module.exports = class CountReporter extends reporters.Dot {
  #name;
  /** A global guard can fail a test after the test has passed. */
  #outcomes = new Map();
  #failures = [];

  constructor(runner, options) {
    super(runner, options);
    this.#name = options.reporterOptions?.count;
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING } = Runner.constants;
    runner.on(EVENT_TEST_PASS, (test) => this.#outcomes.set(test, 'passed'));
    runner.on(EVENT_TEST_PENDING, (test) => this.#outcomes.set(test, 'skipped'));
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      this.#outcomes.set(test, 'failed');
      this.#failures.push([test.file, test.titlePath(), error]);
    });
  }

  done(failed, end) {
    if (!this.#name) return end(failed);
    import('./counts.mjs').then(({ failureLine, noCount, writeCount }) => {
      const count = noCount();
      for (const outcome of this.#outcomes.values()) count[outcome] += 1;
      for (const [file, names, error] of this.#failures) {
        count.failures.push(failureLine(file, names, error));
      }
      writeCount(this.#name, count);
      end(failed);
    });
  }
};
