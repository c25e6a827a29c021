import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { countReporter } from './count-reporter.mjs';
import { alarmsPlugin, publicFiles, root, commandsPlugin } from './plugins.mjs';

const long = process.env.AICC_LONG_RUNS === '1';

/** All that the Chromium run and the runs in other browsers have in common. */
export function baseConfig(name) {
  return {
    rootDir: root,
    nodeResolve: { exportConditions: ['browser'] },
    // Parallel pages are background tabs: media never load there and emulateMedia times out.
    concurrency: 1,
    plugins: [
      alarmsPlugin(),
      commandsPlugin(),
      esbuildPlugin({
        ts: true,
        json: true,
        target: 'es2022',
        define: {
          'process.env.AICC_LONG_RUNS': JSON.stringify(process.env.AICC_LONG_RUNS ?? ''),
          'process.env.AICC_SEED': JSON.stringify(process.env.AICC_SEED ?? ''),
        },
        tsconfig: join(root, 'tsconfig.json'),
      }),
    ],
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

/** Only the patterns of folders that exist: the runner refuses to start on a pattern without files. */
export function existing(patterns) {
  return patterns.filter((pattern) => existsSync(join(root, pattern.split('/')[0])));
}
