/** A service of a test's own on each database, and users who ask it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type Running } from '../../src/service.js';
import { readSettings } from '../../src/settings.js';
import { freePort, newDatabase } from './postgres.js';

/** SQLite always; PostgreSQL where `test/run.ts` has started one. */
export const databases: readonly ('sqlite' | 'postgres')[] = process.env['TEST_POSTGRES']
  ? ['sqlite', 'postgres']
  : ['sqlite'];

export interface TestService extends Running {
  readonly env: Readonly<Record<string, string>>;
  /** One more process on the same database. */
  another(): Promise<OtherProcess>;
  end(): Promise<void>;
}

export interface OtherProcess {
  readonly url: string;
  /** Tells it to stop, and answers how it ended. */
  close(): Promise<number | null>;
}

export async function testService(
  kind: 'sqlite' | 'postgres',
  env: Record<string, string> = {},
): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'aicc-backend-'));
  const database = kind === 'postgres' ? await newDatabase(process.env['TEST_POSTGRES']!) : null;
  const all = {
    ...(database ? { DATABASE_URL: database.url } : { SQLITE_FILE: join(folder, 'messages.db') }),
    ...{
      RECORDING_FOLDER: join(folder, 'recordings'),
      SEED_MESSAGES: '400',
      PORT: '0',
      HOST: '127.0.0.1',
    },
    ...{ LOG_LEVEL: 'silent', REQUESTS_PER_MINUTE: '1000000', POLL_MS: '20' },
    ...env,
  };
  const running = await startService(readSettings(all));
  const more: OtherProcess[] = [];
  return {
    ...running,
    env: all,
    async another() {
      const next = await startProcess(all);
      more.push(next);
      return next;
    },
    async end() {
      for (const each of [running, ...more]) await each.close();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `npm start`, as a process of its own. */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  onOutput?: (text: string) => void,
): Promise<OtherProcess> {
  const port = await freePort();
  const main = join(import.meta.dirname, '../../src/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, PORT: String(port) },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => onOutput?.(part.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('the service does not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    close() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

// Tests look into answers of many shapes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

/** Asks as one of the demo's users. */
export class Client {
  readonly #url: string;
  readonly employeeId: string;

  constructor({ url }: Pick<Running, 'url'>, employeeId = '1001') {
    this.#url = `${url}/api`;
    this.employeeId = employeeId;
  }

  async ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Json>> {
    const response = await fetch(this.#url + path, {
      method,
      redirect: 'error',
      headers: {
        Cookie: `demo-user=${this.employeeId}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isJson = response.headers.get('Content-Type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? await response.json() : await response.text(),
    };
  }

  search(filters: object = {}, more: object = {}): Promise<Answer<Json>> {
    return this.ask('POST', '/messages/search', {
      body: {
        time: { kind: 'last', hours: 10_000 },
        sort: { field: 'created', direction: 'descending' },
        page: { index: 0, size: 20 },
        ...filters,
        ...more,
      },
    });
  }

  get(id: string): Promise<Answer<Json>> {
    return this.ask('GET', `/messages/${id}`);
  }

  command(
    path: string,
    body: unknown,
    { key = newKey(), version }: { key?: string; version?: number } = {},
  ): Promise<Answer<Json>> {
    return this.ask('POST', path, {
      body,
      headers: {
        'Idempotency-Key': key,
        ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      },
    });
  }

  allocate(
    messages: readonly { id: string; version: number }[],
    employeeId: string,
    key?: string,
  ): Promise<Answer<Json>> {
    return this.command(
      '/allocations',
      {
        assignments: messages.map(({ id, version }) => ({
          messageId: id,
          expectedVersion: version,
          employeeId,
        })),
      },
      key === undefined ? {} : { key },
    );
  }

  start(
    { id, version }: { id: string; version: number },
    body: object = {},
    key = newKey(),
  ): Promise<Answer<Json>> {
    return this.command(`/messages/${id}/processing`, body, { key, version });
  }

  submit(
    { id, version, lease }: { id: string; version: number; lease: { id: string } | null },
    comments: string,
    key = newKey(),
  ): Promise<Answer<Json>> {
    return this.command(
      `/messages/${id}/processing/submission`,
      { leaseId: lease?.id ?? null, comments },
      { key, version },
    );
  }

  release({
    id,
    version,
    lease,
  }: {
    id: string;
    version: number;
    lease: { id: string } | null;
  }): Promise<Answer<Json>> {
    return this.command(
      `/messages/${id}/processing/release`,
      { leaseId: lease?.id ?? null },
      { version },
    );
  }

  /** A message in a status, that nothing else in the test uses. */
  async take(status: string, more: object = {}): Promise<Json> {
    const { body } = await this.search({ status, ...more }, { page: { index: 0, size: 200 } });
    const found = body.messages.find(({ id }: { id: string }) => !taken.has(this.#url + id));
    if (!found) throw new Error(`no message is left that is ${status}`);
    taken.add(this.#url + found.id);
    return found;
  }
}

const taken = new Set<string>();

export function newKey(): string {
  return crypto.randomUUID();
}
