/** A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port. */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** Where Debian and others put the server; null where it is not installed. */
function binaries(): string | null {
  const places = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/homebrew/opt/postgresql'];
  const folders = places
    .filter((place) => existsSync(place))
    .flatMap((place) => [
      place,
      ...readdirSync(place)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(place, version)),
    ])
    .map((place) => join(place, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Root installs it where it can: Debian and its relatives. */
function install(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'ignore' });
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'postgresql');
  } catch {
    // Said by whoever asked for a cluster.
  }
}

/** Null where PostgreSQL cannot be had. @param settings further ones, as `name=value` */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster | null> {
  if (!binaries()) install();
  const bin = binaries();
  if (!bin) return null;
  const folder = mkdtempSync(join(tmpdir(), 'aicc-postgres-'));
  const isRoot = process.getuid?.() === 0;
  // The server refuses to run as root.
  const as = (command: string, args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(bin, command), ...args]]
      : [join(bin, command), [...args]];
  if (isRoot) {
    chmodSync(folder, 0o755);
    execFileSync('chown', ['postgres', folder]);
  }
  const data = join(folder, 'data');
  const [initdb, initdbArgs] = as('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '-N',
  ]);
  execFileSync(initdb, initdbArgs, { stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const [server, serverArgs] = as('postgres', [
    ...['-D', data, '-k', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
    ...['-c', 'max_connections=120', ...settings.flatMap((setting) => ['-c', setting])],
  ]);
  const child: ChildProcess = spawn(server, serverArgs, { stdio: 'ignore', cwd: folder });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let tried = 0; ; tried += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      break;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (tried === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    url,
    async stop() {
      execFileSync(...as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']), {
        stdio: 'ignore',
        cwd: folder,
      });
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database on the cluster. */
export async function newDatabase(
  clusterUrl: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t${process.pid}_${Math.random().toString(36).slice(2)}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: clusterUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = name;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
