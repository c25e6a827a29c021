/**
 * Dots while Mocha runs, what failed at the end, and the numbers for the closing line of
 * scripts/test.mjs. Mocha loads reporters by require().
 */
const { reporters, Runner } = require('mocha');

module.exports = class CountReporter extends reporters.Dot {
  #name;
  #failures = [];
  #counts = { passed: 0, failed: 0, skipped: 0 };

  constructor(runner, options) {
    super(runner, options);
    this.#name = options.reporterOptions?.count;
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING } = Runner.constants;
    runner.on(EVENT_TEST_PASS, () => (this.#counts.passed += 1));
    runner.on(EVENT_TEST_PENDING, () => (this.#counts.skipped += 1));
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      this.#counts.failed += 1;
      this.#failures.push([test.file, test.titlePath(), error]);
    });
  }

  done(failed, end) {
    if (!this.#name) return end(failed);
    import('./counts.mjs').then(({ failureLine, writeCount }) => {
      const failures = this.#failures.map(([file, names, error]) =>
        failureLine(file, names, error),
      );
      writeCount(this.#name, { ...this.#counts, failures });
      end(failed);
    });
  }
};
