import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { countReporter } from './count-reporter.mjs';
import { alarmsPlugin, publicFiles, root, runOptionsPlugin, commandsPlugin } from './plugins.mjs';

const long = process.env.AICC_LONG_RUNS === '1';
const seed = process.env.AICC_SEED === undefined ? undefined : Number(process.env.AICC_SEED);

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
      runOptionsPlugin({ long, ...(seed === undefined ? {} : { seed }) }),
      esbuildPlugin({
        ts: true,
        json: true,
        target: 'es2022',
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
