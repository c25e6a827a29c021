import { failureLine, noCount, writeCount } from './counts.mjs';

/** Counts the tested stories, for the closing line of scripts/test.mjs. */
export default class CountReporter {
  onTestRunEnd(modules, errors) {
    const count = noCount();
    const fail = (file, names, error) => {
      count.failed += 1;
      count.failures.push(failureLine(file, names, error));
    };
    for (const error of errors) fail('', ['stories'], error);
    for (const module of modules) {
      for (const error of module.errors()) fail(module.moduleId, [], error);
      for (const test of module.children.allTests()) {
        const { state, errors: why } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') fail(module.moduleId, [test.fullName], why?.[0]);
        else count.skipped += 1;
      }
    }
    writeCount('stories', count);
  }
}
