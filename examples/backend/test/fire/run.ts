/**
 * The service under fire: processes behind a proxy, 50 agents and 5 administrators, doubled requests, cut
 * connections, processes killed and started again, wrong clocks. Then the checker reads what was recorded.
 * And once more with each planted bug, which must be found.
 * `COMMANDS=20000` · `ONLY=postgres|sqlite|bugs`
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../src/db/database.js';
import { migrate } from '../../src/db/migrations.js';
import type { NewMessage } from '../../src/db/schema.js';
import { readSettings } from '../../src/settings.js';
import { freePort, newDatabase, startCluster } from '../support/postgres.js';
import { bugs, plant } from './bugs.js';
import { check } from './checker.js';
import { Administrator, Agent, subscribe, type Plan } from './clients.js';
import { History } from './history.js';
import { startProxy } from './proxy.js';

const HOME = join(import.meta.dirname, '../..');
const AGENTS = Array.from({ length: 50 }, (_, number) => String(1006 + number));
const ADMINISTRATORS = Array.from({ length: 5 }, (_, number) => String(1001 + number));
const SUBSCRIBERS = 10;
const LONGEST_MS = 170_000;

interface Fire {
  readonly databaseUrl: string | null;
  readonly processes: number;
  readonly commands: number;
  readonly killEveryMs: number;
  readonly home: string;
}

class Process {
  readonly port: number;
  readonly #home: string;
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;

  constructor(home: string, port: number, env: Record<string, string>) {
    this.#home = home;
    this.port = port;
    this.#env = env;
  }

  async start(): Promise<void> {
    const preload = ['--import', 'tsx', '--import', join(HOME, 'test/fire/skew.ts')];
    this.#child = spawn(process.execPath, [...preload, join(this.#home, 'src/main.ts')], {
      cwd: this.#home,
      stdio: ['ignore', 'ignore', process.env['SHOW'] ? 'inherit' : 'ignore'],
      env: { ...process.env, ...this.#env, PORT: String(this.port) },
    });
    for (let tried = 0; tried < 300; tried += 1) {
      const isReady = await fetch(`http://127.0.0.1:${this.port}/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the service does not start');
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}

async function burn({
  databaseUrl,
  processes: count,
  commands,
  killEveryMs,
  home,
}: Fire): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'aicc-fire-'));
  const env: Record<string, string> = {
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { SQLITE_FILE: join(folder, 'messages.db') }),
    ...{
      HOST: '127.0.0.1',
      SEED: 'none',
      LEASE_SECONDS: '3',
      REQUESTS_PER_MINUTE: '10000000',
      UNDO_SECONDS: '5',
    },
    ...{
      LOG_LEVEL: process.env['SHOW'] ? 'warn' : 'silent',
      POLL_MS: '50',
      RECORDING_FOLDER: folder,
    },
  };
  const database = openDatabase(readSettings(env));
  await migrate(database);
  await fill(database, Math.ceil(commands * 0.6));

  // One clock ten minutes ahead, one behind: the database's counts.
  const processes: Process[] = [];
  for (let number = 0; number < count; number += 1) {
    const skew = { CLOCK_SKEW_MS: String(number === 0 ? 600_000 : -600_000) };
    processes.push(new Process(home, await freePort(), { ...env, ...skew }));
  }
  await Promise.all(processes.map((each) => each.start()));
  const proxy = await startProxy(
    processes.map(({ port }) => port),
    0.02,
  );

  const history = new History();
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), LONGEST_MS);
  const plan: Plan = { url: proxy.url, history, commands, signal: tooLong.signal };
  let lastSequence: number | null = null;
  const subscribers = ADMINISTRATORS.concat(AGENTS)
    .slice(0, SUBSCRIBERS)
    .map((me) => subscribe(plan, me, () => lastSequence));
  const workers = [
    ...ADMINISTRATORS.map((me) => new Administrator(plan, me, AGENTS)),
    ...AGENTS.map((me) => new Agent(plan, me)),
  ];
  const started = performance.now();
  let kills = 0;
  let isWorking = true;
  const killing = (async () => {
    while (isWorking) {
      await new Promise((resolve) => setTimeout(resolve, killEveryMs * (0.5 + Math.random())));
      if (!isWorking) break;
      const victim = processes[kills % processes.length]!;
      await victim.kill('SIGKILL');
      kills += 1;
      await victim.start();
    }
  })();
  await Promise.all(workers.map((worker) => worker.run()));
  const seconds = (performance.now() - started) / 1000;
  isWorking = false;
  await killing;
  // What was sent much later, and the last leases, come to their end.
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  const { last } = await database.db
    .selectFrom('event_counter')
    .select('last')
    .executeTakeFirstOrThrow();
  lastSequence = last;
  await Promise.race([
    Promise.all(subscribers),
    new Promise((resolve) => setTimeout(resolve, 15_000)),
  ]);
  for (const each of processes) await each.kill('SIGTERM');
  await proxy.close();
  clearTimeout(timer);
  tooLong.abort();

  const faults = await check(history, database.db);
  const done = history.sent.filter(({ answers }) =>
    answers.some(({ status }) => status === 200),
  ).length;
  const doubled = history.sent.filter(({ answers }) => answers.length > 1).length;
  if (history.sent.length < commands)
    faults.push(`only ${history.sent.length} of ${commands} commands were sent in time`);
  console.log(
    `  ${history.sent.length} commands (${done} done, ${doubled} sent more than once) in ${seconds.toFixed(0)} s, ` +
      `${proxy.cuts} answers cut, ${history.lostConnections} connections lost, ${kills} kills, ` +
      `${last} events to ${SUBSCRIBERS} subscribers, ${history.resets} resets`,
  );
  await database.db.destroy();
  rmSync(folder, { recursive: true, force: true });
  return faults;
}

/** Agents, and messages that wait for one. */
async function fill({ db }: Database, count: number): Promise<void> {
  await db
    .insertInto('agents')
    .values(
      [...ADMINISTRATORS, ...AGENTS].map((id) => ({
        employee_id: id,
        business_account: `j${id}`,
        name: `Agent ${id}`,
        organization_id: null,
        state: 'idle',
        roles: ADMINISTRATORS.includes(id) ? 'administrator agent' : 'agent',
      })),
    )
    .execute();
  const now = Date.now();
  const rows = Array.from(
    { length: count },
    (_, number): NewMessage =>
      ({
        id: `f-${number}`,
        version: 1,
        channel: 'web',
        status: 'to-be-allocated',
        contact_number: `+1555${number}`,
        contact_search: `1555${number}`,
        created_at: now - number * 1000,
        updated_at: now - number * 1000,
        text: 'Fire',
      }) as NewMessage,
  );
  for (let at = 0; at < rows.length; at += 1000) {
    await db
      .insertInto('messages')
      .values(rows.slice(at, at + 1000))
      .execute();
  }
}

const commands = Number(process.env['COMMANDS'] ?? 20_000);
const only = process.env['ONLY'];
let failed = 0;
let passed = 0;
const judge = (title: string, isRight: boolean, more: readonly string[]): void => {
  if (isRight) passed += 1;
  else failed += 1;
  console.log(`${isRight ? 'ok  ' : 'FAIL'} ${title}`);
  for (const line of more) console.log(`     ${line}`);
};

const started = performance.now();
if (only === undefined || only === 'sqlite') {
  const faults = await burn({
    databaseUrl: null,
    processes: 1,
    commands,
    killEveryMs: 6_000,
    home: HOME,
  });
  judge('SQLite, one process', faults.length === 0, faults);
}
const cluster = only === 'sqlite' ? null : await startCluster(['fsync=off']);
if (!cluster && only !== 'sqlite') judge('PostgreSQL is there', false, []);
if (cluster) {
  const onPostgres = async (more: Omit<Fire, 'databaseUrl' | 'processes'>): Promise<string[]> => {
    const database = await newDatabase(cluster.url);
    try {
      return await burn({ databaseUrl: database.url, processes: 2, ...more });
    } finally {
      await database.drop();
    }
  };
  if (only !== 'bugs') {
    const faults = await onPostgres({ commands, killEveryMs: 4_000, home: HOME });
    judge('PostgreSQL, two processes', faults.length === 0, faults);
  }
  for (const bug of bugs) {
    const { folder, remove } = plant(bug, HOME);
    const faults = await onPostgres({
      commands: Math.min(commands, 2_500),
      killEveryMs: 1_500,
      home: folder,
    });
    const isFound = faults.some((line) => bug.finds.test(line));
    judge(
      `planted: ${bug.id}`,
      isFound,
      isFound
        ? [`found: ${faults.find((line) => bug.finds.test(line))}`]
        : ['not found', ...faults],
    );
    remove();
  }
  await cluster.stop();
}
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
