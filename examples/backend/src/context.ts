/** What every part of the service works with. */
import type { FastifyBaseLogger } from 'fastify';
import type { Database, Db } from './db/database.js';
import type { User } from './people.js';
import type { RecordingStore } from './recordings/store.js';
import type { Settings } from './settings.js';

export interface Service {
  readonly settings: Settings;
  readonly database: Database;
  readonly store: RecordingStore;
  readonly log: FastifyBaseLogger;
  /** Key of recording links, the same in each process. */
  readonly secret: Buffer;
  /** Tells the event feed of this process that something was committed. */
  readonly onCommit: () => void;
}

/** A service with the person who asks. */
export interface Session extends Service {
  readonly user: User;
  readonly requestId: string;
}

/** The database's clock, now. */
export async function clock({ database }: Service, db: Db): Promise<number> {
  const { now } = await db.selectNoFrom(database.now.as('now')).executeTakeFirstOrThrow();
  return now;
}

export const instant = (ms: number): string => new Date(ms).toISOString();
