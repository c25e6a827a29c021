import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './entries.mjs';

/** Runs a program of this project, shows its output, and resolves to its exit code. */
export function run(command, args = [], { env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        PATH: join(root, 'node_modules/.bin') + delimiter + (process.env.PATH ?? ''),
        ...env,
      },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
