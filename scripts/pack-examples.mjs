/**
 * Puts this package, as a host would install it, and the demo's recordings into each example that
 * asks for `file:aicc-messages.tgz`. The package is in no registry yet.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';

const TARBALL = 'aicc-messages.tgz';
const npm = (args, cwd) =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });

// What is packed is what the sources say now. `--built` saves the time where that has just been done.
if (!process.argv.includes('--built')) npm(['run', '--silent', 'build'], root);

const examples = readdirSync(join(root, 'examples'))
  .map((name) => join(root, 'examples', name))
  .filter((folder) => {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) return false;
    const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8'));
    return dependencies?.['aicc-messages'] === `file:${TARBALL}`;
  });

for (const folder of examples) {
  const [{ filename }] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  renameSync(join(folder, filename), join(folder, TARBALL));
  if (existsSync(join(folder, 'src/recordings'))) {
    cpSync(join(root, 'public/recordings'), join(folder, 'recordings'), { recursive: true });
  }
  forgetIntegrity(join(folder, 'package-lock.json'));
  console.log(`Packed into examples/${folder.split(/[\\/]/).at(-1)}`);
}

/** The tarball is made again with each change: a hash of it in the lock file would refuse the next one. */
function forgetIntegrity(lockFile) {
  if (!existsSync(lockFile)) return;
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const entry = lock.packages?.['node_modules/aicc-messages'];
  if (!entry?.integrity) return;
  delete entry.integrity;
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
}
