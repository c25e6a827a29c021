/**
 * Makes a release of main. The script checks that nothing is uncommitted and that the version is new and in
 * the changelog. It builds, checks and packs the package, and tags the commit. A person with the permission
 * to publish then runs `npm publish <tarball>`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';
import { run } from './run.mjs';

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const stop = (reason) => {
  console.error(`Not released: ${reason}`);
  process.exit(1);
};

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tag = `v${version}`;
if (git('status', '--porcelain') !== '') stop('there are uncommitted changes.');
if (git('tag', '--list', tag) !== '') stop(`the tag ${tag} exists. Run "npm run version" first.`);
if (!readFileSync(join(root, 'CHANGELOG.md'), 'utf8').includes(`## ${version}`)) {
  stop(`CHANGELOG.md has no entry for ${version}. Run "npm run version" first.`);
}
for (const script of ['typecheck', 'lint', 'build', 'size', 'check:package', 'test']) {
  if ((await run('npm', ['run', '--silent', script])) !== 0) stop(`npm run ${script} failed.`);
}
if ((await run('npm', ['pack'])) !== 0) stop('npm pack failed.');
git('tag', '--annotate', tag, '--message', `aicc-messages ${version}`);
console.log(`\nTagged ${tag}. To publish: npm publish aicc-messages-${version}.tgz`);
