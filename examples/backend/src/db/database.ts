/** One typed SQL layer over both databases. What differs between them is all in this file. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import {
  Kysely,
  PostgresDialect,
  SqliteDialect,
  sql,
  type RawBuilder,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import type { Settings } from '../settings.js';
import type { Tables } from './schema.js';

export type Db = Kysely<Tables> | Transaction<Tables>;

export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** Milliseconds by the database's clock, at the moment of the statement. */
  readonly now: RawBuilder<number>;
  /** Calls back when another process has committed events; null where one has to ask. */
  readonly listen: ((onEvent: () => void) => Promise<() => Promise<void>>) | null;
}

/** Name of the PostgreSQL notification that tells the other processes of new events. */
export const EVENT_CHANNEL = 'aicc_message_events';

/** A wait for a lock ends after so long, with an error that clients may answer by trying again. */
const LOCK_MS = 5_000;
const STATEMENT_MS = 15_000;

// int8: milliseconds, counts and sequences stay far below 2^53.
pg.types.setTypeParser(20, Number);

export function openDatabase(settings: Settings): Database {
  return settings.databaseUrl ? openPostgres(settings, settings.databaseUrl) : openSqlite(settings);
}

function openSqlite({ sqliteFile }: Settings): Database {
  if (sqliteFile !== ':memory:') mkdirSync(dirname(sqliteFile), { recursive: true });
  const file = new SQLite(sqliteFile, { timeout: LOCK_MS });
  file.pragma('journal_mode = WAL');
  // A killed process loses nothing; a power cut loses no committed transaction either.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  // Milliseconds are integers beyond 2^31, and far below 2^53.
  file.defaultSafeIntegers(false);
  return {
    kind: 'sqlite',
    db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) }),
    now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    listen: null,
  };
}

function openPostgres({ databasePool }: Settings, connectionString: string): Database {
  const pool = new pg.Pool({
    connectionString,
    max: databasePool,
    lock_timeout: LOCK_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'aicc-messages-backend',
  });
  // An idle connection that breaks is replaced by the pool.
  pool.on('error', () => undefined);
  return {
    kind: 'postgres',
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    // Not now(): that is when the transaction began, before it waited for anybody.
    now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    listen: (onEvent) => listen(connectionString, onEvent),
  };
}

/** Keeps one connection that listens; after a break it listens again, and calls back once to be safe. */
async function listen(connectionString: string, onEvent: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, application_name: 'aicc-messages-events' });
    next.on('notification', onEvent);
    next.on('error', () => undefined);
    next.on('end', () => {
      if (!isOver) timer = setTimeout(() => void connect().catch(() => undefined), 500);
    });
    await next.connect();
    await next.query(`listen ${EVENT_CHANNEL}`);
    client = next;
    onEvent();
  };
  await connect();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}

/** Whether `error` says that somebody else held a lock for too long. */
export function isLockTimeout(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '55P03' || (typeof code === 'string' && code.startsWith('SQLITE_BUSY'));
}

/** Whether `error` says that the database is not there (now). */
export function isUnreachable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (
    typeof message === 'string' &&
    /connection (terminated|timeout)|timeout exceeded/i.test(message)
  )
    return true;
  // Class 08: connection; 57P: shut down; 53: too many connections; 57014: statement timeout; 40: try again.
  return (
    typeof code === 'string' && /^(08|57P|53|57014|40|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code)
  );
}
