/** Runs the tests on both databases: with a PostgreSQL of their own, unless `TEST_POSTGRES` names one. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from './support/postgres.js';

const given = process.argv.slice(2);
const folder = import.meta.dirname;
const files =
  given.length > 0
    ? given
    : readdirSync(folder)
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => join(folder, name));
const cluster = process.env['TEST_POSTGRES'] ? null : await startCluster(['fsync=off']);
if (!cluster && !process.env['TEST_POSTGRES'])
  console.error('There is no PostgreSQL: the tests run on SQLite alone.');

const child = spawn(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-concurrency=2', ...files],
  {
    stdio: 'inherit',
    env: { ...process.env, ...(cluster ? { TEST_POSTGRES: cluster.url } : {}) },
  },
);
const code = await new Promise<number>((resolve) =>
  child.once('exit', (status) => resolve(status ?? 1)),
);
await cluster?.stop();
// CI must not pass by testing half of it.
process.exitCode =
  code === 0 && process.env['CI'] && !cluster && !process.env['TEST_POSTGRES'] ? 1 : code;
