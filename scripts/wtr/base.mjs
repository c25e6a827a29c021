import { defaultReporter } from '@web/test-runner';
import { countReporter } from './count-reporter.mjs';
import { root } from '../entries.mjs';
import { bundlePlugin } from './bundle.mjs';
import { publicFiles, commandsPlugin } from './plugins.mjs';

const long = process.env.AICC_LONG_RUNS === '1';

/** The settings that the Chromium run shares with the runs in other browsers. */
export function baseConfig(name) {
  return {
    rootDir: root,
    // Parallel pages would be background tabs, where media never load and emulateMedia times out.
    concurrency: 1,
    plugins: [bundlePlugin(), commandsPlugin()],
    middleware: [publicFiles],
    reporters: [
      defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }),
      countReporter(name),
    ],
    testFramework: { config: { timeout: long ? '120000' : '30000' } },
    testsStartTimeout: 60_000,
    testsFinishTimeout: long ? 600_000 : 180_000,
    browserStartTimeout: 60_000,
  };
}
