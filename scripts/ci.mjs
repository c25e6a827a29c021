/**
 * The steps of .ci/run after installation. A failed step does not stop the others, so that one run
 * reports all faults.
 */
import { addCount, clearCount, noCount, printFailures, readCount } from './counts.mjs';
import { run } from './run.mjs';

/**
 * The npm script of each step, and the names of the counts that its tests write. A step without counts
 * is one check.
 */
const STEPS = [
  ['typecheck'],
  ['lint'],
  ['build'],
  ['size'],
  ['check:package'],
  // Some tests serve the built demo.
  ['build:demo'],
  ['test:coverage', 'node', 'browser', 'coverage'],
  ['test:pages', 'pages'],
  ['test:browsers', 'browsers-firefox', 'browsers-webkit'],
  ['build-storybook'],
  ['test:stories', 'stories'],
];

const total = noCount();
const lines = [];
for (const [script, ...counts] of STEPS) {
  for (const name of counts) clearCount(name);
  console.log(`\n== npm run ${script}`);
  const started = Date.now();
  const code = await run('npm', ['run', '--silent', script]);
  const sum = noCount();
  for (const name of counts) addCount(sum, readCount(name) ?? {});
  if (counts.length === 0 && code === 0) sum.passed = 1;
  if (code !== 0 && sum.failed === 0) {
    sum.failed = 1;
    sum.failures.push(`npm run ${script}: exit code ${code}`);
  }
  addCount(total, sum);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  lines.push(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${script.padEnd(16)} ${seconds.padStart(4)} s` +
      (counts.length > 0 ? `  ${sum.passed} passed, ${sum.failed} failed` : ''),
  );
}

printFailures(total);
console.log(`\n${lines.map((line) => `- ${line}`).join('\n')}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
