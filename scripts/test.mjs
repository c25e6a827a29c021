/**
 * Runs tests. The last line of the output is `N passed, N failed`, over all of them.
 *
 *   npm test                 the three below
 *   npm run test:node        tests that need no page, in one process
 *   npm run test:browser     tests that need a page, in Chromium
 *   npm run test:pages       real servers, and whole pages on them (test/node, test/pages)
 *   npm run test:coverage    test:node and test:browser, with the coverage of src
 *   npm run test:browsers    the element tests in Firefox and WebKitGTK
 *   npm run test:stories     every story
 *   npm run test:model       longer runs of the model tests
 *   npm run test:backend     examples/backend: its rules on SQLite and PostgreSQL, then the fire test
 *   npm run test:all         all of these
 *
 * The runner receives further arguments: `npm run test:node -- src/model/rules.test.ts`,
 * `npm run test:browser -- --files src/elements/voice-player/voice-player.test.ts`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';
import { addCount, clearCount, noCount, printFailures, readCount } from './counts.mjs';
import { run } from './run.mjs';
import { allTests, filesIn, needsPage, nodeTests } from './test-files.mjs';

const [wanted, ...rest] = process.argv.slice(2);

/** Starts one test runner. If it fails without a failed test, that counts as one failure. */
async function counted(name, command, args, options) {
  clearCount(name);
  const code = await run(command, args, options);
  const count = readCount(name) ?? noCount();
  if (code !== 0 && count.failed === 0) {
    // No test failed: coverage below its threshold, or the runner itself broke.
    count.failures.push(`The run "${name}" ended with code ${code}; the reason is above.`);
    count.failed = 1;
  }
  return count;
}

/** A model test reads from run-options.js how long it may run. */
const isModelTest = (path) => readFileSync(join(root, path), 'utf8').includes('run-options.js');

const runs = {
  browser: (options) => counted('browser', 'wtr', rest, options),
  node: (options) =>
    counted(
      'node',
      'mocha',
      ['--reporter-option=count=node', ...(rest.length > 0 ? rest : nodeTests())],
      options,
    ),
  pages: () => {
    const files = ['test/node', 'test/pages'].flatMap((folder) => filesIn(folder, /\.test\.ts$/));
    // Without .mocharc.cjs: these tests have alarms of their own, on the pages.
    return counted('pages', 'mocha', [
      '--no-config',
      '--node-option=import=tsx,no-experimental-require-module',
      '--file=test/node/support/hooks.ts',
      '--timeout=120000',
      '--reporter=./scripts/mocha-count-reporter.cjs',
      '--reporter-option=count=pages',
      ...(rest.length > 0 ? rest : files),
    ]);
  },
  /** Measures the coverage of src by the tests in Node and in Chromium together (.c8rc.json). */
  coverage: async () => {
    const folder = join(root, '.cache/coverage');
    rmSync(folder, { recursive: true, force: true });
    const total = noCount();
    addCount(total, await runs.node({ env: { NODE_V8_COVERAGE: folder } }));
    addCount(total, await runs.browser({ env: { AICC_COVERAGE: folder } }));
    addCount(total, await counted('coverage', 'c8', ['report']));
    return total;
  },
  // One browser at a time: with two browsers on two cores, sound and timers are late.
  browsers: async () => {
    const total = noCount();
    for (const browser of (process.env.AICC_BROWSERS ?? 'firefox,webkit').split(',')) {
      process.env.AICC_BROWSERS = browser;
      const count = await counted(`browsers-${browser}`, 'wtr', [
        '--config',
        'web-test-runner.browsers.config.mjs',
        ...rest,
      ]);
      addCount(total, count);
    }
    return total;
  },
  stories: () =>
    counted('stories', 'vitest', [
      'run',
      '--reporter=default',
      '--reporter=./scripts/vitest-count-reporter.mjs',
      ...rest,
    ]),
  /** The example's own commands, as its README has them; each is one check. */
  backend: async () => {
    const folder = join(root, 'examples/backend');
    const commands = [
      ['npm', 'run', '--silent', 'pack:examples'],
      ['npm', '--prefix', folder, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
      ['npm', '--prefix', folder, 'run', 'typecheck'],
      ['npm', '--prefix', folder, 'test'],
      ['npm', '--prefix', folder, 'run', 'test:fire'],
    ];
    const total = noCount();
    for (const [command, ...args] of commands) {
      const code = await run(command, args);
      if (code === 0) total.passed += 1;
      else {
        total.failed += 1;
        total.failures.push(`${[command, ...args].join(' ')}: exit code ${code}`);
        break;
      }
    }
    return total;
  },
  model: async () => {
    // The script chooses the seed and prints it first, so that every run can be repeated, even a
    // crashed one.
    const seed = process.env.AICC_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
    console.log(`Seed ${seed}. To repeat this run: AICC_SEED=${seed} npm run test:model`);
    const options = { env: { AICC_LONG_RUNS: '1', AICC_SEED: seed } };
    const files = rest.length > 0 ? rest : allTests().filter(isModelTest);
    const [pages, plain] = [files.filter(needsPage), files.filter((path) => !needsPage(path))];
    const total = noCount();
    if (plain.length > 0) {
      // These runs are long on purpose.
      const words = ['--reporter-option=count=node', '--timeout=3600000', ...plain];
      addCount(total, await counted('node', 'mocha', words, options));
    }
    if (pages.length > 0) {
      addCount(total, await counted('browser', 'wtr', ['--files', ...pages], options));
    }
    return total;
  },
};

/** What `npm test` runs, and what is slow or rare besides. */
const GUARDS = ['node', 'browser', 'pages'];
const ALL = [...GUARDS, 'browsers', 'stories', 'model', 'backend'];

const names = wanted === 'all' ? ALL : wanted ? [wanted] : GUARDS;
const total = noCount();
for (const name of names) {
  if (!runs[name]) {
    console.error(`There is no test run "${name}". Test runs: ${Object.keys(runs).join(', ')}.`);
    process.exit(2);
  }
  addCount(total, await runs[name]());
}

printFailures(total);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
if (total.failed > 0) process.exitCode = 1;
