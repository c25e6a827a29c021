import { defaultReporter } from '@web/test-runner';
import { countReporter } from './count-reporter.mjs';
import { root } from '../entries.mjs';
import { bundlePlugin } from './bundle.mjs';
import { publicFiles, commandsPlugin } from './plugins.mjs';

const LIMIT_MS = process.env.AICC_LONG_RUNS === '1' ? 600_000 : 120_000;

/** The settings that the Chromium run shares with the runs in other browsers. */
export function baseConfig(name) {
  return {
    rootDir: root,
    concurrency: 1,
    plugins: [bundlePlugin(), commandsPlugin()],
    middleware: [publicFiles],
    reporters: [
      defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }),
      countReporter(name),
    ],
    // These only end what hangs: no test relies on them, whatever else the machine does.
    testFramework: { config: { timeout: String(LIMIT_MS) } },
    testsStartTimeout: LIMIT_MS,
    testsFinishTimeout: 10 * LIMIT_MS,
    browserStartTimeout: LIMIT_MS,
  };
}
