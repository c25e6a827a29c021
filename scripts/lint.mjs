/** Runs all static checks. `npm run lint -- --fix` fixes the faults that the tools can fix. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';
import { run } from './run.mjs';

const fix = process.argv.includes('--fix');
const rooms = ['src', 'mocks', 'stories', 'demo'].filter((name) => existsSync(join(root, name)));

const checks = [
  ['eslint', ['.', '--max-warnings', '0', ...(fix ? ['--fix'] : [])]],
  ['prettier', [fix ? '--write' : '--check', '--log-level', 'warn', '.']],
  ['depcruise', ['--config', '.dependency-cruiser.cjs', ...rooms]],
];
if (existsSync(join(root, 'src/elements'))) {
  checks.push([
    'lit-analyzer',
    [
      'src/elements/**/*.ts',
      '--strict',
      '--quiet',
      '--rules.no-missing-import',
      'off',
      // The analyzer knows neither Lit's `nothing` nor `step="any"`. The compiler checks property
      // bindings.
      '--rules.no-incompatible-type-binding',
      'off',
      '--rules.no-unknown-property',
      'error',
    ],
  ]);
}
checks.push(
  // Files, exports and types that nothing uses.
  ['knip', ['--no-progress']],
  [process.execPath, ['scripts/promises.mjs', '--check']],
  [process.execPath, ['scripts/version.mjs', '--check']],
);
if (existsSync(join(root, 'openapi/aicc-messages.yaml'))) {
  checks.push([process.execPath, ['scripts/generate-api.mjs', '--check']]);
}

let failed = 0;
for (const [command, args] of checks) {
  const name = command === process.execPath ? args[0] : command;
  const started = Date.now();
  const code = await run(command, args);
  console.log(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) failed += 1;
}
if (failed > 0) process.exitCode = 1;
