/**
 * Bundles the test files of a run once, with shared code in chunks, into .cache/browser-tests. A page then
 * loads a few dozen files instead of hundreds of modules. The command line and the reports still use the
 * paths of the sources.
 */
import { rmSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { context } from 'esbuild';
import { root } from '../entries.mjs';
import { BUNDLES, nameSources } from './coverage.mjs';
import { browserTests, filesIn } from '../test-files.mjs';

const ALARMS = 'test/support/alarms.browser.ts';

const bundled = (path) => `/${BUNDLES}/${path.replace(/\.ts$/, '.js')}`;

/** The variables that test/support/run-options.ts reads. */
const runOptions = Object.fromEntries(
  ['AICC_LONG_RUNS', 'AICC_SEED'].map((name) => [
    `process.env.${name}`,
    JSON.stringify(process.env[name] ?? ''),
  ]),
);

export function bundlePlugin() {
  let building;
  return {
    name: 'bundle',

    async serverStart({ config }) {
      building = await context({
        absWorkingDir: root,
        entryPoints: [ALARMS, ...browserTests()],
        outbase: '.',
        outdir: BUNDLES,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        platform: 'browser',
        sourcemap: 'linked',
        chunkNames: 'chunks/[name]-[hash]',
        // The runner's own socket, and what the fake time asks for in Node alone.
        external: ['/__web-dev-server__*', 'util', 'timers', 'timers/promises'],
        define: runOptions,
        metafile: true,
        logLevel: 'error',
      });
      const { metafile } = await building.rebuild();
      const written = Object.keys(metafile.outputs);
      removeOld(written);
      nameSources(written.filter((path) => path.endsWith('.map')).map((path) => join(root, path)));
      if (!config.disableFileWatcher) await building.watch();
    },

    async serverStop() {
      await building?.dispose();
    },

    /** Serves, in place of a test file, a module that loads the global guards and then the bundle of the file. */
    serve({ path }) {
      if (!path.endsWith('.test.ts')) return undefined;
      return {
        type: 'js',
        body: `import '${bundled(ALARMS)}';\nawait import('${bundled(path.slice(1))}');\n`,
      };
    },
  };
}

/** Removes the files of earlier runs. */
function removeOld(current) {
  const kept = new Set(current.map((path) => normalize(path)));
  for (const path of filesIn(BUNDLES, /\.(js|map)$/)) if (!kept.has(path)) rmSync(join(root, path));
}
