import { failureLine, noCount, writeCount } from './counts.mjs';

/** Counts the tests that node:test runs, for the closing line of scripts/test.mjs. */
export default async function* countReporter(source) {
  const count = noCount();
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    else if (type === 'test:pass') count.passed += 1;
    else {
      count.failed += 1;
      const { error } = data.details;
      count.failures.push(failureLine(data.file, [data.name], error?.cause ?? error));
    }
  }
  writeCount('pages', count);
  yield '';
}
